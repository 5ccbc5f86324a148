"""The contract, its parties and the communes it covers."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from beffroi.assemblies.models import Deliberation
from beffroi.contracts.kinds import ContractState, Side
from beffroi.contracts.models.added import ORIGINAL, Addable, added_constraints
from beffroi.contracts.rules import OPEN_TO_ALL, SIGNED
from beffroi.drafting.models import Text
from beffroi.organisations.models import Organisation
from beffroi.organisations.roles import Role

if TYPE_CHECKING:
    from beffroi.contracts.models.amendment import Amendment
    from beffroi.organisations.actor import Actor

# Who reads the drafts of their own authority. Source: rights.md, « contract: draft ».
READERS = (
    Role.MANAGER,
    Role.PROJECT_LEAD,
    Role.DEVELOPMENT_AGENT,
    Role.FINANCE_AGENT,
    Role.COMMUNICATION_AGENT,
    Role.ASSEMBLY_CLERK,
    Role.ELECTED_MEMBER,
    Role.AUDITOR,
)


class ContractQuerySet(models.QuerySet["Contract"]):
    def public(self) -> "ContractQuerySet":
        """Those whose votes are enforceable, and the drafts shown with the deliberation that approves."""
        return self.filter(Q(state__in=OPEN_TO_ALL) | Q(is_shown_publicly=True))

    def of(self, actor: "Actor") -> "ContractQuerySet":
        """Those that this person's organisation is a party to."""
        return self.filter(
            pk__in=ContractParty.objects.filter(organisation=actor.organisation).values("contract")
        )

    def models_of(self, organisation: Organisation) -> "ContractQuerySet":
        """The models that a département keeps."""
        return self.filter(model_of=organisation)

    def written_by(self, actor: "Actor") -> "ContractQuerySet":
        """The drafts of this person's authority, and its models; none for who reads no draft."""
        if not actor.is_one_of(*READERS):
            return self.none()
        return self.of(actor) | self.models_of(actor.organisation)

    def visible_to(self, actor: "Actor | None") -> "ContractQuerySet":
        """What this person may read: what is public, and the drafts of their own authority."""
        if actor is None or not actor.is_one_of(*READERS):
            return self.public()
        return self.public() | self.of(actor)

    def with_parties(self) -> "ContractQuerySet":
        """Read at once the parties, their organisation and the act by which each approved."""
        parties = ContractParty.objects.select_related("organisation", "approval__sitting__assembly")
        return self.prefetch_related(models.Prefetch("parties", parties))


