"""A contract as plain entries, changes to it, and what they make together: no table, no clock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from beffroi.contracts.amendments.fields import FIELDS, entry_name, field_of
from beffroi.contracts.kinds import ChangeKind, Target

# What an entry is, and its mark: the number of its row, or that of the amendment that added it.
Key = tuple[str, str]
Values = Mapping[str, Any]
State = Mapping[Key, Values]
LASTING = (Target.CONTRACT, Target.SETTINGS, Target.PARTY)
# What stands under an axis, and goes with it.
UNDER_AXIS = (Target.THEME, Target.CROSSING)
PARTIES_STAY = "Un contrat garde ses deux parties : une autre demande un nouveau contrat."


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: an entry added (no before) or taken out (no after), or one of its fields."""

    kind: ChangeKind
    target: Target
    reference: str
    field: str = ""
    before: Any = None
    after: Any = None

    @property
    def key(self) -> Key:
        """The entry that it changes."""
        return (self.target.value, self.reference)


@dataclass(frozen=True, slots=True)
class InForce:
    """A signed amendment: in force from the day of its signature."""

    number: int
    signed_on: date
    changes: tuple[Change, ...]


class Inconsistent(ValueError):
    """A change whose « before » is not what the contract says."""


def consolidated(original: State, amendments: Iterable[InForce], on: date) -> State:
    """Give the contract as it reads on a day: what was signed, then each amendment in force by then.

    Raises: Inconsistent, which signing never lets happen.
    """
    state = original
    for one in in_order(amendments):
        if one.signed_on <= on:
            state = replayed(state, one.changes)
    return state


def in_order(amendments: Iterable[InForce]) -> list[InForce]:
    """Set amendments in the order in which they came into force, whenever they were drafted."""
    return sorted(amendments, key=lambda one: (one.signed_on, one.number))


def replayed(state: State, changes: Sequence[Change]) -> State:
    """Apply changes one after the other.

    Raises: Inconsistent.
    """
    for one in changes:
        if problem := problem_with(state, one):
            raise Inconsistent(problem)
        state = _applied(state, one)
    return state


def undone(state: State, changes: Sequence[Change]) -> State:
    """Take changes back, the last one first.

    Raises: Inconsistent.
    """
    for one in reversed(changes):
        state = replayed(state, [_inverse(one)])
    return state


def problems(original: State, amendments: Iterable[InForce], added: InForce) -> list[str]:
    """Say why an amendment cannot come into force that day: what it starts from is not what one reads then.

    An amendment dated before others must leave them consistent too.
    """
    state, found = original, []
    for one in in_order([*amendments, added]):
        for change in one.changes:
            problem = problem_with(state, change)
            if problem:
                found.append(
                    problem if one is added else f"L’avenant n° {one.number} n’irait plus : {problem}"
                )
            else:
                state = _applied(state, change)
    return found


def problem_with(state: State, change: Change) -> str:
    """Say why a change does not fit what the contract says; empty when it does."""
    entry = state.get(change.key)
    label = change.target.label
    if change.kind is ChangeKind.ADD:
        if entry is not None:
            return f"{label} « {entry_name(change.target, entry)} » est déjà au contrat.".capitalize()
        return _addition_problem(state, change)
    if entry is None:
        return f"Ce que l’avenant veut changer ({label}) n’est plus au contrat : {_told(change)}."
    if change.kind is ChangeKind.REMOVE:
        return _removal_problem(state, change, entry)
    if change.field not in FIELDS[change.target]:
        return f"« {change.field} » ne se change pas par avenant."
    found = entry.get(change.field)
    if found != change.before:
        told = field_of(change.target, change.field)
        return (
            f"{told.label} ({label} « {entry_name(change.target, entry)} ») : l’avenant part de "
            f"« {told.shown(change.before)} », le contrat dit « {told.shown(found)} »."
        )
    if change.target is Target.COMMUNE and change.field == "code":
        return _same_commune(state, change, change.after)
    return ""


def _addition_problem(state: State, change: Change) -> str:
    after = change.after
    if change.target is Target.PARTY:
        return PARTIES_STAY
    if change.target is Target.COMMUNE:
        return _same_commune(state, change, after["code"])
    if change.target in UNDER_AXIS and (Target.AXIS.value, str(after["axis"])) not in state:
        one = "du thème" if change.target is Target.THEME else "du croisement"
        return f"L’axe {one} « {after['title']} » n’est plus au contrat."
    if change.target is Target.CROSSING and any(
        (one["ambition"], one["axis"]) == (after["ambition"], after["axis"])
        for key, one in state.items()
        if key[0] == Target.CROSSING
    ):
        return f"L’axe reprend déjà l’ambition « {after['title']} »."
    return ""


def _same_commune(state: State, change: Change, code: str) -> str:
    for key, one in state.items():
        if key[0] == Target.COMMUNE and key != change.key and one["code"] == code:
            return f"« {one['name']} » a déjà le code {code} dans le périmètre du contrat."
    return ""


def _removal_problem(state: State, change: Change, entry: Values) -> str:
    if change.target is Target.PARTY:
        return PARTIES_STAY
    if change.target in LASTING:
        return "Un contrat garde ses dispositions générales : elles se modifient, elles ne se retirent pas."
    name = entry_name(change.target, entry)
    if dict(entry) != dict(change.before):
        return f"« {name} » a changé depuis que l’avenant propose de le retirer."
    if change.target is Target.AXIS and under_axis(state, change.reference):
        return f"L’axe « {name} » a encore des thèmes ou des croisements : retirez-les d’abord."
    return ""


def under_axis(state: State, axis: str) -> list[Key]:
    """Name the themes and the crossings of an axis."""
    return [key for key, one in state.items() if key[0] in UNDER_AXIS and str(one.get("axis")) == axis]


def _told(change: Change) -> str:
    if isinstance(change.before, Mapping):
        return f"« {entry_name(change.target, change.before)} »"
    return f"« {field_of(change.target, change.field).shown(change.before)} »"


def _applied(state: State, change: Change) -> State:
    entries = dict(state)
    if change.kind is ChangeKind.REMOVE:
        del entries[change.key]
    elif change.kind is ChangeKind.ADD:
        entries[change.key] = dict(change.after)
    else:
        entries[change.key] = {**entries[change.key], change.field: change.after}
    return entries


def _inverse(change: Change) -> Change:
    kinds = {ChangeKind.ADD: ChangeKind.REMOVE, ChangeKind.REMOVE: ChangeKind.ADD}
    kind = kinds.get(change.kind, ChangeKind.ALTER)
    return Change(kind, change.target, change.reference, change.field, change.after, change.before)
