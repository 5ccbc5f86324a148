"""The agreement of an organisation to one version, and how it fell."""

from django.db import models
from django.db.models import Q

from beffroi.drafting.models.authored import ByPerson
from beffroi.drafting.models.text import Text
from beffroi.drafting.models.version import Version
from beffroi.organisations.models import Organisation


class SignOffQuerySet(models.QuerySet["SignOff"]):
    def standing(self) -> "SignOffQuerySet":
        """Those that no edit made fall."""
        return self.filter(voided_at__isnull=True)


class SignOff(ByPerson):
    """« Accord »: an organisation agrees to a version, known by its fingerprint; any edit voids it."""

    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="signoffs")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="signoffs")
    sha256 = models.CharField("empreinte", max_length=64)
    voided_at = models.DateTimeField("tombé le", null=True, blank=True)
    voided_by_label = models.CharField("tombé du fait de", max_length=402, blank=True)
    voided_by_version = models.ForeignKey(
        Version, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SignOffQuerySet.as_manager()

    class Meta:
        verbose_name = "accord"
        ordering = ["text_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["text", "organisation"],
                condition=Q(voided_at__isnull=True),
                name="signoff_standing_once",
                violation_error_message="Cette organisation a déjà donné son accord à cette version.",
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, voided_by_version__isnull=True, voided_by_label="")
                | Q(voided_at__isnull=False, voided_by_version__isnull=False) & ~Q(voided_by_label=""),
                name="signoff_voided_by_a_version",
                violation_error_message="Un accord tombe par une version, et dit laquelle.",
            ),
        ]

    def __str__(self) -> str:
        return f"accord de {self.organisation_label} à la {self.version}"
