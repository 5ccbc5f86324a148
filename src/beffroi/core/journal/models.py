"""The table of the journal: it holds ids and names, no key, so that it outlives whom and what it names."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from beffroi.core.journal.querysets import JournalQuerySet
from beffroi.core.journal.verbs import told


class JournalEntry(models.Model):
    """One thing done; the database refuses to change or delete it."""

    at = models.DateTimeField("moment", default=timezone.now)
    user_id = models.BigIntegerField("numéro de l’auteur", null=True)
    user_label = models.CharField("auteur", max_length=200)
    organisation_id = models.BigIntegerField("numéro de l’organisation", null=True)
    organisation_label = models.CharField("organisation", max_length=200, blank=True)
    verb = models.CharField("action", max_length=100)
    object_type = models.CharField("nature de l’objet", max_length=100)
    object_id = models.BigIntegerField("numéro de l’objet")
    object_label = models.CharField("objet", max_length=500)
    changes = models.JSONField("changements", default=dict, blank=True, encoder=DjangoJSONEncoder)
    note = models.TextField("note", blank=True)

    objects = JournalQuerySet.as_manager()

    class Meta:
        verbose_name = "entrée du journal"
        verbose_name_plural = "entrées du journal"
        ordering = ("-id",)
        indexes = (
            models.Index(fields=["object_type", "object_id"], name="journal_object"),
            models.Index(fields=["organisation_id"], name="journal_organisation"),
        )
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(user_label="") & ~models.Q(verb=""),
                name="journal_who_and_what",
                violation_error_message="Une entrée du journal dit qui a fait quoi.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_label} {told(self.verb)} {self.object_label}"
