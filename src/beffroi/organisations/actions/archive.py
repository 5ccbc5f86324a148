"""Keeping trace of who took all that an organisation owns."""

from django.db import transaction

from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.journal.models import JournalEntry
from beffroi.organisations.models import Organisation

EXPORTED = "archive.exported"


@transaction.atomic
def note_export(organisation: Organisation, *, by: Author) -> JournalEntry:
    """Write in the journal that somebody exports everything; it is in the archive itself."""
    return record(EXPORTED, organisation, by=by)
