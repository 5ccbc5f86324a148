"""A list that can be searched, filtered, sorted and paged; all of it stands in the address."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.http import QueryDict

from beffroi.core.text import fold
from beffroi.law.french import plural

Row = TypeVar("Row")
PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Filter(Generic[Row]):
    """A choice that keeps some rows."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]
    keeps: Callable[[Row, str], bool]


@dataclass(frozen=True, slots=True)
class Sort(Generic[Row]):
    """An order of the rows; the first of a list is its own."""

    name: str
    label: str
    key: Callable[[Row], Any]
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Control:
    """A select of the list's form, with what is chosen."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """One page of a list, and what its head and its foot show."""

    rows: Sequence[Row]
    every: Sequence[Row]
    counted: str
    search: str
    controls: tuple[Control, ...]
    narrowed: bool
    page: int
    pages: int
    previous: str
    following: str


@dataclass(frozen=True, slots=True)
class ListKind(Generic[Row]):
    """What can be asked of a list: the words it is searched by, its filters, its orders."""

    noun: str
    nouns: str
    words: Callable[[Row], str]
    filters: tuple[Filter[Row], ...] = ()
    sorts: tuple[Sort[Row], ...] = ()
    page_size: int = PAGE_SIZE

    def show(self, rows: Sequence[Row], query: QueryDict) -> Listing[Row]:
        """Give the page that the address asks for; what it says that means nothing is left aside."""
        search = " ".join(query.get("q", "").split())
        chosen = {one.name: _known(query.get(one.name, ""), one.choices) for one in self.filters}
        sort = next((one for one in self.sorts if one.name == query.get("tri")), self._own_sort)
        kept = self._sorted(self._searched(self._filtered(rows, chosen), search), sort)
        pages = max(1, -(-len(kept) // self.page_size))
        page = min(_positive(query.get("page", "")), pages)
        start = (page - 1) * self.page_size
        return Listing(
            rows=kept[start : start + self.page_size],
            every=kept,
            counted=plural(len(kept), self.noun, self.nouns),
            search=search,
            controls=self._controls(chosen, sort),
            narrowed=bool(search or any(chosen.values())),
            page=page,
            pages=pages,
            previous=address(query, page=str(page - 1)) if page > 1 else "",
            following=address(query, page=str(page + 1)) if page < pages else "",
        )

    @property
    def _own_sort(self) -> Sort[Row] | None:
        return self.sorts[0] if self.sorts else None

    def _filtered(self, rows: Sequence[Row], chosen: dict[str, str]) -> list[Row]:
        active = [(one, chosen[one.name]) for one in self.filters if chosen[one.name]]
        return [row for row in rows if all(one.keeps(row, value) for one, value in active)]

    def _searched(self, rows: list[Row], search: str) -> list[Row]:
        wanted = fold(search).split()
        return (
            [row for row in rows if all(word in fold(self.words(row)) for word in wanted)] if wanted else rows
        )

    def _sorted(self, rows: list[Row], sort: Sort[Row] | None) -> list[Row]:
        return sorted(rows, key=sort.key, reverse=sort.descending) if sort else rows

    def _controls(self, chosen: dict[str, str], sort: Sort[Row] | None) -> tuple[Control, ...]:
        controls = [
            Control(one.name, one.label, (("", "Tout"), *one.choices), chosen[one.name])
            for one in self.filters
        ]
        if sort and len(self.sorts) > 1:
            orders = tuple((one.name, one.label) for one in self.sorts)
            controls.append(Control("tri", "Trier par", orders, sort.name))
        return tuple(controls)


def address(query: QueryDict, **changes: str) -> str:
    """Give the query part of an address with some of its values changed."""
    changed = query.copy()
    for name, value in changes.items():
        changed[name] = value
    return f"?{changed.urlencode()}"


def _known(value: str, choices: tuple[tuple[str, str], ...]) -> str:
    return value if any(value == known for known, _ in choices) else ""


def _positive(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 9 else 1
