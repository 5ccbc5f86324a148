"""An idea, as its owner writes it down."""

from datetime import date
from typing import Any

from django import forms

from beffroi.contracts.in_force import terms_on
from beffroi.contracts.models import Axis, Contract
from beffroi.core.ui.forms import Form


class ProposalForm(Form):
    """A title and an axis are enough to begin; the rest comes with the file."""

    title = forms.CharField(
        label="Titre de l’opération",
        max_length=200,
        help_text="Le nom sous lequel chacun la connaîtra, par exemple « Maison de services du bourg ».",
        error_messages={"required": "Donnez un titre à l’opération."},
    )
    summary = forms.CharField(
        label="En une phrase",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ce qui sera fait et pour qui ; vous pourrez la changer.",
    )

    def __init__(self, *args: Any, contracts: list[Contract], on: date, **kwargs: Any) -> None:
        self.axes = {str(axis.pk): axis for contract in contracts for axis in terms_on(contract, on).axes}
        super().__init__(*args, **kwargs)

    def add_fields(self) -> None:
        """Offer the axes of the contracts to which the organisation may propose, contract by contract."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for key, axis in self.axes.items():
            name = f"{axis.contract.title} {axis.contract.years}"
            groups.setdefault(name, []).append((key, f"Axe {axis.rank} : {axis.title}"))
        self.fields["axis"] = forms.ChoiceField(
            label="Axe du contrat",
            choices=[("", "Choisir un axe"), *groups.items()],
            help_text="Une opération se rattache à un axe : c’est par lui que sa cohérence sera examinée.",
            error_messages={
                "required": "Choisissez l’axe du contrat auquel l’opération se rattache.",
                "invalid_choice": "Cet axe n’est pas d’un contrat auquel vous pouvez proposer.",
            },
        )
        self.order_fields(["title", "axis", "summary"])

    def clean_axis(self) -> Axis:
        """Give the axis, which names its contract."""
        return self.axes[self.cleaned_data["axis"]]
