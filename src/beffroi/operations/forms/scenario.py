"""The forms of scenarios: a name to copy the plan under, then a cost and its funders."""

from collections.abc import Mapping
from typing import Any

from django import forms

from beffroi.core.ui.forms import AmountField, Form
from beffroi.operations.actions.plan import MOST_ROWS
from beffroi.operations.forms.plan import EMPTY_ROWS, Fault, Row
from beffroi.operations.kinds import FunderKind
from beffroi.operations.models import FundingScenario
from beffroi.operations.rules.plan import Line


class CopyForm(Form):
    """What a new scenario is called."""

    name = forms.CharField(
        label="Nom du scénario",
        max_length=120,
        help_text="Par exemple : sans l’aide de l’État.",
        error_messages={"required": "Nommez ce scénario."},
    )


class CostForm(Form):
    """The cost of a scenario."""

    cost = AmountField(label="Coût total", error_messages={"required": "Indiquez le coût total."})


class ScenarioRow(Row):
    """One funder of a scenario."""

    TYPED = ("funder", "kind", "amount")
    funder = forms.CharField(
        label="Financeur", max_length=200, error_messages={"required": "Nommez ce financeur."}
    )
    kind = forms.ChoiceField(
        label="Nature",
        choices=[("", "Choisir"), *FunderKind.choices],
        error_messages={"required": "Choisissez la nature de ce financement."},
    )
    amount = AmountField(label="Montant", error_messages={"required": "Indiquez son montant."})


class ScenarioForm:
    """A scenario: its cost and its rows, read and checked together."""

    def __init__(self, scenario: FundingScenario, data: Mapping[str, Any] | None = None) -> None:
        self.data, self.is_bound, self.version = data, data is not None, scenario.version
        self.refusals: list[str] = []
        self.head = CostForm(data, initial={"cost": scenario.cost_amount})
        known = [
            {"funder": one.funder, "kind": one.kind, "amount": one.amount} for one in scenario.lines.all()
        ]
        count = len(known) + EMPTY_ROWS
        if data is not None:
            typed = str(data.get("line-count", ""))
            count = int(typed) if typed.isascii() and typed.isdigit() else 0
            count += EMPTY_ROWS if self.asks_more else 0
        blank: list[dict[str, Any]] = [{}] * max(count - len(known), 0)
        initials = [*known, *blank][: min(count, MOST_ROWS)]
        self.rows = [self._row(index, initial) for index, initial in enumerate(initials)]

    def _row(self, index: int, known: dict[str, Any]) -> ScenarioRow:
        row = ScenarioRow(self.data, prefix=f"line-{index}", initial=known)
        return ScenarioRow(prefix=row.prefix) if self.is_bound and row.is_blank else row

    @property
    def asks_more(self) -> bool:
        """Whether the person asked for more rows rather than to save."""
        return self.data is not None and "more" in self.data

    @property
    def _filled(self) -> list[Form]:
        return [self.head, *(one for one in self.rows if not one.is_blank)]

    def is_valid(self) -> bool:
        """Whether all that was typed can be read."""
        return all([one.is_valid() for one in self._filled])

    @property
    def faults(self) -> list[Fault]:
        """All that is to be mended, in the order of the page."""
        found = [Fault("", "", one) for one in self.refusals]
        for number, one in enumerate(self._filled if self.is_bound else ()):
            place = f"Financeur {number}, " if number else ""
            found += [
                Fault(f"#{field.id_for_label}", f"{place}{field.label}", str(error))
                for field in one
                for error in field.errors
            ]
        return found

    @property
    def typed_version(self) -> int:
        """The version that the form was read at."""
        typed = str((self.data or {}).get("version", ""))
        return int(typed) if typed.isascii() and typed.isdigit() else 0

    def lines(self) -> list[Line]:
        """Give the funders as they were typed."""
        told = [one.cleaned_data for one in self.rows if not one.is_blank]
        return [Line(one["funder"], FunderKind(one["kind"]), one["amount"]) for one in told]
