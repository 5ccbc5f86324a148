"""The words that schemes choose from; operations use the same ones."""

from django.db import models


class SchemeKind(models.TextChoices):
    """What an aid is: one of the usual ones, or a fund examined after them."""

    ORDINARY = "ordinary", "droit commun"
    FUND = "fund", "fonds"


class OperationKind(models.TextChoices):
    """What an operation does."""

    BUILDING = "building", "bâtiment"
    EQUIPMENT = "equipment", "équipement"
    PUBLIC_SPACE = "public_space", "espace public"
    SOFT_MOBILITY = "soft_mobility", "mobilité douce"
    ENVIRONMENT = "environment", "environnement"
    STUDY = "study", "étude"
    EVENT = "event", "événement"
    OPERATING = "operating", "fonctionnement"


class BeneficiaryKind(models.TextChoices):
    """Who asks for an aid."""

    COMMUNE = "commune", "commune"
    EPCI = "epci", "intercommunalité"
    SYNDICATE = "syndicate", "syndicat"
    PUBLIC_BODY = "public_body", "établissement public"
    ASSOCIATION = "association", "association"
    OTHER = "other", "autre bénéficiaire"
