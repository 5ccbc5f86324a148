"""Filters that write values as the French read them."""

import re
from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from beffroi.law import french

register = template.Library()

_TURNING = {code: f"⟦U+{code:04X}⟧" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
SHORT_MONTHS = {
    "janvier": "janv.", "février": "févr.", "juillet": "juil.", "septembre": "sept.",
    "octobre": "oct.", "novembre": "nov.", "décembre": "déc.",
}  # fmt: skip
_HYPHENATED = re.compile(r"[^\s<>]+-[^\s<>]+")


@register.filter(is_safe=True)
def typo(text: object) -> str:
    """Put no-break spaces where French wants them; never on words quoted from a document."""
    return french.typeset(str(text)) if text is not None else ""


@register.filter
def french_date(on: date | None) -> str:
    """Write a date: 12 décembre 2023."""
    return french.french_date(on) if on else ""


@register.filter
def french_day(on: date | None) -> str:
    """Write a date with its weekday: mardi 12 décembre 2023."""
    return french.french_day(on) if on else ""


@register.filter
def french_moment(at: datetime | None) -> str:
    """Write a day and its hour, here: 12 décembre 2023 à 9 h 05."""
    if at is None:
        return ""
    here = timezone.localtime(at)
    hour = french.NO_BREAK.join((str(here.hour), "h", f"{here.minute:02}"))
    return f"{french.french_date(here.date())} à{french.NO_BREAK}{hour}"


@register.filter
def euros(amount: Decimal | int | None) -> str:
    """Write an amount: 27 037 941 €."""
    return french.money(amount) if amount is not None else ""


@register.filter
def number(value: Decimal | int | None) -> str:
    """Write a number: 27 037 941."""
    return french.french_number(value) if value is not None else ""


@register.filter
def percent(rate: Decimal | None) -> str:
    """Write a rate between 0 and 1: 16,67 %."""
    return french.percent(rate) if rate is not None else ""


@register.filter
def ordinal(text: str) -> SafeString:
    """Raise the ending of « 1er » where a date begins with it."""
    escaped = conditional_escape(text)
    return mark_safe(escaped.replace("1er\u00a0", "1<sup>er</sup>\u00a0"))  # noqa: S308  escaped just above


@register.filter
def unbroken(text: str) -> SafeString:
    """Keep « est-elle » or « 2023-2026 » on one line: the font has no hyphen that does not break."""
    escaped = conditional_escape(text)
    return mark_safe(_HYPHENATED.sub(r'<span class="nowrap">\g<0></span>', escaped))  # noqa: S308  escaped just above


@register.filter
def visible(text: str) -> str:
    """Write the marks that turn a line around as signs one sees: hidden, they can make a text lie."""
    return str(text).translate(_TURNING)


@register.filter
def short_date(on: date) -> str:
    """Write a date with its month cut short.

    Example: 6 déc. 2023.
    """
    month = french.MONTHS[on.month - 1]
    return french.NO_BREAK.join((str(on.day), SHORT_MONTHS.get(month, month), str(on.year)))


@register.filter
def as_word(verb: str) -> str:
    """Write the verb of a decision as a word, not as a shout.

    Example: APPROUVE → Approuve.
    """
    return verb.capitalize()


@register.filter
def lower_first(sentence: str) -> str:
    """Let a sentence go on inside another."""
    return f"{sentence[:1].lower()}{sentence[1:]}"


@register.filter
def counted(count: int, noun: str) -> str:
    """Write a count and its noun, plural when it must be; an irregular plural follows a comma.

    Example: 2 actes, 2 lignes lues.
    """
    return french.plural(count, *noun.split(","))
