"""The form of a sitting: when, how it was convened, who leads it."""

from dataclasses import replace
from typing import Any

from django import forms

from beffroi.assemblies.facts import SittingFacts
from beffroi.assemblies.forms.fields import MISSING, HourField, MemberField, People
from beffroi.assemblies.models import Assembly, Sitting
from beffroi.core.ui.forms import CheckField, CountField, DateField, Form
from beffroi.law import AssemblyKind

SECTIONS = (
    ("La séance", ("held_on", "held_at", "place")),
    (
        "La convocation",
        ("convened_on", "dispatched_on", "posted_on", "is_urgent", "is_second", "is_first_after_renewal"),
    ),
    ("Présidence et secrétariat", ("chair", "secretary", "seats_in_office")),
    ("Après la séance", ("listed_on",)),
)


class SittingForm(Form):
    """One sitting, without its attendance sheet."""

    held_on = DateField(label="Date de la séance", error_messages={"required": MISSING})
    held_at = HourField(label="Heure", required=False, help_text="Par exemple 18:45.")
    place = forms.CharField(label="Lieu", max_length=200, required=False)
    convened_on = DateField(
        label="Convocation datée du", required=False, help_text="La date que porte la convocation."
    )
    dispatched_on = DateField(
        label="Convocation envoyée le",
        required=False,
        help_text="C’est l’envoi qui compte pour les jours francs. Laissez vide si vous l’ignorez.",
    )
    posted_on = DateField(label="Convocation affichée le", required=False)
    is_urgent = CheckField(label="Délai abrégé pour urgence", required=False)
    is_second = CheckField(
        label="Seconde convocation, faute de quorum",
        required=False,
        help_text="Mêmes affaires, convoquées de nouveau : aucun quorum n’est alors exigé.",
    )
    is_first_after_renewal = CheckField(label="Première séance après un renouvellement", required=False)
    chair = MemberField(label="Président de séance", required=False, help_text="NOM Prénom.")
    secretary = MemberField(label="Secrétaire de séance", required=False, help_text="NOM Prénom.")
    seats_in_office = CountField(
        label="Sièges en exercice ce jour-là",
        required=False,
        help_text="Le quorum se compte sur ce nombre. Vide, il est compté sur les mandats en cours.",
    )
    listed_on = DateField(
        label="Liste des délibérations affichée le",
        required=False,
        help_text="Dans la semaine qui suit la séance (CGCT, art. L2121-25).",
    )

    def __init__(self, *args: Any, assembly: Assembly, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = People(assembly.members.all())
        # No text asks a département for this list: who posts one may still say when.
        if assembly.regime in (AssemblyKind.DEPARTEMENT, AssemblyKind.STANDING_COMMITTEE):
            self.fields["listed_on"].help_text = ""
        for name in ("chair", "secretary"):
            field: Any = self.fields[name]
            field.people = self.people

    @property
    def sections(self) -> list[tuple[str, list[Any]]]:
        """The fields, by page section."""
        return [(title, [self[name] for name in names]) for title, names in SECTIONS]

    def facts(self, known: SittingFacts | None = None) -> SittingFacts:
        """Give what was typed, with the attendance sheet that is known already."""
        typed = {name: self.cleaned_data[name] for _, names in SECTIONS for name in names}
        return SittingFacts(**typed) if known is None else replace(known, **typed)


def initial_of(sitting: Sitting) -> dict[str, Any]:
    """Give what is known of a sitting, as its form shows it."""
    return {name: getattr(sitting, name) for _, names in SECTIONS for name in names}
