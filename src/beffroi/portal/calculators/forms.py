"""A form for any rule, built from the registry's description of it."""

import shlex
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError

from beffroi.core.ui.forms import AmountField, CheckField, DateField, Form
from beffroi.law import LawInputError, Reckoning
from beffroi.law.registry import Field, FieldKind, Rule

MISSING = "À renseigner."
LONGEST_TEXT = 20_000


class ReadField(forms.CharField):
    """A value that the law's own parser reads: a whole number, or a list with one item per line."""

    def __init__(self, described: Field, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_TEXT, **kwargs)
        self.described = described

    def validate(self, value: Any) -> None:
        """Refuse what the parser cannot read.

        Raises: ValidationError, with the parser's French sentence.
        """
        super().validate(value)
        if value:
            try:
                self.described.read(value)
            except LawInputError as error:
                raise ValidationError(error.message, code="invalid") from error


def form_field(described: Field) -> forms.Field:
    """Build the form's field for one described value: its label, the reason for it, how to type it."""
    common: dict[str, Any] = {
        "label": described.label,
        "help_text": described.reason,
        "required": described.required,
        "error_messages": {"required": MISSING},
    }
    if described.kind is FieldKind.DATE:
        return DateField(**common)
    if described.kind is FieldKind.MONEY:
        return AmountField(**common)
    if described.kind is FieldKind.BOOL:
        return CheckField(**common)
    if described.kind is FieldKind.CHOICE:
        first = ("", "Choisir…" if described.required else "Non précisé")
        common["error_messages"]["invalid_choice"] = "Choisissez l’une des réponses proposées."
        return forms.ChoiceField(
            choices=[first, *((one.slug, one.label) for one in described.choices)], **common
        )
    if described.kind.many:
        how = f"{described.reason} À écrire ainsi : {described.help}."
        area = forms.Textarea(attrs={"rows": 4, "spellcheck": "false"})
        return ReadField(described, widget=area, **{**common, "help_text": how})
    number = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return ReadField(described, widget=number, **common)


class RuleForm(Form):
    """The questions of a rule; once valid, `reckoning` holds its answer."""

    reckoning: Reckoning[Any] | None = None

    def __init__(self, rule: Rule, data: Any = None) -> None:
        self.rule = rule
        super().__init__(data)

    def add_fields(self) -> None:
        """Add one field for each value that the rule asks for."""
        for described in self.rule.fields:
            self.fields[described.name] = form_field(described)

    @property
    def needed(self) -> list[forms.BoundField]:
        """The fields without which there is no answer."""
        return [field for field in self if field.field.required]

    @property
    def particular(self) -> list[forms.BoundField]:
        """The fields of particular cases."""
        return [field for field in self if not field.field.required]

    @property
    def particular_used(self) -> bool:
        """Tell whether a particular case was filled in: it is then shown at once."""
        return self.is_bound and any(field.errors or field.value() for field in self.particular)

    def clean(self) -> dict[str, Any]:
        """Apply the rule, once each field is read."""
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                self.reckoning = self.rule.explain(self.raw())
            except LawInputError as error:
                self.add_error(self._field_at_fault(error), error.message)
        return cleaned

    def _field_at_fault(self, error: LawInputError) -> str | None:
        names = (one.name for one in self.rule.fields if error.field in (one.name, one.parameter))
        return next(names, None)

    def raw(self) -> dict[str, str]:
        """Give what was typed as the registry reads it; what was left blank is left out."""
        told = ((name, plain(value)) for name, value in self.cleaned_data.items())
        return {name: text for name, text in told if text}

    def query(self) -> str:
        """Give the shortest address that holds these values."""
        return urlencode(self.raw())

    def command(self) -> str:
        """Give the command line that computes the same."""
        options = {one.name: one.option for one in self.rule.fields}
        words = [f"{options[name]} {shlex.quote(value)}" for name, value in self.raw().items()]
        return " ".join(["beffroi law", self.rule.slug, *words])


def plain(value: Any) -> str:
    """Write a value that was read as the command line and the registry read it."""
    if isinstance(value, bool):
        return "oui" if value else ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value or "").replace("\r\n", "\n")


def example_query(rule: Rule) -> str:
    """Give the address part that fills a rule's form with its example."""
    texts = {name: raw if isinstance(raw, str) else "\n".join(raw) for name, raw in rule.example.items()}
    return urlencode(texts)
