"""What the text counts itself: members in office, present, represented, absent, voting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beffroi.reader.grammar import rule, spell
from beffroi.reader.header.bounds import HEAD
from beffroi.reader.model import Mention
from beffroi.reader.numbers import NUMBER, value_of
from beffroi.reader.text import Text

Counts = dict[str, Mention[int]]

_LABELS = {
    "in_office": r"""
        (?:(?:membres|conseillers|delegues|elus|nombre)[^\n:;.,|]{0,60}?{_})?
        (?:afferents[ ]au[ ]conseil[ ])?en exercice(?: (?:au|du|de)[^\n:;,.|]{0,40})?
        |exercice
    """,
    "present": r"presente?s?(?:\(e\)s)?(?: (?:a l'ouverture|a la seance|a l'appel))?",
    "represented": r"""
        (?:membres |conseillers |absents )?representee?s?|pouvoirs?|procurations?
        |(?:excuses? )?(?:ayant )?donne (?:pouvoir|procuration)s?|mandats?|delegations? de vote
    """,
    "absent": r"absente?s?(?: (?:ou|et|/) excuses?)?|excusee?s?",
    "voting": r"""
        votants?|ont pris part (?:au vote|a la deliberation)|ayant pris part (?:au vote|a la deliberation)
        |prenant part au vote|nombre de (?:votes|voix)
    """,
}
_ANY_LABEL = "|".join(
    rf"(?P<{name}>\b(?:{spell(label)})\b(?:\(s\)|\([a-z]{{1,2}}\)s?)?)" for name, label in _LABELS.items()
)
_LABEL = re.compile(_ANY_LABEL)
# « Nombre de conseillers en exercice : 29 ».
_LABEL_THEN_NUMBER = rule(
    r"""
    (?:{label})
    (?P<gap>~(?:[:=|]|\.{3,40}|-|est{_}de|\(~)?~(?:[:=|]~)?)
    (?P<number>{number})
    (?!~(?:h\b|[/.:]\d|janv|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec|er\b|eme|voix|%|,\d))
    """,
    label=_ANY_LABEL,
    number=NUMBER,
)
# « vingt-neuf conseillers municipaux en exercice ».
_NUMBER_THEN_LABEL = rule(
    r"""
    (?<![\d/.,-])(?P<number>{number}){_}+
    (?:conseillers?|membres?|elus?|delegues?|{_}|municipaux|communautaires|departementaux|titulaires
    |etaient|sont|en)*?
    (?:{label})
    """,
    label=_ANY_LABEL,
    number=NUMBER,
)
_FIGURE = re.compile(r"\b\d{1,3}\b")


def read_counts(text: Text) -> Counts:
    """The counts that the head states; the first statement of each is kept."""
    found: Counts = {}
    end = min(HEAD, len(text.folded))
    for match in _LABEL_THEN_NUMBER.finditer(text.folded, 0, end):
        if _is_count_behind_label(match):
            _keep(text, found, match)
    if "in_office" not in found:
        _read_table(text, found, end)
    for match in _NUMBER_THEN_LABEL.finditer(text.folded, 0, end):
        if "in_office" in found:
            break
        if match["number"] not in ("un", "une", "premier"):
            _keep(text, found, match)
    return found


def _is_count_behind_label(match: re.Match[str]) -> bool:
    """« présents, une » is no count: a number in words needs a colon, one far below no label."""
    gap = match["gap"]
    return (match["number"].isdigit() or bool(re.search(r"[:=|]", gap))) and gap.count("\n") <= 4


def _name(label: re.Match[str]) -> str:
    return next(name for name in _LABELS if label[name])


def _keep(text: Text, found: Counts, match: re.Match[str]) -> None:
    number = value_of(match["number"])
    if number is not None:
        start, end = match.span("number")
        found.setdefault(_name(match), Mention(number, text.line_of(start), start, end))


def _read_table(text: Text, found: Counts, end: int) -> None:
    """Labels on one line, their numbers on the next: zipped in their order."""
    for number, begin in enumerate(text.starts, 1):
        if begin >= end:
            return
        stop = text.line_end(number)
        labels = [_name(match) for match in _LABEL.finditer(text.folded, begin, stop)]
        line = text.clean[begin:stop]
        if len(labels) < 2 or any(char.isdigit() for char in line):
            continue
        if "|" in line and _read_cells(text, found, number):
            return
        figures = _figures_below(text, number)
        if len(figures) == len(labels):
            for name, mention in zip(labels, figures, strict=True):
                found.setdefault(name, mention)
            return


def _lines_below(text: Text, number: int, count: int) -> Iterator[int]:
    yield from range(number + 1, min(number + count, len(text.starts)) + 1)


def _read_cells(text: Text, found: Counts, number: int) -> bool:
    """Labels in the cells of a row, their numbers in the cells below."""
    heads = text.folded[text.line_start(number) : text.line_end(number)].split("|")
    for below in _lines_below(text, number, 3):
        start = text.line_start(below)
        row = text.clean[start : text.line_end(below)]
        cells = row.split("|")
        if len(cells) != len(heads) or not any(char.isdigit() for char in row):
            continue
        for head, cell in zip(heads, cells, strict=True):
            label, figure = _LABEL.search(head), re.search(r"\d{1,3}", cell)
            if label and figure:
                place, behind = start + figure.start(), start + figure.end()
                found.setdefault(_name(label), Mention(int(figure.group()), below, place, behind))
            start += len(cell) + 1
        return True
    return False


def _figures_below(text: Text, number: int) -> list[Mention[int]]:
    """The figures of the first line below that bears some, unless words stand before them."""
    for below in _lines_below(text, number, 4):
        start = text.line_start(below)
        line = text.folded[start : text.line_end(below)]
        if re.search(r"[a-z]", line):
            return []
        figures = [
            Mention(int(match.group()), below, start + match.start(), start + match.end())
            for match in _FIGURE.finditer(line)
        ]
        if figures:
            return figures
    return []
