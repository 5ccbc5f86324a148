"""A corrected reading as the facts that the register records."""

from collections.abc import Callable
from datetime import date, time

from beffroi.assemblies.facts import (
    ActFacts,
    AttendanceFacts,
    DecisionFacts,
    MovementFacts,
    NamedVoteFacts,
    OpinionFacts,
    SittingFacts,
    VoteFacts,
)
from beffroi.assemblies.intake.names import Json
from beffroi.assemblies.kinds import Ballot, Effect, Nature, Origin, Outcome, Position, Presence
from beffroi.assemblies.models import Member

People = Callable[[str], Member]

_POSITIONS = {
    "against_names": Position.AGAINST,
    "abstain_names": Position.ABSTAIN,
    "recused_names": Position.RECUSED,
}


def sitting_facts(corrected: Json, people: People) -> SittingFacts:
    """The sitting, marked as taken in."""
    return SittingFacts(
        held_on=date.fromisoformat(corrected["sitting_on"]),
        held_at=_hour(corrected["sitting_at"]),
        place=corrected["place"] or "",
        convened_on=_day(corrected["convened_on"]),
        dispatched_on=_day(corrected["dispatched_on"]),
        seats_in_office=corrected["members_in_office"],
        chair=people(corrected["chair"]) if corrected["chair"] else None,
        secretary=people(corrected["secretary"]) if corrected["secretary"] else None,
        origin=Origin.TAKEN_IN,
        attendances=_attendances(corrected, people),
        movements=tuple(
            MovementFacts(people(one["name"]), one["kind"] == "arrival", _hour(one["at"]))
            for one in corrected["movements"]
        ),
    )


def _attendances(corrected: Json, people: People) -> tuple[AttendanceFacts, ...]:
    replaced = {people(one["sitting"]).pk: people(one["for"]) for one in corrected["substitutes"]}
    absent_as = Presence(corrected["absent_as"])
    present = (
        AttendanceFacts(member, Presence.PRESENT, name, replaces=replaced.get(member.pk))
        for name in corrected["present"]
        if (member := people(name))
    )
    represented = (
        AttendanceFacts(
            people(one["giver"]), Presence.REPRESENTED, one["giver"], proxy_holder=people(one["holder"])
        )
        for one in corrected["proxies"]
    )
    absent = (AttendanceFacts(people(name), absent_as, name) for name in corrected["absent"])
    return (*present, *represented, *absent)


def act_facts(act: Json, people: People, full_text: str) -> ActFacts:
    """One act, with the words of the text it was read in."""
    return ActFacts(
        title=act["title"],
        number=act["number"] or "",
        nature=Nature(act["nature"]),
        subject_code=act["subject_code"] or "",
        effect=Effect(act["effect"]),
        signatory_name=act["signatory_name"] or "",
        signatory_capacity=act["signatory_capacity"] or "",
        citations=tuple(act["citations"]),
        decisions=tuple(DecisionFacts(one["verb"], one["text"]) for one in act["decisions"]),
        opinions=tuple(
            OpinionFacts(one["commission"], _day(one["on"]), one["favourable"]) for one in act["opinions"]
        ),
        vote=_vote_facts(act["vote"], people),
        full_text=full_text,
    )


def _vote_facts(vote: Json, people: People) -> VoteFacts:
    return VoteFacts(
        outcome=Outcome(vote["outcome"]),
        ballot=Ballot(vote["ballot"]),
        wording=vote["wording"] or "",
        votes_for=vote["for"],
        votes_against=vote["against"],
        abstentions=vote["abstain"],
        not_voting=vote["not_voting"],
        blank_votes=vote["blank"],
        named=tuple(
            NamedVoteFacts(name, position, people(name))
            for key, position in _POSITIONS.items()
            for name in vote[key]
        ),
    )


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _hour(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
