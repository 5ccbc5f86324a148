"""What is recorded, given back as the facts that actions take: to change a part and keep the rest."""

import hashlib
from dataclasses import fields, is_dataclass
from typing import Any

from django.db.models import Model

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
from beffroi.assemblies.kinds import Ballot, Effect, Nature, Origin, Outcome, Position, Presence
from beffroi.assemblies.models import Deliberation, Sitting


def mark_of(facts: SittingFacts | ActFacts) -> str:
    """Give the mark of what a form showed: another mark later means that someone changed it meanwhile."""
    return hashlib.sha256(repr(_plain(facts)).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return value.pk
    if is_dataclass(value):
        return [_plain(getattr(value, one.name)) for one in fields(value)]
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def facts_of_sitting(sitting: Sitting) -> SittingFacts:
    """Give a sitting with its sheet and its movements."""
    lines = sitting.attendances.select_related("member", "proxy_holder", "replaces")
    return SittingFacts(
        held_on=sitting.held_on,
        held_at=sitting.held_at,
        place=sitting.place,
        convened_on=sitting.convened_on,
        dispatched_on=sitting.dispatched_on,
        posted_on=sitting.posted_on,
        listed_on=sitting.listed_on,
        is_urgent=sitting.is_urgent,
        is_second=sitting.is_second,
        is_first_after_renewal=sitting.is_first_after_renewal,
        seats_in_office=sitting.seats_in_office,
        chair=sitting.chair,
        secretary=sitting.secretary,
        origin=Origin(sitting.origin),
        attendances=tuple(
            AttendanceFacts(
                one.member, Presence(one.presence), one.name_as_written, one.proxy_holder, one.replaces
            )
            for one in lines
        ),
        movements=tuple(
            MovementFacts(one.member, one.arrives, one.at, one.before_rank)
            for one in sitting.movements.select_related("member")
        ),
    )


def facts_of_act(deliberation: Deliberation) -> ActFacts:
    """Give an act with all that it holds, save its annexes, which stay."""
    vote = VoteFacts(
        outcome=Outcome(deliberation.outcome),
        ballot=Ballot(deliberation.ballot),
        wording=deliberation.vote_wording,
        votes_for=deliberation.votes_for,
        votes_against=deliberation.votes_against,
        abstentions=deliberation.abstentions,
        not_voting=deliberation.not_voting,
        blank_votes=deliberation.blank_votes,
        chair_vote=deliberation.chair_vote,
        named=tuple(
            NamedVoteFacts(one.name_as_written, Position(one.position), one.member)
            for one in deliberation.named_votes.select_related("member")
        ),
    )
    return ActFacts(
        title=deliberation.title,
        vote=vote,
        number=deliberation.number,
        nature=Nature(deliberation.nature),
        subject_code=deliberation.subject_code,
        effect=Effect(deliberation.effect),
        must_be_transmitted=deliberation.must_be_transmitted,
        is_accounts=deliberation.is_accounts,
        signatory_name=deliberation.signatory_name,
        signatory_capacity=deliberation.signatory_capacity,
        citations=tuple(one.text for one in deliberation.citations.all()),
        recitals=tuple(one.text for one in deliberation.recitals.all()),
        decisions=tuple(DecisionFacts(one.verb, one.text) for one in deliberation.decisions.all()),
        opinions=tuple(
            OpinionFacts(one.commission, one.given_on, one.is_favourable)
            for one in deliberation.opinions.all()
        ),
        full_text=deliberation.full_text,
    )
