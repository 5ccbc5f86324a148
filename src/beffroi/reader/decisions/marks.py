"""Where something is decided: each verb of the enacting terms, in capitals or behind a formula."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from beffroi.reader.decisions.capitals import CAPITALS, verb_in_capitals
from beffroi.reader.decisions.verbs import PLAIN_VERBS, in_capitals
from beffroi.reader.grammar import rule
from beffroi.reader.text import BLANK, Text

# « Le conseil municipal, …, décide »: the subject, then its verb in the same sentence, over a colon at most.
_ENACTS = rule(
    r"""
    (?:le conseil(?: (?:municipal|communautaire|departemental|general|metropolitain|syndical
        |d'administration|de communaute|de la communaute|intercommunal))?
    |(?<!a[ ])l'assemblee(?: \w+)?
    |la commission permanente
    |le bureau(?: \w+)?
    |le comite syndical
    |le comite(?=~,)
    |apres en avoir delibere
    |les (?:membres|conseillers|elus) [^.\n]{0,60}?
    |elus(?: ))
    (?:[^.;\n]|(?<=[,:])[ ]{0,2}\n[ \t\x1f]*\n|\n(?![ \t\x1f]*\n)){0,320}?
    (?<![\w'])(?P<verb>(?:{verbs})(?:nt|ent)?)\b(?! par la loi)
    """,
    verbs=PLAIN_VERBS,
)
# A verb that opens a line, behind a dash, a number or « Article 2 : » or alone.
_LINE_VERB = rule(
    r"""
    (?:^|\n)
    (?P<label>[ \t\x1f]*
        (?:[-•·–>*▪►➢➤✓✔□o][ \t\x1f]+
        |\d{1,2}[°.)/-]+[ \t\x1f]*
        |[a-z]\)[ \t]+
        |article[ \t\x1f]+(?:\d{1,2}|premier|un|unique)(?:er)?[ \t\x1f]*[:.–-]*[ \t\x1f]*)?)
    (?P<verb>(?:{verbs}|rappelle|informe|engage|habilite|affecte|inscrit|impute|delegue)(?:nt|ent)?)\b
    """,
    verbs=PLAIN_VERBS,
)
# « décide de céder la parcelle et autorise le maire à signer ».
_JOINED = rule(
    r"""
    (?:,|{_}et{_}?|,{_}et)~(?P<verb>(?:{verbs})(?:nt|ent)?)\b
    (?= (?:l[ea']|que|un|d[eu']|a\b|monsieur|madame|m\.|mme|son|sa|pouvoir|mandat|delegation|acte|tout))
    """,
    verbs=PLAIN_VERBS,
)
_SENTENCE_OVER = re.compile(r"\.\s|;|\n[ \t]*\n|\n[ \t\x1f]*[-•]")
_TAKES_NOTE = rule(r"(?: )(?:acte|connaissance)\b")
_GIVES_PROXY = re.compile(r"donn\w+\s+(?:procuration|pouvoir|mandat)s?\s*(?::|a\s+(?:m\.|mme|m\b))")
_NOT_BEFORE = rule(r"\b(?:ne(?: )|n')$")
_NOT_BEHIND = rule(r"(?: )(?:pas|plus)\b")
_ENACTED_ABOVE = re.compile(
    r"apres en avoir delibere|avoir delibere|decide|\bdelibere\b|le conseil [a-z]+\s*[,:]\s*\n|unanimite"
    r"|majorite|sur proposition|le conseil[^.;\n]{0,240}:\s*\n|voix pour"
)
# Past or proposed, in the words between the subject and the verb, or at the end of those before the subject.
_REPORTED = re.compile(
    r"(?:\bpropose|demande[er]?s? (?:a|au)|invit|qu'(?:il|elle)|\bque\b|\bqui\b|avait|rappel|lorsqu|\bsi\b"
    r"|pourra|devra|a ete|\bdont\b|\bpar lequel)"
)
_REPORT_OPENS = re.compile(
    r"(?:propose|demande|invite)\w*\s+(?:a|au|que)\s*$|par delegation d|\bd'?\s*$|\bpar\s*$|\bque\s*$"
)


class Mark(NamedTuple):
    """Something decided: where its verb stands, where the words that it governs begin, the verb."""

    place: int
    body: int
    verb: str


def find_marks(text: Text, start: int, end: int) -> list[Mark]:
    """Each decision of a stretch of text, in its order."""
    found = _marks_in_capitals(text, start, end)
    for match in _lower_case_verbs(text, start, end):
        place = match.start("verb")
        if not _is_near(found, place) and _decides(text, match):
            found[place] = _plain_mark(text, *match.span("verb"))
    for mark in sorted(found.values()):
        if text.clean[mark.place].islower() or mark.verb.startswith(("DECIDE", "DÉCIDE")):
            for more in _joined_marks(text, mark.body, end):
                if not _is_near(found, more.place):
                    found[more.place] = more
    return sorted(found.values())


def _marks_in_capitals(text: Text, start: int, end: int) -> dict[int, Mark]:
    """By the offset of the verb: the negation before it belongs to the mark."""
    found: dict[int, Mark] = {}
    for match in CAPITALS.finditer(text.clean, start, end):
        verb = verb_in_capitals(text, match)
        if verb:
            stop = match.start() + len(verb)
            plain = Mark(match.start(), stop, in_capitals(verb))
            found[match.start()] = _negated(text, match.start(), stop) or plain
    return found


def _is_near(found: dict[int, Mark], place: int) -> bool:
    return any(place + shift in found for shift in range(-2, 3))


def _negated(text: Text, start: int, end: int) -> Mark | None:
    """« NE DEMANDE PAS le transfert »."""
    before = _NOT_BEFORE.search(text.folded[max(0, start - 4) : start])
    behind = _NOT_BEHIND.match(text.folded, end, end + 8)
    if before is None or behind is None:
        return None
    low, high = start - len(before.group()), behind.end()
    return Mark(low, high, in_capitals(text.clean[low:high]))


def _plain_mark(text: Text, start: int, end: int) -> Mark:
    noun = _TAKES_NOTE.match(text.folded, end, end + 20)
    stop = noun.end() if noun else end
    return Mark(start, stop, in_capitals(text.clean[start:stop]))


_FARTHEST_REPORT = 400  # characters before a verb that may tell it is only reported
_LONGEST_SENTENCE = 1500


def _lower_case_verbs(text: Text, start: int, end: int) -> Iterator[re.Match[str]]:
    """Verbs behind their subject, then verbs that open a line where the act is being decided."""
    yield from _ENACTS.finditer(text.calm, start, end)
    for match in _LINE_VERB.finditer(text.calm, start, end):
        place = match.start("verb")
        above = text.folded[max(start, place - 2500) : place]
        if not _is_only_wrapped(text, match) and _ENACTED_ABOVE.search(above):
            yield match


def _is_only_wrapped(text: Text, match: re.Match[str]) -> bool:
    """« M. X / demande si … »: a verb that the end of a line brought to the start of the next."""
    place = match.start("verb")
    if match["label"].strip(f" \t{BLANK}") or text.clean[place].isupper():
        return False
    before = text.clean[max(0, match.start() - 80) : place].rstrip(f" \n\t{BLANK}")
    return not before.endswith((";", ":", ","))


def _decides(text: Text, match: re.Match[str]) -> bool:
    place = match.start("verb")
    return not (
        _GIVES_PROXY.match(text.folded, place, place + 40)
        or text.raw[match.end("verb") - 1] in "éÉ"
        or _is_in_citation(text, place)
        or _is_report(text, match.start(), place)
    )


def _is_in_citation(text: Text, place: int) -> bool:
    """A verb of a « Vu » or a « Considérant » is that of another act."""
    paragraph = text.folded.rfind("\n\n", max(0, place - 700), place)
    lines = text.folded[max(paragraph, place - 700) : place].split("\n")
    for line in reversed(lines):
        head = line.strip(f' \t-•«{BLANK}"')
        if head.startswith(("vu ", "vus ", "considerant", "attendu")):
            return True
        if head.startswith(("le conseil", "l'assemblee", "apres", "sur proposition", "decide")):
            return False
    return False


def _is_report(text: Text, start: int, place: int) -> bool:
    """« a approuvé », « il est demandé au conseil d'approuver », past or proposed: no decision."""
    line = text.folded[max(text.line_start(text.line_of(start)), start - _FARTHEST_REPORT) : start]
    return bool(
        _REPORTED.search(text.folded[start:place])
        or line.strip(f" \t-•{BLANK}").startswith(("vu ", "considerant"))
        or _REPORT_OPENS.search(line)
    )


def _joined_marks(text: Text, body: int, end: int) -> Iterator[Mark]:
    """Further verbs of the same sentence."""
    reach = min(end, body + _LONGEST_SENTENCE)
    stop = _SENTENCE_OVER.search(text.calm, body, reach)
    limit = stop.start() if stop else reach
    for match in _JOINED.finditer(text.folded, body, limit):
        start, behind = match.span("verb")
        yield Mark(start, behind, in_capitals(text.clean[start:behind]))
