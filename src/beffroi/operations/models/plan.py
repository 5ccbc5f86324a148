"""Costs, funding lines, the forecast of operating costs, and the scenarios beside the plan."""

from django.db import models
from django.db.models import F, Q

from beffroi.operations.kinds import Basis, FunderKind, LineState
from beffroi.operations.models.operation import Operation


class FundingPlan(models.Model):
    """The one plan of an operation; once settled it balances to the cent, which the database checks."""

    operation = models.OneToOneField(Operation, on_delete=models.PROTECT, related_name="plan")
    basis = models.CharField("montants", max_length=5, choices=Basis.choices, default=Basis.EXCLUDING_TAX)
    recovers_tax = models.BooleanField(
        "TVA récupérable",
        default=True,
        help_text="La TVA récupérée ou compensée n’est pas une dépense éligible.",
    )
    own_share_exception = models.CharField("exception aux 20 %", max_length=60, blank=True)
    lead_field = models.CharField("domaine à chef de file", max_length=60, blank=True)
    cost_amount = models.DecimalField("coût total", max_digits=14, decimal_places=2, default=0)
    eligible_amount = models.DecimalField("coût éligible", max_digits=14, decimal_places=2, default=0)
    funding_amount = models.DecimalField("financements", max_digits=14, decimal_places=2, default=0)
    settled_at = models.DateTimeField("arrêté le", null=True, blank=True)
    settled_by_label = models.CharField("arrêté par", max_length=200, blank=True)
    version = models.PositiveIntegerField("version", default=1)

    class Meta:
        verbose_name = "plan de financement"
        verbose_name_plural = "plans de financement"
        constraints = [
            models.CheckConstraint(
                condition=Q(basis__in=Basis.values),
                name="plan_basis_known",
                violation_error_message="Un plan est hors taxes ou toutes taxes comprises.",
            ),
            models.CheckConstraint(
                condition=~Q(basis=Basis.INCLUDING_TAX, recovers_tax=True),
                name="plan_recovered_tax_left_out",
                violation_error_message="TVA récupérable : le plan est hors taxes, elle n’est pas éligible.",
            ),
            models.CheckConstraint(
                condition=Q(cost_amount__gte=0, eligible_amount__gte=0, funding_amount__gte=0)
                & Q(eligible_amount__lte=F("cost_amount")),
                name="plan_amounts_positive",
                violation_error_message="Le coût éligible ne dépasse pas le coût total ; rien n’est négatif.",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | Q(cost_amount=F("funding_amount"), cost_amount__gt=0),
                name="plan_settled_balances",
                violation_error_message="Un plan arrêté est équilibré au centime.",
            ),
        ]

    def __str__(self) -> str:
        return f"plan de financement de {self.operation}"


class CostItem(models.Model):
    """One item of cost, in the basis of the plan."""

    plan = models.ForeignKey(FundingPlan, on_delete=models.PROTECT, related_name="costs")
    rank = models.PositiveSmallIntegerField("ordre")
    label = models.CharField("poste", max_length=200)
    amount = models.DecimalField("montant", max_digits=14, decimal_places=2)
    is_eligible = models.BooleanField("éligible", default=True)

    class Meta:
        verbose_name = "poste de dépense"
        verbose_name_plural = "postes de dépense"
        ordering = ["plan_id", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "rank"],
                name="cost_rank_once",
                violation_error_message="Ce rang est déjà pris par un poste.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="cost_amount_positive",
                violation_error_message="Une dépense n’est pas négative.",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class FundingLine(models.Model):
    """What one funder is asked, then gives. A refused or withdrawn line counts for nothing."""

    plan = models.ForeignKey(FundingPlan, on_delete=models.PROTECT, related_name="lines")
    rank = models.PositiveSmallIntegerField("ordre")
    funder = models.CharField("financeur", max_length=200)
    kind = models.CharField("nature", max_length=20, choices=FunderKind.choices)
    scheme = models.ForeignKey(
        "schemes.Scheme", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField("état", max_length=20, choices=LineState.choices, default=LineState.PLANNED)
    asked_amount = models.DecimalField("demandé", max_digits=14, decimal_places=2)
    obtained_amount = models.DecimalField("obtenu", max_digits=14, decimal_places=2, null=True, blank=True)
    decided_on = models.DateField("décidé le", null=True, blank=True)
    piece = models.ForeignKey(
        "files.Piece", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "ligne de financement"
        verbose_name_plural = "lignes de financement"
        ordering = ["plan_id", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "rank"],
                name="funding_rank_once",
                violation_error_message="Ce rang est déjà pris par un financeur.",
            ),
            models.CheckConstraint(
                condition=Q(asked_amount__gte=0)
                & (Q(obtained_amount__isnull=True) | Q(obtained_amount__gte=0)),
                name="funding_amounts_positive",
                violation_error_message="Un financement n’est pas négatif.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=FunderKind.values, state__in=LineState.values),
                name="funding_choices_known",
                violation_error_message="Nature ou état de financement inconnu.",
            ),
            models.CheckConstraint(
                condition=Q(state=LineState.OBTAINED, obtained_amount__isnull=False, decided_on__isnull=False)
                | ~Q(state=LineState.OBTAINED) & Q(obtained_amount__isnull=True),
                name="funding_obtained_whole",
                violation_error_message="Un financement obtenu a son montant et sa date de décision.",
            ),
        ]

    def __str__(self) -> str:
        return self.funder


