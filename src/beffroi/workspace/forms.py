"""How often one is written to."""

from typing import Any

from django import forms

from beffroi.core.ui.forms import Form
from beffroi.workspace.kinds import WORKING_DAYS, Rhythm


class MailForm(Form):
    """The rhythm of the digest, and its day."""

    rhythm = forms.ChoiceField(
        label="Récapitulatif de ce qui vous attend",
        choices=[(value, label.capitalize()) for value, label in Rhythm.choices],
        help_text="Un seul courriel pour tout ; aucun quand rien ne vous attend.",
        error_messages={"invalid_choice": "Choisissez un rythme de la liste."},
    )
    weekday = forms.TypedChoiceField(
        label="Jour, pour un envoi par semaine",
        choices=[(number, name.capitalize()) for number, name in WORKING_DAYS],
        coerce=int,
        error_messages={"invalid_choice": "Choisissez un jour du lundi au vendredi."},
    )

    def clean_rhythm(self) -> Any:
        """Give the rhythm itself."""
        return Rhythm(self.cleaned_data["rhythm"])
