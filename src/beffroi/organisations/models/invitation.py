"""How an account begins: nobody signs up alone."""

from datetime import datetime

from django.db import models

from beffroi.organisations.models.organisation import Organisation
from beffroi.organisations.roles import Role


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self, at: datetime) -> "InvitationQuerySet":
        """Those that may still be accepted."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=at)


class Invitation(models.Model):
    """One e-mail, one organisation, one role; only a hash of its secret is kept."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField("adresse électronique", max_length=254)
    role = models.CharField("rôle", max_length=30, choices=Role.choices)
    secret_sha256 = models.CharField(max_length=64, unique=True)
    invited_by_label = models.CharField("invité par", max_length=200)
    created_at = models.DateTimeField("envoyée le")
    expires_at = models.DateTimeField("valable jusqu’au")
    accepted_at = models.DateTimeField("acceptée le", null=True, blank=True)
    revoked_at = models.DateTimeField("annulée le", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "invitation"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(revoked_at__isnull=True),
                name="invitation_accepted_or_revoked",
                violation_error_message="Une invitation est acceptée ou annulée, pas les deux.",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")),
                name="invitation_expires_after_creation",
                violation_error_message="L’invitation doit finir après son envoi.",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values),
                name="invitation_role_known",
                violation_error_message="Ce rôle n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}, {self.organisation}"
