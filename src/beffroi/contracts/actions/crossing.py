"""The crossing of ambitions and axes: written by either party, a reading until both confirm it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from beffroi.contracts.actions.editing import lock_draft, told_changes
from beffroi.contracts.kinds import Side
from beffroi.contracts.models import Ambition, Axis, Contract, Crossing, StrategicFrame
from beffroi.contracts.tokens import check_token
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked

FIELDS = ("strength", "met_ambition", "why")


def crossing_values(found: Crossing | None) -> dict[str, Any]:
    """What a cell says; nothing when the axis does not take the ambition up."""
    return {name: getattr(found, name) if found else None for name in FIELDS}


@transaction.atomic
def choose_frames(contract: Contract, frames: Sequence[StrategicFrame], *, by: Author) -> Contract:
    """Say which frames of the two parties the contract crosses; one already crossed stays.

    Raises: RuleViolation.
    """
    held = lock_draft(contract)
    owners = set(held.parties.values_list("organisation_id", flat=True)) | {held.model_of_id}
    if any(one.owner_id not in owners for one in frames):
        raise RuleViolation("Un contrat croise les cadres de ses deux parties, et d’aucune autre.")
    kept = {one.pk for one in frames}
    left = held.frames.exclude(pk__in=kept)
    if Crossing.objects.filter(axis__contract=held, ambition__frame__in=left).exists():
        raise RuleViolation("Un cadre dont une ambition est croisée reste : retirez d’abord ses croisements.")
    before = [str(one) for one in held.frames.all()]
    held.frames.set(frames)
    record("contract.frames_chosen", held, by=by, changes={"frames": [before, [str(one) for one in frames]]})
    return held


@transaction.atomic
def cross(
    contract: Contract, ambition: Ambition, axis: Axis, values: Mapping[str, Any], base: str, *, by: Author
) -> Crossing:
    """Write that an axis takes an ambition up; a change makes it a reading again, to be confirmed by both.

    Raises: EditConflict, RuleViolation.
    """
    held = lock_draft(contract)
    _check_cell(held, ambition, axis)
    found = Crossing.objects.filter(ambition=ambition, axis=axis).first()
    before = crossing_values(found)
    check_token(base, before)
    met = values["met_ambition"]
    if met is not None and not _is_of_the_other(held, ambition, met):
        raise RuleViolation(
            "Une ambition rencontre une ambition de l’autre partie, dans un cadre du contrat."
        )
    crossing = found or Crossing(ambition=ambition, axis=axis)
    for name in FIELDS:
        setattr(crossing, name, values[name])
    _unconfirm(crossing)
    save_checked(crossing)
    record("contract.crossed", held, by=by, changes=told_changes(before, values), note=str(crossing))
    return crossing


@transaction.atomic
def uncross(contract: Contract, crossing: Crossing, *, by: Author) -> None:
    """Say that an axis does not take an ambition up after all.

    Raises: RuleViolation.
    """
    held = lock_draft(contract)
    told = str(crossing)
    Crossing.objects.filter(pk=crossing.pk, axis__contract=held).delete()
    record("contract.uncrossed", held, by=by, note=told)


@transaction.atomic
def confirm_crossing(
    contract: Contract, crossing: Crossing, side: Side, base: str, *, by: Author, at: datetime
) -> Crossing:
    """Confirm, for one party, what a cell says; once both do, it is a reading no more.

    Raises: EditConflict, RuleViolation.
    """
    held = lock_draft(contract)
    found = Crossing.objects.filter(pk=crossing.pk, axis__contract=held).select_related("axis").first()
    if found is None:
        raise RuleViolation("Ce croisement vient d’être retiré par quelqu’un d’autre.")
    check_token(base, crossing_values(found))
    setattr(found, f"{side.value}_confirmed_at", at)
    setattr(found, f"{side.value}_confirmed_by", by.user_label)
    found.is_reading = not (found.epci_confirmed_at and found.departement_confirmed_at)
    save_checked(found)
    record("contract.crossing_confirmed", held, by=by, note=f"{found} ({side.label})")
    return found


def _check_cell(contract: Contract, ambition: Ambition, axis: Axis) -> None:
    if axis.contract_id != contract.pk or not contract.frames.filter(pk=ambition.frame_id).exists():
        raise RuleViolation("Cette ambition ou cet axe n’est pas de ce contrat.")


def _is_of_the_other(contract: Contract, ambition: Ambition, met: Ambition) -> bool:
    """Whether the ambition met is the other party's, in a frame of the contract."""
    is_here = contract.frames.filter(pk=met.frame_id).exists()
    return is_here and met.frame.owner_id != ambition.frame.owner_id


def _unconfirm(crossing: Crossing) -> None:
    crossing.is_reading = True
    crossing.epci_confirmed_at = crossing.departement_confirmed_at = None
    crossing.epci_confirmed_by = crossing.departement_confirmed_by = ""
