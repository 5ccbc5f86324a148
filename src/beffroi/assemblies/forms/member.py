"""The forms of members and seats."""

from typing import Any

from django import forms

from beffroi.assemblies.forms.fields import MISSING, choices_with_none
from beffroi.assemblies.kinds import EndReason
from beffroi.assemblies.models import Assembly, Seat
from beffroi.core.ui.forms import CheckField, DateField, Form


class MemberForm(Form):
    """Someone who takes a seat; a seat is made when none is chosen."""

    surname = forms.CharField(label="Nom", max_length=100, error_messages={"required": MISSING})
    first_name = forms.CharField(label="Prénom", max_length=100, required=False)
    seat = forms.ModelChoiceField(
        label="Siège", queryset=Seat.objects.none(), required=False, empty_label="Un nouveau siège"
    )
    commune_name = forms.CharField(
        label="Commune du nouveau siège",
        max_length=120,
        required=False,
        help_text="Pour une intercommunalité.",
    )
    is_substitute = CheckField(label="Suppléant", required=False)
    starts_on = DateField(label="Depuis le", error_messages={"required": MISSING})

    def __init__(self, *args: Any, assembly: Assembly, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["seat"]
        field.queryset = assembly.seats.all()

    def clean(self) -> dict[str, Any]:
        """A substitute stands in for someone: a seat must be chosen."""
        if self.cleaned_data.get("is_substitute") and self.cleaned_data.get("seat") is None:
            self.add_error("seat", "Le siège dont il est suppléant.")
        return self.cleaned_data


class NameForm(Form):
    """The spelling of a name."""

    surname = forms.CharField(label="Nom", max_length=100, error_messages={"required": MISSING})
    first_name = forms.CharField(label="Prénom", max_length=100, required=False)


class EndForm(Form):
    """The end of a mandate."""

    ends_on = DateField(
        label="Dernier jour",
        help_text="Le siège est vacant le lendemain.",
        error_messages={"required": MISSING},
    )
    reason = forms.ChoiceField(
        label="Motif",
        choices=choices_with_none(EndReason.choices, "Choisir…"),
        error_messages={"required": MISSING},
    )
