"""An operation: what is proposed, by whom, under which contract, where it stands and whose turn it is."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q

from beffroi.contracts.kinds import Side
from beffroi.contracts.models import Axis, AxisTheme, Contract, PerimeterCommune, TargetPublic
from beffroi.core.search import search_text
from beffroi.operations.kinds import OperationState, StateAid, Turn
from beffroi.operations.querysets import OperationQuerySet
from beffroi.operations.states import AWARDED, TURNS
from beffroi.organisations.models import Organisation
from beffroi.schemes.kinds import OperationKind

if TYPE_CHECKING:
    from beffroi.operations.models.plan import FundingPlan

_TURN_OF_STATE = Q()
for _state in OperationState:
    _TURN_OF_STATE |= Q(state=_state.value, next_turn=TURNS[_state].value)


class Operation(models.Model):
    """An operation up to its vote or its exit. It belongs to an organisation, never to a person."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="+")
    # The two parties of its contract, which never change: one index then gives all that each of them reads.
    departement = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="Département", db_index=False
    )
    epci = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="intercommunalité",
        db_index=False,
    )
    owner = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="maître d’ouvrage"
    )
    number = models.PositiveIntegerField("numéro dans le contrat")
    title = models.CharField("titre", max_length=200)
    summary = models.CharField("en une phrase", max_length=400, blank=True)
    description = models.TextField("description", blank=True)
    kind = models.CharField("nature", max_length=20, choices=OperationKind.choices, blank=True)
    axis = models.ForeignKey(Axis, on_delete=models.PROTECT, related_name="+", verbose_name="axe")
    themes = models.ManyToManyField(AxisTheme, related_name="+", blank=True, verbose_name="thèmes")
    communes = models.ManyToManyField(
        PerimeterCommune, related_name="+", blank=True, verbose_name="communes concernées"
    )
    target_publics = models.ManyToManyField(
        TargetPublic, related_name="+", blank=True, verbose_name="publics cibles"
    )
    has_no_public = models.BooleanField("aucun public cible", default=False)
    starts_on = models.DateField("début prévu", null=True, blank=True)
    ends_on = models.DateField("fin prévue", null=True, blank=True)
    works_started_on = models.DateField("travaux déjà commencés le", null=True, blank=True)
    state_aid = models.CharField(
        "aides d’État", max_length=20, choices=StateAid.choices, blank=True, default=StateAid.UNANSWERED
    )
    state_aid_note = models.CharField("ce qui fonde cette réponse", max_length=400, blank=True)

    state = models.CharField(
        "état", max_length=20, choices=OperationState.choices, default=OperationState.IDEA
    )
    state_since = models.DateTimeField("dans cet état depuis")
    next_turn = models.CharField("à qui le tour", max_length=20, choices=Turn.choices, default=Turn.OWNER)
    next_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField("attendu pour le", null=True, blank=True)
    # Kept beside the state for the lists; the plan and the votes hold them (see actions/figures.py).
    total_cost_amount = models.DecimalField("coût total", max_digits=14, decimal_places=2, default=0)
    asked_amount = models.DecimalField("aide demandée", max_digits=14, decimal_places=2, default=0)
    voted_amount = models.DecimalField("aide votée", max_digits=14, decimal_places=2, null=True, blank=True)
    # Since when a decision of the département left the plan for its owner to balance (see award.py).
    awaits_balance_since = models.DateTimeField("plan à équilibrer depuis", null=True, blank=True)
    # A form says which version it was read at: the second writer is told, and loses nothing.
    version = models.PositiveIntegerField("version", default=1)
    created_at = models.DateTimeField("créée le")
    updated_at = models.DateTimeField("modifiée le")
    # What a summary says, and what the whole file says: somebody looks only into what they may read.
    search_text = models.TextField(editable=False, blank=True, default="")
    whole_search_text = models.TextField(editable=False, blank=True, default="")

    objects = OperationQuerySet.as_manager()

    class Meta:
        verbose_name = "opération"
        ordering = ["-updated_at", "-pk"]
        indexes = [
            models.Index(fields=["contract", "updated_at", "id"], name="operation_recent"),
            *(
                models.Index(fields=[party, *fields], name=f"operation_{party[:4]}_{name}")
                for party in ("departement", "epci")
                for name, fields in (
                    ("recent", ("updated_at", "id")),
                    ("due", ("due_on", "id")),
                    ("cost", ("total_cost_amount", "id")),
                    ("state", ("state", "updated_at", "id", "owner")),
                    ("owner", ("owner", "state")),
                )
            ),
            models.Index(fields=["owner", "updated_at", "id"], name="operation_of_owner"),
            models.Index(
                fields=["next_organisation", "next_turn", "due_on", "id"], name="operation_turn_due"
            ),
            models.Index(
                fields=["owner", "awaits_balance_since", "id"],
                condition=Q(awaits_balance_since__isnull=False),
                name="operation_to_balance",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "number"],
                name="operation_number_once",
                violation_error_message="Ce numéro d’opération est déjà pris dans le contrat.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OperationState.values),
                name="operation_state_known",
                violation_error_message="Cet état n’existe pas.",
            ),
            models.CheckConstraint(
                condition=_TURN_OF_STATE,
                name="operation_turn_is_that_of_its_state",
                violation_error_message="Chaque état a un seul acteur suivant.",
            ),
            models.CheckConstraint(
                condition=Q(next_turn=Turn.NOBODY, next_organisation__isnull=True, due_on__isnull=True)
                | ~Q(next_turn=Turn.NOBODY) & Q(next_organisation__isnull=False),
                name="operation_turn_has_organisation",
                violation_error_message="Tant qu’elle n’est pas finie, une opération attend quelqu’un.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="operation_ends_after_start",
                violation_error_message="La fin ne peut pas précéder le début.",
            ),
            models.CheckConstraint(
                condition=Q(total_cost_amount__gte=0, asked_amount__gte=0),
                name="operation_amounts_positive",
                violation_error_message="Un montant n’est pas négatif.",
            ),
            models.CheckConstraint(
                condition=Q(voted_amount__isnull=True) | Q(voted_amount__gte=0),
                name="operation_voted_positive",
                violation_error_message="Un montant voté n’est pas négatif.",
            ),
            models.CheckConstraint(
                condition=Q(awaits_balance_since__isnull=True) | Q(state__in=sorted(AWARDED)),
                name="operation_balance_awaited_once_awarded",
                violation_error_message="Un plan n’attend d’être équilibré qu’une fois l’aide accordée.",
            ),
            # A refused operation may bear its vote of 0; a voted one bears its amount.
            models.CheckConstraint(
                condition=Q(state=OperationState.VOTED, voted_amount__gt=0)
                | Q(state=OperationState.REFUSED, voted_amount=0)
                | Q(state=OperationState.REOPENED)
                | ~Q(state=OperationState.VOTED) & Q(voted_amount__isnull=True),
                name="operation_voted_has_amount",
                violation_error_message="Une aide votée a son montant ; refusée au vote, elle a zéro.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    plan: "FundingPlan"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the folded words of a search beside the operation."""
        told = [str(self.number), self.title, self.summary]
        self.search_text = search_text(told)
        self.whole_search_text = search_text([*told, self.description])
        super().save(*args, **kwargs)

    @property
    def stage(self) -> OperationState:
        """Its state, as the table names it."""
        return OperationState(self.state)

    @property
    def side_of(self) -> dict[int, Side]:
        """The side of each of the two parties, by the number of the organisation."""
        return {self.departement_id: Side.DEPARTEMENT, self.epci_id: Side.EPCI}


class OperationStep(models.Model):
    """One move of an operation, with its author and its reason; rows are only ever added."""

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="steps")
    verb = models.CharField("mouvement", max_length=40)
    from_state = models.CharField("de", max_length=20, blank=True)
    to_state = models.CharField("vers", max_length=20, choices=OperationState.choices)
    reason = models.TextField("motif", blank=True)
    at = models.DateTimeField("le")
    user_id = models.BigIntegerField(null=True, blank=True)
    user_label = models.CharField("par", max_length=200)
    organisation_label = models.CharField("pour", max_length=200, blank=True)

    class Meta:
        verbose_name = "étape"
        ordering = ["operation_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_state__in=OperationState.values),
                name="operation_step_state_known",
                violation_error_message="Cet état n’existe pas.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.operation} : {self.get_to_state_display()}"


class EarlyStart(models.Model):
    """A permission to begin before the award, asked by the owner, decided by the département's manager."""

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="early_starts")
    works_on = models.DateField("début des travaux souhaité le")
    reason = models.TextField("motif de la demande")
    asked_at = models.DateTimeField("demandée le")
    asked_by_id = models.BigIntegerField(null=True, blank=True)
    asked_by_label = models.CharField("demandée par", max_length=200)
    is_granted = models.BooleanField("accordée", null=True, blank=True)
    granted_from_on = models.DateField("à partir du", null=True, blank=True)
    answer = models.TextField("motif de la décision", blank=True)
    decided_at = models.DateTimeField("décidée le", null=True, blank=True)
    decided_by_id = models.BigIntegerField(null=True, blank=True)
    decided_by_label = models.CharField("décidée par", max_length=200, blank=True)

    class Meta:
        verbose_name = "autorisation de démarrage anticipé"
        ordering = ["operation_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_granted__isnull=True, decided_at__isnull=True)
                | Q(is_granted__isnull=False, decided_at__isnull=False) & ~Q(decided_by_label=""),
                name="early_start_decided_whole",
                violation_error_message="Une décision a son auteur et sa date.",
            ),
            models.CheckConstraint(
                condition=~Q(is_granted=True) | Q(granted_from_on__isnull=False),
                name="early_start_granted_has_date",
                violation_error_message="Une autorisation de démarrage est datée.",
            ),
            models.UniqueConstraint(
                fields=["operation"],
                condition=Q(is_granted__isnull=True),
                name="early_start_one_waiting",
                violation_error_message="Une demande de démarrage anticipé attend déjà sa réponse.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.operation} : démarrage au {self.works_on:%d/%m/%Y}"
