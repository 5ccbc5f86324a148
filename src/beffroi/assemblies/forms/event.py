"""The forms of what happens to an act: each kind asks only what counts for it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from beffroi.assemblies.blockers import faulty_dates
from beffroi.assemblies.facts import EventFacts, PublicationFacts
from beffroi.assemblies.forms.fields import MISSING, LinesField
from beffroi.assemblies.kinds import EventKind, Extent
from beffroi.assemblies.models import Deliberation
from beffroi.core.ui.forms import CheckField, DateField, Form

K = EventKind


@dataclass(frozen=True, slots=True)
class Asked:
    """What a kind of event asks: the words of its dates, empty for a date that does not count."""

    happened: str
    received: str = ""
    reason: bool = False


ASKED = {
    K.TRANSMISSION: Asked("Envoyée le", "Reçue en préfecture le"),
    K.NOTIFICATION: Asked("Envoyée au destinataire le", "Reçue par le destinataire le"),
    K.APPEAL: Asked("Recours posté le", "Recours reçu le"),
    K.APPEAL_REJECTED: Asked("Rejet décidé le", "Rejet notifié le"),
    K.PIECES_REQUESTED: Asked("Demande du préfet reçue le"),
    K.PIECES_RECEIVED: Asked("Pièces reçues par le préfet le"),
    K.PIECES_REFUSED: Asked("Refus reçu par le préfet le", reason=True),
    K.WITHDRAWAL_REQUESTED: Asked("Demande du préfet reçue le", reason=True),
    K.WITHDRAWAL_REFUSED: Asked("Rejet reçu par le préfet le", reason=True),
    K.EXPLANATION_REQUESTED: Asked("Demande du préfet reçue le"),
    K.REFERRAL: Asked("Tribunal saisi le", reason=True),
    K.SUSPENSION: Asked("Suspendue le", reason=True),
    K.SUSPENSION_LIFTED: Asked("Fin de la suspension le", reason=True),
    K.WITHDRAWAL: Asked("Retirée le", reason=True),
    K.REPEAL: Asked("Abrogée le", reason=True),
    K.ANNULMENT: Asked("Annulée le", reason=True),
}


class EventForm(Form):
    """One event of a kind."""

    happened_on = DateField(error_messages={"required": MISSING})
    received_on = DateField(required=False, help_text="Laissez vide si vous l’ignorez encore.")
    reference = forms.CharField(
        label="Référence",
        max_length=120,
        required=False,
        help_text="Numéro d’accusé, de dossier, de jugement…",
    )
    reason = forms.CharField(
        label="Motif", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, kind: EventKind, act: Deliberation, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.act, self.on = act, on
        asked = ASKED[kind]
        self.fields["happened_on"].label = asked.happened
        self.fields["received_on"].label = asked.received
        if not asked.received:
            del self.fields["received_on"]
        if not asked.reason:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """Say beside each date what the action would refuse of it."""
        if not self.errors:
            for name, one in faulty_dates(self.act, self.facts(), self.on):
                self.add_error(name, one.sentence)
        return self.cleaned_data

    def facts(self) -> EventFacts:
        """Give what was typed."""
        typed = self.cleaned_data
        return EventFacts(
            happened_on=typed["happened_on"],
            received_on=typed.get("received_on"),
            reference=typed["reference"],
            reason=typed.get("reason", ""),
        )


class PublicationForm(Form):
    """What is published, chosen before it is."""

    happened_on = DateField(label="Publiée le", error_messages={"required": MISSING})
    extent = forms.ChoiceField(
        label="Ce qui est publié",
        choices=Extent.choices,
        initial=Extent.FULL,
        help_text="Un acte se publie entier, sauf les données personnelles que la loi protège.",
    )
    redactions = LinesField(
        label="Passages à masquer",
        required=False,
        help_text="Un par ligne, mot pour mot comme dans l’acte.",
    )
    with_annexes = CheckField(label="Publier aussi les annexes", required=False)
    author_first_name = forms.CharField(
        label="Prénom de l’auteur de l’acte", max_length=80, error_messages={"required": MISSING}
    )
    author_last_name = forms.CharField(
        label="Nom de l’auteur de l’acte", max_length=80, error_messages={"required": MISSING}
    )
    author_capacity = forms.CharField(
        label="Qualité de l’auteur de l’acte",
        max_length=120,
        error_messages={"required": MISSING},
        help_text="Exigés par l’art. R2131-1 du CGCT.",
    )

    def facts(self) -> PublicationFacts:
        """Give what was typed."""
        typed = self.cleaned_data
        return PublicationFacts(
            extent=Extent(typed["extent"]),
            author_first_name=typed["author_first_name"],
            author_last_name=typed["author_last_name"],
            author_capacity=typed["author_capacity"],
            with_annexes=typed["with_annexes"],
            redactions=typed["redactions"],
        )