class OperatingForecast(models.Model):
    """What running the operation costs and brings, one row a year."""

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="forecasts")
    year = models.PositiveSmallIntegerField("année")
    cost_amount = models.DecimalField("charges", max_digits=14, decimal_places=2)
    revenue_amount = models.DecimalField("produits", max_digits=14, decimal_places=2, default=0)

    class Meta:
        verbose_name = "prévision de fonctionnement"
        ordering = ["operation_id", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "year"],
                name="forecast_year_once",
                violation_error_message="Cette année est déjà prévue.",
            ),
            models.CheckConstraint(
                condition=Q(cost_amount__gte=0, revenue_amount__gte=0),
                name="forecast_amounts_positive",
                violation_error_message="Une prévision n’est pas négative.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.operation} : {self.year}"


class FundingScenario(models.Model):
    """Another way to fund the same costs, of one organisation; it never alters the plan."""

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="scenarios")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("nom", max_length=120)
    cost_amount = models.DecimalField("coût total", max_digits=14, decimal_places=2)
    created_at = models.DateTimeField("créé le")
    created_by_label = models.CharField("créé par", max_length=200)
    version = models.PositiveIntegerField("version", default=1)

    class Meta:
        verbose_name = "scénario"
        ordering = ["operation_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "organisation", "name"],
                name="scenario_name_once",
                violation_error_message="Un scénario porte déjà ce nom.",
            ),
            models.CheckConstraint(
                condition=Q(cost_amount__gte=0),
                name="scenario_cost_positive",
                violation_error_message="Un coût n’est pas négatif.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ScenarioLine(models.Model):
    """A funder in a scenario."""

    scenario = models.ForeignKey(FundingScenario, on_delete=models.PROTECT, related_name="lines")
    rank = models.PositiveSmallIntegerField("ordre")
    funder = models.CharField("financeur", max_length=200)
    kind = models.CharField("nature", max_length=20, choices=FunderKind.choices)
    amount = models.DecimalField("montant", max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = "ligne de scénario"
        verbose_name_plural = "lignes de scénario"
        ordering = ["scenario_id", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["scenario", "rank"],
                name="scenario_rank_once",
                violation_error_message="Ce rang est déjà pris par un financeur.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0, kind__in=FunderKind.values),
                name="scenario_amount_positive",
                violation_error_message="Un financement n’est pas négatif.",
            ),
        ]

    def __str__(self) -> str:
        return self.funder


class FinancialBasis(models.Model):
    """What the impact study depends on: the owner's population and its real operating revenue.

    Source: CGCT L1611-9, D1611-35.
    """

    operation = models.OneToOneField(Operation, on_delete=models.PROTECT, related_name="financial_basis")
    population = models.PositiveIntegerField("population du maître d’ouvrage")
    operating_revenue_amount = models.DecimalField(
        "recettes réelles de fonctionnement", max_digits=14, decimal_places=2
    )
    source = models.CharField("d’où viennent ces chiffres", max_length=300)
    written_at = models.DateTimeField("écrit le")
    written_by_label = models.CharField("écrit par", max_length=200)

    class Meta:
        verbose_name = "moyens du maître d’ouvrage"
        verbose_name_plural = "moyens des maîtres d’ouvrage"
        constraints = [
            models.CheckConstraint(
                condition=Q(operating_revenue_amount__gt=0, population__gt=0),
                name="financial_basis_positive",
                violation_error_message="Une population et des recettes sont supérieures à zéro.",
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="financial_basis_sourced",
                violation_error_message="Ces chiffres disent d’où ils viennent.",
            ),
        ]

    def __str__(self) -> str:
        return f"Moyens : {self.operation}"
