"""The forms of an intake: one for each part, what was read beside each value that a clerk changed."""

import hashlib
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from beffroi.assemblies.intake.correction import (
    ACT,
    LENGTHS,
    PRESENCE,
    SITTING,
    Change,
    Held,
    as_typed,
    changes_between,
    value_at,
    with_values,
)
from beffroi.assemblies.intake.lines import READ_LINES, rows_of
from beffroi.assemblies.intake.matching import Match
from beffroi.assemblies.intake.names import Json
from beffroi.assemblies.intake.shown import say
from beffroi.assemblies.kinds import Ballot, Effect, Nature, Outcome, Presence
from beffroi.assemblies.models import ActSubject
from beffroi.core.errors import NotReadable
from beffroi.core.ui.forms import CountField, DateField, Form
from beffroi.law.french import typeset

LONGEST_LIST = 60_000
_HOURS = ["%H:%M", "%H h %M", "%Hh%M", "%H h", "%Hh", "%H:%M:%S"]
_HINTS = {
    "names": "Un nom par ligne, « NOM Prénom ».",
    "proxies": "Une procuration par ligne : « NOM Prénom à NOM Prénom ».",
    "substitutes": "Une ligne par suppléant : « NOM Prénom pour NOM Prénom ».",
    "lines": "Un texte par ligne.",
    "opinions": "Un avis par ligne : « Commission ; 27/11/2023 ; favorable ».",
    "decisions": "Une décision par ligne : le verbe en capitales, puis son objet.",
}
_CHOICES: dict[str, list[tuple[Any, str]]] = {
    "nature": list(Nature.choices),
    "effect": list(Effect.choices),
    "outcome": [("", "à indiquer"), *Outcome.choices],
    "ballot": list(Ballot.choices),
    "absence": [(Presence.ABSENT.value, "absents"), (Presence.EXCUSED.value, "excusés")],
}


