"""The name under which a list is kept."""

from django import forms

from beffroi.core.ui.forms import Form


class KeepForm(Form):
    """A name, beside what the address asks."""

    name = forms.CharField(
        label="Nom de cette liste",
        max_length=80,
        help_text="Pour vous seul ; elle dit à nouveau, chaque fois, ce qui répond à ces filtres.",
        error_messages={"required": "Donnez un nom à cette liste."},
    )
    query = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)
