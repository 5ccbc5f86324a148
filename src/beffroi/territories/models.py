"""Départements, EPCI, communes and their outlines, as the official division of France gives them."""

from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint

from beffroi.territories.querysets import CommuneQuerySet, EpciQuerySet

SIREN = r"^[0-9]{9}$"
DEPARTEMENT_CODE = r"^([0-9]{2}|2[AB]|9[78][0-9])$"
COMMUNE_CODE = r"^([0-9]{2}|2[AB])[0-9]{3}$"


class Departement(models.Model):
    """A département, or a collectivity overseas that the official geographic code treats as one."""

    code = models.CharField("code", max_length=3)
    name = models.CharField("nom", max_length=100)
    # The loaded source does not give it; whoever needs it writes it here.
    siren = models.CharField("SIREN", max_length=9, blank=True)
    region_code = models.CharField("code de la région", max_length=3, blank=True)

    class Meta:
        verbose_name = "département"
        ordering = ("code",)
        constraints = (
            UniqueConstraint(
                fields=["code"],
                name="territories_departement_code_unique",
                violation_error_message="Un département porte déjà ce code.",
            ),
            CheckConstraint(
                condition=Q(code__regex=DEPARTEMENT_CODE),
                name="territories_departement_code_form",
                violation_error_message="Un code de département s’écrit 62, 2A ou 971.",
            ),
            CheckConstraint(
                condition=Q(siren="") | Q(siren__regex=SIREN),
                name="territories_departement_siren_form",
                violation_error_message="Un numéro SIREN a neuf chiffres.",
            ),
            UniqueConstraint(
                fields=["siren"],
                condition=~Q(siren=""),
                name="territories_departement_siren_unique",
                violation_error_message="Un département porte déjà ce numéro SIREN.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class EpciKind(models.TextChoices):
    """Kinds of EPCI with their own taxation, by the codes of the source."""

    CC = "CC", "Communauté de communes"
    CA = "CA", "Communauté d’agglomération"
    CU = "CU", "Communauté urbaine"
    METRO = "METRO", "Métropole"
    MET69 = "MET69", "Métropole de Lyon"


class Epci(models.Model):
    """A group of communes with its own taxation; the Métropole de Lyon, named with them by the source."""

    siren = models.CharField("SIREN", max_length=9)
    name = models.CharField("nom", max_length=200)
    kind = models.CharField("nature", max_length=5, choices=EpciKind.choices)
    population = models.PositiveIntegerField("population totale", null=True, blank=True)
    population_year = models.PositiveSmallIntegerField("millésime de la population", null=True, blank=True)
    is_current = models.BooleanField("existe aujourd’hui", default=True)
    search_text = models.CharField("texte cherché", max_length=300, editable=False)

    objects = EpciQuerySet.as_manager()

    class Meta:
        verbose_name = "EPCI"
        verbose_name_plural = "EPCI"
        ordering = ("search_text",)
        indexes = (Index(fields=["search_text"], name="territories_epci_search"),)
        constraints = (
            UniqueConstraint(
                fields=["siren"],
                name="territories_epci_siren_unique",
                violation_error_message="Un EPCI porte déjà ce numéro SIREN.",
            ),
            CheckConstraint(
                condition=Q(siren__regex=SIREN),
                name="territories_epci_siren_form",
                violation_error_message="Un numéro SIREN a neuf chiffres.",
            ),
            CheckConstraint(
                condition=Q(kind__in=EpciKind.values),
                name="territories_epci_kind_known",
                violation_error_message="Cette nature d’EPCI n’est pas connue.",
            ),
            CheckConstraint(
                condition=Q(population__isnull=True) | Q(population_year__isnull=False),
                name="territories_epci_population_dated",
                violation_error_message="Une population se donne avec son millésime.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Commune(models.Model):
    """A commune, of today or of yesterday, by its code in the official geographic code (COG)."""

    code = models.CharField("code officiel", max_length=5)
    # Only a commune that is no more may have no name: the source names it by its code alone.
    name = models.CharField("nom", max_length=100, blank=True)
    former_name = models.CharField("ancien nom", max_length=100, blank=True)
    departement = models.ForeignKey(
        Departement, on_delete=models.PROTECT, related_name="communes", verbose_name="département"
    )
    epci = models.ForeignKey(
        Epci, on_delete=models.PROTECT, related_name="communes", null=True, blank=True, verbose_name="EPCI"
    )
    population = models.PositiveIntegerField("population totale", null=True, blank=True)
    population_year = models.PositiveSmallIntegerField("millésime de la population", null=True, blank=True)
    longitude = models.DecimalField("longitude", max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField("latitude", max_digits=8, decimal_places=6, null=True, blank=True)
    is_current = models.BooleanField("existe aujourd’hui", default=True)
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="predecessors",
        null=True,
        blank=True,
        verbose_name="commune qui lui succède",
    )
    search_text = models.CharField("texte cherché", max_length=250, editable=False)

    objects = CommuneQuerySet.as_manager()

    class Meta:
        verbose_name = "commune"
        ordering = ("search_text",)
        indexes = (
            Index(fields=["search_text"], name="territories_commune_search"),
            Index(fields=["epci", "search_text"], name="territories_commune_of_epci"),
        )
        constraints = (
            UniqueConstraint(
                fields=["code"],
                name="territories_commune_code_unique",
                violation_error_message="Une commune porte déjà ce code.",
            ),
            CheckConstraint(
                condition=Q(code__regex=COMMUNE_CODE),
                name="territories_commune_code_form",
                violation_error_message="Un code de commune s’écrit 62119 ou 2A004.",
            ),
            CheckConstraint(
                condition=Q(is_current=False) | ~Q(name=""),
                name="territories_commune_named",
                violation_error_message="Une commune d’aujourd’hui a un nom.",
            ),
            CheckConstraint(
                condition=Q(population__isnull=True) | Q(population_year__isnull=False),
                name="territories_commune_population_dated",
                violation_error_message="Une population se donne avec son millésime.",
            ),
            CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(
                    longitude__isnull=False,
                    latitude__isnull=False,
                    longitude__range=(-180, 180),
                    latitude__range=(-90, 90),
                ),
                name="territories_commune_position_whole",
                violation_error_message="Une position a une longitude et une latitude, en degrés.",
            ),
            CheckConstraint(
                condition=Q(is_current=False) | Q(successor__isnull=True),
                name="territories_commune_current_has_no_successor",
                violation_error_message="Une commune qui existe n’a pas de successeur.",
            ),
            CheckConstraint(
                condition=Q(is_current=True) | Q(epci__isnull=True),
                name="territories_commune_ended_has_no_epci",
                violation_error_message="Une commune qui n’existe plus n’est membre d’aucun EPCI.",
            ),
            CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")),
                name="territories_commune_not_its_own_successor",
                violation_error_message="Une commune ne se succède pas à elle-même.",
            ),
        )

    def __str__(self) -> str:
        return self.name or f"commune {self.code}"


class Contour(models.Model):
    """The simplified outline of a commune, with what must be said of its source."""

    commune = models.OneToOneField(
        Commune, on_delete=models.CASCADE, related_name="contour", verbose_name="commune"
    )
    # Well-known binary, longitude and latitude in degrees (WGS 84): no database extension is needed.
    outline = models.BinaryField("tracé")
    source = models.CharField("source, millésime et licence", max_length=300)
    loaded_at = models.DateTimeField("chargé le")

    class Meta:
        verbose_name = "contour"
        constraints = (
            CheckConstraint(
                condition=~Q(source=""),
                name="territories_contour_sourced",
                violation_error_message="Un contour se donne avec sa source.",
            ),
        )

    def __str__(self) -> str:
        return f"contour de {self.commune_id}"
