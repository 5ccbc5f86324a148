"""The settings of an organisation."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from beffroi.core.errors import NotReadable
from beffroi.core.ui.forms import CheckField, Form
from beffroi.organisations.identity import HEX
from beffroi.organisations.logo import TOO_HEAVY, read_logo
from beffroi.organisations.models import Organisation
from beffroi.organisations.rules import faults_of_accents


def _colour(label: str, hint: str) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, max_length=7)


def _number(label: str, digits: int) -> forms.CharField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=digits + 5, widget=widget)


class SettingsForm(Form):
    """Names, numbers, colours and logo."""

    name = forms.CharField(label="Nom", max_length=200)
    short_name = forms.CharField(label="Nom court", help_text="Celui du rail et des listes.", max_length=80)
    siren = _number("SIREN", 9)
    siret = _number("SIRET", 14)
    accent = _colour(
        "Couleur principale",
        "Écrite « #23423a ». Vide : l’ardoise de Beffroi. L’encre de lin s’y lit à 4,5 au moins.",
    )
    relief = _colour(
        "Couleur de relief", "Dessinée sur la principale, sans texte. Elle s’en détache de 1,3 au moins."
    )
    logo = forms.FileField(
        label="Logo",
        help_text="PNG, JPEG ou WebP, 512 Ko au plus. Il est récrit en PNG de 600 × 600 points au plus.",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    no_logo = CheckField(label="Retirer le logo actuel", required=False)

    def __init__(
        self, *args: Any, organisation: Organisation, too_large: bool = False, **kwargs: Any
    ) -> None:
        self.organisation, self.too_large = organisation, too_large
        super().__init__(*args, **kwargs)

    def clean_accent(self) -> str:
        """Read the main colour."""
        return self._colour("accent")

    def clean_relief(self) -> str:
        """Read the relief."""
        return self._colour("relief")

    def clean_siren(self) -> str:
        """Keep the figures."""
        return "".join(self.cleaned_data["siren"].split())

    def clean_siret(self) -> str:
        """Keep the figures."""
        return "".join(self.cleaned_data["siret"].split())

    def clean_logo(self) -> bytes | None:
        """Look at the picture and write it anew.

        Raises: ValidationError.
        """
        if self.too_large:
            raise ValidationError(TOO_HEAVY)
        sent = self.cleaned_data["logo"]
        if not isinstance(sent, UploadedFile):
            return None
        try:
            return read_logo(sent.read())
        except NotReadable as error:
            raise ValidationError(error.message) from error

    def clean(self) -> dict[str, Any]:
        """Ask the table and the colours what they refuse."""
        cleaned = super().clean() or {}
        for name, fault in faults_of_accents(cleaned.get("accent", ""), cleaned.get("relief", "")).items():
            self.add_error(name, fault)
        # A copy, so that what is refused is nowhere shown as if it were kept.
        proposed = Organisation.objects.defer("logo").get(pk=self.organisation.pk)
        names = ("name", "short_name", "siren", "siret")
        for name in names:
            setattr(proposed, name, cleaned.get(name, getattr(proposed, name)))
        try:
            proposed.clean_fields(
                exclude=[one.name for one in proposed._meta.fields if one.name not in names]
            )
            proposed.validate_constraints()
        except ValidationError as error:
            self.add_error(None, error)
        return cleaned

    def values(self) -> dict[str, Any]:
        """Give what is to be changed; a logo only when one was sent or taken away."""
        told = {
            name: self.cleaned_data[name]
            for name in ("name", "short_name", "siren", "siret", "accent", "relief")
        }
        if self.cleaned_data["logo"]:
            told["logo"] = self.cleaned_data["logo"]
        elif self.cleaned_data["no_logo"]:
            told["logo"] = None
        return told

    def _colour(self, name: str) -> str:
        told: str = self.cleaned_data[name].strip().lower()
        if told and not HEX.fullmatch(told):
            raise ValidationError(
                "Une couleur s’écrit avec un dièse et six chiffres ou lettres de a à f : #23423a."
            )
        return told
