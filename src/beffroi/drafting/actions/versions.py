"""Versions: a section saved on top of what others did, the agreements that fall with it."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.core.seals.canonical import canonical, sha256
from beffroi.drafting.events import text_edited
from beffroi.drafting.facts import Section
from beffroi.drafting.models import SignOff, Text, Version
from beffroi.drafting.notices import tell_signers
from beffroi.drafting.rules import checked, with_body
from beffroi.drafting.signoffs import latest_of


@transaction.atomic
def save_section(
    text: Text, key: str, body: str, base_number: int, *, by: Author, at: datetime, note: str = ""
) -> Version:
    """Save a section that was read at a version, on top of what others did to the other sections.

    Gives the latest version: a new one, or the same when nothing changed.
    Raises: EditConflict when the same section changed meanwhile; RuleViolation.
    """
    held, latest = lock_open(text)
    base = latest if base_number == latest.number else version_read(held, base_number)
    sections = with_body(base.parts, latest.parts, key, body)
    return write_version(held, latest, sections, by=by, at=at, note=note)


def lock_open(text: Text) -> tuple[Text, Version]:
    """Read a text and its latest version again, under a lock; refuse what is frozen.

    Raises: RuleViolation.
    """
    held = Text.objects.select_for_update().get(pk=text.pk)
    if held.is_frozen:
        raise RuleViolation("Ce texte est figé : plus rien n’y change.")
    return held, latest_of(held)


def version_read(text: Text, number: int) -> Version:
    """The version that a form says it was read at.

    Raises: RuleViolation.
    """
    found = Version.objects.filter(text=text, number=number).first()
    if found is None:
        raise RuleViolation("La version que vous avez lue n’existe pas : rouvrez la page du texte.")
    return found


def write_version(
    text: Text,
    latest: Version | None,
    sections: Sequence[Section],
    *,
    by: Author,
    at: datetime,
    note: str = "",
) -> Version:
    """Write all the sections as the next version, if they differ; the agreements to the one before fall.

    Raises: RuleViolation.
    """
    found = checked(sections, latest.parts if latest else ())
    if latest is not None and found == latest.parts:
        return latest
    rows = [asdict(one) for one in found]
    version = Version(
        text=text,
        number=latest.number + 1 if latest else 1,
        sections=rows,
        sha256=sha256(canonical(rows)),
        note=" ".join(note.split()),
        at=at,
        **author_of(by),
    )
    save_checked(version)
    if latest is not None:
        record("text.edited", text, by=by, changes={"number": [latest.number, version.number]}, note=note)
        _void_signoffs(text, version, by=by, at=at)
        text_edited.send(sender=Text, text=text, version=version, by=by, at=at)
    return version


def _void_signoffs(text: Text, version: Version, *, by: Author, at: datetime) -> None:
    """Let the agreements to what stood before fall; each keeps its trace, each signer is told after."""
    fallen = list(SignOff.objects.standing().filter(text=text).select_related("version"))
    for one in fallen:
        one.voided_at = at
        one.voided_by_version = version
        one.voided_by_label = version.told_author
        save_checked(one)
        record("text.signoff_voided", text, by=by, note=str(one))
    if fallen:
        tell_signers(text, version, fallen, editor_id=by.user_id)


def author_of(by: Author) -> dict[str, int | str | None]:
    """Who does it, as the columns of a row."""
    return {
        "user_id": by.user_id,
        "user_label": by.user_label,
        "organisation_id": by.organisation_id,
        "organisation_label": by.organisation_label,
    }
