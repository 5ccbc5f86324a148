"""Stage 2, roll-call tables: one row a member, a cell or a column that says who was there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from beffroi.reader.blocks import BlockKind
from beffroi.reader.signs import BLANK
from beffroi.reader.text import Text

_PRESENT = re.compile(r"presente?\b(?!\w)")
_ABSENT = re.compile(r"(?:absente?|excusee?|abs|exc)\b")
_PROXY = re.compile(r"pouvoir|procuration|representee?\b|mandat")
_MARK = re.compile(rf"[\s{BLANK}]*(?:x|✓|✔|☒|v|oui|1)[\s{BLANK}]*$")
_RULE = re.compile(rf"^[\s|:{BLANK}-]*$")
_NAMED = re.compile(
    r"(?:M\.?|Mme|Mr|Mlle|Monsieur|Madame)\s"
    r"|[A-ZÀ-Ý]{2,}[\w' -]*\s[A-ZÀ-Ý][a-zà-ÿ]+"
    r"|[A-ZÀ-Ý][a-zà-ÿ-]+\s+(?:(?:DE|LE|LA|DU|de|le|la|du)\s)*[A-ZÀ-Ý]{2,}"
)
LEAST_ROWS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One member of a roll-call table: the span of the name, and of the proxy if one is given."""

    kind: BlockKind
    start: int
    end: int
    proxy: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class RollTable:
    """A table whose rows say who was there."""

    start: int
    end: int
    rows: tuple[Row, ...]


def find_tables(text: Text) -> list[RollTable]:
    """The roll-call tables of a text; a table of figures is none."""
    tables = []
    for first, last in _stretches(text):
        rows = tuple(_rows(text, first, last))
        if len(rows) >= LEAST_ROWS:
            tables.append(RollTable(text.line_start(first), text.line_end(last), rows))
    return tables or _called(text)


# « DUPONT Jean ........ présent », one member a line: what the line closes with says who was there.
_AWAY = r"(?:absente?|excusee?)"
_GIVES = r"(?:(?:a donne|donne|ayant donne) )?(?:pouvoir|procuration) [^\n]{3,70}"
_STATUS = re.compile(
    rf"(?P<status>presente?|{_AWAY}(?: (?:non )?excusee?)?"
    rf"|(?:{_AWAY}[^\n]{{0,20}}?)?(?P<proxy>{_GIVES}|representee? par [^\n]{{3,70}}))$"
)
_STATUS_WORD = re.compile(r"\b(?:presente?|absente?|excusee?|pouvoir|procuration|representee? par)\b")
_LEADS = re.compile(r"[:….\t(]$|[ ]{2}$|\s-\s?$|, $")  # what parts a name from its status
_LONGEST_CALL = 180
_SHORTEST_NAME, _LONGEST_NAME = 4, 70
LEAST_CALLED = 4
FARTHEST = 3  # lines between two members who are called one after the other


def _called(text: Text) -> list[RollTable]:
    """A roll called by name: lines that close with « présent », « excusé », « pouvoir à … »."""
    runs: list[list[Row]] = []
    for number in sorted({text.line_of(match.start()) for match in _STATUS_WORD.finditer(text.folded)}):
        row = _called_row(text, number)
        if row is None:
            continue
        if runs and number - text.line_of(runs[-1][-1].start) <= FARTHEST:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [
        RollTable(run[0].start, text.line_end(text.line_of(run[-1].end)), tuple(run))
        for run in runs
        if len(run) >= LEAST_CALLED and sum(row.kind is BlockKind.PRESENT for row in run) > 1
    ]


def _called_row(text: Text, number: int) -> Row | None:
    """One line of a called roll: a name, what parts it from its status, and the status."""
    start, end = text.line_start(number), text.line_end(number)
    if end - start > _LONGEST_CALL:
        return None
    line = text.folded[start:end].rstrip(f" \t{BLANK}.;,)")
    status = next((found for word in _STATUS_WORD.finditer(line) if (found := _status_at(line, word))), None)
    if status is None:
        return None
    before = line[: status.start()]
    name = before.rstrip(f" \t{BLANK}.:…-,(")
    low = len(name) - len(name.lstrip(f" \t{BLANK}•*-"))
    parted = _LEADS.search(before.replace(BLANK, " ")) is not None
    if not parted or not _SHORTEST_NAME <= len(name) - low <= _LONGEST_NAME or {"|", ":"} & set(name):
        return None
    if not _NAMED.search(text.clean[start + low : start + len(name)]):
        return None
    span = (start + status.start("proxy"), start + status.end("proxy")) if status["proxy"] else None
    present = status["status"].startswith("present")
    kind = BlockKind.PROXY if span else BlockKind.PRESENT if present else BlockKind.ABSENT
    return Row(kind, start + low, start + len(name), span)


