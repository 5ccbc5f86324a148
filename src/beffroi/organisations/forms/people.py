"""Colleagues: inviting, roles, leaving."""

from typing import Any

from django import forms

from beffroi.core.ui.forms import DateField, Form
from beffroi.organisations.handover import WorkInHand
from beffroi.organisations.models import Organisation, User
from beffroi.organisations.roles import Role


def _choices(organisation: Organisation) -> list[tuple[str, str]]:
    return [(role.value, role.label) for role in Role if role in organisation.roles]


class InviteForm(Form):
    """Who is invited, to do what."""

    email = forms.EmailField(
        label="Adresse électronique",
        help_text="Le lien y sera envoyé ; il sert une fois, pendant sept jours.",
        max_length=254,
        widget=forms.EmailInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    role = forms.ChoiceField(label="Rôle")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        self.organisation = organisation
        super().__init__(*args, **kwargs)

    def add_fields(self) -> None:
        """Offer the roles that this kind of organisation may give."""
        self.fields["role"] = forms.ChoiceField(label="Rôle", choices=_choices(self.organisation))


class RoleForm(Form):
    """One more role for somebody."""

    role = forms.ChoiceField(label="Rôle")
    starts_on = DateField(label="À partir du")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        self.organisation = organisation
        super().__init__(*args, **kwargs)

    def add_fields(self) -> None:
        """Offer the roles that this kind of organisation may give."""
        dated = self.fields.pop("starts_on")
        self.fields["role"] = forms.ChoiceField(label="Rôle", choices=_choices(self.organisation))
        self.fields["starts_on"] = dated


class EndForm(Form):
    """The last day of a role."""

    ends_on = DateField(
        label="Dernier jour",
        help_text="Le rôle est tenu ce jour-là encore. La veille : l’accès cesse aussitôt.",
    )


class HandoverForm(EndForm):
    """Who takes over each kind of work, and when the person leaves."""

    def __init__(self, *args: Any, works: list[WorkInHand], colleagues: list[User], **kwargs: Any) -> None:
        self.works, self.colleagues = works, colleagues
        super().__init__(*args, **kwargs)

    def add_fields(self) -> None:
        """Ask one name for each kind of work."""
        dated = self.fields.pop("ends_on")
        choices = [("", "Choisir"), *((str(one.pk), str(one)) for one in self.colleagues)]
        for work in self.works:
            self.fields[f"to_{work.number}"] = forms.ChoiceField(
                label=f"{work.source.label} : qui reprend ?", choices=choices
            )
        self.fields["ends_on"] = dated

    def chosen(self) -> dict[int, User]:
        """Give who takes over each kind of work."""
        known = {str(one.pk): one for one in self.colleagues}
        return {work.number: known[self.cleaned_data[f"to_{work.number}"]] for work in self.works}
