"""The lines that give a deliberation its number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beffroi.reader.dates import first_date
from beffroi.reader.deliberations.anchor import Anchor, Opening, Span
from beffroi.reader.deliberations.codes import CODE, NO, is_code
from beffroi.reader.grammar import rule
from beffroi.reader.text import BLANK, Text

# « Délibération n° 2023/071 », « DCM 12-03 », « N° d'ordre : 4 », « Réf. : … », at the head of a line.
_AT_LINE_HEAD = rule(
    r"""
    ^[ \t\x1f|>#•*-]*(?:[ivx]{1,4}\.\d{1,2}[ ]?[-–.][ ]?)?(?:extrait[^\n]{0,60}?)?
    (?:(?:acte|deliberation|decision)s?~(?:du[^\n]{0,60}?)?(?:{no}~)?[:.-]?~
    |delib\.?~(?:{no})?~
    |d\.{_}?c\.{_}?m\.?~(?:{no})?~
    |{no}~(?:de (?:la )?deliberation|d'ordre|de l'acte)?~:?~
    |dcm~(?:{no})?~
    |reference~:?~
    |ref\.?~:?~)
    (?P<code>{code})(?P<rest>[^\n]*)$
    """,
    re.MULTILINE,
    no=NO,
    code=CODE,
)
# « Rapport n° 4-12   Délibération CP2023-214 », « Direction des assemblées | N° AD-2024-03-011 ».
_AT_LINE_END = rule(
    r"""
    (?:^|[ \t|\x1f])(?:(?:acte|deliberation|decision)~(?:{no}~)?|{no}~):?~(?P<code>{code})[ \t\x1f|]*$
    """,
    re.MULTILINE,
    no=NO,
    code=CODE,
)
# A number that closes the line of a title: « … (DCM n° 18/25) », « … - n° B-25-08 », « [2024 - 44] ».
_BEHIND_TITLE = rule(
    r"""
    ^(?P<title>[^\n]{0,240}?)[ \t\x1f]*
    (?:[([-][ \t\x1f]*(?:(?:dcm|deliberation|delib\.?|acte|d\.?c\.?m\.?)[ \t\x1f]*)?(?:{no}[ \t\x1f]*)?)
    (?P<code>{code})[ \t\x1f]*[)\]]?[ \t\x1f|*.]*$
    """,
    re.MULTILINE,
    no=NO,
    code=CODE,
)
# « 2023-071 : Titre ».
_BEFORE_TITLE = rule(
    r"""
    ^[ \t\x1f|>#•*-]*
    (?P<code>(?:[a-z]{1,12}[-_ .]?)?(?:19|20)?\d{2,4}\s?[-_/.]\s?\w{1,12}(?:[-_/.]\w{1,12}){0,3})
    ~[-:–.)]+ (?P<title>[^\n]{4,})$
    """,
    re.MULTILINE,
)
_OF_A_CITED_ACT = re.compile(r"relative|approuvant|portant sur|en date du .* (?:relative|portant)")
_OF_A_SITTING = re.compile(r"(?:du|seance|en date)\b")
_LABELLED = re.compile(r"n\s?[°ºo*.]|numero|\bno\b")
_TITLE_BEHIND = rule(r"~(?:[-:–.)|]+ )?(?:objet~:~)?(?P<title>[^\n]{8,})$")
_NO_TITLE = re.compile(r"(?:du|seance|en date|page)\b")
_OTHER_NUMBER = re.compile(
    r"\bvu\b|\bpar\b|\bla deliberation|\bcette|\bdes?\b[^|]*deliberation|\bun[e]?\b|\ben\b|modifi|relati|loi"
    r"|decret|arrete|marche|facture|article|parcelle|section|, "
)
_YEAR_AND_RANK = re.compile(r"(?:19|20)\d\d\s?-\s?\d{1,4}")
_OTHER_ACT = re.compile(r"\b(?:deliberation|decret|loi|arrete|article)s?$")
_RULE_OF_SIGNS = re.compile(r"[-_=*\s]+")
_TITLE_LEAD = re.compile(rf"[\s{BLANK}#>|*•-]*(?:\d{{1,2}}(?:\.\d)?[ ]?[./)-]+[ ]*)?")


def find_numbers(text: Text) -> Iterator[Anchor]:
    """The lines that bear the number of an act, wherever it stands in them."""
    yield from _labelled(text)
    for match in _BEHIND_TITLE.finditer(text.folded):
        if _closes_a_title(text, match):
            yield _anchor(match, _title_above(text, match))
    for match in _BEFORE_TITLE.finditer(text.folded):
        if not _reads_as_date(text, match):
            yield _anchor(match, match.span("title"))


def _labelled(text: Text) -> Iterator[Anchor]:
    """Numbers at the head or at the end of a line; a title may stand behind the first."""
    for match in _AT_LINE_HEAD.finditer(text.folded):
        if _is_number(text, match):
            yield _anchor(match, _title_behind(match))
    for match in _AT_LINE_END.finditer(text.folded):
        if _ends_its_line(text, match):
            yield _anchor(match, None)


def _anchor(match: re.Match[str], title: Span | None) -> Anchor:
    return Anchor(*match.span(), Opening.NUMBER, match.span("code"), title)


def _reads_as_date(text: Text, match: re.Match[str]) -> bool:
    return first_date(text, match.start("code"), match.end("code") + 1) is not None


def _is_number(text: Text, match: re.Match[str]) -> bool:
    """A number of this act: no date, none of an act that the sentence cites."""
    code, rest = match["code"], match["rest"].strip(f" \t{BLANK}*|-.")
    if len(code) > 40 or match.group().strip().startswith("vu ") or _OF_A_CITED_ACT.search(rest):
        return False
    as_written = text.clean[match.start("rest") : match.end("rest")].strip(f" {BLANK}")
    if len(rest.split()) > 3 and rest[0].islower() and as_written[:1].islower():
        return bool(_OF_A_SITTING.match(rest)) and len(rest) < 60
    date = first_date(text, match.start("code"), match.end())
    is_date = date is not None and date.start == match.start("code")
    return not is_date or bool(_LABELLED.search(text.folded[match.start() : match.start("code")]))


def _title_behind(match: re.Match[str]) -> Span | None:
    behind = _TITLE_BEHIND.match(match["rest"])
    if behind is None or _NO_TITLE.match(behind["title"].strip()):
        return None
    return match.start("rest") + behind.start("title"), match.end("rest")


def _ends_its_line(text: Text, match: re.Match[str]) -> bool:
    begin = match.start("code")
    before = text.folded[text.line_start(text.line_of(begin)) : begin]
    return len(before) <= 90 and is_code(match["code"]) and not _OTHER_NUMBER.search(before)


def _closes_a_title(text: Text, match: re.Match[str]) -> bool:
    title = match["title"].strip(f" \t{BLANK}")
    opening = text.folded[match.end("title") : match.start("code")].strip(f" \t{BLANK}")
    bracketed = opening.startswith(("(", "["))
    numbered = is_code(match["code"]) or (bracketed and _YEAR_AND_RANK.fullmatch(match["code"]))
    if not numbered or _reads_as_date(text, match):
        return False
    if title.startswith(("vu ", "considerant", "et ", "de la", "du ")) or _OTHER_ACT.search(title):
        return False
    return "n" in opening or (bracketed and ("[" in opening or "dcm" in opening))


def _title_above(text: Text, match: re.Match[str]) -> Span | None:
    """The title that a number closes, with the lines it began on."""
    start, end = match.span("title")
    if not match["title"].strip(f" \t{BLANK}"):
        line = _line_with_words(text, text.line_of(match.start()) - 1)
        if line < 1 or text.line_of(match.start()) - line > 2:
            return None
        start, end = text.line_start(line), text.line_end(line)
    while (above := text.line_of(start) - 1) >= 1 and _goes_on_below(text, above):
        start = text.line_start(above)
    lead = _TITLE_LEAD.match(text.clean, start, end)
    return (lead.end() if lead else start), end


def _line_with_words(text: Text, line: int) -> int:
    """The number of the nearest line, from one on upwards, that is not blank; 0 when there is none."""
    while line >= 1 and not text.clean[text.line_start(line) : text.line_end(line)].strip(f" \t{BLANK}"):
        line -= 1
    return line


def _goes_on_below(text: Text, line: int) -> bool:
    words = text.clean[text.line_start(line) : text.line_end(line)].strip(f" \t{BLANK}|*")
    if len(words) < 30 or words.endswith((".", ":", ";")):
        return False
    return _RULE_OF_SIGNS.fullmatch(words) is None
