"""The public register's index: what is shown of published acts, rebuilt from the sealed ones."""

from django.db import models

from beffroi.assemblies.models.assembly import Assembly
from beffroi.assemblies.models.deliberation import Deliberation


class RegisterEntry(models.Model):
    """One published act as the list and the search see it; it proves nothing and may be rebuilt."""

    deliberation = models.OneToOneField(Deliberation, on_delete=models.PROTECT, related_name="entry")
    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField("séance du")
    number = models.CharField("numéro", max_length=40, blank=True)
    title = models.CharField("objet", max_length=499)
    subject_code = models.CharField("matière", max_length=5, blank=True)
    effect = models.CharField("portée", max_length=20)
    outcome = models.CharField("résultat", max_length=20)
    state = models.CharField("état", max_length=20)
    published_on = models.DateField("publié le")
    search_text = models.TextField(editable=False)

    class Meta:
        verbose_name = "entrée du registre public"
        ordering = ["-held_on", "-pk"]
        indexes = [
            models.Index(fields=["-held_on", "-id"], name="entry_by_date"),
            models.Index(fields=["assembly", "-held_on", "-id"], name="entry_by_assembly"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()
