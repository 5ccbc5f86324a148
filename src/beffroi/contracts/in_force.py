"""What a contract asks of its operations on a day: what was signed, with what its amendments changed by then.

It reads as `amendments.gather.contract_on` does, list by list, in rows that operations may point to.
"""

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any, TypeVar

from django.db import models
from django.db.models import Prefetch, prefetch_related_objects

from beffroi.contracts.amendments.added import TARGETS
from beffroi.contracts.amendments.gather import THE_ONE, change_of, plain_of
from beffroi.contracts.amendments.plain import Change, InForce, in_order
from beffroi.contracts.kinds import AmendmentState, ChangeKind, PieceStep, Target
from beffroi.contracts.models import (
    Amendment,
    AmendmentChange,
    AttentionPoint,
    Axis,
    AxisTheme,
    CommunicationClause,
    Contract,
    ContractPiece,
    ContractSettings,
    MutualCommitment,
    PerimeterCommune,
    TargetPublic,
    settings_of,
)
from beffroi.contracts.models.added import Addable
from beffroi.core.text import fold

Row = TypeVar("Row", bound=models.Model)
Added = TypeVar("Added", bound=Addable)
OF_THEIR_OWN = {CommunicationClause: Target.CLAUSE, ContractPiece: Target.PIECE}
TARGET_OF: Mapping[Any, str] = {**TARGETS, **OF_THEIR_OWN}
# Which setting each field is a part of: an amendment that changes it is then its source.
SETTING_OF = {
    "is_investment_only": "investment",
    "admits_epci": "owners",
    "admits_communes": "owners",
    "admits_others": "owners",
    "fiche_required_for": "fiche",
    "meeting_year": "year",
}


def terms_on(contract: Contract, on: date) -> "Terms":
    """Give the terms of a contract on a day; its amendments are read once for each contract object."""
    read_amendments([contract])
    signed = [plain_of(one, one.signed_on) for one in contract.signed_amendments if one.signed_on]
    return Terms(contract, [one for one in in_order(signed) if one.signed_on <= on])


def read_amendments(contracts: list[Contract]) -> None:
    """Read the signed amendments of contracts, those of all at once."""
    signed = Amendment.objects.signed().prefetch_related("changes")
    prefetch_related_objects(contracts, Prefetch("amendments", signed, to_attr="signed_amendments"))


def contracts_recoded(code: str) -> "models.QuerySet[Any, Any]":
    """Number the contracts of which a signed amendment gives this code to a commune that they had."""
    changes = AmendmentChange.objects.filter(
        amendment__state=AmendmentState.SIGNED, target=Target.COMMUNE, field="code", after=code
    )
    return changes.values("amendment__contract")


def amended_terms(contracts: "models.QuerySet[Any, Any]", on: date, *targets: Target) -> "dict[int, Terms]":
    """Give, by the contracts that amendments changed by a day, their terms as to these targets alone.

    One query, whatever the number of contracts: for lists.
    """
    changes = AmendmentChange.objects.filter(
        amendment__state=AmendmentState.SIGNED,
        amendment__signed_on__lte=on,
        amendment__contract__in=contracts,
        target__in=targets,
    ).select_related("amendment__contract")
    ordered = changes.order_by("amendment__signed_on", "amendment__number", "rank")
    found: dict[int, Terms] = {}
    for amendment, rows in groupby(ordered, key=lambda one: one.amendment):
        terms = found.setdefault(amendment.contract_id, Terms(amendment.contract, []))
        assert amendment.signed_on is not None
        plain = InForce(amendment.number, amendment.signed_on, tuple(change_of(one) for one in rows))
        terms.changes += [(plain, change) for change in plain.changes]
    return found


def retitled_axes(amended: "Mapping[int, Terms]") -> dict[int, Axis]:
    """Give, by their numbers, the axes that amendments gave other words; one query when there is one."""
    contracts = [pk for pk, terms in amended.items() if terms.changes_any(Target.AXIS)]
    axes = Axis.objects.filter(contract__in=contracts)
    return {one.pk: amended[one.contract_id].told(one) for one in axes}


