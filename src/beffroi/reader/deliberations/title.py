"""The title of one deliberation."""

from __future__ import annotations

import re

from beffroi.reader.deliberations.anchor import Anchor, Opening, Span
from beffroi.reader.deliberations.codes import is_code
from beffroi.reader.deliberations.number import NUMBER_TAIL
from beffroi.reader.deliberations.segments import Segment
from beffroi.reader.deliberations.title_words import GENERIC, STOPS_TITLE, title_words
from beffroi.reader.grammar import rule
from beffroi.reader.model import Mention
from beffroi.reader.text import BLANK, Text

_LEAST = 8  # characters of a title that no label announces
_SIGNS = f" \t{BLANK}|:-*_#>"
_GAP = re.compile(r"[\s\x1f:*|-]*")
_GAP_BELOW = re.compile(r"(?:[ \t\x1f|*]*\n){1,4}[ \t\x1f|#>*]*(?=\S)")
_GROUNDS = rule(r"""
    (?:^|\n)[ \t\x1f«"*-]*
    (?:vu\b|considerant|monsieur|madame|m\.{_}|mme{_}
    |mes[ ]chers|il[ ]est|le[ ]president|le[ ]maire|la[ ]presidente)
""")
_OPENED_NUMBER = re.compile(
    r"\s*[(\[–—-]?\s*(?:dcm|délib\w*|délibération|acte)?\s*(?:n°)?\s*$", re.IGNORECASE
)


def read_title(text: Text, segment: Segment, lists: Span, first: int | None) -> Mention[str] | None:
    """The title that a label announces, else the heading below a number, else a line that stands out.

    `lists`: where the roll of the sitting stands. `first`: where the first decision does.
    """
    below = None
    named = _titled(segment, Opening.OBJECT) or _titled(segment, Opening.NUMBER, Opening.ITEM)
    if not named:
        below = _below_number(text, segment)
        named = _titled(segment, Opening.HEADING)
    if below:
        return below
    for anchor in named:
        start, end = _title_span(text, *(anchor.title or (anchor.start, anchor.end)))
        if end > start:
            return _clean_title(text, start, end)
    stop = first or segment.end
    return _without_label(text, max(segment.start, lists[1]), stop) or _without_label(
        text, segment.start, min(stop, lists[0] or stop)
    )


def _titled(segment: Segment, *kinds: Opening) -> list[Anchor]:
    return [each for each in segment.anchors if each.title and each.kind in kinds]


def _below_number(text: Text, segment: Segment) -> Mention[str] | None:
    numbers = (each for each in segment.anchors if each.kind is Opening.NUMBER)
    return next((found for each in numbers if (found := _title_below(text, each.end))), None)


def _title_span(text: Text, start: int, end: int) -> Span:
    """A title goes on over the next line unless a blank line or another matter stops it."""
    if not text.folded[start:end].strip(f" \t{BLANK}*:-"):
        gap = _GAP.match(text.clean, end)
        start = gap.end() if gap else end
        end = _end_of_line(text, start)
    for _ in range(3):
        if end >= len(text.clean) or not _goes_on(text, start, end):
            break
        end = _end_of_line(text, end + 1)
    return start, end


def _goes_on(text: Text, start: int, end: int) -> bool:
    """Does the line behind a title belong to it?"""
    stop = _end_of_line(text, end + 1)
    words = text.clean[end + 1 : stop].strip(f" \t{BLANK}")
    if not words or STOPS_TITLE.match(text.folded[end + 1 : stop].strip(f" \t{BLANK}*#|>-[")):
        return False
    title = text.clean[start:end]
    if title.rstrip(f" {BLANK}").endswith((".", ";")) or "|" in words:
        return False
    same_case = title.isupper() == words.isupper()
    return same_case or not (title.isupper() or words[0].isupper())


def _end_of_line(text: Text, start: int) -> int:
    """The next break, also where a flattened page got its lines back."""
    stop = text.clean.find("\n", start)
    return stop if stop >= 0 else len(text.clean)


def _clean_title(text: Text, start: int, end: int) -> Mention[str] | None:
    """A title without the number that closes it."""
    tail = NUMBER_TAIL.search(text.folded, start, end)
    if tail and tail.start() > start and is_code(tail["code"]):
        told = tail.group()
        end = tail.start() if told[0] in "(n" or "n°" in told else end
    words = text.phrase(start, end).strip(" |:-–—*#_").rstrip(" .;,")
    words = _OPENED_NUMBER.sub("", words).rstrip(" .;,:-–—")
    return Mention(words, text.line_of(start), start, end) if words else None


def _title_below(text: Text, position: int) -> Mention[str] | None:
    """The heading that follows a number alone on its line."""
    gap = _GAP_BELOW.match(text.clean, position)
    if gap is None:
        return None
    start, end = gap.end(), _end_of_line(text, gap.end())
    words, folded = text.clean[start:end].strip(f" {BLANK}"), title_words(text, (start, end))
    if len(words) < _LEAST or GENERIC.match(folded) or STOPS_TITLE.match(folded) or words.startswith("!["):
        return None
    raw = text.raw[text.line_start(text.line_of(start)) : end].lstrip(" |>")
    marked = raw.startswith(("#", "*", "__")) or words.isupper()
    if not marked and (words.endswith((".", ":", ",", ";")) or len(words) > 160):
        return None
    return _clean_title(text, *_title_span(text, start, end))


def _without_label(text: Text, start: int, stop: int) -> Mention[str] | None:
    """The last heading, or line in capitals, before the grounds begin, that names no body and no service."""
    grounds = _GROUNDS.search(text.folded, start, stop)
    end = grounds.start() if grounds else stop
    begin = max(start, end - 2500)
    for number in range(text.line_of(max(begin, end - 1)), text.line_of(begin) - 1, -1):
        low, high = text.line_start(number), text.line_end(number)
        if low < begin:
            break
        if not _stands_out(text, low, high):
            continue
        top = number
        while top > 1 and _continues_up(text, top, begin):
            top -= 1
        return _clean_title(text, text.line_start(top), high)
    return None


def _stands_out(text: Text, low: int, high: int) -> bool:
    words = text.clean[low:high].strip(_SIGNS)
    raw = text.raw[low:high]
    marked = "**" in raw or raw.lstrip().startswith("#")
    if len(words) < _LEAST or "|" in words or not (words.isupper() or marked):
        return False
    return GENERIC.match(title_words(text, (low, high)).strip(" |:-*_#>")) is None


def _continues_up(text: Text, number: int, begin: int) -> bool:
    low, high = text.line_start(number - 1), text.line_end(number - 1)
    words = text.clean[low:high].strip(_SIGNS)
    if low < begin or len(words) <= _LEAST or not words.isupper():
        return False
    return GENERIC.match(title_words(text, (low, high))) is None
