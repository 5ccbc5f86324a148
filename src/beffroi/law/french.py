"""French typography: dates, numbers, money and the spaces that hold a sentence together."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import groupby

NARROW = "\u202f"
NO_BREAK = "\u00a0"
MOST_REPEATED = 40
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
CENT = Decimal("0.01")
WHOLE = Decimal(1)

_MONTH = "|".join(MONTHS)
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<!\d)(\d{1,2}(?:er)?) (?=(?:" + _MONTH + r")\b)"), r"\1" + NO_BREAK),
    (re.compile(r"\b(" + _MONTH + r") (?=\d{4}\b)"), r"\1" + NO_BREAK),
    (re.compile(r"\b(art\.|n°) (?=\w)"), r"\1" + NO_BREAK),
    (re.compile(r"«[ \u00a0\u202f]*"), "«" + NARROW),
    (re.compile(r"[ \u00a0\u202f]*»"), NARROW + "»"),
    (re.compile(r"(?<=\S)[ \u00a0](?=[;:!?€%])"), NARROW),
)
_THOUSANDS = re.compile(r"(?<![\d,])\d{1,3}(?: \d{3})+(?!\d)")


@lru_cache(maxsize=4096)
def typeset(text: str) -> str:
    """Put no-break spaces where French wants them in a sentence written with ordinary spaces.

    Applied twice, it changes nothing more.

    Example: « Coût : 27 037 941 € » gets narrow spaces before the colon, in the number and before the euro.
    """
    text = _THOUSANDS.sub(lambda found: found[0].replace(" ", NARROW), text)
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def _day_number(on: date) -> str:
    return "1er" if on.day == 1 else str(on.day)


def french_date(on: date) -> str:
    """Write a date in full.

    Example: 12 décembre 2023, 1er janvier 2024.
    """
    return NO_BREAK.join((_day_number(on), MONTHS[on.month - 1], str(on.year)))


def french_day(on: date) -> str:
    """Write a date in full with its weekday.

    Example: mercredi 21 février 2024.
    """
    return f"{WEEKDAYS[on.weekday()]}{NO_BREAK}{french_date(on)}"


def day_list(days: Sequence[date]) -> str:
    """List days, each month named once; the years are told only when they differ.

    Example: 7, 8, 9, 10, 11 décembre · 30, 31 janvier, 1er février.
    """
    with_year = len({on.year for on in days}) > 1
    months = []
    for (year, month), group in groupby(days, key=lambda on: (on.year, on.month)):
        numbers = ", ".join(_day_number(on) for on in group)
        ending = f"{NO_BREAK}{year}" if with_year else ""
        months.append(f"{numbers}{NO_BREAK}{MONTHS[month - 1]}{ending}")
    return ", ".join(months)


def french_number(value: int | Decimal) -> str:
    """Write a number with a decimal comma and narrow spaces between thousands.

    Example: 27 037 941 · 62,5.
    """
    whole, _, decimals = f"{Decimal(value):,f}".partition(".")
    return whole.replace(",", NARROW).replace("-", "−") + (f",{decimals}" if decimals else "")


def money(amount: Decimal | int, *, cents: bool | None = None) -> str:
    """Write an amount in euros; cents are shown when there are some, or when asked for.

    Unit: euros. Rounding: to the cent, half up.
    Example: 27 037 941 € · 3 224 165,75 €.
    """
    exact = Decimal(amount).quantize(CENT, ROUND_HALF_UP)
    shown = cents if cents is not None else exact != exact.to_integral_value()
    value = exact if shown else exact.quantize(WHOLE, ROUND_HALF_UP)
    return f"{french_number(value)}{NARROW}€"


def percent(rate: Decimal, places: int = 2) -> str:
    """Write a rate between 0 and 1 as a percentage, without useless zeros.

    Rounding: half up, to `places` decimals.
    Example: 25 % · 16,67 %.
    """
    rounded = (rate * 100).quantize(WHOLE.scaleb(-places), ROUND_HALF_UP)
    return f"{french_number(rounded.normalize())}{NARROW}%"


def agree(count: int | Decimal, singular: str, many: str | None = None) -> str:
    """Choose between singular and plural; French keeps the singular below two.

    Example: 0 présent, 1 présent, 2 présents.
    """
    if -2 < count < 2:
        return singular
    return f"{singular}s" if many is None else many


def plural(count: int | Decimal, singular: str, many: str | None = None) -> str:
    """Write a count with its noun.

    Example: 0 voix, 1 présent, 2 présents.
    """
    return f"{french_number(count)}{NO_BREAK}{agree(count, singular, many)}"


def cut_short(text: str) -> str:
    """Cut what was typed where a sentence repeats it: 40 characters are enough to know it again."""
    return text if len(text) <= MOST_REPEATED else f"{text[:MOST_REPEATED]}…"
