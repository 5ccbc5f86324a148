"""The day on which the convocation left, or is dated."""

from __future__ import annotations

import re
from datetime import date

from beffroi.reader.dates import MONTH, date_in_year, find_dates
from beffroi.reader.header.bounds import HEAD
from beffroi.reader.model import Mention
from beffroi.reader.text import Text

_CONVENED = re.compile(
    r"(?:re)?convo(?:cation|que)[a-z()]*|rapports? (?:ont|a) ete (?:adress|transmis|envoy)"
)
_DISPATCH = re.compile(r"adress|envoy|envoi|transmi|expedi|remis|dispatch")
_DISPATCH_BEHIND = re.compile(r"\s*(?:\(?par|et\s+transm|et\s+adress|et\s+envoy)")
_NO_YEAR = re.compile(
    r"(?:du|le|au|en date du)\s+(?:(?:lun|mar|mercre|jeu|vendre|same)di\s+)?"
    rf"(?P<day>\d{{1,2}})(?:er)?\s+(?P<month>{MONTH})(?!\s+\d)"
)
# Past these words a date is no longer that of the convocation.
_OTHER_MATTER = re.compile(r"\.\s+[a-z]|reuni|assembl|seance du|l'an\b|presents?\b|exercice|secretaire")
_MEETING = re.compile(r"reuni|assembl|presents?\b|\.\s")
_SENTENCE_OVER = re.compile(r"\.\s|\n\s*\n|reuni")
_CLAUSE_BEGINS = re.compile(r"[.](?=\s)|\n\s*\n|l'an\b")


def read_convocation(text: Text, sitting_on: Mention[date] | None) -> Mention[date] | None:
    """The day of dispatch when it is stated, else the date of the convocation."""
    fallback: Mention[date] | None = None
    for match in _CONVENED.finditer(text.folded, 0, HEAD):
        mention = _date_behind(text, match.end()) or _date_before(text, match.start())
        if mention and dispatch_stated(text, mention):
            return mention
        if fallback is None:
            fallback = mention or _date_without_year(text, match.end(), sitting_on)
    return fallback


def dispatch_stated(text: Text, convened: Mention[date]) -> bool:
    """Does the text say that the convocation left on that day, not only that it is dated so?"""
    start = convened.start or 0
    end = convened.end or start
    clause = _CLAUSE_BEGINS.split(text.folded[max(0, start - 140) : start])[-1]
    behind = text.folded[end : end + 40].split("\n")[0]
    return bool(_DISPATCH.search(clause) or _DISPATCH_BEHIND.match(behind))


def _date_behind(text: Text, position: int) -> Mention[date] | None:
    for mention in find_dates(text, position, position + 190):
        between = text.folded[position : mention.start]
        if _OTHER_MATTER.search(between):
            return None
        posted = between.rfind("affich")
        if posted < 0 or re.search(r"adress|envoy|transmi", between[posted:]):
            return mention
    return None


def _date_before(text: Text, position: int) -> Mention[date] | None:
    """« les rapports adressés le 7 juin 2024 avec la convocation »."""
    last: Mention[date] | None = None
    for mention in find_dates(text, max(0, position - 120), position):
        last = mention
    if last is None:
        return None
    around = text.folded[max(0, (last.start or 0) - 60) : position]
    between = text.folded[last.end : position]
    return last if _DISPATCH.search(around) and not _SENTENCE_OVER.search(between) else None


def _date_without_year(text: Text, position: int, sitting_on: Mention[date] | None) -> Mention[date] | None:
    """« légalement convoqué le 4 juillet, »: the year is that of the sitting, which follows within weeks."""
    if sitting_on is None:
        return None
    clause = _MEETING.split(text.folded[position : position + 110])[0]
    told = _NO_YEAR.search(text.folded, position, position + len(clause))
    if told is None:
        return None
    for year in (sitting_on.value.year, sitting_on.value.year - 1):
        mention = date_in_year(text, told.start("day"), told.end("month"), year)
        if mention and mention.value <= sitting_on.value:
            return mention
    return None
