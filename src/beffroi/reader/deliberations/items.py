"""The numbered headings of minutes: « 4. Titre du point », « Question n° 3 : … »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beffroi.reader.deliberations.anchor import Anchor, Opening
from beffroi.reader.deliberations.codes import NO
from beffroi.reader.grammar import rule
from beffroi.reader.text import BLANK, Text

_ITEM_HEAD = rule(
    r"""
    ^[ \t\x1f|>#•*-]*
    (?:(?:question|point|affaire|dossier|rapport)s?~(?:{no})?~(?P<number>\d{1,3}|[ivx]{1,6})
    |(?:\d{1,2}(?:[.-]\d{1,2})?|[ivxIVX]{1,5}){_}?(?:[.)°/]|-(?=\s))
    |\d{1,2}(?:ere|er|e|eme) (?:deliberation|question|objet|point))
    ~[-:.–)°]*~(?P<title>[^\n]{6,200})$
    """,
    re.MULTILINE,
    no=NO,
)
_PARAGRAPHS = re.compile(r"\n[ \t\x1f]*\n")
_ENTRY_LINE = re.compile(r"(?:\d{1,2}\s?[.)°/-]|[a-h][.)]|[-•o])\s")
_ENACTS = re.compile(r"(?:decide(?:nt)?|approuve(?:nt)?|autorise(?:nt)?)\s*[,:]?$|ordre du jour")
_REACH = 2_500  # characters above an item in which the list it may belong to is opened


def find_items(text: Text) -> Iterator[Anchor]:
    """The numbered headings; the figure of one is its number where a word announces it."""
    for match in _ITEM_HEAD.finditer(text.folded):
        if _is_titled(text, match) and not _is_entry(text, match.start()):
            code = match.span("number") if match["number"] and match["number"].isdigit() else None
            yield Anchor(*match.span(), Opening.ITEM, code, match.span("title"))


def _is_titled(text: Text, match: re.Match[str]) -> bool:
    """A heading is short, and no sentence."""
    title = text.clean[match.start("title") : match.end("title")].strip(f" {BLANK}")
    if not title or title.rstrip().endswith((";", ",")):
        return False
    return title[0].isupper() or title[0] in '«"'


def _is_entry(text: Text, position: int) -> bool:
    """An entry of a list below « DÉCIDE : », or of the agenda: what opens it stands above the entries."""
    above = text.folded[max(0, position - _REACH) : position]
    for paragraph in reversed(_PARAGRAPHS.split(above)):
        words = paragraph.strip(f" \n\t{BLANK}*")
        if not words:
            continue
        lines = [line.strip(f" \t{BLANK}*") for line in words.split("\n")]
        if not _holds_entries(lines):
            return _opens_a_list(lines[-1])
        if any(_opens_a_list(line) for line in lines if not _ENTRY_LINE.match(line)):
            return True
    return False


def _holds_entries(lines: list[str]) -> bool:
    return bool(_ENTRY_LINE.match(lines[0]) or _ENTRY_LINE.match(lines[-1]))


def _opens_a_list(line: str) -> bool:
    return line.endswith(":") or _ENACTS.search(line) is not None
