"""The bodies that act in Beffroi."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from stdnum.exceptions import ValidationError as WrongNumber
from stdnum.fr import siren, siret

from beffroi.organisations.identity import HEX
from beffroi.organisations.roles import ROLES_OF_KIND, OrganisationKind, Role

if TYPE_CHECKING:
    from beffroi.organisations.actor import Actor


def check_siren(value: str) -> None:
    """Refuse what is not nine digits with their Luhn key.

    Raises: ValidationError.
    """
    try:
        siren.validate(value)
    except WrongNumber as error:
        raise ValidationError("Un SIREN a neuf chiffres, dont une clé : celui-ci n’existe pas.") from error


def check_siret(value: str) -> None:
    """Refuse what is not fourteen digits with their Luhn key.

    Raises: ValidationError.
    """
    try:
        siret.validate(value)
    except WrongNumber as error:
        raise ValidationError("Un SIRET a quatorze chiffres et une clé : celui-ci n’existe pas.") from error


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def administered_by(self, actor: "Actor") -> "OrganisationQuerySet":
        """Those whose users and settings this person keeps."""
        if Role.ADMINISTRATOR not in actor.roles:
            return self.none()
        return self.filter(pk=actor.organisation.pk)


class Organisation(models.Model):
    """An authority or a partner, with its numbers and its identity."""

    slug = models.SlugField("nom dans les adresses", max_length=60, unique=True)
    kind = models.CharField("nature", max_length=20, choices=OrganisationKind.choices)
    name = models.CharField("nom", max_length=200)
    short_name = models.CharField("nom court", max_length=80)
    siren = models.CharField("SIREN", max_length=9, blank=True, validators=[check_siren])
    siret = models.CharField("SIRET", max_length=14, blank=True, validators=[check_siret])
    departement_code = models.CharField("code du département", max_length=3, blank=True)
    commune_code = models.CharField("code de la commune", max_length=5, blank=True)
    accent = models.CharField(
        "couleur principale", max_length=7, blank=True, validators=[RegexValidator(f"^{HEX.pattern}$")]
    )
    relief = models.CharField(
        "couleur de relief", max_length=7, blank=True, validators=[RegexValidator(f"^{HEX.pattern}$")]
    )
    logo = models.BinaryField("logo", null=True, editable=True)
    is_fictitious = models.BooleanField("territoire fictif", default=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "organisation"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "siren",
                condition=~models.Q(siren=""),
                name="organisation_siren_once",
                violation_error_message="Une organisation porte déjà ce SIREN.",
            ),
            models.CheckConstraint(
                condition=models.Q(siret="") | models.Q(siret__startswith=models.F("siren")),
                name="organisation_siret_of_its_siren",
                violation_error_message="Le SIRET doit commencer par le SIREN.",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=OrganisationKind.values),
                name="organisation_kind_known",
                violation_error_message="Cette nature d’organisation n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def roles(self) -> frozenset[Role]:
        """The roles that it may give."""
        return ROLES_OF_KIND[OrganisationKind(self.kind)]
