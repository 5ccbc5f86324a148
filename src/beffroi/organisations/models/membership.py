"""A person, an organisation, a role, between two dates."""

from datetime import date

from django.db import models

from beffroi.organisations.models.organisation import Organisation
from beffroi.organisations.models.user import User
from beffroi.organisations.roles import Role


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self, on: date) -> "MembershipQuerySet":
        """Those that hold on that day, of open accounts."""
        open_ended = models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=on)
        return self.filter(open_ended, starts_on__lte=on, user__is_active=True)

    def of(self, user: User) -> "MembershipQuerySet":
        """Those of one person."""
        return self.filter(user=user)


class Membership(models.Model):
    """What gives rights; when it ends, the files stay with the organisation."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField("rôle", max_length=30, choices=Role.choices)
    starts_on = models.DateField("depuis le")
    ends_on = models.DateField("jusqu’au", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "appartenance"
        ordering = ["organisation", "user", "role", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="membership_ends_after_start",
                violation_error_message="La fin ne peut pas précéder le début.",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values),
                name="membership_role_known",
                violation_error_message="Ce rôle n’existe pas.",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=models.Q(ends_on__isnull=True),
                name="membership_open_once",
                violation_error_message="Cette personne tient déjà ce rôle.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.organisation}"