class HourField(forms.TimeField):
    """An hour, typed as French writes it or with a colon."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=_HOURS, widget=forms.TextInput(attrs={"autocomplete": "off"}), **kwargs
        )
        self.error_messages["invalid"] = "Écrivez l’heure comme 18:45 ou 18 h 45."

    def to_python(self, value: Any) -> Any:
        """Read the hour, whatever its spaces."""
        return super().to_python(" ".join(value.split()) if isinstance(value, str) else value)


class LinesField(forms.CharField):
    """A list, one item a line."""

    def __init__(self, held: Held, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 6, "spellcheck": "false"})
        super().__init__(max_length=LONGEST_LIST, widget=widget, required=False, **kwargs)
        self.held = held

    def clean(self, value: Any) -> Any:
        """Read the list.

        Raises: ValidationError, with the sentence that says how to write an item.
        """
        text = super().clean(value)
        try:
            return READ_LINES[self.held.kind](text)
        except NotReadable as error:
            raise ValidationError(error.message, code="invalid") from error


def _field(held: Held) -> forms.Field:
    plain: dict[str, Any] = {"label": held.label, "required": False, "help_text": _HINTS.get(held.kind, "")}
    if held.kind in READ_LINES:
        plain.pop("required")
        return LinesField(held, **plain)
    if held.kind in _CHOICES:
        plain["required"] = held.kind != "outcome"
        return forms.ChoiceField(choices=_CHOICES[held.kind], **plain)
    if held.kind == "date":
        return DateField(**plain)
    if held.kind == "count":
        return CountField(**plain)
    if held.kind == "hour":
        return HourField(**plain)
    # Longer than the register holds is shown whole and asked to be shortened; not cut, not refused unseen.
    return forms.CharField(max_length=LENGTHS.get(held.path, 220), **plain)


class PartForm(Form):
    """One part of a reading; a value that was changed shows what was read."""

    table: ClassVar[tuple[Held, ...]] = ()
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, read: Json, now: Json, version: int) -> None:
        self.read, self.now = read, now
        initial = {held.field: as_typed(held, value_at(now, held.path)) for held in self.table}
        super().__init__(data, initial={**initial, "version": version})
        for name, change in changes_between(read, now, self.table).items():
            held = next(one for one in self.table if one.field == name)
            self.fields[name].help_text = _with_reading(self.fields[name].help_text, held, change)

    def add_fields(self) -> None:
        """Add a field for each value of the part."""
        for held in self.table:
            self.fields[held.field] = _field(held)

    def values(self) -> Json:
        """The part with what was typed; a list that was not touched stays as it was, word for word."""
        understood: dict[str, Any] = dict(self.cleaned_data)
        for held in self.table:
            if held.kind in READ_LINES and self._untouched(held):
                understood[held.field] = value_at(self.now, held.path)
        return with_values(self.now, self.table, understood)

    def _untouched(self, held: Held) -> bool:
        shown = as_typed(held, value_at(self.now, held.path))
        return rows_of(self.data.get(held.field, "")) == rows_of(shown or "")

    def show_theirs(self, now: Json, version: int) -> None:
        """Someone else changed the part meanwhile: keep what was typed, say what is kept now."""
        self.data = {**{name: self.data.get(name) for name in self.data}, "version": str(version)}
        theirs = {held.field: value_at(now, held.path) for held in self.table}
        mine = {held.field: value_at(self.values(), held.path) for held in self.table}
        for held in self.table:
            if theirs[held.field] != mine[held.field]:
                told = say(held, theirs[held.field]) or "rien"
                self.add_error(
                    held.field, typeset(f"Gardé entre-temps : {told}. Vous avez saisi autre chose.")
                )


def _with_reading(hint: object, held: Held, change: Change) -> str:
    told = say(held, change.read)
    return typeset(f"{hint} Lu dans le texte : {told or 'rien'}.".strip())


class SittingForm(PartForm):
    """The sitting."""

    table = SITTING


class PresenceForm(PartForm):
    """Who was there."""

    table = PRESENCE


class ActForm(PartForm):
    """One act: the list of subjects is proposed when it is loaded."""

    table = ACT

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        subjects = [(one.code, str(one)) for one in ActSubject.objects.all()]
        if subjects:
            kept = self.now["subject_code"]
            known = any(code == kept for code, _ in subjects)
            own = [(kept, kept)] if kept and not known else []
            label = self.fields["subject_code"].label
            field = forms.ChoiceField(
                choices=[("", "non indiquée"), *own, *subjects], required=False, label=label
            )
            field.widget.attrs["class"] = "input"
            self.fields["subject_code"] = field


class NamesForm:
    """The answers about the names: one question each, the new members ticked one by one or all at once."""

    def __init__(self, matches: tuple[Match, ...], data: Mapping[str, Any] | None = None) -> None:
        self.matches = matches
        self.data = data

    def answers(self) -> dict[Match, str]:
        """What the clerk answers of each name that is asked or proposed."""
        data: Any = self.data or {}
        given: dict[Match, str] = {}
        for match in self.matches:
            if match.standing == "recognised":
                continue
            answer = str(data.get(field_of(match), ""))
            if match.standing == "proposed" and data.get("tous") == "oui":
                answer = "n"
            given[match] = answer if answer in match.offered else ""
        return given


def field_of(match: Match) -> str:
    """The name of the field that asks about a name: two names never share one."""
    return "nom-" + hashlib.sha256(match.name.encode("utf-8", "replace")).hexdigest()[:16]


class TakeForm(Form):
    """What the reader's page sends: the text, and the assembly that it is for."""

    assembly = forms.IntegerField()
    file_name = forms.CharField(max_length=1000, required=False)
    text = forms.CharField(strip=False)


class DropForm(Form):
    """Why an intake is given up."""

    reason = forms.CharField(label="Motif de l’abandon", max_length=300)
