"""Who deliberates: assemblies, their members, seats, and mandates in time."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q

from beffroi.assemblies.kinds import EndReason, assembly_kinds
from beffroi.assemblies.rules.articles import article
from beffroi.core.text import fold
from beffroi.law import AssemblyKind
from beffroi.organisations.models import Organisation

if TYPE_CHECKING:
    from beffroi.organisations.actor import Actor


class AssemblyQuerySet(models.QuerySet["Assembly"]):
    def visible_to(self, actor: "Actor | None") -> "AssemblyQuerySet":
        """Those of the organisation that this person acts for."""
        return self.filter(organisation=actor.organisation) if actor else self.none()


class Assembly(models.Model):
    """A body that deliberates, with what its regime needs to know."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("nature", max_length=30, choices=assembly_kinds)
    name = models.CharField("nom", max_length=200)
    slug = models.SlugField("nom dans les adresses", max_length=80, unique=True)
    population = models.PositiveIntegerField("population", null=True, blank=True)
    court = models.CharField("tribunal administratif", max_length=120, blank=True)
    alsace_moselle = models.BooleanField("jours fériés d’Alsace-Moselle", default=False)

    objects = AssemblyQuerySet.as_manager()

    class Meta:
        verbose_name = "assemblée"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind"],
                name="assembly_kind_once",
                violation_error_message="Cette organisation a déjà une assemblée de cette nature.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=AssemblyKind.COMMUNE.value) | Q(population__isnull=False),
                name="assembly_commune_has_population",
                violation_error_message="La population d’une commune fixe le délai de convocation.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def regime(self) -> AssemblyKind:
        """The rules that it follows."""
        return AssemblyKind(self.kind)

    def cite(self, communal: str) -> str:
        """Cite an article of the code for communes, or its counterpart for a département."""
        return article(communal, self.regime)

    @property
    def quorum_article(self) -> str:
        """The article of its quorum."""
        return self.cite("L2121-17")

    @property
    def register_name(self) -> str:
        """The name of its sealed chain."""
        return f"registre:{self.slug}"

    def seats_in_office(self, on: date) -> int:
        """How many seats are filled that day: vacant seats leave the quorum's denominator.

        Source: CGCT L2121-17.
        """
        return Mandate.objects.filter(seat__assembly=self).titular().active(on).count()


class Member(models.Model):
    """Someone who sits or sat; the name is written as the register writes it."""

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="members")
    surname = models.CharField("nom", max_length=100)
    first_name = models.CharField("prénom", max_length=100, blank=True)
    search_text = models.CharField(max_length=220, editable=False)

    class Meta:
        verbose_name = "membre"
        ordering = ["search_text"]
        indexes = [models.Index(fields=["assembly", "search_text"], name="member_by_name")]

    def __str__(self) -> str:
        return f"{self.surname} {self.first_name}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the folded name beside the name."""
        self.search_text = fold(str(self))
        super().save(*args, **kwargs)


class Seat(models.Model):
    """A place in the assembly, that of a commune or numbered."""

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="seats")
    number = models.PositiveIntegerField("numéro")
    commune_name = models.CharField("commune", max_length=120, blank=True)
    commune_code = models.CharField("code de la commune", max_length=5, blank=True)

    class Meta:
        verbose_name = "siège"
        ordering = ["assembly", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "number"],
                name="seat_number_once",
                violation_error_message="Ce numéro de siège est déjà pris.",
            )
        ]

    def __str__(self) -> str:
        return f"siège {self.number}" + (f", {self.commune_name}" if self.commune_name else "")


class MandateQuerySet(models.QuerySet["Mandate"]):
    def active(self, on: date) -> "MandateQuerySet":
        """Those that hold on that day, its last one included."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)

    def titular(self) -> "MandateQuerySet":
        """Those that fill a seat; a substitute fills none."""
        return self.filter(is_substitute=False)


class Mandate(models.Model):
    """A member on a seat, between two dates."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="mandates")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="mandates")
    is_substitute = models.BooleanField("suppléant", default=False)
    starts_on = models.DateField("depuis le")
    ends_on = models.DateField("jusqu’au", null=True, blank=True)
    end_reason = models.CharField("motif de fin", max_length=20, blank=True, choices=EndReason.choices)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = "mandat"
        ordering = ["seat", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="mandate_ends_after_start",
                violation_error_message="La fin du mandat ne peut pas précéder son début.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True, end_reason="")
                | Q(ends_on__isnull=False) & ~Q(end_reason=""),
                name="mandate_end_has_reason",
                violation_error_message="Une fin de mandat a une date et un motif.",
            ),
            models.UniqueConstraint(
                fields=["seat", "is_substitute"],
                condition=Q(ends_on__isnull=True),
                name="mandate_one_holder",
                violation_error_message="Ce siège est déjà pourvu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.seat}"
