"""The words that join two people: a proxy given or held, a substitute."""

from __future__ import annotations

import re
from dataclasses import dataclass

from beffroi.reader.names.person import Link
from beffroi.reader.signs import one_of, spaced
from beffroi.reader.text import Text

_TITLE = r"(?:m|mme|mr|monsieur|madame)\b"
_POWER = r"(?:pouvoir|procuration|mandat)"
_GIVEN = r"(?:pouvoirs?|procurations?|mandats?|delegations? de (?:vote|pouvoir)|sa voix)"
_HAS = r"(?:(?:qui\s+)?(?:a|ont|avait|avaient|ayant|ayants?|a ete)\s+)?"
_GIVE = r"(?:donnee?s?|donne(?:nt)?|donnait|donnant|remis|confie|laisse|etabli|transmis)"
_PURPOSE = (
    r"\s+(?:ecrite?s?|de vote|de vot(?:er|ation)(?:\s+en\s+(?:son|leur)\s+nom)?"
    r"|pour (?:le|la) represent\w+|a cet effet)"
)
_TO = (
    rf"(?:{_PURPOSE})?\s*:?\s+(?:est\s+)?(?:donnee?s?\s+)?"
    r"(?:a|aux?|pour)\b(?!\s+(?:compter|partir))"
)
_FROM = r"(?:de|d'|du)(?!\s+(?:vote|representation))"

_SUBSTITUTE_OF = one_of(
    r"(?:qui )?(?:est )?suppleante?s? (?:de|d')",
    r"(?:qui )?rempla(?:ce(?= (?:m|mme|mm|mr|monsieur|madame|mlle)\b)|ce(?!e|s| par)|cante?|cant) "
    r"(?:de |d')?",
    r"en (?:remplacement|suppleance) d(?:e|u)",
    r"(?:sa|son) suppleante? de",
    r"ayant la suppleance de",
)
_SUBSTITUTED_BY = one_of(
    r"(?:qui )?(?:est |etait )?(?:remplacee?s?|suppleee?s?) par",
    r"(?:est )?representee? par (?:son|sa) suppleante?",
    r"supplee par",
    r"ayant pour suppleante?",
    r"(?:son|sa) suppleante?\s*:?",
)
_REPRESENTED_BY = spaced(
    r"(?:(?:est|etait|sont|etaient|etant) )?(?:excusee?s? (?:et )?)?(?:representee?s?|mandatee?) par"
)
_HOLDING = one_of(
    r"ayant|a recu|avec|a|detient|recoit",
    r"(?:detenteur|porteur|porteuse|titulaire) d(?:e|u)",
    r"dispos(?:e|ant) d(?:e|u)",
)
_HOLDER_OF = (
    rf"(?:{_HOLDING}\s+(?:(?:le|la|un|une)\s+|l')?{_POWER}\s+{_FROM}"
    rf"|mandataire\s+(?:de|d')|represent(?:ant|e)\s+(?={_TITLE}))"
)
_LINKS = (
    (Link.REPLACES, _SUBSTITUTE_OF),
    (Link.REPLACED_BY, rf"{_SUBSTITUTED_BY}(?:\s+(?:son|sa)\s+suppleante?,?)?"),
    (Link.GIVES_TO, rf"{_HAS}{_GIVE}\s+(?:(?:son|sa|leur|un|une)\s+)?{_GIVEN}{_TO}"),
    (Link.GIVES_TO, _REPRESENTED_BY),
    (Link.HOLDS_FROM, _HOLDER_OF),
    (Link.GIVES_TO, rf"(?:bon pour\s+|avec\s+|par\s+|d(?:e|onne)\s+)?{_GIVEN}{_TO}"),
    (Link.GIVES_TO, rf"{_GIVEN}(?=\s+(?:m\.|mme|mr|monsieur|madame|mlle)\s)"),
    (Link.HOLDS_FROM, rf"{_POWER}s?(?:\s+donnee?)?\s*:?\s+{_FROM}"),
    (Link.GIVES_TO, rf"(?:->|=>|→|>{{1,2}})(?:\s+{_GIVEN}\s+a)?"),
)
_LINK = re.compile(
    "|".join(
        rf"(?P<l{number}>\b(?:{pattern})|(?<=[\s(])(?:{pattern}))"
        for number, (_, pattern) in enumerate(_LINKS)
    )
)
# Each link holds one of these words: a list without them is not searched for links.
_HINT = re.compile(r"pouvoir|procuration|mandat|delegation|sa voix|supple|remplac|represent|->|=>|→|>>|> ")
_REACH = 60  # characters on either side of that word
_PLURAL = re.compile(r"\bont\b|\bavaient\b|donnent|representes|sont")


@dataclass(frozen=True, slots=True)
class LinkWords:
    """The words of one link, and where they stand."""

    link: Link
    start: int
    end: int
    words: str
    plural: bool


def find_links(text: Text, start: int, end: int) -> dict[int, LinkWords]:
    """The links of a stretch of text, by their offset."""
    found: dict[int, LinkWords] = {}
    last = start
    for hint in _HINT.finditer(text.folded, start, end):
        low, high = max(last, hint.start() - _REACH), min(end, hint.end() + _REACH)
        match = _LINK.search(text.folded, low, high)
        if match is None or match.start() > hint.start() or hint.start() < last:
            continue
        last = match.end()
        link = _LINKS[int((match.lastgroup or "l0")[1:])][0]
        words = match.group()
        found[match.start()] = LinkWords(link, match.start(), last, words, bool(_PLURAL.search(words)))
    return found
