"""Who had a text open lately."""

from django.db import models

from beffroi.drafting.models.authored import Authored
from beffroi.drafting.models.text import Text


class Presence(Authored):
    """The last sign of a person on a text; it is forgotten soon after."""

    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="presences")
    section_key = models.SlugField("section en cours d’écriture", max_length=40, blank=True)

    class Meta:
        verbose_name = "présence"
        ordering = ["text_id", "user_label", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["text", "user_id", "organisation_id"],
                name="presence_once",
                violation_error_message="Une personne est présente une fois.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_label}, {self.text}"
