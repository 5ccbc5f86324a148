"""The choices of the register, each with its French name."""

from django.db import models

from beffroi.law import AssemblyKind


def assembly_kinds() -> list[tuple[str, str]]:
    """The bodies that deliberate, as the law names them."""
    return [(kind.value, kind.label) for kind in AssemblyKind]


class Origin(models.TextChoices):
    """How a sitting came into the register."""

    BY_HAND = "by_hand", "saisie"
    TAKEN_IN = "taken_in", "reprise"


class Presence(models.TextChoices):
    """How a member took part in a sitting."""

    PRESENT = "present", "présent"
    REMOTE = "remote", "présent à distance"
    REPRESENTED = "represented", "représenté"
    EXCUSED = "excused", "excusé"
    ABSENT = "absent", "absent"


class EndReason(models.TextChoices):
    """Why a mandate ended."""

    RENEWAL = "renewal", "renouvellement"
    RESIGNATION = "resignation", "démission"
    DEATH = "death", "décès"
    OTHER = "other", "autre motif"


class Nature(models.IntegerChoices):
    """What kind of act it is. Source: @CTES, natures of acts."""

    DELIBERATION = 1, "délibération"
    REGULATORY = 2, "acte réglementaire"
    INDIVIDUAL = 3, "acte individuel"
    CONTRACT = 4, "contrat, convention ou avenant"
    BUDGET = 5, "document budgétaire ou financier"
    OTHER = 6, "autre"


class Effect(models.TextChoices):
    """What the act does: it decides which date makes it enforceable. Source: CGCT L2131-1."""

    REGULATORY = "regulatory", "réglementaire"
    INDIVIDUAL = "individual", "décision individuelle"
    OTHER = "other", "ni réglementaire, ni individuelle"


class Ballot(models.TextChoices):
    """How members voted."""

    ORDINARY = "ordinary", "scrutin ordinaire"
    PUBLIC = "public", "scrutin public"
    SECRET = "secret", "scrutin secret"


class Outcome(models.TextChoices):
    """What the assembly decided."""

    ADOPTED = "adopted", "adoptée"
    REJECTED = "rejected", "rejetée"


class Position(models.TextChoices):
    """What a named member did in a vote."""

    FOR = "for", "pour"
    AGAINST = "against", "contre"
    ABSTAIN = "abstain", "abstention"
    NOT_VOTING = "not_voting", "ne prend pas part au vote"
    RECUSED = "recused", "déport"


class EventKind(models.TextChoices):
    """What may happen to an act after its adoption."""

    TRANSMISSION = "transmission", "transmission au représentant de l’État"
    PUBLICATION = "publication", "publication"
    NOTIFICATION = "notification", "notification"
    APPEAL = "appeal", "recours gracieux"
    APPEAL_REJECTED = "appeal_rejected", "rejet du recours gracieux"
    PIECES_REQUESTED = "pieces_requested", "demande de pièces du préfet"
    PIECES_RECEIVED = "pieces_received", "pièces reçues par le préfet"
    PIECES_REFUSED = "pieces_refused", "refus de communiquer les pièces"
    WITHDRAWAL_REQUESTED = "withdrawal_requested", "demande de retrait ou de modification du préfet"
    WITHDRAWAL_REFUSED = "withdrawal_refused", "rejet de la demande du préfet"
    EXPLANATION_REQUESTED = "explanation_requested", "demande d’explications du préfet"
    REFERRAL = "referral", "déféré ou recours contentieux"
    SUSPENSION = "suspension", "suspension"
    SUSPENSION_LIFTED = "suspension_lifted", "fin de la suspension"
    WITHDRAWAL = "withdrawal", "retrait"
    REPEAL = "repeal", "abrogation"
    ANNULMENT = "annulment", "annulation"


class ActStep(models.TextChoices):
    """What an act waits for, of who keeps its register."""

    SEAL = "seal", "à sceller"
    TRANSMIT = "transmit", "à transmettre"
    PUBLISH = "publish", "à publier"
    NOTIFY = "notify", "à notifier"


class Extent(models.TextChoices):
    """What of an act is published."""

    FULL = "full", "l’acte entier"
    REDACTED = "redacted", "une copie où des données personnelles sont masquées"


class ActState(models.TextChoices):
    """What an act is on a given day."""

    DRAFT = "draft", "projet"
    ADOPTED = "adopted", "adoptée"
    RECEIVED = "received", "transmise"
    ENFORCEABLE = "enforceable", "exécutoire"
    SUSPENDED = "suspended", "suspendue"
    WITHDRAWN = "withdrawn", "retirée"
    REPEALED = "repealed", "abrogée"
    ANNULLED = "annulled", "annulée"
    REJECTED = "rejected", "rejetée"
