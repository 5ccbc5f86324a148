"""What one types of an amendment: its object, then each change, the « before » being shown."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from beffroi.assemblies.kinds import Outcome
from beffroi.assemblies.models import Deliberation
from beffroi.contracts.amendments.actions import AmendmentFacts
from beffroi.contracts.amendments.fields import FIELDS, FieldSpec
from beffroi.contracts.forms import ActField
from beffroi.contracts.kinds import Target
from beffroi.contracts.models import AmendmentApproval, ContractParty
from beffroi.core.ui.forms import AmountField, CheckField, ChoicesField, CountField, DateField, Form


class AmendmentForm(Form):
    """What an amendment is about."""

    title = forms.CharField(
        label="Objet de l’avenant", max_length=200, error_messages={"required": "Dites l’objet de l’avenant."}
    )
    why = forms.CharField(
        label="Pourquoi",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Les deux assemblées le liront : la raison figure dans l’acte.",
        error_messages={"required": "Dites pourquoi le contrat change."},
    )
    money_effect_amount = AmountField(
        label="Effet financier, en euros",
        required=False,
        help_text="Sans signe : la phrase qui suit dit son sens. Vide si l’avenant n’en a pas.",
    )
    money_note = forms.CharField(
        label="Ce que cet effet veut dire",
        max_length=400,
        required=False,
        help_text="S’il s’ajoute ou se retranche, sur quel budget, quelles années.",
    )

    def clean(self) -> dict[str, Any]:
        """An amount never goes without the sentence that explains it."""
        data = super().clean() or self.cleaned_data
        if data.get("money_effect_amount") is not None and not data.get("money_note"):
            self.add_error("money_note", "Dites si cet effet s’ajoute ou se retranche, et sur quoi il porte.")
        return data

    def facts(self) -> AmendmentFacts:
        """Give what was typed."""
        return AmendmentFacts(**self.cleaned_data)


class EntryForm(Form):
    """The fields of one entry of the contract, as they stand or empty."""

    def __init__(
        self,
        *args: Any,
        target: Target,
        values: Mapping[str, Any] | None,
        ambitions: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        self.target, self.values, self.ambitions = target, values, ambitions
        super().__init__(*args, initial=dict(values or {}), **kwargs)

    def add_fields(self) -> None:
        """Ask for what an amendment may change of such an entry; a new crossing says which ambition."""
        if self.target is Target.CROSSING and self.values is None:
            self.fields["ambition"] = forms.ChoiceField(
                label="Ambition que l’axe reprend",
                choices=self.ambitions,
                error_messages={"required": "Choisissez une ambition."},
            )
        for name, spec in FIELDS[self.target].items():
            self.fields[name] = _field(spec)
            if self.values is not None:
                told = (f"Aujourd’hui : {spec.shown(self.values.get(name))}", self.fields[name].help_text)
                self.fields[name].help_text = ". ".join(str(one) for one in told if one)

    def typed(self) -> dict[str, Any]:
        """Give the values as the contract keeps them."""
        return {name: self.cleaned_data[name] for name in FIELDS[self.target]}


def _field(spec: FieldSpec) -> forms.Field:
    required = {"required": f"« {spec.label} » : dites-le."}
    if spec.type is bool:
        return CheckField(label=spec.label, required=False)
    if spec.type is int:
        return CountField(label=spec.label, required=spec.required, error_messages=required)
    if spec.type is list:
        told = f"Aucune case cochée : {spec.empty}."
        return ChoicesField(label=spec.label, choices=spec.choices.choices, help_text=told)
    if spec.choices:
        return forms.ChoiceField(label=spec.label, choices=spec.choices.choices, error_messages=required)
    long = spec.max_length > 200
    widget = forms.Textarea(attrs={"rows": 3}) if long else forms.TextInput()
    return forms.CharField(
        label=spec.label,
        max_length=spec.max_length,
        required=spec.required,
        widget=widget,
        error_messages=required,
    )


class AmendmentApprovalForm(Form):
    """Which act approved the amendment."""

    def __init__(self, *args: Any, party: ContractParty, **kwargs: Any) -> None:
        self.party = party
        super().__init__(*args, **kwargs)

    def add_fields(self) -> None:
        """Offer the acts of that party's own assemblies that approve nothing yet."""
        acts = (
            Deliberation.objects.sealed()
            .filter(sitting__assembly__organisation=self.party.organisation_id, outcome=Outcome.ADOPTED)
            .exclude(pk__in=ContractParty.objects.filter(approval__isnull=False).values("approval"))
            .exclude(pk__in=AmendmentApproval.objects.values("act"))
            .select_related("sitting__assembly")
            .order_by("-sitting__held_on", "rank")
        )
        self.fields["act"] = ActField(
            queryset=acts,
            label="La délibération qui approuve l’avenant",
            help_text="Seuls les actes adoptés et scellés au registre de votre collectivité sont proposés.",
            empty_label="Choisir un acte",
            error_messages={
                "required": "Choisissez la délibération qui approuve l’avenant.",
                "invalid_choice": "Cet acte n’est pas au registre de votre collectivité.",
            },
        )


class ReasonForm(Form):
    """Why an amendment goes back to its draft, or is given up."""

    reason = forms.CharField(
        label="Pourquoi",
        max_length=400,
        required=False,
        help_text="Obligatoire pour revenir à la rédaction ou abandonner : la raison reste au journal.",
    )


class DayForm(Form):
    """The day on which one reads the contract; it stands in the address."""

    le = DateField(label="Le contrat tel qu’il se lit le", error_messages={"required": "Choisissez un jour."})
