"""What each party commits to, for whom, with what attention, and how aid is made known."""

from django.db import models
from django.db.models import Q

from beffroi.contracts.kinds import ClauseScope, CommitmentKind, Side
from beffroi.contracts.models.added import ORIGINAL, Addable, added_constraints
from beffroi.contracts.models.contract import Contract


class Item(models.Model):
    """One line of a contract's list, with the line of the source that it comes from."""

    rank = models.PositiveSmallIntegerField("rang")
    line = models.PositiveIntegerField("ligne du texte source", null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["contract_id", "rank"]


class MutualCommitment(Item, Addable):
    """What one party, or both, bring to each operation."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="commitments")
    side = models.CharField("qui s’engage", max_length=20, choices=Side.choices)
    kind = models.CharField("nature", max_length=20, choices=CommitmentKind.choices)
    title = models.CharField("engagement", max_length=300)

    class Meta(Item.Meta):
        verbose_name = "engagement réciproque"
        verbose_name_plural = "engagements réciproques"
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "rank"],
                condition=ORIGINAL,
                name="commitment_rank_once",
                violation_error_message="Ce rang est déjà pris par un engagement.",
            ),
            models.CheckConstraint(
                condition=Q(side__in=Side.values, kind__in=CommitmentKind.values),
                name="commitment_choices_known",
                violation_error_message="Auteur ou nature d’engagement inconnu.",
            ),
            *added_constraints("commitment"),
        ]

    def __str__(self) -> str:
        return self.title


class TargetPublic(Item, Addable):
    """People whom each operation must think of."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="target_publics")
    title = models.CharField("public cible", max_length=200)

    class Meta(Item.Meta):
        verbose_name = "public cible"
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "rank"],
                condition=ORIGINAL,
                name="target_public_rank_once",
                violation_error_message="Ce rang est déjà pris par un public.",
            ),
            *added_constraints("target_public"),
        ]

    def __str__(self) -> str:
        return self.title


class AttentionPoint(Item, Addable):
    """A matter that each operation answers, and the question it will be asked."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="attention_points")
    title = models.CharField("point d’attention", max_length=200)
    detail = models.CharField("ce qu’il couvre", max_length=400, blank=True)
    question = models.CharField("question posée à l’opération", max_length=300)

    class Meta(Item.Meta):
        verbose_name = "point d’attention"
        verbose_name_plural = "points d’attention"
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "rank"],
                condition=ORIGINAL,
                name="attention_rank_once",
                violation_error_message="Ce rang est déjà pris par un point d’attention.",
            ),
            models.CheckConstraint(
                condition=~Q(question=""),
                name="attention_asks",
                violation_error_message="Un point d’attention pose une question.",
            ),
            *added_constraints("attention"),
        ]

    def __str__(self) -> str:
        return self.title


class CommunicationClause(Item):
    """A duty to make the aid known: what, where, when it applies, how it is proved, what it holds back."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="communication_clauses")
    duty = models.CharField("obligation", max_length=300)
    support = models.CharField("support", max_length=300)
    applies_to = models.CharField("s’applique à", max_length=20, choices=ClauseScope.choices)
    proof = models.CharField("preuve attendue", max_length=300, blank=True)
    blocks_final_payment = models.BooleanField("conditionne le solde", default=False)

    class Meta(Item.Meta):
        verbose_name = "clause de communication"
        verbose_name_plural = "clauses de communication"
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "rank"],
                name="clause_rank_once",
                violation_error_message="Ce rang est déjà pris par une clause.",
            ),
            models.CheckConstraint(
                condition=Q(applies_to__in=ClauseScope.values),
                name="clause_scope_known",
                violation_error_message="On ne sait pas à quoi cette clause s’applique.",
            ),
            models.CheckConstraint(
                condition=Q(blocks_final_payment=False) | ~Q(proof=""),
                name="clause_blocking_has_proof",
                violation_error_message="Une clause qui retient le solde dit comment on la prouve.",
            ),
        ]

    def __str__(self) -> str:
        return self.duty
