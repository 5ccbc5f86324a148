"""Stage 4, arrivals and departures during the sitting, told in a sentence of their own."""

from __future__ import annotations

import re

from beffroi.reader.dates import find_hour
from beffroi.reader.model import Movement, Proxy
from beffroi.reader.names import Link, Person, mention_of, people_in
from beffroi.reader.sentences import sentence_start
from beffroi.reader.signs import ON_LINE, one_of
from beffroi.reader.text import Text

_TITLE_AHEAD = r"(?=\s*(?:m\.|mm\.|mme|mmes|monsieur|madame|mlle|m\b|[a-z]))"
_NOUN = re.compile(
    r"\b(?P<kind>arrivees?|departs?|retour)\s+(?:en\s+(?:seance|cours\s+de\s+seance)\s+)?"
    rf"(?:a\s+[\dhn: ]{{1,24}}\s+)?(?:de|d'){_TITLE_AHEAD}"
)
_ARRIVES = one_of(
    r"arrive(?:nt|e|es|s)?\b(?! (?:apres|avant|trop|a point|en tete|que))",
    r"entre(?:nt)? en seance",
    r"rejoin(?:t|gnent) (?:la )?(?:seance|l'assemblee|le conseil)",
    r"rejoint la salle des",
    r"integre(?:nt)? la seance",
    r"prend place",
)
_LEAVES = one_of(
    r"quitte(?:nt)? (?:definitivement )?(?:la (?:seance|reunion|salle)|l'assemblee|le conseil)",
    r"s'absente definitivement",
    r"parti(?:e|s|es)? a ",
    r"se retire definitivement",
    r"doit quitter",
)
_VERB = re.compile(rf"\b(?:(?P<in>{_ARRIVES})|(?P<out>{_LEAVES}))")
_BRACKET = re.compile(
    r"\((?P<in>arrivee?s?|a partir de|present[e]? a partir de|entre[e]? en seance)[^()\n]{0,40}\)"
    r"|\((?P<out>depart|partie?|jusqu'a|quitte)[^()\n]{0,40}\)"
)
# « arrivé à échéance »: no person; « propose »: not yet done.
_NO_MOVEMENT = re.compile(
    r"arrivee?s? (?:a|en) (?:echeance|expiration|terme|son terme|la fin)"
    r"|arrivee? (?:de la|en tete|a maturite)|propos"
)
_DEPARTURE = re.compile(r"donn\w+ (?:pouvoir|procuration)|definitivement|\d{1,2}\s?h")
_SENTENCE_END = re.compile(rf"\.(?=\s|$)|\n[{ON_LINE}]*\n|;")


def read_movements(text: Text, start: int, end: int) -> tuple[Movement, ...]:
    """The movements of a stretch of text, each once, in its order."""
    found: list[Movement] = []
    for match in _NOUN.finditer(text.folded, start, end):
        stop = _sentence_end(text, match.end(), end)
        arrives = not match["kind"].startswith("depart")
        people = _people(text, match.end(), stop)[:3]
        found += [_movement(text, person, arrives, match.start(), stop) for person in people]
    for match in _VERB.finditer(text.folded, start, end):
        found += _told_by_verb(text, match, end)
    for match in _BRACKET.finditer(text.folded, start, end):
        found += _told_in_brackets(text, match)
    unique: dict[tuple[str, bool], Movement] = {}
    for movement in sorted(found, key=lambda each: (each.at is None, each.name.start or 0)):
        unique.setdefault((_surname(movement.name.value), movement.arrives), movement)
    return tuple(sorted(unique.values(), key=lambda each: each.name.start or 0))


def _surname(name: str) -> str:
    return max(name.lower().split(), key=len)


def _told_by_verb(text: Text, match: re.Match[str], end: int) -> list[Movement]:
    opens = sentence_start(text, max(0, match.start() - 200), match.start())
    people = [each for each in _people(text, opens, match.start()) if each.titled or each.complete]
    if not people or len(people) > 4 or match.start() - people[-1].end > 60:
        return []
    stop = _sentence_end(text, match.end(), end)
    told = text.folded[people[0].start : stop]
    if _NO_MOVEMENT.search(told):
        return []
    if match["out"] and "salle" in match.group() and not _for_good(told):
        return []
    return [_movement(text, person, bool(match["in"]), opens, stop) for person in people]


def _for_good(told: str) -> bool:
    """Leaving the room for one item is a recusal; leaving it at an hour with a proxy is a departure."""
    return "vote" not in told and _DEPARTURE.search(told) is not None


def _told_in_brackets(text: Text, match: re.Match[str]) -> list[Movement]:
    """« Christian GOBERT (arrivée à 18h30) », behind a name of a list."""
    low = max(0, match.start() - 60)
    people = _people(text, low, match.start())
    if not people or match.start() - people[-1].end > 30:
        return []
    return [_movement(text, people[-1], match["in"] is not None, match.start(), match.end())]


def _movement(text: Text, person: Person, arrives: bool, low: int, stop: int) -> Movement:
    hour = find_hour(text, low, stop)
    return Movement(mention_of(text, person), arrives, hour.value if hour else None)


def late_proxies(text: Text, movements: tuple[Movement, ...]) -> list[Proxy]:
    """« quitte la séance et donne pouvoir à M. Y »: a proxy that begins with the departure."""
    found = []
    for movement in movements:
        if movement.arrives or movement.name.start is None:
            continue
        stop = _sentence_end(text, movement.name.end or movement.name.start, len(text.clean))
        people = people_in(text, movement.name.start, stop, subjects=True)
        found += [
            Proxy(movement.name, mention_of(text, holder))
            for person in people
            for link, holder in person.links
            if link is Link.GIVES_TO and holder.name
        ]
    return found


def _people(text: Text, start: int, stop: int) -> list[Person]:
    return [each for each in people_in(text, start, stop, subjects=True) if each.name and not each.target]


def _sentence_end(text: Text, start: int, end: int) -> int:
    limit = min(end, start + 300)
    stop = _SENTENCE_END.search(text.calm, start, limit)
    return stop.start() if stop else limit
