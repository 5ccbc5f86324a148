"""What is stamped on an act: received, published, and the court that may be seized."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from beffroi.reader.dates import first_date
from beffroi.reader.grammar import rule
from beffroi.reader.mentions import mention_phrase
from beffroi.reader.model import Deliberation, Mention
from beffroi.reader.text import BLANK, Text

_RECEIVED = rule(r"""
    (?:recue?s? (?:en|a la|par (?:la|le)|au)
    |reception~(?:en|a la|par (?:la|le)|au|de|de la)?
    |depot (?:en|a la)|deposee?s? (?:en|a la)|date de reception|ar (?:prefecture|controle))
    ~(?:de l'acte~)?(?:[^\n.;,]{0,20}?)
    (?:(?:sous~-?~)?prefecture|controle de legalite|representant de l'etat|prefet)[^\n;]{0,50}
    |(?:prefecture|publie|legalite|mis en ligne)[^\n;]{0,90}(?:[,—–-]|\n[^\n]{0,60})
    ~(?P<bare>recue?s? le[^\n;,]{0,30})
""")
_PUBLISHED = rule(r"""
    \b(?:publiee?s?|publication|mise?s? en ligne)
    (?! (?:de la convocation|au journal|du rapport))[^\n;]{0,90}
""")
_POSTED = rule(r"""
    \b(?:affichee?s?|affichage)(?! (?:de la convocation|de la liste|des convocations))[^\n;.]{0,60}
""")
_IN_GROUNDS = re.compile(r"^\W*(?:vu|considerant)\b")
_OF_SOMETHING_ELSE = re.compile(r"convocation|marche|appel d'offres|avis d|decret|arrete\b")
_LABEL_ALONE = re.compile(
    r"(?:\ble|\bdu|prefecture|publication|notification|legalite|publie|affiche|etat|en ligne)$"
)
_COURT = rule(r"tribunal administratif (?:de|d')~(?P<name>[a-z])")
_TOWN = re.compile(r"(?:(?:la|le|les)[ ]+)?[^\W\d_][\w'-]*(?:[ ]+(?:de|en|sur|la|et|d')[ ]+[A-ZÀ-Ý][\w-]+)*")
_OF_ALL = re.compile(r"\b(?:les|ces|des|presentes) (?:presentes )?deliberations\b")


def read_received(text: Text, start: int, end: int, since: date | None) -> Mention[date] | None:
    """The day on which the representative of the State received the act."""
    return _stamped(text, _RECEIVED, start, end, since)


def read_published(text: Text, start: int, end: int, since: date | None) -> Mention[date] | None:
    """The day on which the act was published, else posted; never before `since`."""
    published = _stamped(text, _PUBLISHED, start, end, since)
    return published or _stamped(text, _POSTED, start, end, since)


def _stamped(
    text: Text, label: re.Pattern[str], start: int, end: int, since: date | None
) -> Mention[date] | None:
    for match in label.finditer(text.folded, start, end):
        line = text.folded[text.line_start(text.line_of(match.start())) : match.start()]
        if _IN_GROUNDS.search(line) or _OF_SOMETHING_ELSE.search(line[-60:]):
            continue
        begin = match.start("bare") if match.groupdict().get("bare") else match.start()
        mention = first_date(text, begin, min(end, match.end())) or _on_next_line(text, match, end)
        if mention and (since is None or mention.value >= since):
            return mention
    return None


def _on_next_line(text: Text, match: re.Match[str], end: int) -> Mention[date] | None:
    """« Reçu en préfecture le : / 20 DEC. 2023 »: the stamp stands on the line below its label."""
    if not _LABEL_ALONE.search(match.group().rstrip(f" \t:{BLANK}*|")):
        return None
    mention = first_date(text, match.end(), min(end, match.end() + 40))
    if mention is None:
        return None
    between = text.folded[match.end() : mention.start].replace("du", "").replace("le", "")
    return None if re.search(r"[a-z]{3}", between) else mention


def read_court(text: Text, start: int, end: int) -> Mention[str] | None:
    """The court that the act names with its town."""
    for match in _COURT.finditer(text.folded, start, end):
        place = match.start("name")
        town = _TOWN.match(text.clean, place)
        if town and text.clean[place].isupper():
            return mention_phrase(text, match.start(), town.end())
    return None


def spread_common_dates(text: Text, deliberations: list[Deliberation]) -> list[Deliberation]:
    """What the end of the minutes says of « les délibérations » holds for all of them."""
    if len(deliberations) < 2:
        return deliberations
    last = deliberations[-1]
    received = last.received_on if _speaks_of_all(text, last.received_on) else None
    published = last.published_on if _speaks_of_all(text, last.published_on) else None
    court = last.court if _speaks_of_all(text, last.court) else None
    return [
        replace(
            each,
            received_on=each.received_on or received,
            published_on=each.published_on or published,
            court=each.court or court,
        )
        for each in deliberations
    ]


def _speaks_of_all(text: Text, mention: Mention[date] | Mention[str] | None) -> bool:
    if mention is None or mention.start is None:
        return False
    return bool(_OF_ALL.search(text.folded[max(0, mention.start - 300) : mention.start + 200]))
