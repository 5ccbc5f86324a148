"""The words that contracts choose from."""

from django.db import models


class ContractState(models.TextChoices):
    """Where a contract stands; the order is that of its life."""

    DRAFTING = "drafting", "rédaction"
    OPINIONS = "opinions", "avis des commissions"
    VOTES = "votes", "vote des deux assemblées"
    ENFORCEABLE = "enforceable", "votes à rendre exécutoires"
    SIGNATURE = "signature", "à signer"
    ACTIVE = "active", "en cours"
    REVIEW = "review", "bilan"
    CLOSED = "closed", "clos"


class Side(models.TextChoices):
    """Whose commitment it is, or which party."""

    DEPARTEMENT = "departement", "Le Département"
    EPCI = "epci", "L’intercommunalité"
    BOTH = "both", "Ensemble"


class FrameKind(models.TextChoices):
    """What an authority set as its aims before the contract."""

    PACT = "pact", "pacte départemental"
    TERRITORY_PROJECT = "territory_project", "projet de territoire"


class PriorityKind(models.TextChoices):
    """What a priority of a frame is."""

    TRANSVERSE = "transverse", "priorité transverse"
    THEME = "theme", "thème développé"


class Strength(models.TextChoices):
    """How far an axis takes up an ambition."""

    FULL = "full", "reprise"
    PART = "part", "reprise en partie"


class CommitmentKind(models.TextChoices):
    """What a mutual commitment is about."""

    SUPPORT = "support", "accompagnement"
    ENGINEERING = "engineering", "ingénierie"
    SCHEME = "scheme", "droit commun"
    FUND = "fund", "fonds d’innovation territorial"
    TARGET_PUBLIC = "target_public", "publics cibles"
    ENVIRONMENT = "environment", "environnement"
    DISABILITY = "disability", "handicap"
    COHESION = "cohesion", "jeunesses et lien social"
    INSERTION = "insertion", "insertion"
    ACCESS = "access", "accès à la culture et au sport"
    MOBILITY = "mobility", "mobilité solidaire"
    GOVERNANCE = "governance", "gouvernance"


class ClauseScope(models.TextChoices):
    """What a communication clause applies to."""

    CONTRACT = "contract", "le contrat, chaque fois que c’est utile"
    FUND = "fund", "toute opération aidée par le fonds d’innovation territorial"
    BUILDING = "building", "les travaux de bâtiment aidés par le fonds"
    TECHNICAL_AID = "technical_aid", "l’aide technique que la convention valorise"


class MentionKind(models.TextChoices):
    """How the contract names an operation."""

    CITED = "cited", "citée au contrat"
    PAST = "past", "aidée par un contrat précédent"


class AmendmentState(models.TextChoices):
    """Where an amendment stands; the order is that of its life."""

    DRAFTING = "drafting", "rédaction"
    VOTES = "votes", "vote des deux assemblées"
    ENFORCEABLE = "enforceable", "à signer"
    SIGNED = "signed", "signé"
    DROPPED = "dropped", "abandonné"


class ChangeKind(models.TextChoices):
    """What a change does."""

    ADD = "add", "ajoute"
    ALTER = "alter", "modifie"
    REMOVE = "remove", "retire"


class Target(models.TextChoices):
    """What an amendment may change."""

    CONTRACT = "contract", "dispositions générales"
    SETTINGS = "settings", "règles d’admission"
    PARTY = "party", "partie"
    AXIS = "axis", "axe"
    THEME = "theme", "thème"
    CROSSING = "crossing", "croisement"
    COMMITMENT = "commitment", "engagement réciproque"
    PUBLIC = "public", "public cible"
    POINT = "point", "point d’attention"
    CLAUSE = "clause", "clause de communication"
    PIECE = "piece", "pièce exigée"
    COMMUNE = "commune", "commune du contrat"


class FicheFor(models.TextChoices):
    """Which operations need a fiche written by both parties before the vote."""

    FUND = "fund", "celles qui mobilisent le fonds d’innovation territorial"
    ALL = "all", "toutes les opérations aidées"
    NONE = "none", "aucune"


class MeetingYear(models.TextChoices):
    """The year in which a technical meeting and a steering committee are held."""

    CIVIL = "civil", "l’année civile"
    CONTRACT = "contract", "l’année du contrat, de sa signature à l’anniversaire"


class OperationStep(models.TextChoices):
    """The steps of an operation for which a contract may set a delay; the operations' own states."""

    ENGINEERING = "engineering", "avis d’ingénierie"
    COMPLETION = "completion", "pièces ou précisions demandées"
    COHERENCE = "coherence", "examen de la cohérence"
    SCHEMES = "schemes", "examen du droit commun"
    ROUTING = "routing", "orientation du financement"
    SHEET = "sheet", "écriture de la fiche opération"
    COUNTERSIGN = "countersign", "validation croisée de la fiche"
    REPORT = "report", "préparation du rapport"
    AGENDA = "agenda", "passage en séance"
    REOPENED = "reopened", "plan de financement rouvert"
    SCHEME_ROAD = "scheme_road", "suite par un dispositif ordinaire"


class PieceStep(models.TextChoices):
    """By when a required piece must be there."""

    FILE = "file", "au dépôt du dossier"
    SHEET = "sheet", "avant la fiche opération"
    REPORT = "report", "avant le vote"
