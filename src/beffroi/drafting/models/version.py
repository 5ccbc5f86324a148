"""A version: the whole text as it was saved once, never changed after."""

from django.db import models
from django.db.models import Q

from beffroi.drafting.facts import Section
from beffroi.drafting.models.authored import Authored
from beffroi.drafting.models.text import Text


class Version(Authored):
    """All the sections at one save, numbered without a gap, with the fingerprint of their canonical form."""

    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("numéro")
    sections = models.JSONField("sections")
    sha256 = models.CharField("empreinte", max_length=64)
    note = models.CharField("ce qui change", max_length=200, blank=True)

    class Meta:
        verbose_name = "version"
        ordering = ["text_id", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["text", "number"],
                name="version_number_once",
                violation_error_message="Ce numéro de version est déjà pris.",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="version_counted_from_one",
                violation_error_message="Les versions se comptent à partir de 1.",
            ),
            models.CheckConstraint(
                condition=~Q(sha256=""),
                name="version_has_fingerprint",
                violation_error_message="Une version porte son empreinte.",
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"

    @property
    def parts(self) -> tuple[Section, ...]:
        """The sections as plain values, in order."""
        return tuple(Section(**one) for one in self.sections)

    def part(self, key: str) -> Section | None:
        """The section of that key; None when this version has none."""
        return next((one for one in self.parts if one.key == key), None)
