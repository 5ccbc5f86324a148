"""What a contract sets for its operations, each setting with the clause or the line that says it."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from beffroi.contracts.kinds import FicheFor, MeetingYear, OperationStep, PieceStep
from beffroi.contracts.models.contract import Contract
from beffroi.contracts.rules import DEFAULT_DELAYS, INDICATIVE, NOT_INVESTMENT
from beffroi.organisations.roles import OrganisationKind

SETTINGS = ("investment", "owners", "kinds", "fiche", "year")


class ContractSettings(models.Model):
    """What operations the contract admits, which need a fiche, which year its meetings follow."""

    contract = models.OneToOneField(Contract, on_delete=models.PROTECT, related_name="settings")
    is_investment_only = models.BooleanField("investissement seulement", default=True)
    investment_clause = models.CharField("clause qui le dit (investissement)", max_length=200, blank=True)
    investment_line = models.PositiveIntegerField("ligne qui le dit (investissement)", null=True, blank=True)
    admits_epci = models.BooleanField("l’intercommunalité", default=True)
    admits_communes = models.BooleanField("ses communes", default=False)
    admits_others = models.BooleanField("d’autres maîtres d’ouvrage", default=False)
    owners_clause = models.CharField("clause qui le dit (maîtres d’ouvrage)", max_length=200, blank=True)
    owners_line = models.PositiveIntegerField("ligne qui le dit (maîtres d’ouvrage)", null=True, blank=True)
    # Kinds of operation, by their slugs; an empty list excludes none.
    admitted_kinds = models.JSONField("natures d’opération admises", default=list, blank=True)
    kinds_clause = models.CharField("clause qui le dit (natures)", max_length=200, blank=True)
    kinds_line = models.PositiveIntegerField("ligne qui le dit (natures)", null=True, blank=True)
    fiche_required_for = models.CharField(
        "opérations qui demandent une fiche", max_length=10, choices=FicheFor.choices, default=FicheFor.FUND
    )
    fiche_clause = models.CharField("clause qui le dit (fiche)", max_length=200, blank=True)
    fiche_line = models.PositiveIntegerField("ligne qui le dit (fiche)", null=True, blank=True)
    meeting_year = models.CharField(
        "année des réunions", max_length=10, choices=MeetingYear.choices, default=MeetingYear.CIVIL
    )
    year_clause = models.CharField("clause qui le dit (année)", max_length=200, blank=True)
    year_line = models.PositiveIntegerField("ligne qui le dit (année)", null=True, blank=True)

    class Meta:
        verbose_name = "réglages du contrat"
        verbose_name_plural = "réglages des contrats"
        constraints = [
            models.CheckConstraint(
                condition=Q(admits_epci=True) | Q(admits_communes=True) | Q(admits_others=True),
                name="contract_settings_admit_an_owner",
                violation_error_message="Un contrat admet un maître d’ouvrage au moins.",
            ),
            models.CheckConstraint(
                condition=Q(fiche_required_for__in=FicheFor.values, meeting_year__in=MeetingYear.values),
                name="contract_settings_choices_known",
                violation_error_message="Ce réglage n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return f"réglages de {self.contract}"

    def clean(self) -> None:
        """Refuse kinds that are no list of words, and those that « investissement seulement » excludes."""
        kinds = self.admitted_kinds
        if not isinstance(kinds, list) or not all(isinstance(one, str) and one for one in kinds):
            raise ValidationError("Les natures admises se donnent en une liste.")
        if self.is_investment_only and NOT_INVESTMENT.intersection(kinds):
            raise ValidationError(
                "Un contrat réservé à l’investissement n’admet ni étude, ni événement, ni fonctionnement."
            )

    def admits_owner(self, kind: str) -> bool:
        """Whether an organisation of this kind may propose an operation."""
        if kind == OrganisationKind.EPCI:
            return self.admits_epci
        return self.admits_communes if kind == OrganisationKind.COMMUNE else self.admits_others

    def admits_kind(self, kind: str) -> bool:
        """Whether an operation of this kind may be proposed."""
        if self.is_investment_only and kind in NOT_INVESTMENT:
            return False
        return not self.admitted_kinds or kind in self.admitted_kinds

    def needs_fiche(self, *, mobilises_fund: bool) -> bool:
        """Whether an operation goes to the vote with a fiche written by both parties."""
        if self.fiche_required_for == FicheFor.FUND:
            return mobilises_fund
        return self.fiche_required_for == FicheFor.ALL

    def told(self, name: str) -> str:
        """Say which clause or line sets one of SETTINGS; that it is a default when none does.

        Example: told("owners") → « contrat, ligne 551 ».
        """
        clause, line = getattr(self, f"{name}_clause"), getattr(self, f"{name}_line")
        parts = [clause, f"ligne {line}" if line else ""]
        return ", ".join(one for one in parts if one) or "réglage par défaut, aucune clause citée"


class ContractPiece(models.Model):
    """A piece that an operation must bring, for which kinds and by which step."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="required_pieces")
    rank = models.PositiveSmallIntegerField("rang")
    slug = models.SlugField("nom court", max_length=40)
    label = models.CharField("pièce", max_length=200)
    # Kinds of operation, by their slugs; an empty list asks it of all.
    kinds = models.JSONField("natures d’opération", default=list, blank=True)
    at_step = models.CharField("attendue", max_length=20, choices=PieceStep.choices, default=PieceStep.FILE)
    clause = models.CharField("clause qui la demande", max_length=200, blank=True)
    line = models.PositiveIntegerField("ligne du texte source", null=True, blank=True)

    class Meta:
        verbose_name = "pièce exigée"
        verbose_name_plural = "pièces exigées"
        ordering = ["contract_id", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "slug"],
                name="contract_piece_once",
                violation_error_message="Cette pièce est déjà demandée par le contrat.",
            ),
            models.UniqueConstraint(
                fields=["contract", "rank"],
                name="contract_piece_rank_once",
                violation_error_message="Ce rang est déjà pris par une pièce.",
            ),
            models.CheckConstraint(
                condition=Q(at_step__in=PieceStep.values),
                name="contract_piece_step_known",
                violation_error_message="On ne sait pas à quelle étape cette pièce est attendue.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def is_for(self, kind: str) -> bool:
        """Whether an operation of this kind must bring it."""
        return not self.kinds or kind in self.kinds


class ResponseDelay(models.Model):
    """How many days an actor has for a step of an operation, before a reminder."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="response_delays")
    step = models.CharField("étape", max_length=20, choices=OperationStep.choices)
    days = models.PositiveSmallIntegerField(
        "jours", validators=[MinValueValidator(1), MaxValueValidator(730)]
    )
    note = models.CharField("d’où vient ce délai", max_length=200, blank=True, default=INDICATIVE)
    line = models.PositiveIntegerField("ligne du texte source", null=True, blank=True)

    class Meta:
        verbose_name = "délai de réponse"
        verbose_name_plural = "délais de réponse"
        ordering = ["contract_id", "step"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "step"],
                name="response_delay_once",
                violation_error_message="Cette étape a déjà un délai.",
            ),
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=730),
                name="response_delay_bounded",
                violation_error_message="Un délai va d’un jour à deux ans.",
            ),
            models.CheckConstraint(
                condition=Q(step__in=OperationStep.values),
                name="response_delay_step_known",
                violation_error_message="Cette étape n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} : {self.days} jours"


def settings_of(contract: Contract) -> ContractSettings:
    """Give the settings of a contract; those by default, not stored, when it has none."""
    try:
        return contract.settings
    except ContractSettings.DoesNotExist:
        return ContractSettings(contract=contract)


def delays_of(contract: Contract) -> dict[str, int]:
    """Give the days of each step: the contract's own, else the indicative ones."""
    own = {one.step: one.days for one in contract.response_delays.all()}
    return {**DEFAULT_DELAYS, **own}


def pieces_for(contract: Contract, kind: str, steps: Sequence[str] = PieceStep.values) -> list[ContractPiece]:
    """Give the pieces that an operation of a kind must bring by these steps."""
    pieces = contract.required_pieces.all()
    return [one for one in pieces if one.is_for(kind) and one.at_step in steps]
