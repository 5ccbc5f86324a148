"""The rules of an aid between two dates."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from beffroi.schemes.kinds import BeneficiaryKind, OperationKind
from beffroi.schemes.models.scheme import Scheme
from beffroi.schemes.querysets import RulesQuerySet

MOST_WORDS = 20
AT_LEAST_NOTHING = [MinValueValidator(Decimal(0))]
ALL_OF_IT = [*AT_LEAST_NOTHING, MaxValueValidator(Decimal(1))]


def amount(label: str) -> "models.DecimalField[Decimal | None, Decimal | None]":
    """An amount in euros that a rule may leave aside."""
    return models.DecimalField(
        label, max_digits=14, decimal_places=2, null=True, blank=True, validators=AT_LEAST_NOTHING
    )


class SchemeRules(models.Model):
    """One dated version of the rules of an aid; what is left empty is no condition.

    Two versions of one aid never overlap: the action locks the aid and checks, and a guard in the database
    refuses again. A version that an examination has used keeps what it says.
    """

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="rules")
    in_force_from = models.DateField("en vigueur depuis le")
    in_force_until = models.DateField("en vigueur jusqu’au", null=True, blank=True)
    beneficiary_kinds = models.JSONField("bénéficiaires", default=list, blank=True)
    population_max = models.PositiveIntegerField("population au plus", null=True, blank=True)
    cost_min_amount = amount("coût éligible au moins")
    cost_max_amount = amount("coût éligible au plus")
    operation_kinds = models.JSONField("natures d’opération", default=list, blank=True)
    themes = models.JSONField("thèmes", default=list, blank=True)
    rate = models.DecimalField(
        "taux", max_digits=5, decimal_places=4, null=True, blank=True, validators=ALL_OF_IT
    )
    cap_amount = amount("plafond de l’aide")
    minimum_amount = amount("aide minimale")
    source_note = models.CharField("texte qui le dit", max_length=300, blank=True)
    used_on = models.DateField("dernière utilisation", null=True, blank=True)

    objects = RulesQuerySet.as_manager()

    class Meta:
        verbose_name = "version des règles"
        verbose_name_plural = "versions des règles"
        ordering = ["scheme", "-in_force_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "in_force_from"],
                name="rules_start_once",
                violation_error_message="Une version des règles commence déjà ce jour-là.",
            ),
            models.CheckConstraint(
                condition=Q(in_force_until__isnull=True) | Q(in_force_until__gte=F("in_force_from")),
                name="rules_end_after_start",
                violation_error_message="Des règles ne peuvent pas finir avant de commencer.",
            ),
            models.CheckConstraint(
                condition=Q(cost_min_amount__isnull=True)
                | Q(cost_max_amount__isnull=True)
                | Q(cost_max_amount__gte=F("cost_min_amount")),
                name="rules_cost_bounds_ordered",
                violation_error_message="Le coût éligible le plus haut est au moins le plus bas.",
            ),
            models.CheckConstraint(
                condition=Q(cap_amount__isnull=True)
                | Q(minimum_amount__isnull=True)
                | Q(cap_amount__gte=F("minimum_amount")),
                name="rules_minimum_under_cap",
                violation_error_message="L’aide minimale ne dépasse pas le plafond.",
            ),
            models.CheckConstraint(
                condition=(Q(rate__isnull=True) | Q(rate__range=(0, 1)))
                & (Q(cost_min_amount__isnull=True) | Q(cost_min_amount__gte=0))
                & (Q(cost_max_amount__isnull=True) | Q(cost_max_amount__gte=0))
                & (Q(cap_amount__isnull=True) | Q(cap_amount__gte=0))
                & (Q(minimum_amount__isnull=True) | Q(minimum_amount__gte=0)),
                name="rules_amounts_positive",
                violation_error_message="Un taux est compris entre 0 et 1, un montant n’est pas négatif.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}, règles du {self.in_force_from}"

    def clean(self) -> None:
        """Refuse a choice that does not exist, and themes that are not words.

        Raises: ValidationError.
        """
        faults = {
            "beneficiary_kinds": _unknown(self.beneficiary_kinds, BeneficiaryKind.values),
            "operation_kinds": _unknown(self.operation_kinds, OperationKind.values),
            "themes": _not_words(self.themes),
        }
        if found := {name: fault for name, fault in faults.items() if fault}:
            raise ValidationError(found)

    def holds_on(self, on: date) -> bool:
        """Whether these rules are in force that day."""
        return self.in_force_from <= on and (self.in_force_until is None or on <= self.in_force_until)

    def is_past(self, on: date) -> bool:
        """Whether they ended before that day."""
        return self.in_force_until is not None and self.in_force_until < on


def _unknown(values: object, known: list[str]) -> str:
    if not isinstance(values, list):
        return "Une liste est attendue."
    wrong = [str(one) for one in values if one not in known]
    return f"Choix inconnu : {', '.join(wrong)}." if wrong else ""


def _not_words(values: object) -> str:
    if not isinstance(values, list) or not all(isinstance(one, str) and one.strip() for one in values):
        return "Des mots sont attendus, un par thème."
    return f"{MOST_WORDS} thèmes au plus." if len(values) > MOST_WORDS else ""
