"""What a person chose to receive."""

from django.db import models
from django.db.models import Q

from beffroi.organisations.models import User
from beffroi.workspace.kinds import WORKING_DAYS, Rhythm

MONDAY = 0


class MailChoice(models.Model):
    """How often one is written to; who chose nothing has no row, and is written to on Mondays."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="+")
    rhythm = models.CharField("rythme", max_length=10, choices=Rhythm.choices, default=Rhythm.WEEKLY)
    weekday = models.PositiveSmallIntegerField("jour", choices=WORKING_DAYS, default=MONDAY)
    # A day that passed before the choice owes nothing.
    chosen_on = models.DateField("choisi le")

    class Meta:
        verbose_name = "choix de courriels"
        verbose_name_plural = "choix de courriels"
        constraints = [
            models.CheckConstraint(
                condition=Q(rhythm__in=Rhythm.values),
                name="mail_choice_rhythm_known",
                violation_error_message="Ce rythme n’existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(weekday__in=[number for number, _ in WORKING_DAYS]),
                name="mail_choice_on_a_working_day",
                violation_error_message="Choisissez un jour du lundi au vendredi.",
            ),
        ]

    def __str__(self) -> str:
        if self.rhythm == Rhythm.WEEKLY:
            return f"chaque {self.get_weekday_display()}"
        return str(self.get_rhythm_display())