class Contract(models.Model):
    """A territorial contract: it sets axes and commitments, and freezes no list of operations when open."""

    slug = models.SlugField("nom dans les adresses", max_length=80, unique=True)
    title = models.CharField("titre", max_length=200)
    starts_year = models.PositiveSmallIntegerField("première année")
    ends_year = models.PositiveSmallIntegerField("dernière année")
    state = models.CharField(
        "état", max_length=20, choices=ContractState.choices, default=ContractState.DRAFTING
    )
    summary = models.TextField("en bref", blank=True)
    money_note = models.TextField("ce qu’il dit de l’argent", blank=True)
    owners_note = models.TextField("qui peut proposer une opération", blank=True)
    owners_line = models.PositiveIntegerField("ligne qui le dit", null=True, blank=True)
    is_open_list = models.BooleanField("ne fige aucune liste d’opérations", default=True)
    is_shown_publicly = models.BooleanField(
        "projet approuvé, publié avec la délibération",
        default=False,
        help_text="Une assemblée l’a approuvé et publié : chacun peut le lire avant la signature.",
    )
    copies_count = models.PositiveSmallIntegerField("nombre d’exemplaires", null=True, blank=True)
    place_of_signature = models.CharField("lieu de signature", max_length=120, blank=True)
    signed_on = models.DateField("signé le", null=True, blank=True)
    is_fictitious = models.BooleanField("territoire fictif", default=False)
    # The numbered text that the lines refer to, told to the pages by settings.SOURCE_TEXTS.
    source_key = models.CharField("texte source", max_length=60, blank=True)
    # A model has no party, no act, no commune; its years are counted from 1.
    model_of = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="modèle tenu par",
    )
    # Written by both parties; none for a contract that was written elsewhere.
    text = models.ForeignKey(
        Text,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="texte",
    )

    objects = ContractQuerySet.as_manager()

    class Meta:
        verbose_name = "contrat"
        ordering = ["is_fictitious", "-starts_year", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_year__gte=F("starts_year")),
                name="contract_ends_after_start",
                violation_error_message="Le contrat ne peut pas finir avant de commencer.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ContractState.values),
                name="contract_state_known",
                violation_error_message="Cet état n’existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=False, state__in=SIGNED)
                | Q(signed_on__isnull=True) & ~Q(state__in=SIGNED),
                name="contract_signed_has_date",
                violation_error_message="Un contrat a une date de signature à partir de là, et pas avant.",
            ),
            models.CheckConstraint(
                condition=Q(copies_count__isnull=True) | Q(copies_count__gt=0),
                name="contract_copies_counted",
                violation_error_message="Un contrat se signe en un exemplaire au moins.",
            ),
            # With a condition, so that SQLite adds it without remaking a guarded table.
            models.UniqueConstraint(
                fields=["text"],
                condition=Q(text__isnull=False),
                name="contract_text_once",
                violation_error_message="Ce texte est déjà celui d’un contrat.",
            ),
            models.CheckConstraint(
                condition=Q(model_of__isnull=True)
                | Q(state=ContractState.DRAFTING, is_shown_publicly=False, starts_year=1),
                name="contract_model_stays_a_draft",
                violation_error_message="Un modèle ne se vote pas, ne se signe pas et ne se montre pas.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.years}"

    # Read by `in_force.terms_on`.
    signed_amendments: "list[Amendment]"

    @property
    def years(self) -> str:
        """Its term, as it is said. Example: 2023-2026."""
        return f"{self.starts_year}-{self.ends_year}"

    @property
    def is_open_to_edits(self) -> bool:
        """Whether both parties may still write what it says."""
        return self.state == ContractState.DRAFTING


class ContractParty(models.Model):
    """One of the two authorities, who signs for it, and the act by which its assembly approved."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    side = models.CharField("partie", max_length=20, choices=Side.choices)
    rank = models.PositiveSmallIntegerField("ordre")
    introduction = models.CharField("ce qui précède son nom", max_length=80)
    cover_name = models.CharField("nom sur la couverture", max_length=120)
    called = models.CharField("comment on l’appelle", max_length=60)
    representative_name = models.CharField("représentant", max_length=120)
    representative_capacity = models.CharField("qualité", max_length=120)
    contact = models.CharField("interlocuteur", max_length=200, blank=True)
    line = models.PositiveIntegerField("ligne du texte source", null=True, blank=True)
    approval = models.ForeignKey(
        Deliberation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "partie"
        ordering = ["contract_id", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "side"],
                name="party_side_once",
                violation_error_message="Un contrat a un seul Département et une seule intercommunalité.",
            ),
            models.UniqueConstraint(
                fields=["contract", "rank"],
                name="party_rank_once",
                violation_error_message="Ce rang est déjà pris par une partie.",
            ),
            models.UniqueConstraint(
                fields=["approval"],
                name="party_approval_once",
                violation_error_message="Cette délibération approuve déjà un contrat.",
            ),
            models.CheckConstraint(
                condition=Q(side__in=[Side.DEPARTEMENT, Side.EPCI]),
                name="party_side_known",
                violation_error_message="Une partie est un Département ou une intercommunalité.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.introduction} {self.cover_name}"


class PerimeterCommune(Addable):
    """A commune that the contract covers, where it is; of a real one, the outline stands in territories.

    An amendment names communes without placing them.
    """

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="communes")
    code = models.CharField("code", max_length=5)
    name = models.CharField("nom", max_length=120)
    population = models.PositiveIntegerField("population", null=True, blank=True)
    longitude = models.DecimalField("longitude", max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField("latitude", max_digits=8, decimal_places=6, null=True, blank=True)

    class Meta:
        verbose_name = "commune du contrat"
        ordering = ["contract_id", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "code"],
                condition=ORIGINAL,
                name="perimeter_commune_once",
                violation_error_message="Cette commune est déjà dans le périmètre.",
            ),
            models.CheckConstraint(
                condition=Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                name="perimeter_position_on_earth",
                violation_error_message="Une position se donne en degrés.",
            ),
            models.CheckConstraint(
                condition=Q(added_by__isnull=True, longitude__isnull=False, latitude__isnull=False)
                | Q(added_by__isnull=False, longitude__isnull=True, latitude__isnull=True),
                name="perimeter_commune_placed",
                violation_error_message="Une commune du contrat signé a sa position.",
            ),
            *added_constraints("perimeter_commune"),
        ]

    def __str__(self) -> str:
        return self.name
