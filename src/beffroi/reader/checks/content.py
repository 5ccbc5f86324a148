"""Doubts about what an annexed text says: figures that are no records, notes and headings left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from beffroi.law.french import french_number, money
from beffroi.reader.grammar import rule
from beffroi.reader.model import Finding, Severity
from beffroi.reader.text import BLANK, Text

_FIGURE = r"\d{1,3}(?:[ \u202f\xa0]\d{3})+(?:,\d{1,2})?|\d+(?:,\d{1,2})?"
LEAST_PEOPLE = 20  # below, a whole quotient is no sign of anything


def content_findings(text: Text) -> Iterator[Finding]:
    """Doubts about the figures and the shape of what stands in the text."""
    yield from _imputed(text)
    yield from _month_for_a_year(text)
    yield from _scope(text)
    yield from _notes(text)
    yield from _headings(text)
    yield from _priorities(text)
    yield from _funds(text)
    yield from _owners(text)
    yield from _periods(text)


def _number(words: str) -> Decimal:
    return Decimal("".join(char for char in words.replace(",", ".") if char.isdigit() or char == "."))


_HEADS_AND_EUROS = rule(
    r"""
    (?P<heads>{figure}) (?:beneficiaires?|allocataires?|foyers?(?: allocataires?)?|personnes?|dossiers?
        |logements?|projets?|eleves?|usagers?)
    ~,?~(?:soit|pour|representant) (?:un montant de )?(?P<euros>{figure})~(?:€|euros?)
    """,
    figure=_FIGURE,
)


def _imputed(text: Text) -> Iterator[Finding]:
    """A sum that is a whole number of euros a head is a mean multiplied, not a recorded spending."""
    for match in _HEADS_AND_EUROS.finditer(text.folded):
        heads, euros = _number(match["heads"]), _number(match["euros"])
        if heads < LEAST_PEOPLE or euros != euros.to_integral() or euros % heads:
            continue
        yield Finding(
            "figure-imputed-average",
            Severity.QUESTION,
            text.line_of(match.start("euros")),
            text.quote(match.start(), match.end()),
            f"{money(euros)} est exactement {french_number(int(heads))} × {money(euros / heads)} : "
            "une moyenne appliquée, ou une dépense constatée ?",
        )


_MONTH_LABEL = rule(
    r"""
    (?P<euros>{figure})~(?:€|euros?)(?:[^€]){0,160}?chiffres? (?:de |d')
    (?P<month>janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre){_}+
    (?:19|20)\d\d
    """,
    figure=_FIGURE,
)


def _month_for_a_year(text: Text) -> Iterator[Finding]:
    """An amount labelled with one month, beside amounts of a year."""
    for match in _MONTH_LABEL.finditer(text.folded):
        yield Finding(
            "figure-scope-mismatch",
            Severity.QUESTION,
            text.line_of(match.start("euros")),
            text.quote(match.start("euros"), text.line_end(text.line_of(match.start("euros")))),
            f"Le montant porte l’étiquette « {match['month']} » : est-il celui d’un mois ou d’une année ?",
        )


_WIDER = rule(
    r"""
    (?P<euros>{figure})~(?:€|d'?{_}?euros?|euros?)[^\n.;€]{0,90}?
    \b(?:a l'echelle departementale|dans l'ensemble du departement|pour tout le departement
        |a l'echelle (?:regionale|nationale))
    """,
    figure=_FIGURE,
)


def _scope(text: Text) -> Iterator[Finding]:
    for match in _WIDER.finditer(text.folded):
        yield Finding(
            "figure-scope-mismatch",
            Severity.QUESTION,
            text.line_of(match.start("euros")),
            text.quote(match.start("euros"), match.end()),
            "Ce montant vaut pour un territoire plus large que celui de l’acte : "
            "il ne s’ajoute pas aux autres.",
        )


_NOTE_LINE = re.compile(
    r"^[ \t]*\(?(?P<first>1)\)?\s?:\s?[^\n]{5,160}?;\s?\(?2\)?\s?:[^\n]{5,400}$", re.MULTILINE
)
_NOTE = re.compile(r"(?:^|;)\s?\(?(?P<number>\d)\)?\s?:")
_SUPERSCRIPTS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")


def _notes(text: Text) -> Iterator[Finding]:
    """Notes at the foot of a table whose call has been lost."""
    for line in _NOTE_LINE.finditer(text.raw):
        before = text.raw[max(0, line.start() - 6_000) : line.start()].translate(_SUPERSCRIPTS)
        lost = [
            note["number"]
            for note in _NOTE.finditer(line.group())
            if not re.search(
                rf"(?:[^\W\d_€]|</?sup>|\)|\^){note['number']}(?:</sup>)?(?![\d€%])|\({note['number']}\)",
                before,
            )
        ]
        if lost:
            yield Finding(
                "note-without-anchor",
                Severity.QUESTION,
                text.line_of(line.start()),
                text.quote(line.start(), line.end()),
                f"Les notes {' et '.join(lost)} n’ont plus d’appel dans le texte." if len(lost) > 1
                else f"La note {lost[0]} n’a plus d’appel dans le texte.",
            )  # fmt: skip


_LEADING = re.compile(r"^[ \t]*(?P<sign>[•■▪])[ \t]*(?P<words>[^\n]{8,200}?)[ \t]*:[ \t]*$", re.MULTILINE)


def _headings(text: Text) -> Iterator[Finding]:
    """« • Pour …, ce sont : » with nothing below it before the next such line."""
    leads = list(_LEADING.finditer(text.raw))
    for lead, following in pairwise(leads):
        between = text.clean[lead.end() : following.start()].strip(f" \n\t{BLANK}")
        if lead["sign"] == following["sign"] and not between:
            yield Finding(
                "heading-without-content",
                Severity.QUESTION,
                text.line_of(lead.start()),
                text.quote(lead.start(), lead.end()),
                "Un intitulé annonce des chiffres, aucun ne suit.",
            )


_ANNOUNCED = re.compile(
    r"(?:^|\n)[^\n]{0,60}\b(?P<count>[2-9]|deux|trois|quatre|cinq|six)\s+(?:grandes?\s+|grands?\s+)?"
    r"(?:priorites|ambitions|enjeux|objectifs)\b[^\n]{0,200}:\s*\n"
)
_ITEM = re.compile(r"[ \t\x1f]*-[ \t\x1f]+(?P<words>[^\n]{10,300})")
_TITLE = re.compile(r"^[ \t]*#{1,6}[ \t]+(?P<a>[^\n]{8,200})$|\*\*(?P<b>[^*\n]{12,200})\*\*", re.MULTILINE)
_TELLING_WORD = re.compile(r"[^\W\d_]{5,}")


def _priorities(text: Text) -> Iterator[Finding]:
    """Priorities that are announced, of which the text develops others or only some."""
    for match in _ANNOUNCED.finditer(text.folded):
        items = _items_below(text, match.end())
        titles = [
            set(_TELLING_WORD.findall(text.folded[title.start() : title.end()]))
            for title in _TITLE.finditer(text.raw, match.end())
        ]
        lost = [item for item in items if not _developed(item, titles)]
        if len(items) < 2 or not titles or not lost or len(lost) == len(items):
            continue
        yield Finding(
            "priorities-not-developed",
            Severity.QUESTION,
            text.line_of(items[0][0]),
            text.quote(lost[0][0]),
            f"{len(lost)} des {len(items)} priorités annoncées ne sont pas les thèmes développés ensuite.",
        )


def _items_below(text: Text, start: int) -> list[tuple[int, set[str]]]:
    items: list[tuple[int, set[str]]] = []
    position = start
    while True:
        gap = re.compile(r"\s*").match(text.clean, position)
        item = _ITEM.match(text.clean, gap.end() if gap else position)
        if item is None:
            return items
        items.append(
            (item.start("words"), set(_TELLING_WORD.findall(text.folded[item.start() : item.end()])))
        )
        position = item.end()


def _developed(item: tuple[int, set[str]], titles: list[set[str]]) -> bool:
    return any(len(item[1] & title) * 2 >= len(item[1]) for title in titles)


_FUND = rule(r"\bfonds d'innovation territorial(?:e)?\b|\(fit\)")
_AMOUNT = rule(r"{figure}~(?:€|euros?|%)", figure=_FIGURE)


def _funds(text: Text) -> Iterator[Finding]:
    """A fund is offered, and nothing says how much, at what rate, until when."""
    mentions = list(_FUND.finditer(text.folded))
    if not mentions:
        return
    for mention in mentions:
        around = text.folded[max(0, mention.start() - 250) : mention.end() + 350]
        if _AMOUNT.search(around):
            return
    first = mentions[0]
    yield Finding(
        "fund-without-terms",
        Severity.QUESTION,
        text.line_of(first.start()),
        text.quote(first.start(), first.end()),
        "Le fonds est nommé sans montant, taux, plafond ni échéance.",
    )


_PARTNERS = rule(r"""
    \bentre le departement et les epci[^.;\n]{0,120}\bcommunes\b[^.;\n]{0,140}\bassociations\b
""")
_ONLY_OWNER = rule(r"sous maitrise d'ouvrage de l'intercommunalite")


def _owners(text: Text) -> Iterator[Finding]:
    """Many partners are named, one owner alone may bring projects."""
    partners, owner = _PARTNERS.search(text.folded), _ONLY_OWNER.search(text.folded)
    if partners and owner:
        yield Finding(
            "owners-narrower-than-partners",
            Severity.QUESTION,
            text.line_of(owner.start()),
            text.quote(owner.start(), owner.end()),
            f"Seule l’intercommunalité porte des projets ; communes et associations sont pourtant "
            f"partenaires (ligne {text.line_of(partners.start())}).",
        )


_MANDATE = rule(r"\bpactes?\b[^.;\n]{0,160}\bpour (?:la duree du |le )mandat\b")
_DATED_PACTS = rule(r"\bpactes? departementaux~\((?P<period>20\d\d{_}?-{_}?20\d\d)\)")


def _periods(text: Text) -> Iterator[Finding]:
    """Pacts of a mandate here, of given years there."""
    mandate, dated = _MANDATE.search(text.folded), _DATED_PACTS.search(text.folded)
    if mandate and dated:
        yield Finding(
            "period-stated-differently",
            Severity.QUESTION,
            text.line_of(dated.start()),
            text.quote(dated.start(), dated.end()),
            f"Les pactes sont datés {dated['period']} ici, "
            f"rattachés au mandat ligne {text.line_of(mandate.start())}.",
        )
