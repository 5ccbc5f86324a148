"""A list that can be searched, filtered, sorted and paged; all of it stands in the address."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import F, Model, OrderBy, Q, QuerySet
from django.http import QueryDict

from beffroi.core.text import fold
from beffroi.law.french import french_number, plural

Row = TypeVar("Row")
Found = TypeVar("Found", bound=Model)
PAGE_SIZE = 25
# Rows of a table are counted and paged up to here; what lies beyond has a window of its own.
MOST_COUNTED = 1000
# More selects than this, and the list that they narrow is out of sight on a telephone.
MOST_UNFOLDED = 4
# The name of the order in the address.
ORDER = "tri"
# Among so many first matches of a search, more than are counted are seen to be there.
FIRST_MATCHES = 5000


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
class Fold:
    """What folds the selects of a list on a narrow screen, and how many filters are chosen behind it."""

    chosen: int

    @property
    def label(self) -> str:
        """What the fold holds. Example: « Filtres et tri, 2 choisis »."""
        return f"Filtres et tri, {plural(self.chosen, 'choisi')}" if self.chosen else "Filtres et tri"


def fold_of(controls: Sequence[Control]) -> Fold | None:
    """Fold more selects than a telephone shows above its list; a few stay as they are."""
    if len(controls) <= MOST_UNFOLDED:
        return None
    return Fold(sum(1 for one in controls if one.name != ORDER and one.chosen))


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
        sort = next((one for one in self.sorts if one.name == query.get(ORDER)), self._own_sort)
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
        return _selects(self.filters, chosen, self.sorts, sort)


@dataclass(frozen=True, slots=True)
class SetFilter(Generic[Found]):
    """A choice that keeps some rows of a table."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]
    narrow: Callable[[QuerySet[Found], str], QuerySet[Found]]


@dataclass(frozen=True, slots=True)
class SetSort:
    """An order of the rows of a table: a column, then the key, both the same way, under one index."""

    name: str
    label: str
    column: str
    descending: bool = False

    @property
    def fields(self) -> tuple[str | OrderBy, str]:
        """What the rows are ordered by."""
        sign = "-" if self.descending else ""
        return f"{sign}{self.column}", f"{sign}pk"

    def after(self, value: Any, key: int) -> Q:
        """The rows that come after one; the first condition lets the index begin at the right place."""
        way = "lt" if self.descending else "gt"
        column = self.column
        return Q(**{f"{column}__{way}e": value}) & (
            Q(**{f"{column}__{way}": value}) | Q(**{column: value, f"pk__{way}": key})
        )


@dataclass(frozen=True, slots=True)
class DatedSort(SetSort):
    """An order by a date that may be missing: the rows without one come last."""

    @property
    def fields(self) -> tuple[str | OrderBy, str]:
        """The dates in their order, then the rows without one."""
        return F(self.column).asc(nulls_last=True), "pk"

    def after(self, value: Any, key: int) -> Q:
        """The rows that come after one, dated or not."""
        column = self.column
        undated = Q(**{f"{column}__isnull": True})
        if value is None:
            return undated & Q(pk__gt=key)
        return Q(**{f"{column}__gt": value}) | Q(**{column: value, "pk__gt": key}) | undated


@dataclass(frozen=True, slots=True)
class SetListing(Generic[Found]):
    """One page of a list that the database searches; the head and foot of a list show it too.

    Beyond the rows that are counted, `following` opens a window that starts after the last one shown
    (`apres` in the address), and `restart` goes back to the first.
    """

    rows: Sequence[Found]
    counted: str
    search: str
    controls: tuple[Control, ...]
    narrowed: bool
    page: int
    pages: int
    more: bool
    previous: str
    following: str
    restart: str


@dataclass(frozen=True, slots=True)
class SetHead:
    """The form of a list, above another view of the same set: a board, a map."""

    counted: str
    search: str
    controls: tuple[Control, ...]
    narrowed: bool