def _status_at(line: str, word: re.Match[str]) -> re.Match[str] | None:
    """A status that closes the line, from its first word on: « a donné pouvoir à … », « présent »."""
    for lead in ("ayant donne ", "a donne ", "donne "):
        low = word.start() - len(lead)
        if low >= 0 and line.startswith(lead, low):
            found = _STATUS.match(line, low)
            if found:
                return found
    return _STATUS.match(line, word.start())


def _stretches(text: Text) -> Iterator[tuple[int, int]]:
    """Lines that follow one another with cells."""
    first: int | None = None
    for number in range(1, len(text.starts) + 2):
        inside = (
            number <= len(text.starts) and "|" in text.clean[text.line_start(number) : text.line_end(number)]
        )
        if inside and first is None:
            first = number
        elif not inside and first is not None:
            if number - first > LEAST_ROWS:
                yield first, number - 1
            first = None


def _cells(text: Text, number: int) -> list[tuple[int, int]]:
    start, end = text.line_start(number), text.line_end(number)
    cells = []
    double = "<td" in text.raw[start:end] or "<th" in text.raw[start:end]
    for part in text.clean[start:end].split("|"):
        cells.append((start, start + len(part)))
        start += len(part) + 1
    if double:  # an HTML cell has a sign on either side: what stands between two cells is none
        return cells[1::2]
    if cells and not text.clean[slice(*cells[0])].strip(f" {BLANK}"):
        cells = cells[1:]
    if cells and not text.clean[slice(*cells[-1])].strip(f" {BLANK}"):
        cells = cells[:-1]
    return cells


def _rows(text: Text, first: int, last: int) -> Iterator[Row]:
    columns = _columns(text, _cells(text, first))
    for number in range(first, last + 1):
        cells = _cells(text, number)
        if _RULE.match(text.clean[text.line_start(number) : text.line_end(number)]):
            continue
        row = _marked(text, cells, columns) if columns else None
        row = row or _told(text, cells)
        if row:
            yield row


def _columns(text: Text, head: list[tuple[int, int]]) -> dict[int, BlockKind]:
    """Columns named « Présent », « Absent », « Pouvoir », to be crossed.

    They are counted from the right, as a cell on the left may span rows.
    """
    kinds: dict[int, BlockKind] = {}
    for place, cell in enumerate(head, -len(head)):
        words = text.folded[slice(*cell)].strip(f" {BLANK}")
        if len(words) > 40:
            continue
        if _PROXY.search(words):
            kinds[place] = BlockKind.PROXY
        elif _PRESENT.match(words) or words in ("presents", "p"):
            kinds[place] = BlockKind.PRESENT
        elif _ABSENT.match(words) or words in ("absents", "excuses", "absents excuses"):
            kinds[place] = BlockKind.ABSENT
    return kinds if len(kinds) > 1 else {}


def _marked(text: Text, cells: list[tuple[int, int]], columns: dict[int, BlockKind]) -> Row | None:
    name = _name_cell(text, cells, {place + len(cells) for place in columns})
    if name is None:
        return None
    for place, kind in sorted(columns.items(), key=lambda each: each[1] is not BlockKind.PROXY):
        if -place > len(cells):
            continue
        words = text.folded[slice(*cells[place])]
        if kind is BlockKind.PROXY and re.search(r"[a-z]{3}", words) and not _MARK.match(words):
            return Row(BlockKind.PROXY, *name, cells[place])
        if kind is not BlockKind.PROXY and _MARK.match(words):
            return Row(kind, *name, None)
    return None


def _told(text: Text, cells: list[tuple[int, int]]) -> Row | None:
    """« CORVOL | M. TISSERAND Lucas | Excusé »."""
    for place in range(len(cells) - 1, 0, -1):
        words = text.folded[slice(*cells[place])].strip(f" .{BLANK}")
        if not words or len(words) > 80:
            continue
        name = _name_cell(text, cells[:place], set())
        if name is None:
            return None
        if _PROXY.search(words) and re.search(r"\b(?:a|par|au)\b", words):
            return Row(BlockKind.PROXY, *name, cells[place])
        if _PRESENT.fullmatch(words):
            return Row(BlockKind.PRESENT, *name, None)
        if _ABSENT.match(words) and len(words) < 25:
            return Row(BlockKind.ABSENT, *name, None)
        return None
    return None


def _name_cell(text: Text, cells: list[tuple[int, int]], taken: set[int]) -> tuple[int, int] | None:
    found = None
    for place, cell in enumerate(cells):
        if place not in taken and _NAMED.search(text.clean[slice(*cell)]):
            found = cell
    return found
