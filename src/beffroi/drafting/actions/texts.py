"""A text opened, shared, frozen."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.drafting.actions.versions import lock_open, write_version
from beffroi.drafting.facts import NewAccess, Section
from beffroi.drafting.models import Access, Text
from beffroi.drafting.signoffs import blockers_for_freeze


@transaction.atomic
def open_text(
    kind: str,
    title: str,
    sections: Sequence[Section],
    access: Iterable[NewAccess],
    *,
    by: Author,
    at: datetime,
    home_url: str = "",
    home_label: str = "",
    sections_fixed: bool = False,
) -> Text:
    """Open a text with its first version, for those who are given access.

    `home_url` is the page it comes from; `sections_fixed` lets nobody add, rename, move or remove a section.
    Raises: RuleViolation.
    """
    text = Text(
        kind=kind,
        title=title,
        home_url=home_url,
        home_label=home_label,
        sections_fixed=sections_fixed,
        opened_at=at,
    )
    save_checked(text)
    write_version(text, None, sections, by=by, at=at, note="Ouverture du texte")
    _write_access(text, access)
    record("text.opened", text, by=by)
    return text


@transaction.atomic
def give_access(text: Text, access: Iterable[NewAccess], *, by: Author) -> Text:
    """Let more people read, write or agree.

    Raises: RuleViolation.
    """
    held, _ = lock_open(text)
    given = _write_access(held, access)
    record("text.shared", held, by=by, note=" ; ".join(map(str, given)))
    return held


@transaction.atomic
def freeze_text(text: Text, *, by: Author, at: datetime) -> Text:
    """Let nothing change any more in a text whose latest version every organisation asked agreed to.

    Raises: RuleViolation.
    """
    held, latest = lock_open(text)
    blockers = blockers_for_freeze(held, latest)
    if blockers:
        raise RuleViolation(" ".join(one.sentence for one in blockers), blockers[0].source)
    held.frozen_at = at
    save_checked(held)
    record("text.frozen", held, by=by, changes={"frozen_at": [None, at]}, note=str(latest))
    return held


def _write_access(text: Text, access: Iterable[NewAccess]) -> list[Access]:
    given = []
    for one in access:
        row = Access(text=text, organisation=one.organisation, role=one.role, level=one.level)
        save_checked(row)
        given.append(row)
    return given
