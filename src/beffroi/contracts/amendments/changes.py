"""What an amendment in drafting changes: a field, an entry added, an entry taken out, a change taken back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from beffroi.contracts.amendments.actions import lock_amendment
from beffroi.contracts.amendments.fields import FIELDS, entry_name
from beffroi.contracts.amendments.gather import ambition_named, change_of, contract_on
from beffroi.contracts.amendments.plain import (
    UNDER_AXIS,
    Change,
    State,
    problem_with,
    replayed,
    under_axis,
)
from beffroi.contracts.kinds import AmendmentState, ChangeKind, Target
from beffroi.contracts.models import Ambition, Amendment, AmendmentChange, Contract
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.territories.models import Commune


def drafted_state(amendment: Amendment, on: date) -> State:
    """Give the contract of that day as the draft would leave it.

    Raises: Inconsistent.
    """
    changes = [change_of(one) for one in amendment.changes.all()]
    return replayed(contract_on(amendment.contract, on), changes)


@transaction.atomic
def alter_entry(
    amendment: Amendment, target: Target, reference: str, values: Mapping[str, Any], on: date, *, by: Author
) -> Amendment:
    """Write the fields of an entry whose values differ from what the contract says that day.

    Raises: RuleViolation when nothing differs.
    """
    held, state = _open(amendment, on)
    entry = state.get((target.value, reference))
    if entry is None:
        raise RuleViolation("Ce point n’est pas au contrat de ce jour.")
    _check_values(target, values)
    differing = {name: value for name, value in values.items() if entry.get(name) != value}
    if not differing:
        raise RuleViolation("Rien ne change : l’avenant dirait ce que le contrat dit déjà.")
    changes = [
        Change(ChangeKind.ALTER, target, reference, name, entry.get(name), value)
        for name, value in differing.items()
    ]
    return _write(held, state, changes, by=by)


@transaction.atomic
def add_entry(
    amendment: Amendment,
    target: Target,
    values: Mapping[str, Any],
    on: date,
    *,
    by: Author,
    axis: str = "",
    ambition: str = "",
) -> Amendment:
    """Add an entry, the last of its list; a theme says its axis, a crossing its axis and its ambition.

    Raises: RuleViolation.
    """
    held, state = _open(amendment, on)
    _check_values(target, values)
    if target is Target.COMMUNE:
        _check_commune(held.contract, values["code"])
    ranks = [one["rank"] for key, one in state.items() if key[0] == target and one.get("axis", axis) == axis]
    after = {**values, "rank": max(ranks, default=0) + 1}
    if target in UNDER_AXIS:
        after["axis"] = axis
    if target is Target.CROSSING:
        after |= ambition_named(_ambition(held.contract, ambition))
    reference = f"a{held.number}-{_next_rank(held)}"
    return _write(held, state, [Change(ChangeKind.ADD, target, reference, after=after)], by=by)


@transaction.atomic
def remove_entry(amendment: Amendment, target: Target, reference: str, on: date, *, by: Author) -> Amendment:
    """Take an entry out of the contract; an axis goes with its themes and its crossings.

    Raises: RuleViolation.
    """
    held, state = _open(amendment, on)
    keys = [(target.value, reference)]
    if target is Target.AXIS:
        keys = [*under_axis(state, reference), *keys]
    if any(key not in state for key in keys):
        raise RuleViolation("Ce point n’est pas au contrat de ce jour.")
    changes = [Change(ChangeKind.REMOVE, Target(key[0]), key[1], before=dict(state[key])) for key in keys]
    return _write(held, state, changes, by=by)


@transaction.atomic
def take_back(amendment: Amendment, rank: int, on: date, *, by: Author) -> Amendment:
    """Take a change out of a draft; what others rest on stays.

    Raises: RuleViolation.
    """
    held = _draft(amendment)
    row = held.changes.filter(rank=rank).first()
    if row is None:
        raise RuleViolation("Cette modification n’est plus dans l’avenant.")
    told = str(row)
    row.delete()
    state = contract_on(held.contract, on)
    for one in map(change_of, held.changes.all()):
        if problem := problem_with(state, one):
            raise RuleViolation(f"Une autre modification en dépend. {problem}")
        state = replayed(state, [one])
    record("amendment.changed", held, by=by, note=f"retrait : {told}")
    return held


def _draft(amendment: Amendment) -> Amendment:
    held = lock_amendment(amendment)
    if held.state != AmendmentState.DRAFTING:
        raise RuleViolation(f"Un avenant en « {held.get_state_display()} » ne s’écrit plus.")
    return held


def _open(amendment: Amendment, on: date) -> tuple[Amendment, State]:
    held = _draft(amendment)
    return held, drafted_state(held, on)


def _check_values(target: Target, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        spec = FIELDS[target].get(name)
        if spec is None or not spec.fits(value):
            raise RuleViolation(f"« {spec.label if spec else name} » : cette valeur ne convient pas.")


def ambitions_of(contract: Contract) -> QuerySet[Ambition]:
    """The ambitions of the frames that a contract crosses."""
    return Ambition.objects.filter(frame__contracts=contract).select_related("frame")


def _ambition(contract: Contract, mark: str) -> Ambition:
    found = ambitions_of(contract).filter(pk=mark).first() if mark.isdecimal() else None
    if found is None:
        raise RuleViolation("Une ambition croisée appartient à un cadre du contrat.")
    return found


def _check_commune(contract: Contract, code: str) -> None:
    """A real contract takes in a commune of the official division, when it is loaded."""
    official = Commune.objects.current()
    if not contract.is_fictitious and official.exists() and not official.filter(code=code).exists():
        raise RuleViolation(f"Le découpage officiel n’a pas de commune de code {code}.")


def _write(amendment: Amendment, state: State, changes: list[Change], *, by: Author) -> Amendment:
    told = []
    for one in changes:
        if problem := problem_with(state, one):
            raise RuleViolation(problem)
        told.append(f"{one.kind.label} {entry_name(one.target, _named(state, one))}")
        state = replayed(state, [one])
        save_checked(
            AmendmentChange(
                amendment=amendment,
                rank=_next_rank(amendment),
                kind=one.kind,
                target=one.target,
                reference=one.reference,
                field=one.field,
                before=one.before,
                after=one.after,
            )
        )
    record("amendment.changed", amendment, by=by, note=" ; ".join(told)[:400])
    return amendment


def _named(state: State, change: Change) -> Mapping[str, Any]:
    return change.after if change.kind is ChangeKind.ADD else state[change.key]


def _next_rank(amendment: Amendment) -> int:
    return int(amendment.changes.aggregate(most=Max("rank"))["most"] or 0) + 1
