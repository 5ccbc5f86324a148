"""The strategic frames of an authority; one that serves a contract out of drafting changes no more."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from beffroi.contracts.actions.editing import told_changes
from beffroi.contracts.kinds import ContractState, PriorityKind
from beffroi.contracts.models import Ambition, FramePriority, StrategicFrame
from beffroi.contracts.tokens import check_token
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.organisations.models import Organisation

FIELDS = ("kind", "name", "version", "starts_year", "ends_year", "adoption")
PRIORITIES = {"transverse": PriorityKind.TRANSVERSE, "themes": PriorityKind.THEME}
FIXED = (
    "Ce cadre sert un contrat qui n’est plus en rédaction : il ne change plus. "
    "Ouvrez une nouvelle version pour l’actualiser."
)


@dataclass(frozen=True, slots=True)
class FrameRows:
    """The ambitions of a frame: those known, by their key, in their order; new ones; its priorities."""

    known: Mapping[int, str]
    added: tuple[str, ...]
    transverse: tuple[str, ...]
    themes: tuple[str, ...]


def is_fixed(frame: StrategicFrame) -> bool:
    """Whether a contract that left drafting uses this version."""
    return frame.contracts.exclude(state=ContractState.DRAFTING).exists()


def frame_values(frame: StrategicFrame) -> dict[str, Any]:
    """All that the form of a frame shows."""
    found: dict[str, Any] = {name: getattr(frame, name) for name in FIELDS}
    found |= {f"ambition_{one.pk}": one.title for one in frame.ambitions.all()}
    found |= {f"rank_{one.pk}": one.rank for one in frame.ambitions.all()}
    rows = list(frame.priorities.all())
    for name, kind in PRIORITIES.items():
        found[name] = tuple(one.title for one in rows if one.kind == kind)
    return found


@transaction.atomic
def edit_frame(
    frame: StrategicFrame, values: Mapping[str, Any], rows: FrameRows, base: str, *, by: Author
) -> StrategicFrame:
    """Change a frame of one's own authority, its ambitions and priorities, if nobody did in between.

    Raises: EditConflict, RuleViolation.
    """
    held = StrategicFrame.objects.select_for_update().get(pk=frame.pk)
    if is_fixed(held):
        raise RuleViolation(FIXED)
    before = frame_values(held)
    check_token(base, before)
    for name in FIELDS:
        setattr(held, name, values[name])
    save_checked(held)
    write_ambitions(held, rows)
    write_priorities(held, rows)
    record("frame.edited", held, by=by, changes=told_changes(before, frame_values(held)))
    return held


@transaction.atomic
def make_version(frame: StrategicFrame, version: str, *, by: Author) -> StrategicFrame:
    """Open a new version of a frame, with the same ambitions and priorities; the old one stays as it is.

    Raises: RuleViolation.
    """
    held = StrategicFrame.objects.select_for_update().get(pk=frame.pk)
    new = StrategicFrame(owner=held.owner, rank=held.rank, replaces=held, version=version)
    for name in ("kind", "name", "starts_year", "ends_year"):
        setattr(new, name, getattr(held, name))
    save_checked(new)
    for one in held.ambitions.all():
        save_checked(Ambition(frame=new, rank=one.rank, title=one.title))
    for priority in held.priorities.all():
        priority.frames.add(new)
    record("frame.version_made", new, by=by, note=f"d’après la version {held.version}")
    return new


def write_ambitions(frame: StrategicFrame, rows: FrameRows) -> None:
    """Rename, reorder, remove and add ambitions; one that a contract crosses is not removed.

    Raises: RuleViolation.
    """
    known = {one.pk: one for one in frame.ambitions.all()}
    for pk, one in known.items():
        if not rows.known.get(pk, ""):
            _remove(one)
    kept = [pk for pk, title in rows.known.items() if pk in known and title]
    first = max((one.rank for one in known.values()), default=0) + 1
    # Ranks that nobody holds first: two rows never share one.
    for step in (first, 1):
        for rank, pk in enumerate(kept, start=step):
            Ambition.objects.filter(pk=pk).update(rank=rank)
    for pk in kept:
        one = Ambition.objects.get(pk=pk)
        one.title = rows.known[pk]
        save_checked(one)
    for rank, title in enumerate(rows.added, start=len(kept) + 1):
        save_checked(Ambition(frame=frame, rank=rank, title=title))


def write_priorities(frame: StrategicFrame, rows: FrameRows) -> None:
    """Tie the frame to the priorities that it names; other frames of the authority keep theirs."""
    wanted = []
    for name, kind in PRIORITIES.items():
        for rank, title in enumerate(getattr(rows, name), start=1):
            found = FramePriority.objects.filter(owner=frame.owner, kind=kind, title=title).first()
            if found is None:
                found = FramePriority(owner=frame.owner, kind=kind, rank=rank, title=title)
                save_checked(found)
            wanted.append(found)
    frame.priorities.set(wanted)


def _remove(ambition: Ambition) -> None:
    try:
        ambition.delete()
    except models.ProtectedError as error:
        raise RuleViolation(
            f"L’ambition « {ambition.title} » est croisée par un contrat : elle ne se retire pas."
        ) from error


@transaction.atomic
def create_frame(
    owner: Organisation, values: Mapping[str, Any], rows: FrameRows, *, by: Author
) -> StrategicFrame:
    """Write a frame of one's own authority, with its ambitions and priorities.

    Raises: RuleViolation.
    """
    rank = StrategicFrame.objects.filter(owner=owner).count() + 1
    frame = StrategicFrame(owner=owner, rank=rank, **values)
    save_checked(frame)
    write_ambitions(frame, rows)
    write_priorities(frame, rows)
    record("frame.recorded", frame, by=by, note=str(owner))
    return frame
