"""What enters an archive of the journal: what was done for the organisation."""

from django.db.models import Q

from beffroi.core.archive.registry import own
from beffroi.core.journal.models import JournalEntry


def wire() -> None:
    """Register the journal; the contexts above add what is told of their objects."""
    own(JournalEntry, lambda selection: Q(organisation_id=selection.owner.pk))
