"""How often somebody is written to, and what became of each digest."""

from django.db import models

from beffroi.law.french import WEEKDAYS

# The working days, as date.weekday() counts them.
WORKING_DAYS = tuple(enumerate(WEEKDAYS[:5]))


class Rhythm(models.TextChoices):
    """How often a person receives the digest of what waits for them."""

    NEVER = "never", "jamais"
    DAILY = "daily", "chaque jour, du lundi au vendredi"
    WEEKLY = "weekly", "une fois par semaine"


class SendingState(models.TextChoices):
    """What became of the digest of a day."""

    SENDING = "sending", "envoi en cours"
    SENT = "sent", "envoyé"
    EMPTY = "empty", "rien à dire"
    REFUSED = "refused", "à renvoyer"
