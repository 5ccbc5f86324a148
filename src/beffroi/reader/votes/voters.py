"""Who is named beside a vote: in a sentence of their own, or as its subject."""

from __future__ import annotations

import re

from beffroi.reader.names import Person, people_in
from beffroi.reader.numbers import NUMBER
from beffroi.reader.sentences import sentence_start
from beffroi.reader.signs import BLANK, one_of, spaced
from beffroi.reader.text import Text

_COUNTED = rf"\s*(?:\({NUMBER}\)\s*)?:"
_NAMES_BEHIND = {
    "against": (
        r"(?:(?:ont|a|ayant)\s+vote\s+contre|votes?\s+contre|(?:voix\s+)?contre|(?<!l')oppositions?)"
        + _COUNTED
        + r"|opposition\s+de|(?:ont|a)\s+vote\s+contre\s+"
    ),
    "abstain": (
        r"(?:(?:se\s+sont|s'est|s'etant)\s+abstenue?s?|abstentions?)"
        + _COUNTED
        + r"|abstentions?\s+d(?:e|u|es)\b|(?:se\s+sont|s'est)\s+abstenue?s?\s+"
    ),
}
_NAMES_BEFORE = {
    "against": r"(?:vote(?:nt)?|votant|ayant vote|ont vote|a vote) contre\b",
    "abstain": (r"s'abst(?:ient|iennent|enant)|s'est abstenue?|se sont abstenue?s|s'etant abstenue?s?"),
}
_BEHIND = {side: re.compile(pattern) for side, pattern in _NAMES_BEHIND.items()}
_BEFORE = {side: re.compile(spaced(pattern)) for side, pattern in _NAMES_BEFORE.items()}
_STEMS = {"against": ("contre", "opposition"), "abstain": ("abst",)}  # in each of the patterns of a side

_RECUSED = re.compile(
    one_of(
        r"n'(?:a|ont|ayant|avait|avaient|ayants) (?:pas )?(?:pris|participe)\s*(?:pas )?(?:part )?(?:ni )?"
        r"(?:a la |aux? |a l'|ni )",
        r"ne (?:pren(?:d|nent|ant)|participe(?:nt)?|participant)(?: (?:donc|alors))? pas(?: part)?(?: ni)? "
        r"(?:a la |aux? |a l')",
        r"(?:sort(?:ent|i|ie|is)?|quitte(?:nt)?|se retire(?:nt)?|s'est retiree?|se sont retires) "
        r"(?:de )?la salle",
        r"se retire(?:nt)?\b|s'est retiree?\b|(?:se sont|s'est) deporte|se deporte",
        r"(?:etant|est|sont|etaient) sorti(?:e|s|es)?\b(?! (?:du|des|de l))|s'etant retire(?:e|s|es)?\b",
        r"interesse[es]* (?:a l'affaire|par )",
    )
)
_NO_PART = one_of(
    r"n'ont pas pris part au vote|n'a pas pris part au vote|ne prend(?:nent)? pas part au vote",
    r"ne prennent pas part au vote|ne participent? pas au vote|deports?|npv|nppv",
)
_RECUSED_LABEL = re.compile(
    rf"(?:{_NO_PART}|non[ -]participations?)\s*(?:\(?{NUMBER}\)?\s*)?:\s*(?:{NUMBER}\s*\(?)?"
)
_LEAVES_FOR_GOOD = re.compile(r"[^.\n]{0,40}(?:donn\w+ (?:pouvoir|procuration)|definitivement)")
_NAMES_END = re.compile(
    r"(?<![ \n(:]M)(?<!MM)(?<!Mme)(?<!Mmes)(?<!Mr)\.(?=\s*\n|\s+[A-ZÀ-Ý][a-zà-ÿ]{3,})"
    r"|;|\n[ \t]*\n|\|\s*\n"
    r"|\n(?=[ \t]*(?:[Ss]e sont|[Aa]bst|[Cc]ontre|CONTRE|ABST|[Nn]e pren|[Oo]nt ))"
)
_LONGEST_LIST = 1500  # characters
_NEAR = 30  # characters between a label and its first name
_SENTENCE_REACH = 260  # characters before a verb in which its subject is looked for
_SUBJECT_REACH = 240


def named_in(text: Text, start: int, end: int) -> list[Person]:
    return [each for each in people_in(text, start, end) if each.name]


def voters_apart(text: Text, start: int, end: int) -> dict[str, list[Person]]:
    """Names given in a sentence of their own: « Ont voté contre : … », « M. X s'abstient »."""
    found = {}
    for side, stems in _STEMS.items():
        if any(text.folded.find(stem, start, end) >= 0 for stem in stems):
            people = _named_behind(text, side, start, end) or _named_before(text, side, start, end)
            if people:
                found[side] = people
    return found


def _named_behind(text: Text, side: str, start: int, end: int) -> list[Person]:
    for label in _BEHIND[side].finditer(text.folded, start, end):
        people = _list_behind(text, label, end)
        if not people:
            continue
        between = text.clean[label.end() : people[0].start].replace(BLANK, "")
        sure = label.group().rstrip().endswith(":") or people[0].titled or people[0].complete
        if sure and "\n\n" not in between and people[0].start - label.end() < _NEAR:
            return people
    return []


def _named_before(text: Text, side: str, start: int, end: int) -> list[Person]:
    for verb in _BEFORE[side].finditer(text.folded, start, end):
        people = _subjects(text, verb.start(), start)
        if people:
            return people
    return []


def _list_behind(text: Text, label: re.Match[str], end: int) -> list[Person]:
    limit = min(end, label.end() + _LONGEST_LIST)
    stop = _NAMES_END.search(text.clean, label.end() + 1, limit)
    return named_in(text, label.end(), stop.start() if stop else limit)


def recused(text: Text, start: int, end: int) -> list[Person]:
    """Who stood aside from one item, from before its name or behind its label."""
    found: list[Person] = []
    for label in _RECUSED_LABEL.finditer(text.folded, start, end):
        found += _list_behind(text, label, end)
    for verb in _RECUSED.finditer(text.folded, start, end):
        # « quitte la salle à 20 h 40 et donne pouvoir »: a departure, no recusal.
        if not _LEAVES_FOR_GOOD.match(text.folded, verb.end(), verb.end() + 90):
            found += _subjects(text, verb.start(), start)
    once: dict[str, Person] = {}
    for person in found:
        once.setdefault(person.name.lower(), person)
    return list(once.values())


def _subjects(text: Text, verb: int, floor: int) -> list[Person]:
    """The people of the sentence before a verb."""
    opens = sentence_start(text, max(floor, verb - _SENTENCE_REACH), verb)
    people = [
        each
        for each in people_in(text, opens, verb, subjects=True)
        if each.name and (each.titled or each.complete)
    ]
    return people if people and verb - people[0].start < _SUBJECT_REACH else []
