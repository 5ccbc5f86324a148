"""From the rows of an aid to plain values, and back: what forms, files and actions hand to each other."""

from dataclasses import dataclass, fields
from typing import Any

from beffroi.schemes.kinds import SchemeKind
from beffroi.schemes.models import SchemeRules
from beffroi.schemes.rules import RuleFacts

LISTS = ("beneficiary_kinds", "operation_kinds", "themes")
FIELDS_OF_RULES = tuple(one.name for one in fields(RuleFacts))


@dataclass(frozen=True, slots=True)
class NewScheme:
    """An aid about to be kept; its name in addresses is made from its name when none is given."""

    name: str
    kind: SchemeKind
    slug: str = ""
    summary: str = ""
    funder_name: str = ""
    is_fictitious: bool = False
    line: int | None = None
    source_key: str = ""


def facts_of(rules: SchemeRules) -> RuleFacts:
    """Give a version of the rules as plain values."""
    return RuleFacts(**_values(rules, tuple))


def stored(facts: RuleFacts) -> dict[str, Any]:
    """Give plain values as the table keeps them."""
    return _values(facts, list)


def told(rules: SchemeRules) -> dict[str, Any]:
    """Give what a version says, as the journal keeps it."""
    return _values(rules, list)


def _values(source: object, kind: type[list[str]] | type[tuple[str, ...]]) -> dict[str, Any]:
    values = {name: getattr(source, name) for name in FIELDS_OF_RULES}
    return values | {name: kind(values[name]) for name in LISTS}
