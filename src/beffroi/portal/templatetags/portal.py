"""How the public pages write dates and numbers, and where a line can be seen."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.safestring import SafeString

from beffroi.core.ui.templatetags.ui import line_ref
from beffroi.law.french import MONTHS, NO_BREAK, french_number, money

register = template.Library()

SHORT_MONTHS = {
    "janvier": "janv.", "février": "févr.", "juillet": "juil.", "septembre": "sept.",
    "octobre": "oct.", "novembre": "nov.", "décembre": "déc.",
}  # fmt: skip


@register.filter
def short_date(on: date) -> str:
    """Write a date with its month cut short.

    Example: 6 déc. 2023.
    """
    month = MONTHS[on.month - 1]
    return NO_BREAK.join((str(on.day), SHORT_MONTHS.get(month, month), str(on.year)))


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
def measure(value: Decimal, unit: str) -> str:
    """Write a number and its unit; euros as money.

    Example: 27 037 941 € · 5 691 bénéficiaires.
    """
    if unit.startswith("€"):
        return f"{money(value)}{unit[1:]}"
    return f"{french_number(value)}{NO_BREAK}{unit}"


@register.simple_tag
def at_line(line: int | None, text_href: str | None = "") -> SafeString:
    """Link to a line; when `text_href` is None no text can be shown, and the line is only named."""
    if not line:
        return SafeString("")
    return line_ref(line, "" if text_href is None else f"{text_href}#l{line}")
