"""How the public pages write measures and hidden signs, and where a line can be seen."""

from decimal import Decimal

from django import template
from django.utils.safestring import SafeString

from beffroi.core.ui.templatetags.ui import line_ref
from beffroi.law.french import NO_BREAK, french_number, money

register = template.Library()


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
