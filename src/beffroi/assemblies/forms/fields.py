"""Fields shared by the forms: an hour, lines of text, a member by name."""

from collections.abc import Iterable, Sequence
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from beffroi.assemblies.models import Member
from beffroi.core.text import fold

MISSING = "À renseigner."
LONGEST_TEXT = 200_000


class HourField(forms.TimeField):
    """An hour, typed 18:45, 18 h 45 or 18h."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "error_messages", {"invalid": "Écrivez une heure, par exemple 18:45.", "required": MISSING}
        )
        super().__init__(input_formats=["%H:%M", "%H:%M:%S"], **kwargs)
        self.widget.attrs.update({"autocomplete": "off"})

    def to_python(self, value: Any) -> time | None:
        """Read « 18 h 45 » as « 18:45 »."""
        if isinstance(value, str):
            value = "".join(value.split()).lower().replace("h", ":")
            value = f"{value}00" if value.endswith(":") else value
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """Show a known hour as it is typed."""
        return value.strftime("%H:%M") if isinstance(value, time) else value


class LinesField(forms.CharField):
    """Several texts, one a line."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_TEXT)
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def clean(self, value: Any) -> Any:
        """Give the lines that are not empty."""
        text = super().clean(value)
        return tuple(line for line in (one.strip() for one in text.splitlines()) if line)

    def prepare_value(self, value: Any) -> Any:
        """Show known lines one under the other."""
        return "\n".join(value) if isinstance(value, list | tuple) else value


class People:
    """Members found by the name that is typed, whatever the accents and the case."""

    def __init__(self, members: Iterable[Member]) -> None:
        self.members = list(members)
        self._by_name: dict[str, list[Member]] = {}
        for one in self.members:
            self._by_name.setdefault(one.search_text, []).append(one)

    @property
    def names(self) -> list[str]:
        """The names, in the order of the alphabet."""
        return [str(one) for one in self.members]

    def find(self, typed: str) -> Member:
        """Give the member of that name.

        Raises: ValidationError when nobody, or more than one, bears it.
        """
        found = self._by_name.get(fold(typed), [])
        if not found:
            raise ValidationError(f"« {typed} » n’est pas un membre connu : écrivez NOM Prénom.")
        if len(found) > 1:
            raise ValidationError(f"Plusieurs membres s’appellent « {typed} ».")
        return found[0]


class MemberField(forms.CharField):
    """A member, by name, completed from the list of the page."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=220, **kwargs)
        self.people = People(())
        self.widget.attrs.update({"list": "membres", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        """Find the member; nothing typed is nobody.

        Raises: ValidationError.
        """
        typed = super().clean(value)
        return self.people.find(typed) if typed else None

    def prepare_value(self, value: Any) -> Any:
        """Show a known member by name."""
        return str(value) if isinstance(value, Member) else value


def choices_with_none(choices: Sequence[tuple[Any, str]], none: str) -> list[tuple[Any, str]]:
    """Put an empty choice first."""
    return [("", none), *choices]
