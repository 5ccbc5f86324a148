"""Each row of a file: what it would propose, or every cell that forbids it and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import prefetch_related_objects

from beffroi.contracts.in_force import terms_on
from beffroi.contracts.models import Axis, Contract
from beffroi.core.text import fold
from beffroi.law.french import cut_short
from beffroi.operations.imports.columns import (
    AXIS,
    BY_NAME,
    CONTRACT,
    DESCRIPTION,
    SUMMARY,
    TITLE,
    kept_beside,
    places_of,
)
from beffroi.operations.imports.table import Line
from beffroi.operations.models import Operation
from beffroi.organisations.models import Organisation

MOST_TITLE, MOST_SUMMARY, MOST_DESCRIPTION = 200, 400, 20_000


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell that is refused: its column, what it holds, why."""

    column: str
    value: str
    why: str


@dataclass(slots=True)
class Judged:
    """A row: what it says, and what is refused of it."""

    line: Line
    title: str = ""
    summary: str = ""
    description: str = ""
    contract: Contract | None = None
    axis: Axis | None = None
    refusals: list[Refusal] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether nothing of it is refused."""
        return not self.refusals


class Judge:
    """Reads rows for one owner: the contracts that are open to it, their axes, the titles already taken."""

    def __init__(
        self, headers: Sequence[str], contracts: list[Contract], owner: Organisation, on: date
    ) -> None:
        self.places = places_of(headers)
        self.beside = kept_beside(headers)
        self.contracts = contracts
        prefetch_related_objects(contracts, "axes")
        self.axes: dict[int, list[Axis]] = {one.pk: terms_on(one, on).axes for one in contracts}
        rows = Operation.objects.filter(owner=owner, contract__in=contracts)
        self.taken = {
            (contract, fold(title)): f"Votre organisation a déjà l’opération n° {number} de ce titre."
            for contract, title, number in rows.values_list("contract", "title", "number")
        }

    def judge(self, lines: Iterable[Line]) -> list[Judged]:
        """Judge every row; a title that comes back is refused the second time."""
        return [self._judged(line) for line in lines]

    def _judged(self, line: Line) -> Judged:
        row = Judged(line)
        row.title, row.summary = self._cell(line, TITLE), self._cell(line, SUMMARY)
        row.description = self._description(line)
        row.contract = self._contract(row)
        row.axis = self._axis(row)
        self._check_texts(row)
        if row.contract is not None and row.title:
            self._check_once(row, row.contract)
        return row

    def _cell(self, line: Line, name: str) -> str:
        rank = self.places.get(name)
        text = line.cells[rank] if rank is not None else ""
        return text if name == DESCRIPTION else " ".join(text.split())

    def _description(self, line: Line) -> str:
        """What the file describes, then each cell that has no field here: nothing is lost."""
        others = [f"{name} : {line.cells[rank]}" for rank, name in self.beside if line.cells[rank]]
        return "\n\n".join(part for part in (self._cell(line, DESCRIPTION), "\n".join(others)) if part)

    def _refuse(self, row: Judged, name: str, why: str) -> None:
        row.refusals.append(Refusal(BY_NAME[name].label, self._cell(row.line, name), why))

    def _contract(self, row: Judged) -> Contract | None:
        told = self._cell(row.line, CONTRACT)
        if not told and len(self.contracts) == 1:
            return self.contracts[0]
        if not self.contracts:
            self._refuse(
                row, CONTRACT, "Plus aucun contrat en cours n’admet d’opération de votre organisation."
            )
            return None
        names = ", ".join(f"« {one} »" for one in self._contract_names())
        if not told:
            self._refuse(
                row, CONTRACT, f"Plusieurs contrats vous sont ouverts : nommez celui de la ligne, {names}."
            )
            return None
        wanted = fold(told)
        found = [one for one in self.contracts if wanted in (fold(one.title), fold(one.slug))]
        if len(found) == 1:
            return found[0]
        self._refuse(
            row, CONTRACT, f"Ce contrat n’est pas ouvert à vos propositions ; ceux qui le sont : {names}."
        )
        return None

    def _contract_names(self) -> list[str]:
        """The title of each contract; the name in its address where two bear the same title."""
        titles = [fold(one.title) for one in self.contracts]
        return [one.title if titles.count(fold(one.title)) == 1 else one.slug for one in self.contracts]

    def _axis(self, row: Judged) -> Axis | None:
        told = self._cell(row.line, AXIS)
        axes = self.axes[row.contract.pk] if row.contract is not None else []
        known = " ; ".join(f"{one.rank}, {one.short_title}" for one in axes)
        if not told:
            self._refuse(
                row, AXIS, f"Donnez l’axe, par son numéro ou son titre{f' : {known}' if known else ''}."
            )
            return None
        if row.contract is None:
            return None
        found = [one for one in axes if fold(told).strip(" .:") in names_of(one)]
        if len(found) == 1:
            return found[0]
        self._refuse(row, AXIS, f"Aucun axe du contrat ne s’appelle ainsi. Les axes : {known}.")
        return None

    def _check_texts(self, row: Judged) -> None:
        if not row.title:
            self._refuse(row, TITLE, "Donnez un titre à l’opération.")
        for name, text, most in (
            (TITLE, row.title, MOST_TITLE),
            (SUMMARY, row.summary, MOST_SUMMARY),
            (DESCRIPTION, row.description, MOST_DESCRIPTION),
        ):
            if len(text) > most:
                self._refuse(row, name, f"{most} signes au plus : il y en a {len(text)}.")

    def _check_once(self, row: Judged, contract: Contract) -> None:
        key = (contract.pk, fold(row.title))
        if key in self.taken:
            self._refuse(row, TITLE, self.taken[key])
        else:
            self.taken[key] = f"Ce titre est déjà celui de la ligne {row.line.number}."


def names_of(axis: Axis) -> set[str]:
    """The ways in which a file may name an axis, folded."""
    rank, titles = str(axis.rank), (axis.title, axis.short_title)
    names = {rank, f"axe {rank}", *(fold(one) for one in titles)}
    for title in titles:
        names |= {
            fold(f"{start}{sign}{title}")
            for start in (rank, f"Axe {rank}")
            for sign in (" ", ". ", " : ", ": ", ", ")
        }
    return {one.strip(" .:") for one in names}


def told(refusals: Iterable[Refusal]) -> str:
    """Say in one cell all that is refused of a row."""
    return " ".join(f"{one.column} : {one.why}" for one in refusals)


def shown_value(text: str) -> str:
    """What a refused cell holds, as a page shows it."""
    return cut_short(text) if text else "vide"
