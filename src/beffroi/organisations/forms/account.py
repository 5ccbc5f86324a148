"""One's own account."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from beffroi.core.ui.forms import CheckField, Form
from beffroi.organisations.models import User
from beffroi.organisations.templatetags.accounts import LENGTH_HINT


def _name(label: str, known: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=80, widget=forms.TextInput(attrs={"autocomplete": known}))


def _password(label: str, hint: str = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"class": "input", "autocomplete": "new-password"})
    return forms.CharField(label=label, help_text=hint, widget=widget, strip=False)


class NamesForm(Form):
    """First name and name."""

    first_name = _name("Prénom", "given-name")
    last_name = _name("Nom", "family-name")


class AcceptForm(NamesForm):
    """What opens an account."""

    password1 = _password("Mot de passe", LENGTH_HINT)
    password2 = _password("Le même, une seconde fois")
    notice = CheckField(
        label="J’ai lu ce que Beffroi garde sur moi",
        error_messages={"required": "Lisez la notice, puis cochez cette case."},
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Check the password against the rules and the person."""
        cleaned = super().clean() or {}
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if not first:
            return cleaned
        names = {"first_name": cleaned.get("first_name", ""), "last_name": cleaned.get("last_name", "")}
        try:
            validate_password(first, User(email=self.email, **names))
        except ValidationError as error:
            self.add_error("password1", error)
        if second and first != second:
            self.add_error("password2", "Les deux mots de passe diffèrent.")
        return cleaned


class CloseForm(Form):
    """The last question before an account is closed."""

    sure = CheckField(
        label="Je ferme mon compte ; cela ne se défait pas",
        error_messages={"required": "Cochez cette case pour fermer le compte."},
    )
