"""Limited Markdown: headings, paragraphs, bold, italic, lists, links, simple tables; anything else is text.

`render` gives clean HTML for the pages, `blocks` plain values for the documents, `plain` the words alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

from beffroi.law.french import typeset

# The page gives the section its h2; what is inside is one or two levels down.
HIGHEST, LOWEST = 3, 4
SCHEMES = ("http://", "https://", "mailto:")
RULES = (
    "heading",
    "list",
    "table",
    "emphasis",
    "link",
    "escape",
    "newline",
    "balance_pairs",
    "fragments_join",
)
TAGS = {"h3", "h4", "p", "strong", "em", "ul", "ol", "li", "a", "table", "thead", "tbody", "tr", "th", "td"}
# Lists in lists: beyond this level nothing is read, so a text that goes there is refused when it is saved.
DEEPEST = 20
# Rows are completed with empty cells up to the width of the head: a table that would make more is no table.
MOST_CELLS = 20_000

TABLE_OPENS = '<div class="table-scroll" role="region" aria-label="Tableau" tabindex="0"><table>'

_CLEAN = nh3.Cleaner(
    tags=TAGS,
    attributes={"a": {"href"}, "ol": {"start"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer",
)


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look; `href` when they are a link."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a list: what it says, and the blocks that stand under it."""

    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, a list or a table."""

    kind: Literal["paragraph", "heading", "list", "table"]
    runs: Runs = ()
    # Of a heading: 3 or 4.
    level: int = 0
    # Of a list: numbered from `start`, or with dots.
    ordered: bool = False
    start: int = 1
    items: tuple[Item, ...] = ()
    # Of a table: the first row is its head; each cell is a line of runs.
    rows: tuple[tuple[Runs, ...], ...] = ()


@lru_cache(maxsize=256)
def render(text: str) -> SafeString:
    """Write a text as clean HTML; raw HTML in it is shown as it was typed."""
    tokens = _parsed(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{_level(token)}"
        for child in token.children or ():
            child.content = typeset(child.content)
    clean = _CLEAN.clean(_PARSER.renderer.render(tokens, _PARSER.options, {}))
    # What nh3 gives is clean; a tag of its own stands there only where Markdown made a table.
    return SafeString(clean.replace("<table>", TABLE_OPENS).replace("</table>", "</table></div>"))


def blocks(text: str) -> tuple[Block, ...]:
    """Cut a text into plain values, for a document."""
    return tuple(_Cutter(_parsed(text)).blocks_until(""))


@lru_cache(maxsize=256)
def plain(text: str) -> str:
    """Give the words of a text as they are read on the page, a line for each paragraph, point or cell."""
    lines = ("".join(_words(child) for child in one.children or ()) for one in _parsed(text))
    return "\n".join(line for line in lines if line.strip())


def is_too_deep(text: str) -> bool:
    """Whether lists stand in lists beyond what is read."""
    return any(token.level >= DEEPEST - 1 for token in _parsed(text))


def _words(child: Token) -> str:
    return " " if child.type in {"softbreak", "hardbreak"} else child.content


def _allowed(href: str) -> bool:
    return href.strip().lower().startswith(SCHEMES)


class _Parser(MarkdownIt):
    def __init__(self, *rules: str) -> None:
        super().__init__("zero", {"maxNesting": DEEPEST, "html": False})
        self.enable([*rules])

    def validateLink(self, url: str) -> bool:  # noqa: N802  the library's name
        """Whether a link may lead there."""
        return _allowed(url)


_PARSER = _Parser(*RULES)
_WITHOUT_TABLES = _Parser(*(one for one in RULES if one != "table"))


def _parsed(text: str) -> list[Token]:
    pipes = [count for line in text.split("\n") if (count := line.count("|"))]
    is_heavy = bool(pipes) and max(pipes) * len(pipes) > MOST_CELLS
    return (_WITHOUT_TABLES if is_heavy else _PARSER).parse(text)


def _level(token: Token) -> int:
    return HIGHEST if int(token.tag[1]) <= HIGHEST else LOWEST


@dataclass
class _Cutter:
    """Reads tokens one after the other."""

    tokens: Sequence[Token]
    at: int = field(default=0)

    def _next(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def blocks_until(self, closing: str) -> Iterator[Block]:
        """Give the blocks up to a closing token, or to the end."""
        while self.at < len(self.tokens):
            token = self._next()
            if token.type == closing:
                return
            if token.type == "inline":
                yield Block("paragraph", runs=_runs(token))
            elif token.type == "heading_open":
                yield Block("heading", runs=_runs(self._next()), level=_level(token))
            elif token.type in {"bullet_list_open", "ordered_list_open"}:
                yield self._list(token)
            elif token.type == "table_open":
                yield Block("table", rows=tuple(self._rows()))

    def _list(self, opening: Token) -> Block:
        closing = opening.type.replace("open", "close")
        items = []
        while self._next().type != closing:
            items.append(Item(tuple(self.blocks_until("list_item_close"))))
        return Block(
            "list",
            ordered=opening.tag == "ol",
            start=int(opening.attrGet("start") or 1),
            items=tuple(items),
        )

    def _rows(self) -> Iterator[tuple[Runs, ...]]:
        cells: list[Runs] = []
        while (token := self._next()).type != "table_close":
            if token.type == "inline":
                cells.append(_runs(token))
            elif token.type == "tr_close":
                yield tuple(cells)
                cells = []


def _runs(token: Token) -> Runs:
    found: list[Run] = []
    bold = italic = 0
    href = ""
    for child in token.children or ():
        bold += child.nesting if child.tag == "strong" else 0
        italic += child.nesting if child.tag == "em" else 0
        if child.tag == "a":
            href = str(child.attrGet("href") or "") if child.nesting > 0 else ""
        if words := _words(child):
            _add(found, Run(words, bold > 0, italic > 0, href))
    return tuple(found)


def _add(found: list[Run], run: Run) -> None:
    """Add a run, joined to the one before when they look the same."""
    last = found[-1] if found else None
    if last and (last.bold, last.italic, last.href) == (run.bold, run.italic, run.href):
        found[-1] = Run(last.text + run.text, run.bold, run.italic, run.href)
    else:
        found.append(run)
