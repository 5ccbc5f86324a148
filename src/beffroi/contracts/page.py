"""What the page of a contract shows, on a given day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from beffroi.contracts.kinds import ContractState, MentionKind, PriorityKind, Side
from beffroi.contracts.links import act_href, text_href
from beffroi.contracts.models import (
    Ambition,
    AttentionPoint,
    Axis,
    AxisTheme,
    CitedOperation,
    Contract,
    ContractParty,
    Crossing,
    FramePriority,
    MutualCommitment,
    PerimeterCommune,
    StrategicFrame,
    TargetPublic,
)
from beffroi.contracts.models.added import ORIGINAL
from beffroi.contracts.models.contract import ContractQuerySet
from beffroi.contracts.perimeter import territory_of
from beffroi.contracts.rules import Obstacle, Vote, the
from beffroi.contracts.standing import Life, life_line, three_questions
from beffroi.contracts.votes import parties_of, vote_of
from beffroi.core.ui.parts import Blocker, Link


@dataclass(frozen=True, slots=True)
class Row:
    """An ambition and, for each axis, how it is taken up, or None."""

    ambition: Ambition
    cells: tuple[Crossing | None, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The ambitions of one frame."""

    owner: str
    frame: StrategicFrame
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Pledge:
    """What one side brings."""

    title: str
    commitments: tuple[MutualCommitment, ...]


@dataclass(frozen=True, slots=True)
class Approval:
    """A party, its vote when there is one, and where to read it."""

    party: ContractParty
    called: str
    vote: Vote | None
    href: str


def whole(contracts: ContractQuerySet) -> ContractQuerySet:
    """Read at once all that the page of a contract shows: what was signed, without its amendments."""
    themes = Prefetch("themes", AxisTheme.objects.filter(ORIGINAL))
    ambitions = Ambition.objects.prefetch_related("crossings")
    frames = StrategicFrame.objects.select_related("owner").prefetch_related(
        "priorities", Prefetch("ambitions", ambitions)
    )
    return contracts.with_parties().prefetch_related(
        "parties__approval__events",
        "parties__approval__opinions",
        Prefetch("frames", frames),
        Prefetch("axes", Axis.objects.filter(ORIGINAL).prefetch_related(themes)),
        Prefetch("commitments", MutualCommitment.objects.filter(ORIGINAL)),
        Prefetch("target_publics", TargetPublic.objects.filter(ORIGINAL)),
        Prefetch("attention_points", AttentionPoint.objects.filter(ORIGINAL)),
        "communication_clauses",
        Prefetch("cited_operations", CitedOperation.objects.select_related("axis")),
        Prefetch("communes", PerimeterCommune.objects.filter(ORIGINAL)),
    )


def life_of(contract: Contract, on: date) -> Life:
    """Tell the life line what it needs on that day."""
    return Life(
        state=ContractState(contract.state),
        parties=tuple(parties_of(contract, on)),
        ends_year=contract.ends_year,
        copies_count=contract.copies_count,
        place_of_signature=contract.place_of_signature,
        signed_on=contract.signed_on,
    )


def contract_page(contract: Contract, on: date) -> dict[str, Any]:
    """Gather the context of the page; the contract was read `whole`."""
    life = life_of(contract, on)
    obstacles = life.obstacles(on)
    mend = Link("#signature", "Voir ce qui manque") if obstacles else None
    mentions = list(contract.cited_operations.all())
    axes = list(contract.axes.all())
    return {
        "contract": contract,
        "text_href": text_href(contract),
        "standing": three_questions(life, on, mend),
        "steps": life_line(life, on),
        "blockers": blockers(obstacles),
        "axes": axes,
        "groups": groups_of(contract, axes),
        "transverse": _transverse(contract),
        "developed": _developed(contract),
        "pledges": _pledges(contract),
        "cited": [one for one in mentions if one.kind == MentionKind.CITED],
        "past": [one for one in mentions if one.kind == MentionKind.PAST],
        "territory": territory_of(contract),
        "approvals": approvals_of(contract, on),
        "is_signed": contract.signed_on is not None,
    }


def blockers(obstacles: Iterable[Obstacle]) -> list[Blocker]:
    """Show each obstacle with the place of the page that tells about that party's vote."""
    return [Blocker(one.sentence, one.source, Link(f"#vote-{one.side}", "Voir ce vote")) for one in obstacles]


def approvals_of(contract: Contract, on: date) -> list[Approval]:
    """Give each party with its vote as known that day."""
    return [
        Approval(
            party=one,
            called=the(one.called),
            vote=vote_of(one.approval, on) if one.approval else None,
            href=act_href(one.approval) if one.approval else "",
        )
        for one in contract.parties.all()
    ]


def groups_of(contract: Contract, axes: list[Axis]) -> list[Group]:
    """Lay out the crossing of ambitions and axes: a group for each frame, the département's first."""
    ids = [one.pk for one in axes]
    named = {one.organisation_id: one for one in contract.parties.all()}
    frames = sorted(
        contract.frames.all(), key=lambda one: (named[one.owner_id].side != Side.DEPARTEMENT, one.rank)
    )
    return [
        Group(
            owner=the(named[frame.owner_id].called),
            frame=frame,
            rows=tuple(_row(one, ids) for one in frame.ambitions.all()),
        )
        for frame in frames
    ]


def _row(ambition: Ambition, axes: list[int]) -> Row:
    crossed = {one.axis_id: one for one in ambition.crossings.all()}
    return Row(ambition, tuple(crossed.get(pk) for pk in axes))


def _transverse(contract: Contract) -> list[Any]:
    """The priorities that run through several frames, each once."""
    found = {
        one.pk: one
        for frame in contract.frames.all()
        for one in frame.priorities.all()
        if one.kind == PriorityKind.TRANSVERSE
    }
    return sorted(found.values(), key=lambda one: one.rank)


@dataclass(frozen=True, slots=True)
class Developed:
    """A frame, and the themes that it develops beside its ambitions."""

    name: str
    years: str
    themes: tuple[FramePriority, ...]


def _developed(contract: Contract) -> list[Developed]:
    found = []
    for frame in contract.frames.all():
        themes = [one for one in frame.priorities.all() if one.kind == PriorityKind.THEME]
        if themes:
            found.append(Developed(frame.name, frame.years, tuple(sorted(themes, key=lambda one: one.rank))))
    return found


def _pledges(contract: Contract) -> list[Pledge]:
    titles = {one.side: the(one.called) for one in contract.parties.all()} | {Side.BOTH: Side.BOTH.label}
    rows = list(contract.commitments.all())
    pledged = [(side, tuple(one for one in rows if one.side == side)) for side in Side]
    return [Pledge(str(titles.get(side, side.label)), found) for side, found in pledged if found]
