"""The journal, as a tag."""

from collections.abc import Iterable
from typing import Any

from django import template

from beffroi.core.journal.history import lines_of
from beffroi.core.journal.models import JournalEntry

register = template.Library()


@register.inclusion_tag("journal/history.html")
def journal_of(entries: Iterable[JournalEntry]) -> dict[str, Any]:
    """Show entries: who, for which organisation, when in Paris, what, from what to what."""
    return {"lines": lines_of(entries)}