class Terms:
    """The terms of a contract on a day, each list read when it is asked for.

    A row that an amendment changed is a copy in the words of that day: to show, to point to, never to save.
    """

    def __init__(self, contract: Contract, amendments: list[InForce]) -> None:
        self.contract = contract
        self.changes = [(one, change) for one in amendments for change in one.changes]

    @cached_property
    def settings(self) -> ContractSettings:
        """What operations it admits, which of them need a fiche."""
        held = settings_of(self.contract)
        changes = self._about(Target.SETTINGS, THE_ONE)
        read = copy(held) if changes else held
        for amendment, change in changes:
            name = SETTING_OF[change.field]
            setattr(read, change.field, change.after)
            setattr(read, f"{name}_clause", cited(amendment))
            setattr(read, f"{name}_line", None)
        return read

    @cached_property
    def axes(self) -> list[Axis]:
        """The axes, in their order."""
        return self._here(self.contract.axes.all())

    @cached_property
    def themes(self) -> list[AxisTheme]:
        """The themes of all the axes."""
        found = AxisTheme.objects.filter(axis__contract=self.contract).order_by("axis__rank", "axis", "rank")
        return self._here(found)

    @cached_property
    def publics(self) -> list[TargetPublic]:
        """The target publics."""
        return self._here(self.contract.target_publics.all())

    @cached_property
    def points(self) -> list[AttentionPoint]:
        """The attention points."""
        return self._here(self.contract.attention_points.all())

    @cached_property
    def commitments(self) -> list[MutualCommitment]:
        """The mutual commitments."""
        return self._here(self.contract.commitments.all())

    @cached_property
    def clauses(self) -> list[CommunicationClause]:
        """The duties to make the aid known."""
        found = self._left(self.contract.communication_clauses.all())
        for amendment, change in self._added(Target.CLAUSE):
            made = CommunicationClause(contract=self.contract, **change.after)
            found.append(self._altered(made, Target.CLAUSE, change.reference, amendment))
        return found

    @cached_property
    def pieces(self) -> list[ContractPiece]:
        """The pieces that operations must bring; one that an amendment asks for goes by its mark there."""
        found = self._left(self.contract.required_pieces.all())
        for amendment, change in self._added(Target.PIECE):
            made = ContractPiece(contract=self.contract, slug=change.reference, **change.after)
            found.append(self._altered(made, Target.PIECE, change.reference, amendment))
        return found

    @cached_property
    def communes(self) -> list[PerimeterCommune]:
        """The communes that it covers, by their names."""
        found = self._here(self.contract.communes.all())
        return sorted(found, key=lambda one: fold(one.name)) if self.changes_any(Target.COMMUNE) else found

    def pieces_for(self, kind: str, steps: Iterable[str] = tuple(PieceStep)) -> list[ContractPiece]:
        """Give the pieces that an operation of a kind must bring by these steps."""
        return [one for one in self.pieces if one.is_for(kind) and one.at_step in steps]

    def covers(self, code: str) -> bool:
        """Whether a commune is in its perimeter."""
        return any(one.code == code for one in self.communes)

    def changes_any(self, target: Target) -> bool:
        """Whether an amendment changed anything of that kind."""
        return any(change.target is target for _, change in self.changes)

    def holds(self, row: Addable) -> bool:
        """Whether a row of this contract stands in it that day."""
        target = TARGET_OF[type(row)]
        if row.added_by_id is not None and not self._about(target, row.mark, ChangeKind.ADD):
            return False
        return self.gone(row) is None

    def told(self, row: Added) -> Added:
        """Give a row in the words of that day; in its last ones when an amendment took it out since."""
        return self._altered(row, TARGET_OF[type(row)], row.mark)

    def gone(self, row: Addable) -> InForce | None:
        """Give the amendment that took a row out; None for one that is there."""
        removals = self._about(TARGET_OF[type(row)], row.mark, ChangeKind.REMOVE)
        return removals[-1][0] if removals else None

    def _about(
        self, target: str, mark: str, kind: ChangeKind = ChangeKind.ALTER
    ) -> list[tuple[InForce, Change]]:
        return [
            (amendment, change)
            for amendment, change in self.changes
            if change.kind is kind and change.key == (str(target), mark)
        ]

    def _here(self, rows: Iterable[Added]) -> list[Added]:
        """Keep the rows that stand in the contract that day, in the words of that day."""
        return [self.told(one) for one in rows if self.holds(one)]

    def _left(self, rows: Iterable[Row]) -> list[Row]:
        """Keep, among what was signed with the contract, what no amendment took out."""
        return [
            self._altered(one, TARGET_OF[type(one)], str(one.pk))
            for one in rows
            if not self._about(TARGET_OF[type(one)], str(one.pk), ChangeKind.REMOVE)
        ]

    def _added(self, target: Target) -> list[tuple[InForce, Change]]:
        """What amendments added and none took out."""
        return [
            (amendment, change)
            for amendment, change in self.changes
            if change.kind is ChangeKind.ADD
            and change.target is target
            and not self._about(target, change.reference, ChangeKind.REMOVE)
        ]

    def _altered(self, row: Row, target: str, mark: str, added: InForce | None = None) -> Row:
        """Write on a copy of a row what amendments changed of it, and which of them is now its source."""
        changes = self._about(target, mark)
        source = changes[-1][0] if changes else added
        if source is None:
            return row
        read = copy(row)
        for _, change in changes:
            setattr(read, change.field, change.after)
        _cite(read, source)
        return read


def _cite(row: Any, amendment: InForce) -> None:
    """An amended row is no longer what a line of the contract says."""
    if hasattr(row, "line"):
        row.line = None
    if hasattr(row, "clause"):
        row.clause = cited(amendment)


def cited(amendment: InForce) -> str:
    """Name an amendment as a source. Example: « avenant n° 1 »."""
    return f"avenant n° {amendment.number}"
