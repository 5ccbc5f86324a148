"""Realistic content for the page of components: an invented territory, Val-Clair."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms as django_forms

from beffroi.core.text import fold
from beffroi.core.ui.forms import AmountField, CountField, DateField, Form
from beffroi.core.ui.lists import Filter, ListKind, Sort
from beffroi.core.ui.parts import Answer, Blocker, Fact, Finding, Link, Quote, Standing, State, Step
from beffroi.law import AssemblyKind, Reckoning, appeal_deadline, clear_days, quorum


@dataclass(frozen=True, slots=True)
class ShownOperation:
    """An operation that exists only on the page of components."""

    name: str
    step: int
    amount: Decimal
    voted_on: date


class ShownForm(Form):
    """A form with one field of each kind."""

    sent_on = DateField(
        label="Envoi de la convocation",
        help_text="Le jour de l’envoi, non celui écrit en tête : lui seul compte.",
    )
    seats = CountField(label="Sièges en exercice", help_text="Les sièges vacants ne comptent pas.")
    amount = AmountField(label="Aide votée, en euros")
    assembly = django_forms.ChoiceField(
        label="Assemblée", choices=[("epci", "Conseil communautaire"), ("d", "Conseil départemental")]
    )
    remark = django_forms.CharField(
        label="Remarque", required=False, widget=django_forms.Textarea(attrs={"rows": 3})
    )


STANDING = Standing(
    label="Situation de l’opération",
    where=Answer("Étape 11 sur 13 : achèvement", note="Depuis le 11 décembre 2023."),
    turn=Answer(
        "Au Département de l’Ambre : examiner la preuve « plaque »",
        note="Déposée le 12 janvier par l’agglomération. Réponse attendue dans 6 jours.",
        link=Link("#blocages", "Examiner la preuve"),
        button=True,
    ),
    stuck=Answer(
        "Le versement du solde", law="Convention, art. 6 (exemple)", link=Link("#blocages", "Ce qui le lève")
    ),
    pronoun="elle",
)

STEPS = (
    Step("Brouillon", State("done", "Arrêté"), ("done",), "12 déc. 2023\nDirection générale"),
    Step("Avis", State("done", "5 favorables"), ("done",), "27 nov. 2023\nCommissions"),
    Step("Votes", State("now", "En cours"), ("done", "now"), "Val-Clair : 12 déc. 2023", current=True),
    Step("Exécutoire", State("next", "1 vote sur 2"), ("done", "open"), "Val-Clair : 20 déc. 2023"),
    Step("Signature", State("stuck", "Bloquée"), ("stuck",), "Attend le second vote"),
    Step("En vigueur", State("next", "À venir"), ("open",)),
)

BLOCKERS = (
    Blocker(
        "La preuve « plaque » n’est pas encore acceptée.",
        "Convention, art. 6 (exemple) ; au tour du Département",
        Link("#blocages", "Examiner la preuve"),
    ),
    Blocker(
        "Le plan de financement définitif n’est pas signé.",
        "CGCT, art. L1111-10 ; au tour de l’agglomération",
        Link("#blocages", "Voir le plan"),
    ),
)

FINDINGS = (
    Finding(
        State("miss", "Manque"),
        "La délibération n’a pas de numéro",
        (Quote("délibération n° 2022/CC017", 43, "#questions"),),
        "Le seul numéro du texte est celui d’un autre acte.",
    ),
    Finding(
        State("ask", "Question"),
        "Deux noms proches : deux personnes ?",
        (Quote("MARTEL Simone", 16, "#questions"), Quote("MARTELL Simone", 16, "#questions")),
        "Comptés comme deux membres. Une question, pas une erreur.",
    ),
)

FACTS = (
    Fact("Maître d’ouvrage", "Communauté d’agglomération de Val-Clair"),
    Fact("Vote", "1er mars 2024, commission permanente"),
    Fact("Recours", "jusqu’au 2 mai 2024 inclus"),
)

STATES = (
    State("done", "Respecté"), State("now", "En cours"), State("next", "À venir"), State("stuck", "Bloqué"),
    State("ask", "Question"), State("miss", "Manque"), State("no", "Refusé"), State("sum", "Calculé"),
)  # fmt: skip

_NAMES = (
    "Cuisine centrale", "Halle des sports", "Voie verte de la Lène", "Maison de santé", "École de musique",
    "Plan piscines", "Médiathèque", "Aire de covoiturage", "Halte-garderie", "Étang des Aulnes",
)  # fmt: skip
_QUARTERS = ("du Bourg", "d’Orsevent", "de Hautepierre")

OPERATIONS = tuple(
    ShownOperation(
        f"{name} {quarter}",
        1 + (place * 5) % 13,
        Decimal(12_500 + place * 7_310),
        date(2023, 1 + place % 12, 11),
    )
    for place, (quarter, name) in enumerate((quarter, name) for quarter in _QUARTERS for name in _NAMES)
)

OPERATION_LIST: ListKind[ShownOperation] = ListKind(
    noun="opération",
    nouns="opérations",
    words=lambda row: row.name,
    filters=(
        Filter(
            "etape",
            "Étape",
            (("avant", "Avant le vote"), ("apres", "Après le vote")),
            lambda row, value: (row.step < 8) == (value == "avant"),
        ),
    ),
    sorts=(
        Sort("nom", "Nom", lambda row: fold(row.name)),
        Sort("montant", "Montant, du plus grand", lambda row: row.amount, descending=True),
    ),
)


def reckonings() -> tuple[Reckoning[Any], ...]:
    """Give one result of each kind: held, not held, not to be told."""
    return (
        clear_days(date(2024, 1, 10), date(2024, 1, 16), assembly=AssemblyKind.EPCI),
        quorum(53, 21, assembly=AssemblyKind.EPCI),
        appeal_deadline(date(2024, 1, 19)),
    )


def wrong_form() -> ShownForm:
    """Give the form as it comes back with errors, nothing typed lost."""
    return ShownForm(
        {"sent_on": "31/02/2024", "seats": "cinquante", "amount": "12 500,00", "assembly": "epci"},
        auto_id="corriger_%s",
    )
