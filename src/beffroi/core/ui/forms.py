"""Forms in the look: a label, the reason, the field, the error beside it; all summed at the top."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting

from beffroi.core.dates import parse_date
from beffroi.core.errors import NotReadable
from beffroi.core.money import parse_amount
from beffroi.law.french import cut_short

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLAIN = (forms.TextInput, forms.NumberInput, forms.Select, forms.Textarea, forms.FileInput)


class Renderer(TemplatesSetting):
    """Draws every field with the house's template."""

    field_template_name = "ui/parts/field.html"


class Form(forms.Form):
    """A form whose errors are told by the server, in French, with nothing typed lost."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.add_fields()
        for field in self.fields.values():
            if isinstance(field.widget, _PLAIN):
                field.widget.attrs.setdefault("class", "input")

    def add_fields(self) -> None:
        """Add the fields that are known only at run time; none by default."""


class TypedField(forms.CharField):
    """A field of text that is read into a value."""

    # A pattern of the keyboard's kind, so that a phone shows the right keys.
    inputmode = ""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.update({"autocomplete": "off", "spellcheck": "false"})
        if self.inputmode:
            self.widget.attrs["inputmode"] = self.inputmode

    def read(self, text: str) -> Any:
        """Turn what was typed into a value.

        Raises: NotReadable.
        """
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        """Read the text; nothing typed is no value.

        Raises: ValidationError, with the French sentence of NotReadable.
        """
        text = super().to_python(value)
        if not text:
            return None
        try:
            return self.read(text)
        except NotReadable as error:
            raise ValidationError(error.message, code="invalid") from error


class DateField(TypedField):
    """A date, typed in any usual way."""

    def read(self, text: str) -> date:
        """Read a date."""
        return parse_date(text)

    def prepare_value(self, value: Any) -> Any:
        """Show a known date, and one that an address holds, as it is typed."""
        if isinstance(value, str) and _ISO_DATE.fullmatch(value):
            return "/".join(reversed(value.split("-")))
        return value.strftime("%d/%m/%Y") if isinstance(value, date) else value


class AmountField(TypedField):
    """An amount in euros."""

    inputmode = "decimal"

    def read(self, text: str) -> Decimal:
        """Read an amount."""
        return parse_amount(text)

    def prepare_value(self, value: Any) -> Any:
        """Show a known amount as it is typed."""
        return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else value


class CountField(TypedField):
    """A whole number of people, votes or days."""

    inputmode = "numeric"

    def read(self, text: str) -> int:
        """Read a whole number; spaces between thousands are allowed."""
        digits = "".join(text.split())
        if not (digits.isascii() and digits.isdigit()) or len(digits) > 12:
            raise NotReadable(f"« {cut_short(text)} » n’est pas un nombre entier : écrivez par exemple 152.")
        return int(digits)


class YesInput(forms.CheckboxInput):
    """A box whose tick reads « oui » in the address; « non » leaves it empty."""

    def __init__(self) -> None:
        super().__init__(attrs={"value": "oui"})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> bool:
        """Tell whether it is ticked."""
        return str(data.get(name, "")).strip().lower() in {"oui", "on", "true", "1"}


class CheckField(forms.BooleanField):
    """A yes or no, as a box."""

    widget = YesInput


class ChoicesInput(forms.CheckboxSelectMultiple):
    """A box for each choice."""

    template_name = "ui/parts/choices.html"


class ChoicesField(forms.MultipleChoiceField):
    """Any number of choices among some; none may be ticked."""

    widget = ChoicesInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
