"""Dates and hours as acts write them: figures, abbreviations, or words in full."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time

from beffroi.reader.model import Mention
from beffroi.reader.numbers import NUMBER_WORDS, value_of
from beffroi.reader.text import Text

_MONTHS = {
    "janv": 1, "fevr": 2, "fev": 2, "mars": 3, "avr": 4, "mai": 5, "juin": 6, "juil": 7, "aout": 8, "sept": 9,
    "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
MONTH = (
    r"(?:janv(?:ier)?|fevr(?:ier)?|fev|mars|avr(?:il)?|mai|juin|juil(?:let)?|aout|sept(?:embre)?|oct(?:obre)?"
    r"|nov(?:embre)?|dec(?:embre)?)\b\.?"
)
_GAP = r"[\s,]{1,6}"
_WEEKDAY = rf"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche){_GAP})?"
_DAY = rf"(?:(?P<day>[\dlio]{{1,2}})\s?(?:er|e|eme)?\b|(?P<day_words>{NUMBER_WORDS}))"
_YEAR = rf"(?:(?P<year>(?:19|20)\d\d)\b|(?P<year_words>(?:deux|mil)[\s-]{{1,3}}{NUMBER_WORDS}))"
_OF = r"(?:du\s{1,3}mois\s{1,3}d(?:e\s{1,3}|'\s?)|d'\s?)?"
_SHAPES = (
    re.compile(
        rf"l'\s?an{_GAP}{_YEAR}{_GAP}(?:et\s)?(?:le\s{{1,3}})?{_WEEKDAY}"
        rf"{_DAY}\s{{1,3}}{_OF}(?P<month>{MONTH})"
    ),
    re.compile(rf"{_DAY}\s{{1,3}}{_OF}(?P<month>{MONTH})\s{{1,3}}{_YEAR}"),
    re.compile(
        r"(?<![\d/.-])(?P<day>\d{1,2})(?P<sep>\s?[/.-]\s?)(?P<figure_month>\d{1,2})(?P=sep)"
        r"(?P<year>(?:19|20)\d\d|\d\d)(?![\d/]|[.-]\d)"
    ),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<figure_month>\d\d)-(?P<day>\d\d)(?![\d-])"),
)
_DAY_AND_MONTH = re.compile(rf"(?P<day>\d{{1,2}})(?:er)?\s+(?P<month>{MONTH})")
_SHORT_YEAR = 100
_HOUR = re.compile(
    rf"(?<![\d.,])(?:(?P<hour>[01]?\d|2[0-3])|(?P<hour_words>{NUMBER_WORDS}))"
    r"\s{0,2}(?:h(?:eures?)?\b|h(?=\d)|:(?=[0-5]\d\b))"
    rf"(?:\s{{0,2}}(?:et\s)?(?:(?P<minute>[0-5]\d)\b|(?P<minute_words>demie?\b|quart\b|{NUMBER_WORDS})))?"
)


def _day(match: re.Match[str]) -> int:
    words = match.groupdict().get("day_words")
    if words:
        return value_of(words) or 0
    figures = match["day"].replace("l", "1").replace("i", "1").replace("o", "0")
    return int(figures)


def _year(match: re.Match[str]) -> int:
    words = match.groupdict().get("year_words")
    if words:
        return value_of(words) or 0
    year = int(match["year"])
    return year + 2000 if year < _SHORT_YEAR else year


def _month(match: re.Match[str]) -> int:
    figure = match.groupdict().get("figure_month")
    if figure:
        return int(figure)
    word = match["month"]
    return next(number for start, number in _MONTHS.items() if word.startswith(start))


def find_dates(text: Text, start: int = 0, end: int | None = None) -> Iterator[Mention[date]]:
    """Every date of a stretch of text, in its order; what is no date of the calendar is passed over."""
    stop = len(text.folded) if end is None else end
    found = []
    for shape in _SHAPES:
        for match in shape.finditer(text.folded, start, stop):
            mention = _mention(text, match)
            if mention:
                found.append(mention)
    last = start
    for mention in sorted(found, key=lambda each: (each.start or 0, -(each.end or 0))):
        if (mention.start or 0) >= last:
            last = mention.end or 0
            yield mention


def _mention(text: Text, match: re.Match[str]) -> Mention[date] | None:
    try:
        value = date(_year(match), _month(match), _day(match))
    except ValueError:
        return None
    return Mention(value, text.line_of(match.start()), match.start(), match.end())


def date_in_year(text: Text, start: int, end: int, year: int) -> Mention[date] | None:
    """A day and a month without a year, in the year that the context gives."""
    match = _DAY_AND_MONTH.match(text.folded, start, end)
    if match is None:
        return None
    try:
        return Mention(date(year, _month(match), int(match["day"])), text.line_of(start), start, end)
    except ValueError:
        return None


def first_date(text: Text, start: int, end: int) -> Mention[date] | None:
    """The first date of a stretch of text."""
    return next(find_dates(text, start, end), None)


def find_hour(text: Text, start: int, end: int) -> Mention[time] | None:
    """The first hour of a stretch: « 18 H 45 », « dix-neuf heures trente », « 20h30 »."""
    for match in _HOUR.finditer(text.folded, start, end):
        hour = int(match["hour"]) if match["hour"] else value_of(match["hour_words"])
        if hour is not None and hour < 24:
            return Mention(
                time(hour, _minute(match)), text.line_of(match.start()), match.start(), match.end()
            )
    return None


def _minute(match: re.Match[str]) -> int:
    if match["minute"]:
        return int(match["minute"])
    words = match["minute_words"] or ""
    if words.startswith("demi"):
        return 30
    if words == "quart":
        return 15
    minute = value_of(words) or 0
    return minute if minute < 60 else 0
