"""What the forms of a draft are made of; each carries the state that it was opened on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from beffroi.contracts.tokens import EditConflict, token_of
from beffroi.core.ui.forms import CheckField, CountField, Form

MISSING = "Ce champ est demandé."
BASE = "base"
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that someone else changed in between: what stands now, what was just typed."""

    label: str
    theirs: str
    mine: str


class LinesField(forms.CharField):
    """Several texts, one a line."""

    def __init__(self, *, rows: int = 5, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), max_length=LONGEST, **kwargs)

    def clean(self, value: Any) -> Any:
        """Give the lines that are not empty."""
        text = super().clean(value)
        return tuple(line for line in (one.strip() for one in text.splitlines()) if line)

    def prepare_value(self, value: Any) -> Any:
        """Show known lines one under the other."""
        return "\n".join(value) if isinstance(value, list | tuple) else value


def words(label: str, hint: str = "", *, most: int = 200, required: bool = True) -> forms.CharField:
    """A line of text."""
    return forms.CharField(
        label=label, help_text=hint, max_length=most, required=required, error_messages={"required": MISSING}
    )


def text(label: str, hint: str = "", *, most: int = 2000) -> forms.CharField:
    """A few lines of text, which may stay empty."""
    return forms.CharField(
        label=label, help_text=hint, max_length=most, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


def choice(label: str, choices: Iterable[tuple[Any, Any]], hint: str = "") -> forms.ChoiceField:
    """One of a few."""
    return forms.ChoiceField(label=label, choices=list(choices), help_text=hint)


def count(label: str, hint: str = "", *, required: bool = True) -> CountField:
    """A whole number."""
    return CountField(label=label, help_text=hint, required=required, error_messages={"required": MISSING})


def line_field() -> CountField:
    """The line of the source that says it."""
    return count("Ligne du texte source", "Si un texte numéroté le dit.", required=False)


def degrees(label: str, most: int, digits: int) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        help_text="En degrés, avec un point : 2.64 ou -1.5.",
        min_value=-most,
        max_value=most,
        max_digits=digits,
        decimal_places=6,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"required": MISSING, "invalid": "Écrivez des degrés, par exemple 2.64."},
    )


class DraftForm(Form):
    """A form opened on a known state: the second of two writers is shown what the first one wrote."""

    # Groups of fields under a heading; empty, one group of all.
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def __init__(self, *args: Any, known: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        self.differences: list[Difference] = []
        if known is not None:
            kwargs["initial"] = {**self.shown(known), BASE: token_of(known)}
        super().__init__(*args, **kwargs)
        self.fields[BASE] = forms.CharField(required=False, widget=forms.HiddenInput)

    def shown(self, known: Mapping[str, Any]) -> dict[str, Any]:
        """Turn stored values into what the fields show."""
        return dict(known)

    def values(self) -> dict[str, Any]:
        """Give what is stored of what was typed."""
        return {name: value for name, value in self.cleaned_data.items() if name != BASE}

    @property
    def base(self) -> str:
        """The state that the form was opened on."""
        return str(self.data.get(BASE, ""))

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Give the fields by groups."""
        if not self.groups:
            return [("", self.visible_fields())]
        return [
            (title, [self[name] for name in names if name in self.fields]) for title, names in self.groups
        ]

    def tell_conflict(self, conflict: EditConflict) -> None:
        """Show what stands now beside what was typed; the next saving is done knowingly."""
        self.add_error(None, conflict.message)
        theirs = self.shown(conflict.theirs)
        for name, field in self.fields.items():
            mine = field.prepare_value(self.data.get(name, ""))
            now = field.prepare_value(theirs.get(name))
            if name != BASE and told(field, now) != told(field, mine):
                self.differences.append(Difference(str(field.label), told(field, now), told(field, mine)))
        data: Any = self.data
        data = data.copy()
        data[BASE] = token_of(conflict.theirs)
        self.data = data


def told(field: forms.Field, value: Any) -> str:
    """Say a value as a reader understands it."""
    if isinstance(field, CheckField):
        return "oui" if value in (True, "oui", "on", "true", "1") else "non"
    if hasattr(value, "pk"):
        value = value.pk
    choices: Iterable[Any] = getattr(field, "choices", ())
    labels = {str(key): str(label) for key, label in choices}
    plain = "" if value is None else str(value).replace("\r\n", "\n").strip()
    return labels.get(plain, plain) or "(vide)"
