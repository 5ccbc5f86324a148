"""Doubts about dates: the convocation, the publication, the date of signature, years that disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from beffroi.law import AssemblyKind, Reckoning
from beffroi.reader.dates import first_date
from beffroi.reader.grammar import rule, words
from beffroi.reader.header.convocation import dispatch_stated
from beffroi.reader.model import Finding, Reading, Severity, Sitting
from beffroi.reader.reckon import SittingReckonings
from beffroi.reader.text import BLANK, Text

NOTICE_SOURCES = {
    AssemblyKind.COMMUNE: "CGCT L2121-11, L2121-12",
    AssemblyKind.EPCI: "CGCT L5211-1",
    AssemblyKind.DEPARTEMENT: "CGCT L3121-19",
    AssemblyKind.STANDING_COMMITTEE: "CGCT L3121-19-1",
}
# From this many days on, the date of dispatch no longer matters: the delay holds all the same.
_COMFORTABLE = {
    AssemblyKind.COMMUNE: 5,
    AssemblyKind.EPCI: 5,
    AssemblyKind.DEPARTEMENT: 11,
    AssemblyKind.STANDING_COMMITTEE: 7,
}


def date_findings(text: Text, reading: Reading, reckoned: SittingReckonings) -> Iterator[Finding]:
    """Doubts that the dates of an act raise."""
    yield from _convocation(text, reading.sitting, reckoned.clear_days)
    yield from _publication(text, reading)
    yield from _signature(text)
    yield from _years(text)


def _convocation(text: Text, sitting: Sitting, clear: Reckoning[int] | None) -> Iterator[Finding]:
    convened = sitting.convened_on
    if convened is None or clear is None:
        return
    kind = sitting.kind or AssemblyKind.BUREAU
    start = convened.start or 0
    line = text.line_start(convened.line)
    word = text.clean.rfind(" ", line, max(line, start - 35)) + 1
    quote = text.quote(max(line, word), convened.end)
    if clear.holds is False and not _urgent(text, start):
        yield Finding(
            "convocation-too-late",
            Severity.ERROR,
            convened.line,
            quote,
            clear.verdict,
            NOTICE_SOURCES.get(kind),
        )
    tight = clear.value <= _COMFORTABLE.get(kind, clear.value)
    if tight and not dispatch_stated(text, convened):
        yield Finding(
            "dispatch-date-not-stated",
            Severity.QUESTION,
            convened.line,
            quote,
            "La convocation est datée, son envoi ne l’est pas, et le délai ne laisse aucune marge : "
            "quand est-elle partie ?",
            NOTICE_SOURCES.get(kind),
        )


def _urgent(text: Text, place: int) -> bool:
    around = text.folded[max(0, place - 400) : place + 600]
    return bool(re.search(r"\burgence\b|\bd'urgence\b", around))


def _publication(text: Text, reading: Reading) -> Iterator[Finding]:
    told: set[tuple[date, date]] = set()
    for one in reading.deliberations:
        received, published = one.received_on, one.published_on
        if received is None or published is None or published.value >= received.value:
            continue
        if (received.value, published.value) in told:
            continue
        told.add((received.value, published.value))
        yield Finding(
            "published-before-received",
            Severity.QUESTION,
            published.line,
            text.quote(text.line_start(published.line)),
            "L’acte est publié avant sa réception par le représentant de l’État : "
            "les dates sont-elles exactes ?",
            "CGCT L2131-1",
        )


_PLACE_AND_DATE = rule(r"""
    \bfait (?:et (?:signe|passe) )?(?:a|en) (?:[^\n,;]{2,60}?)(?:,~| )le~:?(?P<rest>[^\n]{0,50})(?=\n|$)
""")


def _signature(text: Text) -> Iterator[Finding]:
    for match in _PLACE_AND_DATE.finditer(text.folded):
        rest = match["rest"].strip(f" .…_-:,|{BLANK}\t")
        if rest and not rest.startswith(("en ", "(")):
            continue
        if not rest and first_date(text, match.end(), min(len(text.folded), match.end() + 40)):
            continue
        yield Finding(
            "signature-date-blank",
            Severity.WARNING,
            text.line_of(match.start()),
            text.quote(match.start(), match.end()),
            "La date de signature est restée en blanc.",
        )


_ORIGIN = re.compile(
    r"\b(?:creation|cree(?:e|s|es)?|ouvert(?:e|s|es)?|ouverture|fonde(?:e|s|es)?|institue(?:e|s|es)?"
    r"|instaure(?:e|s|es)?|lance(?:e|s|es)?|lancement|mise?s?\s+en\s+(?:œuvre|oeuvre|place|service)"
    r"|inaugure(?:e|s|es)?|construit(?:e|s|es)?|entree?s?\s+en\s+vigueur)\b"
    r"[^.;\n]{0,110}?\ben\s+(?P<year>(?:19|20)\d\d)\b"
)
_LONG_WORD = re.compile(r"[^\W\d_]{7,}")
_COMMON = words("""
    departement commune communes communaute agglomeration territoire territoires depuis creation ouverte
    ouverture lancement departemental departementale municipal municipale communautaire conseil demarche
    service services
""")
TELLING = 14  # letters of a word that names one thing only
_REMEMBERED = 40  # years told before, so that a long text stays quick to read


def _years(text: Text) -> Iterator[Finding]:
    """The same thing said to begin in two different years."""
    told: list[tuple[str, set[str], int]] = []
    for match in _ORIGIN.finditer(text.folded):
        low = max(text.folded.rfind("\n", 0, match.start()), match.start() - 90)
        sentence = text.folded[low : match.end() + 60].replace("\n", " ")
        telling = set(_LONG_WORD.findall(sentence)) - _COMMON
        for year, known, line in told:
            if year != match["year"] and _same_thing(telling & known):
                yield Finding(
                    "year-stated-differently",
                    Severity.WARNING,
                    text.line_of(match.start("year")),
                    text.quote(match.start(), match.end()),
                    f"« en {match['year']} » ici, « en {year} » ligne {line} : quelle est l’année ?",
                )
                break
        told.append((match["year"], telling, text.line_of(match.start("year"))))
        del told[:-_REMEMBERED]


def _same_thing(shared: set[str]) -> bool:
    """Two sentences speak of one thing when they share two words, or one that is telling by itself."""
    return len(shared) >= 2 or any(len(word) >= TELLING for word in shared)
