"""The number of one deliberation."""

from __future__ import annotations

import re

from beffroi.reader.dates import first_date
from beffroi.reader.deliberations.codes import CODE, NO, is_code
from beffroi.reader.deliberations.segments import Segment
from beffroi.reader.grammar import rule
from beffroi.reader.mentions import mention_phrase
from beffroi.reader.model import Mention
from beffroi.reader.text import Text

NUMBER_TAIL = rule(
    r"(?:{no}~|[ ]{3,}|\t|\(~(?:{no}~)?|:~|- )(?P<code>{code})~\)?~$",
    no=NO,
    code=CODE,
)
_PAGE_HEADER = rule(
    r"\bdeliberation (?:{no}~)?(?P<code>\d{1,4}|{code})~[-|]~page",
    no=NO,
    code=CODE,
)
_ALONE_ON_ITS_LINE = rule(r"""
    (?:^|\n)[ \t\x1f]*(?:[^\n]{0,70}?(?:[ ]{3,}|\t|\|[ ]))?[ \t\x1f]*
    (?P<code>(?:[a-z]{1,8}[-_ .]?)?\d{2,4}[-_/.]\w{1,10}(?:[-_/.]\w{1,10}){0,3})
    [ \t\x1f|]*(?=\n|$)
""")
_DATE_OR_FIGURES = re.compile(r"\d\d[-/.]\d\d[-/.]\d{2,4}|[\d.]+")
# « 062-…-20231214-DEL_2023_071-DE ».
_RECEIPT = re.compile(r"\b\d{3}-\d{9}-\d{8}-(?P<code>[\w.\x1f-]{1,32}?)-(?:de|ar|ai|cc|bf|au)\b")


def read_number(text: Text, segment: Segment, *, alone: bool) -> Mention[str] | None:
    """The number that its anchor gives, else that of a page header, a title, a line, the receipt.

    `alone`: the text holds one deliberation, whose number may stand anywhere in it.
    """
    anchored = next((each.code for each in segment.anchors if each.code), None)
    if anchored:
        return mention_phrase(text, *anchored)
    header = _PAGE_HEADER.search(text.folded, 0, segment.end) if alone else None
    if header:
        return mention_phrase(text, *header.span("code"))
    return (
        _behind_title(text, segment)
        or (_on_its_line(text, segment) if alone else None)
        or _of_the_receipt(text, segment)
    )


def _behind_title(text: Text, segment: Segment) -> Mention[str] | None:
    for anchor in segment.anchors:
        tail = NUMBER_TAIL.search(text.folded, *anchor.title) if anchor.title else None
        if tail and is_code(tail["code"]):
            return mention_phrase(text, *tail.span("code"))
    return None


def _on_its_line(text: Text, segment: Segment) -> Mention[str] | None:
    """A number that stands alone on its line, or at the right of the title of the body."""
    end = min(segment.end, segment.start + 3000)
    for match in _ALONE_ON_ITS_LINE.finditer(text.folded, segment.start, end):
        code, span = match["code"], match.span("code")
        if is_code(code) and not first_date(text, *span) and not _DATE_OR_FIGURES.fullmatch(code):
            return mention_phrase(text, *span)
    return None


def _of_the_receipt(text: Text, segment: Segment) -> Mention[str] | None:
    """The number that the receipt of the préfecture carries."""
    receipt = _RECEIPT.search(text.folded, segment.start, segment.end)
    if receipt is None or not any(char.isdigit() for char in receipt["code"]):
        return None
    return mention_phrase(text, *receipt.span("code"))
