"""From the tables to plain entries: the contract as signed, its amendments, and the one that is drafted."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django.db import models

from beffroi.contracts.amendments.fields import FIELDS
from beffroi.contracts.amendments.plain import Change, InForce, State, consolidated
from beffroi.contracts.kinds import ChangeKind, Side, Target
from beffroi.contracts.models import (
    Ambition,
    Amendment,
    AmendmentChange,
    Contract,
    Crossing,
    settings_of,
)
from beffroi.contracts.models.added import Addable
from beffroi.contracts.rules import Party
from beffroi.contracts.votes import vote_of

THE_ONE = "0"
Row = TypeVar("Row", bound=Addable)


def original_of(contract: Contract) -> State:
    """Give a contract as it was signed; it was read `whole`, or its lists are read here."""
    entries: dict[tuple[str, str], dict[str, Any]] = {
        (Target.CONTRACT.value, THE_ONE): _values(Target.CONTRACT, contract),
        (Target.SETTINGS.value, THE_ONE): _values(Target.SETTINGS, settings_of(contract)),
    }
    for party in contract.parties.all():
        entries |= _entry(Target.PARTY, party, rank=party.rank)
    for axis in signed_with(contract.axes.all()):
        entries |= _entry(Target.AXIS, axis, rank=axis.rank)
        for theme in signed_with(axis.themes.all()):
            entries |= _entry(Target.THEME, theme, rank=theme.rank, axis=str(axis.pk))
    lists: tuple[tuple[Target, Iterable[Any]], ...] = (
        (Target.COMMITMENT, signed_with(contract.commitments.all())),
        (Target.PUBLIC, signed_with(contract.target_publics.all())),
        (Target.POINT, signed_with(contract.attention_points.all())),
        (Target.CLAUSE, contract.communication_clauses.all()),
        (Target.PIECE, contract.required_pieces.all()),
    )
    for target, rows in lists:
        for row in rows:
            entries |= _entry(target, row, rank=row.rank)
    for rank, commune in enumerate(signed_with(contract.communes.all()), start=1):
        entries |= _entry(Target.COMMUNE, commune, rank=rank)
    return entries | _crossings(contract)


def signed_with(rows: Iterable[Row]) -> list[Row]:
    """Keep what was signed with the contract, without what amendments added to its tables."""
    return [one for one in rows if one.added_by_id is None]


def _crossings(contract: Contract) -> dict[tuple[str, str], dict[str, Any]]:
    rows = Crossing.objects.filter(axis__contract=contract).select_related("ambition__frame")
    entries: dict[tuple[str, str], dict[str, Any]] = {}
    ordered = rows.order_by("axis__rank", "ambition__frame__rank", "ambition__rank", "pk")
    for rank, one in enumerate(ordered, start=1):
        named = ambition_named(one.ambition)
        entries |= _entry(Target.CROSSING, one, rank=rank, axis=str(one.axis_id), **named)
    return entries


def ambition_named(ambition: Ambition) -> dict[str, str]:
    """Give an ambition as a crossing names it: its mark, its words, its frame."""
    return {"ambition": str(ambition.pk), "title": ambition.title, "frame": str(ambition.frame)}


def in_force(contract: Contract) -> list[InForce]:
    """Give the signed amendments of a contract."""
    signed = Amendment.objects.signed().filter(contract=contract).prefetch_related("changes")
    return [plain_of(one, one.signed_on) for one in signed if one.signed_on]


def plain_of(amendment: Amendment, signed_on: date) -> InForce:
    """Give an amendment as if it were signed that day."""
    return InForce(amendment.number, signed_on, tuple(change_of(one) for one in amendment.changes.all()))


def change_of(row: AmendmentChange) -> Change:
    """Give a change as a plain value."""
    return Change(ChangeKind(row.kind), Target(row.target), row.reference, row.field, row.before, row.after)


def contract_on(contract: Contract, on: date) -> State:
    """Give the contract as it reads on a day."""
    return consolidated(original_of(contract), in_force(contract), on)


def _values(target: Target, row: models.Model) -> dict[str, Any]:
    return {name: getattr(row, name) for name in FIELDS[target]}


def _entry(target: Target, row: models.Model, **more: Any) -> dict[tuple[str, str], dict[str, Any]]:
    return {(target.value, str(row.pk)): {**_values(target, row), **more}}


def amendment_parties(amendment: Amendment, on: date) -> list[Party]:
    """Give the parties with their votes on an amendment, as known that day."""
    approvals = amendment.approvals.select_related("act__sitting__assembly").prefetch_related(
        "act__events", "act__opinions"
    )
    acts = {one.party_id: one.act for one in approvals}
    return [
        Party(Side(one.side), one.called, vote_of(acts[one.pk], on) if one.pk in acts else None)
        for one in amendment.contract.parties.all()
    ]
