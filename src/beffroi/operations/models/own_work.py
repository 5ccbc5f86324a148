"""What somebody prepares over a whole set, for one organisation: theirs alone, and kept some days."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.core.files.storage import Storage, storages
from django.db import models

from beffroi.files.storage import random_name
from beffroi.organisations.models import Organisation, User

if TYPE_CHECKING:
    from beffroi.organisations.actor import Actor

KEPT = timedelta(days=7)
# A worker tells how far it is every few seconds.
SILENCE = timedelta(minutes=10)


def exports_storage() -> Storage:
    """Give the storage that the settings name « exports »."""
    return storages["exports"]


class OwnWorkQuerySet(models.QuerySet[Any]):
    def of(self, actor: "Actor", at: datetime) -> Self:
        """Those of this person, for the organisation they act for, that are still kept."""
        return self.filter(user=actor.user, organisation=actor.organisation, made_at__gt=at - KEPT)

    def expired(self, at: datetime) -> Self:
        """Those whose days are over."""
        return self.filter(made_at__lte=at - KEPT)


class OwnWork(models.Model):
    """A work of one person for one organisation; the moment it was made says until when it is kept."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("préparé le", db_index=True)
    done_at = models.DateTimeField("terminé le", null=True, blank=True)

    objects = OwnWorkQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def kept_until(self) -> datetime:
        """Until when it is kept."""
        return self.made_at + KEPT


class OperationImport(OwnWork):
    """A file of ideas as it was read, kept until it is confirmed and some days after.

    `lines` holds each row of the file: its number in the sheet and its cells; `taken` the key of the
    operation that each row became, by row number; `refused` what was said of each row that became none.
    """

    name = models.CharField("fichier", max_length=150)
    note = models.CharField("ce qui fut laissé de côté", max_length=300, blank=True)
    headers = models.JSONField("colonnes", default=list, blank=True)
    lines = models.JSONField("lignes", default=list, blank=True)
    taken = models.JSONField("opérations proposées", default=dict, blank=True)
    refused = models.JSONField("lignes refusées", default=dict, blank=True)

    class Meta:
        verbose_name = "import d’opérations"
        verbose_name_plural = "imports d’opérations"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name


class BulkRun(OwnWork):
    """One action on several operations, as previewed and then as done.

    `told` is what the form of the action said; each of `lines` holds the key, title and state of an
    operation, `why` it is refused (empty when it is not), and `done` once it is.
    """

    verb = models.SlugField("action", max_length=40, db_index=False)
    told = models.JSONField("ce qui fut dit", default=dict, blank=True)
    lines = models.JSONField("opérations", default=list, blank=True)

    class Meta:
        verbose_name = "action sur plusieurs opérations"
        verbose_name_plural = "actions sur plusieurs opérations"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.verb} ({len(self.lines)})"


class OperationExport(OwnWork):
    """A file of a large list, prepared by a worker: what was asked, how far it is, where the file is."""

    query = models.CharField("ce qui est demandé", max_length=1000, blank=True)
    columns = models.JSONField("colonnes", default=list, blank=True)
    form = models.CharField("format", max_length=4, choices=[("csv", "CSV"), ("xlsx", "XLSX")])
    # What the person could read when they asked: with less, the file is no longer handed over.
    roles = models.JSONField("rôles", default=list, blank=True)
    total = models.PositiveIntegerField("opérations", default=0)
    written = models.PositiveIntegerField("opérations écrites", default=0)
    started_at = models.DateTimeField("commencé le", null=True, blank=True)
    advanced_at = models.DateTimeField("avancé le", null=True, blank=True)
    failure = models.CharField("pourquoi il a échoué", max_length=300, blank=True)
    stored = models.FileField(
        "fichier", storage=exports_storage, upload_to=random_name, max_length=100, blank=True
    )

    class Meta:
        verbose_name = "export d’opérations"
        verbose_name_plural = "exports d’opérations"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"operations-{self.made_at.date().isoformat()}.{self.form}"

    @property
    def is_waiting(self) -> bool:
        """Whether it is neither done nor failed."""
        return self.done_at is None and not self.failure

    def is_stuck(self, at: datetime) -> bool:
        """Whether nothing has happened for so long that no worker can be at it."""
        return self.is_waiting and (self.advanced_at or self.made_at) < at - SILENCE
