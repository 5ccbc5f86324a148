"""How a rule is described, so that a form or a command line is built without knowing it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from beffroi.law.errors import LawInputError
from beffroi.law.french import cut_short
from beffroi.law.parsing import FieldKind, Raw, is_blank, parse
from beffroi.law.reckoning import Reckoning


class Section(StrEnum):
    """Under which French heading a rule stands."""

    CONVOCATION = "Convoquer"
    SITTING = "Tenir la séance"
    VOTE = "Voter"
    ACT = "Publier et transmettre"
    APPEAL = "Contester"
    MONEY = "Financer"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a list, as the program writes it, as French says it, as the rule takes it."""

    slug: str
    label: str
    value: Any


@dataclass(frozen=True, slots=True)
class Field:
    """One value to ask for: its French label, what to type, and why it is asked."""

    name: str
    label: str
    kind: FieldKind
    help: str
    reason: str
    required: bool = False
    choices: tuple[Choice, ...] = ()
    negates: str | None = None

    @property
    def parameter(self) -> str:
        """Which parameter of the rule it fills; a box may be ticked for the contrary of a parameter."""
        return self.negates or self.name

    @property
    def option(self) -> str:
        """Its name on the command line.

        Example: dispatched_on → --dispatched-on.
        """
        return "--" + self.name.strip("_").replace("_", "-")

    def read(self, raw: Raw) -> Any:
        """Turn what was typed into the value the rule takes.

        Raises: LawInputError with a French sentence.
        """
        value = parse(self.kind, self.name, raw)
        if self.negates is not None:
            return not value
        if self.kind is not FieldKind.CHOICE:
            return value
        for choice in self.choices:
            if choice.slug == value:
                return choice.value
        slugs = ", ".join(choice.slug for choice in self.choices)
        raise LawInputError(self.name, f"« {cut_short(value)} » n’est pas proposé ; choisir parmi : {slugs}.")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that anyone may try: its French name and question, its fields, an example that works."""

    slug: str
    name: str
    question: str
    section: Section
    function: Callable[..., Reckoning[Any]]
    fields: tuple[Field, ...]
    example: Mapping[str, Raw]

    def explain(self, raw: Mapping[str, Raw | None]) -> Reckoning[Any]:
        """Apply the rule to what was typed; blank fields keep the rule's own default.

        Raises: LawInputError naming the field of the form at fault.
        """
        values = {}
        for field in self.fields:
            typed = raw.get(field.name)
            if typed is not None and not is_blank(typed):
                values[field.parameter] = field.read(typed)
            elif field.required:
                raise LawInputError(field.name, f"« {field.label} » est à renseigner.")
        try:
            return self.function(**values)
        except LawInputError as error:
            raise LawInputError(self._asked_as(error.field), error.message) from error

    def field(self, name: str) -> Field | None:
        """Find a field by its name; None when an error names what is not asked."""
        return next((field for field in self.fields if field.name == name), None)

    def _asked_as(self, parameter: str) -> str:
        """Name the field that fills a parameter: a form knows no other name."""
        return next((field.name for field in self.fields if field.parameter == parameter), parameter)
