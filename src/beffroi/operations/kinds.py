"""The words that operations choose from."""

from django.db import models


class OperationState(models.TextChoices):
    """Where an operation stands, up to its vote or an exit; the order is that of its life."""

    IDEA = "idea", "idée"
    ENGINEERING = "engineering", "ingénierie"
    FILE = "file", "dossier en préparation"
    COMPLETION = "completion", "pièces ou précisions demandées"
    COHERENCE = "coherence", "cohérence à examiner"
    SCHEMES = "schemes", "droit commun à examiner"
    ROUTING = "routing", "financement à orienter"
    SHEET = "sheet", "fiche opération à écrire"
    COUNTERSIGN = "countersign", "fiche opération à approuver par l’intercommunalité"
    REPORT = "report", "rapport à préparer"
    AGENDA = "agenda", "inscrite à une séance"
    REOPENED = "reopened", "plan de financement rouvert"
    SCHEME_ROAD = "scheme_road", "suivie par un dispositif ordinaire"
    VOTED = "voted", "aide votée"
    SCHEME_GRANTED = "scheme_granted", "aidée par un dispositif ordinaire"
    REFUSED = "refused", "refusée"
    DROPPED = "dropped", "abandonnée"
    WITHDRAWN = "withdrawn", "retirée"


class Turn(models.TextChoices):
    """Who acts next: one organisation at a time, or nobody."""

    OWNER = "owner", "le maître d’ouvrage"
    DEPARTEMENT = "departement", "le Département"
    EPCI = "epci", "l’intercommunalité"
    CLERK = "clerk", "le service des assemblées du Département"
    NOBODY = "nobody", "personne"


class FundingRoute(models.TextChoices):
    """Towards which money an operation is sent."""

    SCHEME = "scheme", "dispositif ordinaire"
    FUND = "fund", "fonds d’innovation"
    BOTH = "both", "fonds d’innovation et dispositif ordinaire"
    NONE = "none", "aucun financement du Département"


class Basis(models.TextChoices):
    """Whether amounts hold the value-added tax; recoverable VAT is not eligible."""

    EXCLUDING_TAX = "ht", "hors taxes"
    INCLUDING_TAX = "ttc", "toutes taxes comprises"


class FunderKind(models.TextChoices):
    """Whose money a line is. The own share is a part of the public funding; private money is not."""

    OWN = "own", "autofinancement"
    DEPARTEMENT = "departement", "Département"
    REGION = "region", "Région"
    STATE = "state", "État"
    EUROPE = "europe", "Union européenne"
    EPCI = "epci", "intercommunalité (fonds de concours)"
    COMMUNE = "commune", "commune (fonds de concours)"
    OTHER_PUBLIC = "other_public", "autre public"
    PRIVATE = "private", "privé"


class LineState(models.TextChoices):
    """How far a line of funding has come."""

    PLANNED = "planned", "prévue"
    ASKED = "asked", "demandée"
    OBTAINED = "obtained", "obtenue"
    REFUSED = "refused", "refusée"
    WITHDRAWN = "withdrawn", "retirée"


class Subject(models.TextChoices):
    """What an answer on coherence is about."""

    AXIS = "axis", "axe"
    PUBLIC = "public", "public cible"
    POINT = "point", "point d’attention"
    COMMITMENT = "commitment", "engagement réciproque"


class Verdict(models.TextChoices):
    """An answer on coherence; « sans objet » and « non » say why."""

    YES = "yes", "oui"
    PARTLY = "partly", "en partie"
    NO = "no", "non"
    NOT_APPLICABLE = "not_applicable", "sans objet"


class SchemeVerdict(models.TextChoices):
    """What the département found of an ordinary scheme, with one reason for each."""

    USED = "used", "mobilisé"
    PARTLY = "partly", "mobilisé en partie"
    NOT_ELIGIBLE = "not_eligible", "non éligible"
    EXHAUSTED = "exhausted", "crédits épuisés"
    NOT_SUITED = "not_suited", "inadapté au projet"


class StateAid(models.TextChoices):
    """Whether the aid could be a State aid (article 107 TFEU)."""

    UNANSWERED = "", "pas encore répondu"
    NOT_ECONOMIC = "not_economic", "pas d’activité économique"
    LOCAL = "local", "effet purement local"
    DE_MINIMIS = "de_minimis", "aide de minimis"
    EXEMPTED = "exempted", "régime exempté"
    NOTIFIED = "notified", "aide à notifier"


class ReportState(models.TextChoices):
    """Where a report to an assembly stands."""

    PREPARING = "preparing", "en préparation"
    SENT = "sent", "inscrit à l’ordre du jour"
    VOTED = "voted", "voté"


class InterestKind(models.TextChoices):
    """What interest a member has: a public one is a note since 23 December 2025, a private one a warning."""

    PUBLIC = "public", "intérêt public (double mandat, représentation)"
    PRIVATE = "private", "intérêt privé"
    EXCLUDED = "excluded", "cas de l’article L1111-6, II"
