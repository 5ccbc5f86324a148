"""How the pages of contracts cite a line of their source."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from beffroi.core.ui.templatetags.ui import line_ref

register = template.Library()

WORDS = ("Aucun", "Un", "Deux", "Trois", "Quatre", "Cinq", "Six", "Sept", "Huit", "Neuf", "Dix")


@register.filter
def in_words(count: int) -> str:
    """Write a small count as a word that begins a title. Example: 3 → « Trois »."""
    return WORDS[count] if count < len(WORDS) else str(count)


@register.simple_tag
def cited(line: int | None, text_href: str | None) -> SafeString:
    """Link to a line; it is only named when the text cannot be shown, and nothing is said without one."""
    if line is None:
        return SafeString("")
    return line_ref(line, f"{text_href}#l{line}" if text_href else "")


@register.simple_tag
def cell_key(cell: Any) -> str:
    """Name a cell of the crossing, to find it again once it is saved. Example: 12-3."""
    return f"{cell.ambition.pk}-{cell.axis.pk}"
