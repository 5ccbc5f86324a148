"""Who presides, who keeps the minutes."""

from __future__ import annotations

import re

from beffroi.reader.grammar import rule
from beffroi.reader.header.bounds import HEAD
from beffroi.reader.mentions import mention_person
from beffroi.reader.model import Mention
from beffroi.reader.names import Person, people_in
from beffroi.reader.text import Text

_PRESIDED = rule(r"""
    (?:sous la presidence d(?:e |'|u )
    |presidee? par(?: )
    |presidence~:~
    |president(?:e)? de (?:la )?seance~:?~
    |l[ae] (?:presidente?|maire), (?=(?:m\.|mme|monsieur|madame)[^.\n]{3,60}(?:ouvre|preside|declare))
    |presidence de(?: )
    |presidence d')
""")
_PRESIDES_BY_FUNCTION = rule(r"(?:maire|presidente?) preside\b")
_FUNCTION_BEHIND = rule(r",~(?:maire|presidente?)\b")
_SECRETARY = rule(r"""
    secreta(?:ires?|riat)(?:\(s\))?(?: de (?:la )?(?:seance|reunion))?
    (?! (?:general|de mairie|auxiliaire|departemental))
""")
_ELECTED = re.compile(
    r"(?:elu|nomme|design|chois|assur|remplit|exerce|fonctions?|qualite|pour|comme|en tant que|est|a ete)"
)
_NAME_MAY_FOLLOW = rule(r"""
    ~(?:[:=-]|est\b|de[ ]seance)|~\n| (?:m\.|mme|monsieur|madame|mlle)|[ ,]
""")
_TO_THE_NAME = rule(r"~(?:[:=,-]|est{_}|le{_}|la{_}|designee?~:?|de seance|l'assemblee{_})*~")
_SENTENCE_BEGINS = re.compile(r"[;]|\n\s*\n|(?<!\bm)(?<!\bmme)(?<![ .-][a-z])\.\s|:")
_NAME_OVER = re.compile(r"\n\s*\n\s*\n|[;:]")
_NAME_OPENS = re.compile(
    r"(?:\b(?:M|MM|Mr|Mme|Mmes|Mlle|Monsieur|Madame|Mademoiselle)\b\.?\s)|(?<![\w'’.-])[A-ZÀ-Ý]"
)


def read_chair(text: Text) -> Mention[str] | None:
    """Who presides over the sitting."""
    for match in _PRESIDED.finditer(text.folded, 0, HEAD):
        person = _first_person(text, match.end(), match.end() + 110)
        if person:
            return mention_person(text, person)
    return _named_by_function(text) if _PRESIDES_BY_FUNCTION.search(text.folded, 0, HEAD) else None


def _named_by_function(text: Text) -> Mention[str] | None:
    """« Mme le Maire préside », named « Mme Denise MAZARS, maire » elsewhere in the head."""
    told = _FUNCTION_BEHIND.search(text.folded, 0, HEAD)
    if told is None:
        return None
    people = _people_of_sentence(text, max(0, told.start() - 60), told.start())
    return mention_person(text, people[-1]) if people and told.start() - people[-1].end < 3 else None


def read_secretary(text: Text) -> Mention[str] | None:
    """Who keeps the minutes, named behind the function or before it."""
    for match in _SECRETARY.finditer(text.folded):
        person = _secretary_behind(text, match.end()) or _secretary_before(text, match.start())
        if person:
            return mention_person(text, person)
    return None


def _secretary_behind(text: Text, position: int) -> Person | None:
    gap = _TO_THE_NAME.match(text.folded, position)
    start = gap.end() if gap else position
    if not _NAME_MAY_FOLLOW.match(text.folded, position, position + 12):
        return None
    if start >= len(text.clean) or not text.clean[start].isupper():
        return None
    stop = text.clean.find("\n\n", start, start + 90)
    person = _first_person(text, start, stop if stop > 0 else start + 90)
    return person if person and _is_sure(person) and person.start - start < 12 else None


def _secretary_before(text: Text, position: int) -> Person | None:
    """« Madame X est élue secrétaire », « désigne M. Y en qualité de secrétaire »."""
    floor = max(0, position - 170)
    before = text.folded[floor:position]
    opening = max((place.end() for place in _SENTENCE_BEGINS.finditer(before)), default=0)
    if not _ELECTED.search(before[opening:]):
        return None
    people = [each for each in _people_of_sentence(text, floor + opening, position) if _is_sure(each)]
    return people[-1] if people else None


def _is_sure(person: Person) -> bool:
    return person.complete or person.titled


def _first_person(text: Text, start: int, end: int) -> Person | None:
    """The person whose name opens a stretch of text."""
    stop = _NAME_OVER.search(text.clean[start:end])
    limit = start + stop.start() if stop else min(end, len(text.clean))
    people = people_in(text, start, limit, subjects=True)
    if not people or people[0].start - start > 40:
        return None
    return people[0] if people[0].name else None


def _people_of_sentence(text: Text, start: int, end: int) -> list[Person]:
    """The people named in running words: each title or capital may open a name."""
    found: list[Person] = []
    for match in _NAME_OPENS.finditer(text.clean[start:end]):
        place = start + match.start()
        if found and place < found[-1].end:
            continue
        person = _first_person(text, place, end)
        if person and person.start - place < 15 and person.end <= end:
            found.append(person)
    return found
