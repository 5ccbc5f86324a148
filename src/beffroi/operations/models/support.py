"""Help asked of Ingénierie 62 and its partners, and the signed opinions that answer."""

from django.db import models
from django.db.models import Q

from beffroi.operations.models.operation import Operation
from beffroi.organisations.models import Organisation


class SupportRequest(models.Model):
    """A question asked about an operation, assigned by the département to one who answers."""

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="support_requests")
    question = models.TextField("ce qui est demandé")
    asked_at = models.DateTimeField("demandé le")
    asked_by_label = models.CharField("demandé par", max_length=200)
    partner = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="confié à",
    )  # fmt: skip
    assigned_on = models.DateField("confié le", null=True, blank=True)
    assigned_by_label = models.CharField("confié par", max_length=200, blank=True)
    due_on = models.DateField("attendu pour le", null=True, blank=True)
    answered_at = models.DateTimeField("répondu le", null=True, blank=True)
    released_at = models.DateTimeField("laissée sans réponse le", null=True, blank=True)
    released_by_label = models.CharField("laissée sans réponse par", max_length=200, blank=True)
    release_reason = models.TextField("motif", blank=True)

    class Meta:
        verbose_name = "demande d’ingénierie"
        verbose_name_plural = "demandes d’ingénierie"
        ordering = ["operation_id", "pk"]
        indexes = [models.Index(fields=["partner", "answered_at"], name="support_of_partner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(partner__isnull=True, assigned_on__isnull=True)
                | Q(partner__isnull=False, assigned_on__isnull=False),
                name="support_assigned_whole",
                violation_error_message="Une demande confiée a son partenaire et sa date.",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, release_reason="")
                | Q(released_at__isnull=False, answered_at__isnull=True) & ~Q(release_reason=""),
                name="support_released_says_why",
                violation_error_message="Une demande laissée sans réponse l’est pour un motif.",
            ),
            models.CheckConstraint(
                condition=~Q(question=""),
                name="support_asks",
                violation_error_message="Une demande pose sa question.",
            ),
        ]

    def __str__(self) -> str:
        return f"Ingénierie : {self.operation}"

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has answered it or let it go yet."""
        return self.answered_at is None and self.released_at is None


class SupportOpinion(models.Model):
    """One signed version of an opinion; a later one completes it, none is changed."""

    request = models.ForeignKey(SupportRequest, on_delete=models.PROTECT, related_name="opinions")
    number = models.PositiveSmallIntegerField("version")
    body = models.TextField("avis")
    operating_cost_amount = models.DecimalField(
        "charges annuelles de fonctionnement prévues", max_digits=14, decimal_places=2, null=True, blank=True
    )
    piece = models.ForeignKey(
        "files.Piece", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField("signé le")
    signed_by_id = models.BigIntegerField(null=True, blank=True)
    signed_by_label = models.CharField("signé par", max_length=200)
    organisation_label = models.CharField("pour", max_length=200)
    sha256 = models.CharField("empreinte", max_length=64)

    class Meta:
        verbose_name = "avis d’ingénierie"
        verbose_name_plural = "avis d’ingénierie"
        ordering = ["request_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "number"],
                name="opinion_version_once",
                violation_error_message="Cette version de l’avis existe déjà.",
            ),
            models.CheckConstraint(
                condition=~Q(body=""),
                name="opinion_says_something",
                violation_error_message="Un avis dit quelque chose.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}, version {self.number}"
