"""Questions to the journal."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from beffroi.core.journal.models import JournalEntry  # noqa: F401  the type of the rows


class JournalQuerySet(models.QuerySet["JournalEntry"]):
    """The entries of a journal, the latest first."""

    def about(self, obj: models.Model) -> Self:
        """Keep what was done to one object."""
        return self.about_any(obj._meta.label_lower, [obj.pk])

    def about_any(self, object_type: str, ids: Iterable[int]) -> Self:
        """Keep what was done to any of some objects of one type (« assemblies.deliberation »)."""
        return self.filter(object_type=object_type, object_id__in=ids)

    def of_organisation(self, organisation_id: int) -> Self:
        """Keep what was done for one organisation."""
        return self.filter(organisation_id=organisation_id)
