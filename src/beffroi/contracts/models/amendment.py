"""An amendment (avenant): typed differences to a signed contract, voted and signed like it."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from beffroi.assemblies.models import Deliberation
from beffroi.contracts.kinds import AmendmentState, ChangeKind, Target
from beffroi.contracts.models.contract import READERS, Contract, ContractParty

if TYPE_CHECKING:
    from beffroi.organisations.actor import Actor

OPEN_STATES = (AmendmentState.ENFORCEABLE, AmendmentState.SIGNED)


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    def public(self) -> "AmendmentQuerySet":
        """Those whose votes are enforceable, of contracts that anyone reads."""
        return self.filter(state__in=OPEN_STATES, contract__in=Contract.objects.public())

    def signed(self) -> "AmendmentQuerySet":
        """Those in force, in the order in which they came to be."""
        return self.filter(state=AmendmentState.SIGNED).order_by("signed_on", "number")

    def visible_to(self, actor: "Actor") -> "AmendmentQuerySet":
        """Those of the contracts of this person's organisation, drafts included for those who read drafts."""
        own = self.filter(contract__in=Contract.objects.of(actor))
        return own if actor.is_one_of(*READERS) else own.filter(state__in=OPEN_STATES)


class Amendment(models.Model):
    """One amendment, from its draft to its signature; what it changes stands in its changes."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField("numéro")
    title = models.CharField("objet", max_length=200)
    why = models.TextField("pourquoi")
    state = models.CharField(
        "état", max_length=20, choices=AmendmentState.choices, default=AmendmentState.DRAFTING
    )
    money_effect_amount = models.DecimalField(
        "effet financier", max_digits=14, decimal_places=2, null=True, blank=True
    )
    money_note = models.CharField("ce que cet effet veut dire", max_length=400, blank=True)
    signed_on = models.DateField("signé le", null=True, blank=True)

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = "avenant"
        ordering = ["contract_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "number"],
                name="amendment_number_once",
                violation_error_message="Ce numéro d’avenant est déjà pris.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=AmendmentState.values),
                name="amendment_state_known",
                violation_error_message="Cet état d’avenant n’existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(state=AmendmentState.SIGNED, signed_on__isnull=False)
                | ~Q(state=AmendmentState.SIGNED) & Q(signed_on__isnull=True),
                name="amendment_signed_has_date",
                violation_error_message="Un avenant signé a sa date, et les autres n’en ont pas.",
            ),
            models.CheckConstraint(
                condition=Q(money_effect_amount__isnull=True)
                | Q(money_effect_amount__gte=0) & ~Q(money_note=""),
                name="amendment_money_told",
                violation_error_message=(
                    "L’effet financier est positif ; une phrase dit s’il s’ajoute ou se retranche."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(why="") & ~Q(title=""),
                name="amendment_explained",
                violation_error_message="Un avenant dit son objet et pourquoi.",
            ),
        ]

    def __str__(self) -> str:
        return f"Avenant n° {self.number} : {self.title}"


class AmendmentChange(models.Model):
    """One difference: what is added, taken out, or which field changes, from what to what."""

    amendment = models.ForeignKey(Amendment, on_delete=models.PROTECT, related_name="changes")
    rank = models.PositiveSmallIntegerField("ordre")
    kind = models.CharField("sens", max_length=10, choices=ChangeKind.choices)
    target = models.CharField("ce qui change", max_length=20, choices=Target.choices)
    # The row of the contract, « 12 », or what an amendment added, « a1-3 ».
    reference = models.CharField("repère", max_length=20)
    field = models.CharField("champ", max_length=40, blank=True)
    before = models.JSONField("avant", null=True, blank=True)
    after = models.JSONField("après", null=True, blank=True)

    class Meta:
        verbose_name = "modification"
        ordering = ["amendment_id", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["amendment", "rank"],
                name="amendment_change_rank_once",
                violation_error_message="Ce rang est déjà pris dans l’avenant.",
            ),
            models.UniqueConstraint(
                fields=["amendment", "target", "reference", "field"],
                name="amendment_change_once",
                violation_error_message="Cet avenant modifie déjà ce point.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ChangeKind.values, target__in=Target.values),
                name="amendment_change_known",
                violation_error_message="Cette modification n’existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.ALTER) & ~Q(field="") | ~Q(kind=ChangeKind.ALTER) & Q(field=""),
                name="amendment_change_names_a_field",
                violation_error_message="Une modification porte sur un champ, le reste sur le tout.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} : {self.get_target_display()}"


class AmendmentApproval(models.Model):
    """The deliberation by which a party approves an amendment."""

    amendment = models.ForeignKey(Amendment, on_delete=models.PROTECT, related_name="approvals")
    party = models.ForeignKey(ContractParty, on_delete=models.PROTECT, related_name="+")
    act = models.ForeignKey(Deliberation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "vote d’un avenant"
        ordering = ["amendment_id", "party"]
        constraints = [
            models.UniqueConstraint(
                fields=["amendment", "party"],
                name="amendment_approval_once",
                violation_error_message="Cette partie a déjà voté cet avenant.",
            ),
            models.UniqueConstraint(
                fields=["act"],
                name="amendment_act_once",
                violation_error_message="Cette délibération approuve déjà un avenant.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amendment}, {self.party}"
