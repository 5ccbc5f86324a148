"""The changes of an amendment as pages and documents tell them: before, then after, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from beffroi.contracts.amendments.fields import NOTHING, entry_lines, entry_name, field_of
from beffroi.contracts.amendments.plain import Change, State, problem_with, replayed
from beffroi.contracts.kinds import ChangeKind, Target

ONES = {
    Target.PARTY: "la partie",
    Target.AXIS: "l’axe",
    Target.THEME: "le thème",
    Target.CROSSING: "le croisement",
    Target.COMMITMENT: "l’engagement",
    Target.PUBLIC: "le public cible",
    Target.POINT: "le point d’attention",
    Target.CLAUSE: "la clause de communication",
    Target.PIECE: "la pièce exigée",
    Target.COMMUNE: "la commune",
}
VERBS = {ChangeKind.ADD: "Ajouter", ChangeKind.REMOVE: "Retirer", ChangeKind.ALTER: "Modifier"}
TITLES = {
    Target.CONTRACT: "Dispositions générales",
    Target.SETTINGS: "Règles d’admission",
    Target.PARTY: "Parties",
    Target.AXIS: "Axes",
    Target.THEME: "Thèmes",
    Target.CROSSING: "Croisement des ambitions et des axes",
    Target.COMMITMENT: "Engagements réciproques",
    Target.PUBLIC: "Publics cibles",
    Target.POINT: "Points d’attention",
    Target.CLAUSE: "Clauses de communication",
    Target.PIECE: "Pièces exigées",
    Target.COMMUNE: "Communes du contrat",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One change in words; `rank` is its place in the amendment."""

    rank: int
    title: str
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a contract on a day."""

    target: Target
    reference: str
    name: str
    lines: tuple[tuple[str, str], ...]
    changed: bool = False
    themes: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """The entries of one kind, under their title."""

    target: Target
    title: str
    entries: tuple[Entry, ...]

    @property
    def is_roll(self) -> bool:
        """Whether its entries are told by their names alone: a hundred communes are a list."""
        return self.target is Target.COMMUNE


def told_changes(state: State, changes: Iterable[Change]) -> list[Told]:
    """Tell each change beside the contract that it starts from; one that fits no more still tells itself."""
    found = []
    for rank, one in enumerate(changes, start=1):
        found.append(Told(rank, _title(state, one), _lines(one, one.before), _lines(one, one.after)))
        if not problem_with(state, one):
            state = replayed(state, [one])
    return found


def _title(state: State, change: Change) -> str:
    verb = VERBS[change.kind]
    if change.target not in ONES:
        return f"{verb} : {field_of(change.target, change.field).label}"
    whole = change.after if change.kind is ChangeKind.ADD else state.get(change.key, change.before)
    name = named_in(state, change.target, whole) if isinstance(whole, Mapping) else ""
    return f"{verb} {ONES[change.target]} « {name} »"


def named_in(state: State, target: Target, values: Mapping[str, Any]) -> str:
    """Name an entry within its contract: a crossing by its ambition and its axis."""
    name = entry_name(target, values)
    axis = state.get((Target.AXIS.value, str(values.get("axis"))))
    return f"{name} × {axis['title']}" if target is Target.CROSSING and axis else name


def _lines(change: Change, value: Any) -> tuple[tuple[str, str], ...]:
    if change.kind is not ChangeKind.ALTER:
        return tuple(entry_lines(change.target, value))
    spec = field_of(change.target, change.field)
    return ((spec.label, spec.shown(value)),)


def parts_of(state: State, original: State | None = None) -> list[Part]:
    """Lay a contract out by kinds of entry, in order; what differs from the original is marked."""
    found = []
    for target in Target:
        if target is not Target.THEME:
            entries = tuple(_entries(state, target, original))
            if entries:
                found.append(Part(target, TITLES[target], entries))
    return found


def _entries(state: State, target: Target, original: State | None, axis: str = "") -> list[Entry]:
    rows = [
        (key, one) for key, one in state.items() if key[0] == target and (not axis or one["axis"] == axis)
    ]
    return [
        Entry(
            target=target,
            reference=key[1],
            name=named_in(state, target, one),
            lines=_said(target, one),
            changed=original is not None and original.get(key) != one,
            themes=tuple(_entries(state, Target.THEME, original, key[1])) if target is Target.AXIS else (),
        )
        for key, one in sorted(rows, key=lambda row: row[1].get("rank", 0))
    ]


def _said(target: Target, values: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What an entry says beside its own name, without what it leaves empty."""
    name = entry_name(target, values)
    return tuple(line for line in entry_lines(target, values) if line[1] not in (name, NOTHING))