@dataclass(frozen=True, slots=True)
class SetListKind(Generic[Found]):
    """What can be asked of a table of any size: its words, its filters, its orders.

    `matching_many` gives the rows of `matching`, sooner when they are more than are counted; `matching_first`
    the first so many of them, to be counted when no filter is chosen. A page costs the same wherever it
    stands: two queries, four beyond the first window.
    """

    noun: str
    nouns: str
    sorts: tuple[SetSort, ...]
    matching: Callable[[QuerySet[Found], str], QuerySet[Found]]
    matching_many: Callable[[QuerySet[Found], str], QuerySet[Found]] | None = None
    matching_first: Callable[[QuerySet[Found], str, int], QuerySet[Found]] | None = None
    filters: tuple[SetFilter[Found], ...] = ()
    page_size: int = PAGE_SIZE
    most: int = MOST_COUNTED
    # The keys of the page are found before its rows are joined: a small joined table would lead the search.
    keys_first: bool = False

    def show(self, rows: QuerySet[Found], query: QueryDict, *, total: int | None = None) -> SetListing[Found]:
        """Give the page that the address asks for; what it says that means nothing is left aside.

        `total` spares the count, when what sums the rows counted them up to one more than `most`.
        """
        search = " ".join(query.get("q", "").split())
        chosen = {one.name: _known(query.get(one.name, ""), one.choices) for one in self.filters}
        sort = next((one for one in self.sorts if one.name == query.get(ORDER)), self.sorts[0])
        kept = self._narrowed(rows, chosen)
        matched = self.matching(kept, search) if search else kept
        if total is None:
            few = self.matching_first if search and not any(chosen.values()) else None
            total = self._count(few(kept, search, self.most + 1) if few else matched)
        if search and self.matching_many and total > self.most:
            matched = self.matching_many(kept, search)
        window, begun = self._window(matched, sort, query.get("apres", ""))
        count = self._count(window) if begun else total
        pages = max(1, -(-min(count, self.most) // self.page_size))
        page = min(_positive(query.get("page", "")), pages)
        start = (page - 1) * self.page_size
        shown = list(self._page(rows, window.order_by(*sort.fields), start))
        more = count > self.most
        following = address(query, page=str(page + 1)) if page < pages else ""
        if more and not following:
            following = address(query, apres=str(shown[-1].pk), page="")
        return SetListing(
            rows=shown,
            counted=self._told(total),
            search=search,
            controls=_selects(self.filters, chosen, self.sorts, sort),
            narrowed=bool(search or any(chosen.values())),
            page=page,
            pages=pages,
            more=more,
            previous=address(query, page=str(page - 1)) if page > 1 else "",
            following=following,
            restart=address(query, apres="", page="") if begun else "",
        )

    def head(self, query: QueryDict, total: int | None = None) -> SetHead:
        """Give the form of the list without its rows; a view that has counted them tells the total."""
        search = " ".join(query.get("q", "").split())
        chosen = {one.name: _known(query.get(one.name, ""), one.choices) for one in self.filters}
        sort = next((one for one in self.sorts if one.name == query.get(ORDER)), self.sorts[0])
        return SetHead(
            counted="" if total is None else self._told(total),
            search=search,
            controls=_selects(self.filters, chosen, self.sorts, sort),
            narrowed=bool(search or any(chosen.values())),
        )

    def found(self, rows: QuerySet[Found], query: QueryDict, *, many: bool = False) -> QuerySet[Found]:
        """Give the whole set that the address asks for, in its order: what a sum, a map, an export read."""
        chosen = {one.name: _known(query.get(one.name, ""), one.choices) for one in self.filters}
        search = " ".join(query.get("q", "").split())
        sort = next((one for one in self.sorts if one.name == query.get(ORDER)), self.sorts[0])
        matching = self.matching_many if many and self.matching_many else self.matching
        kept = self._narrowed(rows, chosen)
        return (matching(kept, search) if search else kept).order_by(*sort.fields)

    def has_many(self, rows: QuerySet[Found], query: QueryDict) -> bool:
        """Whether the words match more rows than are counted, to be seen among the first matches alone."""
        search = " ".join(query.get("q", "").split())
        if not search or self.matching_first is None:
            return False
        chosen = {one.name: _known(query.get(one.name, ""), one.choices) for one in self.filters}
        first = self.matching_first(self._narrowed(rows, chosen), search, FIRST_MATCHES)
        return self._count(first) > self.most

    def _narrowed(self, rows: QuerySet[Found], chosen: dict[str, str]) -> QuerySet[Found]:
        for one in self.filters:
            if chosen[one.name]:
                rows = one.narrow(rows, chosen[one.name])
        return rows

    def _page(self, rows: QuerySet[Found], ordered: QuerySet[Found], start: int) -> QuerySet[Found]:
        page = ordered[start : start + self.page_size]
        if not self.keys_first:
            return page
        keys = ordered.select_related(None).values("pk")[start : start + self.page_size]
        return rows.filter(pk__in=keys).order_by(*ordered.query.order_by)

    def _window(self, rows: QuerySet[Found], sort: SetSort, after: str) -> tuple[QuerySet[Found], bool]:
        """Start after a row, if the address names one of the table."""
        key = _positive(after) if after else 0
        value = rows.model._default_manager.filter(pk=key).values_list(sort.column).first() if key else None
        return (rows.filter(sort.after(value[0], key)), True) if value else (rows, False)

    def _count(self, rows: QuerySet[Found]) -> int:
        return rows.order_by().values("pk")[: self.most + 1].count()

    def _told(self, total: int) -> str:
        if total > self.most:
            return f"plus de {french_number(self.most)} {self.nouns}"
        return plural(total, self.noun, self.nouns)


def are_many(rows: QuerySet[Any]) -> bool:
    """Whether the first matches of words are so many that their order is better walked than sorted."""
    return rows.order_by().values("pk")[: MOST_COUNTED + 1].count() > MOST_COUNTED


def _selects(
    filters: Sequence[Filter[Any] | SetFilter[Any]],
    chosen: dict[str, str],
    sorts: Sequence[Sort[Any] | SetSort],
    sort: Sort[Any] | SetSort | None,
) -> tuple[Control, ...]:
    controls = [
        Control(one.name, one.label, (("", "Tout"), *one.choices), chosen[one.name]) for one in filters
    ]
    if sort and len(sorts) > 1:
        orders = tuple((one.name, one.label) for one in sorts)
        controls.append(Control(ORDER, "Trier par", orders, sort.name))
    return tuple(controls)


def address(query: QueryDict, **changes: str) -> str:
    """Give the query part of an address with some of its values changed, or taken out when empty."""
    changed = query.copy()
    for name, value in changes.items():
        changed[name] = value
        if not value:
            del changed[name]
    return f"?{changed.urlencode()}"


def _known(value: str, choices: tuple[tuple[str, str], ...]) -> str:
    return value if any(value == known for known, _ in choices) else ""


def _positive(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 9 else 1
