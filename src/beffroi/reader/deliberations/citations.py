"""The citations of an act: each « Vu … »."""

from __future__ import annotations

from beffroi.reader.grammar import rule
from beffroi.reader.model import Mention
from beffroi.reader.text import Text

_CITATION = rule(r"""
    (?:^|\n)[ \t\x1f«"•*-]*(?P<vu>vus?\b)(?! (?:et (?:entendu|approuve)|pour etre))
""")
_CITATION_END = rule(r"""
    ; (?=vus?{_}|considerant|monsieur|madame|m\.{_}|mme{_}|il{_}|le (?:maire|president|conseil)
        |la presidente|\d{2,}{_}[a-z]|le{_}bilan)
    |\n[ \t\x1f]*\n
    |\n[ \t\x1f«"•*-]*(?:vus?\b|considerant|attendu|entendu|oui\b|sur (?:proposition|le rapport)|apres
        |le conseil|il est|monsieur|madame|m\.|mme|decide|la commission|le bureau|rapporteur)
    |;[ \t\x1f]*\n
""")
_LONGEST = 1_200  # characters


def read_citations(text: Text, start: int, end: int) -> tuple[Mention[str], ...]:
    """Each « Vu … », put together over its line breaks, without its final mark."""
    found = []
    for match in _CITATION.finditer(text.folded, start, end):
        begin = match.start("vu")
        limit = min(end, begin + _LONGEST)
        stop = _CITATION_END.search(text.folded, begin, limit)
        finish = stop.start() if stop else limit
        words = text.phrase(begin, finish).rstrip(" ;,.:»").strip()
        if len(words) > 3:
            found.append(Mention(words, text.line_of(begin), begin, finish))
    return tuple(found)
