"""The councils of the demonstration: their members, a sitting, the act that approves the contract."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from importlib.resources import files
from typing import Any

from beffroi.assemblies.actions.assemblies import create_assembly
from beffroi.assemblies.actions.deliberations import record_deliberation
from beffroi.assemblies.actions.events import publish, record_event
from beffroi.assemblies.actions.members import add_member, fill_seat
from beffroi.assemblies.actions.sealing import seal_deliberation
from beffroi.assemblies.actions.sittings import record_sitting
from beffroi.assemblies.assembly_refusals import AssemblyFacts
from beffroi.assemblies.facts import (
    ActFacts,
    AttendanceFacts,
    DecisionFacts,
    EventFacts,
    OpinionFacts,
    PublicationFacts,
    SittingFacts,
    VoteFacts,
)
from beffroi.assemblies.kinds import EventKind, Extent, Origin, Outcome, Presence
from beffroi.assemblies.models import Assembly, Deliberation, Member
from beffroi.core.journal.authors import Author
from beffroi.core.text import fold
from beffroi.demo.wording import wording_of
from beffroi.law import AssemblyKind
from beffroi.organisations.models import Organisation

Told = Mapping[str, Any]


def real_act(told: Told, organisation: Organisation, *, by: Author, at: datetime) -> Deliberation:
    """Take the real act into the register, from the facts checked by hand: nothing that it does not say."""
    facts = _facts_of(told["act_facts"])
    kind = AssemblyKind(facts["kind"])
    assembly_facts = AssemblyFacts(kind, told["assembly_name"], told["assembly_slug"], court=told["court"])
    assembly = create_assembly(organisation, assembly_facts, by=by)
    names = [*facts["present"], *(one["giver"] for one in facts["proxies"]), *facts["absent"]]
    members = make_members(assembly, names, by=by)
    # The sheet writes this name without its accent; the act elects her with it: one person.
    secretary = next(member for name, member in members.items() if fold(name) == fold(facts["secretary"]))
    sitting = SittingFacts(
        held_on=date.fromisoformat(facts["sitting_on"]),
        held_at=time.fromisoformat(facts["sitting_at"]),
        place=told["place"],
        convened_on=date.fromisoformat(facts["convened_on"]),
        chair=members[facts["chair"]],
        secretary=secretary,
        origin=Origin.TAKEN_IN,
        attendances=make_sheet(members, facts["present"], facts["proxies"], facts["absent"]),
    )
    (act,) = facts["deliberations"]
    wording = wording_of(facts)
    deliberation = ActFacts(
        title=act["title"],
        vote=VoteFacts(Outcome.ADOPTED, wording=act["vote"]["wording"]),
        citations=wording.citations,
        recitals=wording.recitals,
        decisions=wording.decisions,
        opinions=tuple(
            OpinionFacts(one["commission"], date.fromisoformat(one["on"]), one["favourable"])
            for one in act["opinions"]
        ),
    )
    dates = (date.fromisoformat(act["received_on"]), date.fromisoformat(act["published_on"]))
    return _enter(assembly, sitting, deliberation, dates, told["author"], by=by, at=at)


def invented_act(told: Told, organisation: Organisation, *, by: Author, at: datetime) -> Deliberation:
    """Make an invented council whose seats are all filled, its sitting and its act."""
    assembly = create_assembly(
        organisation,
        AssemblyFacts(
            AssemblyKind(told["kind"]),
            told["name"],
            told["slug"],
            court=told["court"],
            seats=len(told["members"]),
        ),
        by=by,
    )
    members = make_members(assembly, told["members"], by=by)
    for seat, member in zip(assembly.seats.all(), members.values(), strict=True):
        fill_seat(seat, member, starts_on=told["since"], by=by)
    return _invented_sitting(told, assembly, members, by=by, at=at)


def later_act(told: Told, organisation: Organisation, *, by: Author, at: datetime) -> Deliberation:
    """Make a later sitting of an invented council that is there, and its act."""
    assembly = Assembly.objects.get(organisation=organisation, slug=told["slug"])
    there = {(one.surname, one.first_name): one for one in Member.objects.filter(assembly=assembly)}
    members = {name: there[cut(name)] for name in told["members"]}
    return _invented_sitting(told, assembly, members, by=by, at=at)


def _invented_sitting(
    told: Told, assembly: Assembly, members: Mapping[str, Member], *, by: Author, at: datetime
) -> Deliberation:
    proxies = [{"giver": giver, "holder": holder} for giver, holder in told["represented"]]
    away = {*told["excused"], *(one["giver"] for one in proxies)}
    present = [name for name in told["members"] if name not in away]
    sitting = SittingFacts(
        held_on=told["held_on"],
        held_at=told["held_at"],
        place=told["place"],
        dispatched_on=told["dispatched_on"],
        seats_in_office=len(members),
        chair=members[told["chair"]],
        secretary=members[told["secretary"]],
        attendances=make_sheet(members, present, proxies, told["excused"]),
    )
    votes = told["votes"]
    deliberation = ActFacts(
        title=told["title"],
        number=told["number"],
        vote=VoteFacts(
            Outcome.ADOPTED,
            votes_for=votes["for"],
            votes_against=votes["against"],
            abstentions=votes["abstain"],
        ),
        signatory_name=f"{told['author']['first_name']} {told['author']['last_name']}",
        signatory_capacity=told["author"]["capacity"],
        decisions=tuple(DecisionFacts(one["verb"], one["text"]) for one in told["decisions"]),
        opinions=tuple(OpinionFacts(one["commission"], one["on"], True) for one in told["opinions"]),
    )
    dates = (told["received_on"], told["published_on"])
    return _enter(assembly, sitting, deliberation, dates, told["author"], by=by, at=at)


def _enter(
    assembly: Assembly,
    sitting: SittingFacts,
    act: ActFacts,
    dates: tuple[date, date],
    author: Told,
    *,
    by: Author,
    at: datetime,
) -> Deliberation:
    """Record a sitting and its act, seal it, then tell its transmission and its publication."""
    received_on, published_on = dates
    held = record_sitting(assembly, sitting, by=by, at=at)
    deliberation = record_deliberation(held, act, by=by)
    seal_deliberation(deliberation, by=by, at=at)
    sent = EventFacts(happened_on=received_on, received_on=received_on)
    record_event(deliberation, EventKind.TRANSMISSION, sent, by=by, at=at)
    shown = PublicationFacts(
        extent=Extent.FULL,
        author_first_name=author["first_name"],
        author_last_name=author["last_name"],
        author_capacity=author["capacity"],
    )
    publish(deliberation, shown, happened_on=published_on, by=by, at=at)
    return Deliberation.objects.select_related("sitting__assembly").get(pk=deliberation.pk)


def make_members(assembly: Assembly, names: Sequence[str], *, by: Author) -> dict[str, Member]:
    found = {}
    for name in names:
        surname, first_name = cut(name)
        found[name] = add_member(assembly, surname=surname, first_name=first_name, by=by)
    return found


def cut(name: str) -> tuple[str, str]:
    """Part a surname, in capitals, from a first name.

    Example: « DE CARRION Alain » → « DE CARRION », « Alain ».
    """
    words = name.split()
    surname = [word for word in words if word.isupper()]
    return " ".join(surname), " ".join(words[len(surname) :])


def make_sheet(
    members: Mapping[str, Member], present: Sequence[str], proxies: Sequence[Told], absent: Sequence[str]
) -> tuple[AttendanceFacts, ...]:
    lines = [AttendanceFacts(members[name], Presence.PRESENT, name) for name in present]
    lines += [
        AttendanceFacts(
            members[one["giver"]], Presence.REPRESENTED, one["giver"], proxy_holder=members[one["holder"]]
        )
        for one in proxies
    ]
    lines += [AttendanceFacts(members[name], Presence.EXCUSED, name) for name in absent]
    return tuple(lines)


def _facts_of(name: str) -> dict[str, Any]:
    """Read the facts of the real act, which the portal shows too."""
    path = files("beffroi.portal").joinpath(f"facts/{name}.json")
    facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return facts
