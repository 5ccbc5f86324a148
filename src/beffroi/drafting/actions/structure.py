"""Sections added, renamed, moved and removed, where the text lets its writers do so."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.authors import Author
from beffroi.drafting.actions.versions import lock_open, write_version
from beffroi.drafting.facts import Section
from beffroi.drafting.models import Text, Version
from beffroi.drafting.rules import free_key

Sections = tuple[Section, ...]


@transaction.atomic
def add_section(text: Text, title: str, number: int, *, by: Author, at: datetime) -> Version:
    """Add an empty section at the end of the version shown, which is still the latest.

    Raises: RuleViolation.
    """

    def added(sections: Sections) -> Sections:
        return (*sections, Section(free_key(sections, number + 1), title))

    return _arrange(text, number, added, f"Ajout de « {title} »", by=by, at=at)


@transaction.atomic
def rename_section(text: Text, key: str, title: str, number: int, *, by: Author, at: datetime) -> Version:
    """Give a section another title.

    Raises: RuleViolation.
    """

    def renamed(sections: Sections) -> Sections:
        return tuple(replace(one, title=title) if one.key == key else one for one in sections)

    return _arrange(text, number, renamed, f"Nouveau titre : « {title} »", key, by=by, at=at)


@transaction.atomic
def move_section(text: Text, key: str, up: bool, number: int, *, by: Author, at: datetime) -> Version:
    """Move a section one place up or down; at the end of the way it stays.

    Raises: RuleViolation.
    """

    def moved(sections: Sections) -> Sections:
        found = list(sections)
        here = next(rank for rank, one in enumerate(found) if one.key == key)
        there = max(0, here - 1) if up else min(len(found) - 1, here + 1)
        found.insert(there, found.pop(here))
        return tuple(found)

    return _arrange(text, number, moved, "Ordre des sections", key, by=by, at=at)


@transaction.atomic
def remove_section(text: Text, key: str, number: int, *, by: Author, at: datetime) -> Version:
    """Take a section off; the versions before keep it.

    Raises: RuleViolation.
    """

    def removed(sections: Sections) -> Sections:
        return tuple(one for one in sections if one.key != key)

    return _arrange(text, number, removed, "Retrait d’une section", key, by=by, at=at)


def _arrange(
    text: Text,
    number: int,
    change: Callable[[Sections], Sections],
    note: str,
    key: str = "",
    *,
    by: Author,
    at: datetime,
) -> Version:
    held, latest = lock_open(text)
    if held.sections_fixed:
        raise RuleViolation("Les sections de ce texte sont imposées : leur contenu seul se modifie.")
    if number != latest.number:
        raise RuleViolation(
            f"{latest.told_author} a enregistré la version {latest.number} entre-temps : relisez le texte, "
            "puis recommencez."
        )
    if key and latest.part(key) is None:
        raise RuleViolation("Cette section n’existe pas.")
    return write_version(held, latest, change(latest.parts), by=by, at=at, note=note[:200])
