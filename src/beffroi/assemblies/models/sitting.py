"""A sitting and who was there."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from beffroi.assemblies.kinds import Origin, Presence
from beffroi.assemblies.models.assembly import Assembly, Member

if TYPE_CHECKING:
    from beffroi.organisations.actor import Actor


class SittingQuerySet(models.QuerySet["Sitting"]):
    def visible_to(self, actor: "Actor | None") -> "SittingQuerySet":
        """Those of the assemblies of the organisation that this person acts for."""
        return self.filter(assembly__organisation=actor.organisation) if actor else self.none()


class Sitting(models.Model):
    """One sitting. Once one of its acts is sealed, nothing of it changes any more."""

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="sittings")
    held_on = models.DateField("date de la séance")
    held_at = models.TimeField("heure", null=True, blank=True)
    place = models.CharField("lieu", max_length=200, blank=True)
    convened_on = models.DateField("convocation datée du", null=True, blank=True)
    dispatched_on = models.DateField("convocation envoyée le", null=True, blank=True)
    posted_on = models.DateField("convocation affichée le", null=True, blank=True)
    listed_on = models.DateField("liste des délibérations affichée le", null=True, blank=True)
    is_urgent = models.BooleanField("urgence", default=False)
    is_second = models.BooleanField("seconde convocation, faute de quorum", default=False)
    is_first_after_renewal = models.BooleanField("première séance après renouvellement", default=False)
    seats_in_office = models.PositiveIntegerField("sièges en exercice", null=True, blank=True)
    chair = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="présidence"
    )
    secretary = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="secrétariat"
    )
    origin = models.CharField("origine", max_length=20, choices=Origin.choices, default=Origin.BY_HAND)
    recorded_at = models.DateTimeField("enregistrée le")
    recorded_by_id = models.BigIntegerField(null=True)
    recorded_by_label = models.CharField("enregistrée par", max_length=200)
    sealed_at = models.DateTimeField("scellée le", null=True, blank=True)

    objects = SittingQuerySet.as_manager()

    class Meta:
        verbose_name = "séance"
        ordering = ["-held_on", "-held_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "held_on", "held_at"],
                name="sitting_once",
                violation_error_message="Cette assemblée a déjà une séance à cette date et à cette heure.",
            ),
            models.UniqueConstraint(
                fields=["assembly", "held_on"],
                condition=Q(held_at__isnull=True),
                name="sitting_once_without_hour",
                violation_error_message="Cette assemblée a déjà une séance à cette date, sans heure.",
            ),
            models.CheckConstraint(
                condition=Q(dispatched_on__isnull=True) | Q(dispatched_on__lte=models.F("held_on")),
                name="sitting_after_dispatch",
                violation_error_message="La convocation ne peut pas suivre la séance.",
            ),
            models.CheckConstraint(
                condition=Q(origin__in=Origin.values),
                name="sitting_origin_known",
                violation_error_message="Cette origine n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assembly}, séance du {self.held_on:%d/%m/%Y}"


class Attendance(models.Model):
    """One member at one sitting, named as the minutes name them."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="attendances")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveIntegerField("ordre")
    name_as_written = models.CharField("nom dans l’acte", max_length=220)
    presence = models.CharField("présence", max_length=20, choices=Presence.choices)
    proxy_holder = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    replaces = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "présence"
        ordering = ["sitting", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "member"],
                name="attendance_once",
                violation_error_message="Ce membre est déjà sur la feuille de présence.",
            ),
            models.CheckConstraint(
                condition=Q(presence=Presence.REPRESENTED, proxy_holder__isnull=False)
                | ~Q(presence=Presence.REPRESENTED) & Q(proxy_holder__isnull=True),
                name="attendance_represented_has_holder",
                violation_error_message="Un membre représenté a un mandataire, et lui seul.",
            ),
            models.CheckConstraint(
                condition=Q(proxy_holder__isnull=True) | ~Q(proxy_holder=models.F("member")),
                name="attendance_not_own_holder",
                violation_error_message="Nul ne se donne procuration à soi-même.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name_as_written}, {self.get_presence_display()}"


class Movement(models.Model):
    """An arrival or a departure during the sitting."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="movements")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    arrives = models.BooleanField("arrivée")
    at = models.TimeField("heure", null=True, blank=True)
    before_rank = models.PositiveIntegerField("avant le point", null=True, blank=True)

    class Meta:
        verbose_name = "mouvement"
        ordering = ["sitting", "at", "pk"]

    def __str__(self) -> str:
        return f"{'arrivée' if self.arrives else 'départ'} de {self.member}"
