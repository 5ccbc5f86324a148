"""An act of an assembly, with what it cites, decides and counts."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from beffroi.assemblies.kinds import Ballot, Effect, Nature, Outcome, Position
from beffroi.assemblies.models.assembly import Member
from beffroi.assemblies.models.sitting import Sitting

if TYPE_CHECKING:
    from beffroi.organisations.actor import Actor

# Votes of a secret ballot are counted, never named.
_NAMES_A_VOTE = (Position.FOR, Position.AGAINST, Position.ABSTAIN)


class DeliberationQuerySet(models.QuerySet["Deliberation"]):
    def visible_to(self, actor: "Actor | None") -> "DeliberationQuerySet":
        """Those of the assemblies of the organisation that this person acts for."""
        return self.filter(sitting__assembly__organisation=actor.organisation) if actor else self.none()

    def sealed(self) -> "DeliberationQuerySet":
        """Those that stand in the register."""
        return self.filter(sealed_at__isnull=False)


class Deliberation(models.Model):
    """A deliberation. Once sealed, nothing of it changes: what comes later is an event."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="deliberations")
    rank = models.PositiveIntegerField("rang dans la séance")
    number = models.CharField("numéro", max_length=40, blank=True)
    title = models.CharField("objet", max_length=499)
    nature = models.PositiveSmallIntegerField("nature", choices=Nature.choices, default=Nature.DELIBERATION)
    subject_code = models.CharField("matière", max_length=5, blank=True)
    effect = models.CharField("portée", max_length=20, choices=Effect.choices, default=Effect.OTHER)
    must_be_transmitted = models.BooleanField("à transmettre au représentant de l’État", default=True)
    signatory_name = models.CharField("signataire autorisé", max_length=120, blank=True)
    signatory_capacity = models.CharField("qualité du signataire", max_length=120, blank=True)
    ballot = models.CharField(
        "mode de scrutin", max_length=20, choices=Ballot.choices, default=Ballot.ORDINARY
    )
    is_accounts = models.BooleanField("compte financier unique", default=False)
    vote_wording = models.CharField("vote, tel qu’écrit", max_length=400, blank=True)
    votes_for = models.PositiveIntegerField("pour", null=True, blank=True)
    votes_against = models.PositiveIntegerField("contre", null=True, blank=True)
    abstentions = models.PositiveIntegerField("abstentions", null=True, blank=True)
    not_voting = models.PositiveIntegerField("ne prennent pas part au vote", null=True, blank=True)
    blank_votes = models.PositiveIntegerField("blancs et nuls", null=True, blank=True)
    chair_vote = models.CharField("voix du président", max_length=20, blank=True)
    outcome = models.CharField("résultat", max_length=20, choices=Outcome.choices)
    full_text = models.TextField("texte de l’acte", blank=True)
    sealed_at = models.DateTimeField("scellée le", null=True, blank=True)

    objects = DeliberationQuerySet.as_manager()

    class Meta:
        verbose_name = "délibération"
        ordering = ["sitting", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "rank"],
                name="deliberation_rank_once",
                violation_error_message="Ce rang est déjà pris dans la séance.",
            ),
            models.CheckConstraint(
                condition=Q(votes_for__isnull=True, votes_against__isnull=True)
                | Q(votes_for__isnull=False, votes_against__isnull=False),
                name="deliberation_counts_together",
                violation_error_message="Donnez les voix pour et les voix contre, ou aucune des deux.",
            ),
            models.CheckConstraint(
                condition=Q(nature__in=Nature.values, effect__in=Effect.values, ballot__in=Ballot.values),
                name="deliberation_choices_known",
                violation_error_message="Nature, portée ou scrutin inconnu.",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values),
                name="deliberation_outcome_known",
                violation_error_message="Une délibération est adoptée ou rejetée.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def is_sealed(self) -> bool:
        """Whether it stands in the register."""
        return self.sealed_at is not None


class Line(models.Model):
    """One line of an act, in its order."""

    rank = models.PositiveIntegerField("ordre")
    text = models.TextField("texte")

    class Meta:
        abstract = True
        ordering = ["deliberation", "rank"]


class Citation(Line):
    """A « Vu »."""

    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, related_name="citations")

    class Meta(Line.Meta):
        verbose_name = "visa"
        constraints = [models.UniqueConstraint(fields=["deliberation", "rank"], name="citation_rank_once")]

    def __str__(self) -> str:
        return self.text


class Recital(Line):
    """A « Considérant »."""

    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, related_name="recitals")

    class Meta(Line.Meta):
        verbose_name = "considérant"
        constraints = [models.UniqueConstraint(fields=["deliberation", "rank"], name="recital_rank_once")]

    def __str__(self) -> str:
        return self.text


class Decision(Line):
    """What the assembly decides: a verb and its object."""

    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, related_name="decisions")
    verb = models.CharField("verbe", max_length=40)

    class Meta(Line.Meta):
        verbose_name = "décision"
        constraints = [models.UniqueConstraint(fields=["deliberation", "rank"], name="decision_rank_once")]

    def __str__(self) -> str:
        return f"{self.verb} {self.text}"


class Opinion(models.Model):
    """What a commission said before the vote; None when its sense is not stated."""

    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, related_name="opinions")
    rank = models.PositiveIntegerField("ordre")
    commission = models.CharField("commission", max_length=250)
    given_on = models.DateField("rendu le", null=True, blank=True)
    is_favourable = models.BooleanField("favorable", null=True, blank=True)

    class Meta:
        verbose_name = "avis de commission"
        ordering = ["deliberation", "rank"]
        constraints = [models.UniqueConstraint(fields=["deliberation", "rank"], name="opinion_rank_once")]

    def __str__(self) -> str:
        return self.commission


class NamedVote(models.Model):
    """What one named member did: a recusal, a vote against, an abstention."""

    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, related_name="named_votes")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name_as_written = models.CharField("nom dans l’acte", max_length=220)
    position = models.CharField("position", max_length=20, choices=Position.choices)

    class Meta:
        verbose_name = "vote nommé"
        ordering = ["deliberation", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["deliberation", "name_as_written"],
                name="named_vote_once",
                violation_error_message="Ce membre est déjà nommé dans ce vote.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name_as_written} : {self.get_position_display()}"

    @property
    def tells_a_vote(self) -> bool:
        """Whether it says how someone voted, which a secret ballot forbids."""
        return self.position in _NAMES_A_VOTE


class Annex(models.Model):
    """A document attached to an act, kept as it was received."""

    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, related_name="annexes")
    rank = models.PositiveIntegerField("ordre")
    title = models.CharField("titre", max_length=200)
    pdf = models.BinaryField("document")
    pdf_sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = "annexe"
        ordering = ["deliberation", "rank"]
        constraints = [models.UniqueConstraint(fields=["deliberation", "rank"], name="annex_rank_once")]

    def __str__(self) -> str:
        return self.title
