"""The day and the hour of the sitting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time
from enum import IntEnum

from beffroi.reader.dates import find_hour
from beffroi.reader.grammar import rule
from beffroi.reader.header.bounds import HEAD, tells_of_a_sitting
from beffroi.reader.model import Mention
from beffroi.reader.text import BLANK, Text

# The day of something else: a convocation, a stamp, an act that is cited.
_OF_SOMETHING_ELSE = re.compile(
    r"convo|adress|envoy|envoi|affich|publie|publication|recu|reception|prefecture|transm|teletrans|depot"
    r"|certifi|accuse|vu |arrete|\bloi\b|decret|approuv|precedent|deliberation n|imprim|mis(?:e)? en ligne"
    r"|notifi|en date du|(?:le|du|les) (?:proces[ -]verba(?:l|ux)|compte[ -]rendu)|expedi"
)
_SITS = re.compile(
    r"seance|reunion|session|l'an\b|conseil|assemblee|comite|bureau|commission|s'est reuni|se sont reunis"
    r"|reunis?\b"
)
_CLAUSE_BEGINS = re.compile(r"[.;:](?=\s)|\n\s*\n|\||,(?=\s(?:dont|sur|suivant|apres|convo))")
# What stands right before the date of a title.
_NUMBERED_TITLE = re.compile(
    rf"(?:^|\n)[\s#{BLANK}]*(?:deliberation|seance|conseil municipal)\s+n\s?[°o]\s?\S+\s+du\s*$"
)
_TITLE = rule(r"""
    (?:\b(?:seance|reunion|session|date)\b[^.\n]{0,50}
    |(?:^|\n)[\s#\x1f]*(?:conseil|bureau|comite|assemblee|commission)\b[^.\n]{0,60}\bdu)
    [\s\x1f:|]*(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)?~$
""")
_LINE_BEGINS = re.compile(
    r"(?:^|\n|,|\|)\W*(?:le|du|conseil)?\W*(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)?\W*$"
)
# What leads to the hour of a sitting.
_HOUR_LEADS = (
    re.compile(r"(?:seance|reunion)[^.\n]{0,40}(?:ouverte|debut\w*|commenc\w*)?\s*(?:a|des|:)\s"),
    rule(r"(?:reuni|assembl)[^.\n]{0,100}?\ba{_}(?=\d{1,2}{_}?h|[a-z-]+{_}heures)"),
    re.compile(r"\bheure[^.\n:]{0,30}:"),
)


class _Standing(IntEnum):
    """How well a date looks like that of the sitting, the best first."""

    IN_FULL = 0  # « L'an deux mille vingt-quatre, le … »
    IN_A_TITLE = 1
    OPENS_A_LINE = 2
    IN_A_SENTENCE = 3  # one that speaks of the sitting
    ALONE = 4
    BELOW_THE_HEAD = 5


def read_sitting_date(text: Text, dates: Sequence[Mention[date]], head_end: int) -> Mention[date] | None:
    """The date of the head that looks best; of two as good, the first."""
    best: tuple[_Standing, Mention[date]] | None = None
    if not tells_of_a_sitting(text):
        return None
    for mention in dates:
        standing = _standing(text, mention, max(head_end, 600))
        if standing is not None and (best is None or standing < best[0]):
            best = standing, mention
        if standing is _Standing.IN_FULL:
            break
    return best[1] if best else None


def _standing(text: Text, mention: Mention[date], head_end: int) -> _Standing | None:
    start = mention.start or 0
    before = text.folded[max(0, start - 90) : start]
    if _NUMBERED_TITLE.search(before):
        return _Standing.IN_A_TITLE
    if text.folded.startswith(("l'an", "l' an"), start, mention.end):
        return _Standing.IN_FULL
    clause = _CLAUSE_BEGINS.split(before)[-1]
    if _is_of_something_else(text, start, clause):
        return None
    return _Standing.BELOW_THE_HEAD if start > head_end else _standing_in_head(before, clause)


def _is_of_something_else(text: Text, start: int, clause: str) -> bool:
    if _OF_SOMETHING_ELSE.search(clause):
        return True
    line = text.folded[max(text.line_start(text.line_of(start)), start - 90) : start]
    return not clause.strip(f" :{BLANK}") and bool(_OF_SOMETHING_ELSE.search(line))


def _standing_in_head(before: str, clause: str) -> _Standing:
    if _TITLE.search(before):
        return _Standing.IN_A_TITLE
    if _LINE_BEGINS.search(before):
        return _Standing.OPENS_A_LINE
    return _Standing.IN_A_SENTENCE if _SITS.search(clause) else _Standing.ALONE


def read_sitting_hour(
    text: Text, dates: Sequence[Mention[date]], sitting_on: Mention[date] | None
) -> Mention[time] | None:
    """The hour stands behind the date, or where the sitting is said to open."""
    told = [each.end or 0 for each in dates if sitting_on and each.value == sitting_on.value]
    for start in told[:4]:
        clause = text.folded[start : start + 130].split("\n\n")[0]
        near = find_hour(text, start, start + len(clause))
        if near:
            return near
    for lead in _HOUR_LEADS:
        match = lead.search(text.folded, 0, HEAD)
        if match:
            return find_hour(text, match.end(), match.end() + 40)
    return None
