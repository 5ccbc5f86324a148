"""What an amendment adds, as rows: written at its signature, compared with its sealed changes ever after."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import models

from beffroi.contracts.kinds import ChangeKind, Target
from beffroi.contracts.models import (
    Amendment,
    AmendmentChange,
    AttentionPoint,
    Axis,
    AxisTheme,
    Contract,
    MutualCommitment,
    PerimeterCommune,
    TargetPublic,
)
from beffroi.contracts.models.added import Addable
from beffroi.core.saving import save_checked
from beffroi.core.seals.rows import Content, row_of

# The entries that operations point to; clauses and pieces are read from the changes themselves.
MODELS: dict[str, type[Addable]] = {
    Target.AXIS: Axis,
    Target.THEME: AxisTheme,
    Target.COMMITMENT: MutualCommitment,
    Target.PUBLIC: TargetPublic,
    Target.POINT: AttentionPoint,
    Target.COMMUNE: PerimeterCommune,
}
TARGETS = {model: target for target, model in MODELS.items()}
# The columns that say where a row comes from: of what was signed with the contract they are empty.
ORIGIN = ("added_by_id", "reference")


def write_added(amendment: Amendment) -> None:
    """Write the rows of an amendment about to be signed, in its order: an axis comes before its themes."""
    for change in amendment.changes.filter(kind=ChangeKind.ADD, target__in=MODELS):
        values = _columns(amendment, change)
        if change.target == Target.THEME:
            values["axis_id"] = _axis(amendment.contract, values["axis_id"]).pk
        save_checked(MODELS[change.target](**values))


def _columns(amendment: Amendment, change: AmendmentChange) -> Content:
    """The columns that a change gives to its row; the axis of a theme by its mark."""
    values: Content = dict(change.after or {})
    if change.target == Target.THEME:
        values["axis_id"] = values.pop("axis")
    else:
        values["contract_id"] = amendment.contract_id
    if change.target == Target.COMMUNE:
        # Communes go by their names.
        del values["rank"]
    return {**values, "added_by_id": amendment.pk, "reference": change.reference}


def _axis(contract: Contract, mark: str) -> Axis:
    named = {"pk": mark} if mark.isdecimal() else {"reference": mark}
    return contract.axes.get(**named)


def divergences(amendments: Iterable[Amendment]) -> dict[int, Content]:
    """Name what the rows of amendments say otherwise than their changes: nothing, unless by hand.

    The amendments were read with their changes.
    """
    known = {one.pk: one for one in amendments}
    found: dict[int, dict[str, Content]] = {pk: {} for pk in known}
    for target, model in MODELS.items():
        rows = model._default_manager.filter(added_by__in=known)
        for row in rows.select_related(*(["axis"] if model is AxisTheme else [])):
            assert row.added_by_id is not None
            found[row.added_by_id][f"{target} {row.reference}"] = _told(row)
    return {pk: _differences(_expected(one), found[pk]) for pk, one in known.items()}


def strays(rows: Iterable[Content], target: str, signed: Collection[int]) -> Content:
    """Name the rows that say that they were added to a contract, by no amendment signed for it."""
    return {
        f"{target} {one['reference']}": "ajouté par aucun avenant signé"
        for one in rows
        if one["added_by_id"] not in signed
    }


def _expected(amendment: Amendment) -> dict[str, Content]:
    found = {}
    for change in amendment.changes.all():
        if change.kind == ChangeKind.ADD and change.target in MODELS:
            empty: dict[str, Any] = dict.fromkeys(_names(MODELS[change.target]))
            columns = _columns(amendment, change)
            found[f"{change.target} {change.reference}"] = empty | columns
    return found


def _told(row: Addable) -> Content:
    """The columns of a row; the axis of a theme by its mark, when it is of the contract of the amendment."""
    told = row_of(row, ("id",))
    if isinstance(row, AxisTheme):
        told["axis_id"] = row.axis.mark
    return told


def _names(model: type[models.Model]) -> list[str]:
    return [one.attname for one in model._meta.concrete_fields if not one.primary_key]


def _differences(expected: dict[str, Content], found: dict[str, Content]) -> Content:
    told: Content = {}
    for key in sorted({*expected, *found}):
        if key not in found:
            told[key] = "ligne disparue"
        elif key not in expected:
            told[key] = "ligne ajoutée"
        else:
            told |= {
                f"{key}.{name}": [value]
                for name, value in found[key].items()
                if value != expected[key].get(name)
            }
    return told
