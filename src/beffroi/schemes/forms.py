"""What is typed about an aid, its rules, and a project that looks for one."""

import re
from decimal import Decimal
from typing import Any

from django import forms

from beffroi.core.errors import NotReadable
from beffroi.core.ui.forms import AmountField, ChoicesField, CountField, DateField, Form, TypedField
from beffroi.law.french import cut_short
from beffroi.schemes.facts import LISTS
from beffroi.schemes.kinds import BeneficiaryKind, OperationKind, SchemeKind
from beffroi.schemes.models.rules import MOST_WORDS
from beffroi.schemes.rules import ProjectFacts, RuleFacts

_PERCENT = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?\s*%?")


class RateField(TypedField):
    """A rate, typed as a percentage."""

    inputmode = "decimal"

    def read(self, text: str) -> Decimal:
        """Read « 25 » or « 33,33 % » as a rate between 0 and 1."""
        found = _PERCENT.fullmatch(text)
        rate = Decimal(f"{found[1]}.{found[2] or 0}") / 100 if found and text.isascii() else None
        if rate is None or rate > 1:
            raise NotReadable(f"« {cut_short(text)} » n’est pas un taux : écrivez par exemple 25 ou 33,33.")
        return rate

    def prepare_value(self, value: Any) -> Any:
        """Show a known rate as it is typed."""
        return f"{(value * 100).normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


class WordsField(TypedField):
    """Some words, separated by commas."""

    def read(self, text: str) -> list[str]:
        """Read the words, each once."""
        typed = (" ".join(one.split()) for one in text.split(","))
        words = list(dict.fromkeys(one for one in typed if one))
        if len(words) > MOST_WORDS:
            raise NotReadable(f"{MOST_WORDS} thèmes au plus.")
        return words

    def prepare_value(self, value: Any) -> Any:
        """Show known words as they are typed."""
        return ", ".join(value) if isinstance(value, list | tuple) else value


class SchemeChangeForm(Form):
    """How an aid is called and told."""

    name = forms.CharField(label="Nom", max_length=200)
    summary = forms.CharField(
        label="En bref",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ce que l’aide soutient, en une ou deux phrases que comprend une commune.",
    )
    funder_name = forms.CharField(
        label="Autre financeur",
        required=False,
        max_length=200,
        help_text="À remplir quand un autre paie : État, Région. Vide : le Département.",
    )


class SchemeForm(SchemeChangeForm):
    """The same, and its nature, which does not change afterwards."""

    kind = forms.ChoiceField(
        label="Nature",
        choices=SchemeKind.choices,
        help_text="Le droit commun est examiné avant tout fonds. La nature ne change plus ensuite.",
    )
    field_order = ("name", "kind", "summary", "funder_name")


class RulesForm(Form):
    """One dated version of the rules; what is left empty is no condition."""

    in_force_from = DateField(label="En vigueur depuis le", help_text="Premier jour, compris.")
    in_force_until = DateField(
        label="En vigueur jusqu’au", required=False, help_text="Dernier jour, compris. Vide : sans fin."
    )
    beneficiary_kinds = ChoicesField(
        label="Bénéficiaires", choices=BeneficiaryKind.choices, help_text="Rien de coché : tous."
    )
    population_max = CountField(
        label="Population au plus", required=False, help_text="En habitants ; ce nombre est admis."
    )
    cost_min_amount = AmountField(
        label="Coût éligible au moins", required=False, help_text="En euros ; ce montant est admis."
    )
    cost_max_amount = AmountField(
        label="Coût éligible au plus", required=False, help_text="En euros ; ce montant est admis."
    )
    operation_kinds = ChoicesField(
        label="Natures d’opération", choices=OperationKind.choices, help_text="Rien de coché : toutes."
    )
    themes = WordsField(
        label="Thèmes", required=False, help_text="Séparés par des virgules ; un seul en commun suffit."
    )
    rate = RateField(
        label="Taux", required=False, help_text="En pour cent du coût éligible. Vide : aucune estimation."
    )
    cap_amount = AmountField(label="Plafond de l’aide", required=False, help_text="En euros.")
    minimum_amount = AmountField(
        label="Aide minimale", required=False, help_text="En euros ; en dessous, rien n’est versé."
    )
    source_note = forms.CharField(
        label="Texte qui le dit", required=False, max_length=300, help_text="Délibération, article."
    )

    def clean(self) -> dict[str, Any]:
        """Refuse bounds that cross."""
        cleaned = super().clean() or {}
        for low, high, sentence in (
            ("in_force_from", "in_force_until", "Des règles ne peuvent pas finir avant de commencer."),
            ("cost_min_amount", "cost_max_amount", "Le coût le plus haut est au moins le plus bas."),
            ("minimum_amount", "cap_amount", "Le plafond est au moins l’aide minimale."),
        ):
            least, most = cleaned.get(low), cleaned.get(high)
            if least is not None and most is not None and most < least:
                self.add_error(high, sentence)
        return cleaned

    def facts(self) -> RuleFacts:
        """Give what was typed as plain values."""
        lists = {name: tuple(self.cleaned_data[name] or ()) for name in LISTS}
        return RuleFacts(**{**self.cleaned_data, **lists})


class EndForm(Form):
    """The last day of a version that was used."""

    in_force_until = DateField(label="En vigueur jusqu’au", help_text="Dernier jour, compris.")


class ProjectForm(Form):
    """What is known of a project; all of it may be left aside."""

    beneficiary_kind = forms.ChoiceField(
        label="Qui porte le projet", required=False, choices=(("", "Non précisé"), *BeneficiaryKind.choices)
    )
    population = CountField(
        label="Population", required=False, help_text="Habitants de la commune ou du territoire qui le porte."
    )
    cost = AmountField(
        label="Coût éligible", required=False, help_text="En euros, hors taxe si la TVA est récupérée."
    )
    operation_kind = forms.ChoiceField(
        label="Nature de l’opération", required=False, choices=(("", "Non précisée"), *OperationKind.choices)
    )
    themes = WordsField(
        label="Thèmes", required=False, help_text="Quelques mots séparés par des virgules : sport, culture."
    )

    def facts(self) -> ProjectFacts:
        """Give what was typed as plain values."""
        typed = self.cleaned_data
        return ProjectFacts(
            beneficiary_kind=typed["beneficiary_kind"] or None,
            population=typed["population"],
            eligible_cost_amount=typed["cost"],
            operation_kind=typed["operation_kind"] or None,
            themes=tuple(typed["themes"] or ()),
        )
