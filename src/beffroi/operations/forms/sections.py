"""The sections of a file, one form each."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Manager

from beffroi.contracts.in_force import Terms, cited, terms_on
from beffroi.core.text import fold
from beffroi.core.ui.forms import AmountField, CheckField, CountField, DateField, Form
from beffroi.operations.kinds import StateAid
from beffroi.operations.models import Operation
from beffroi.operations.sections import FORECASTS, Section, mark_of, told
from beffroi.schemes.kinds import OperationKind

EMPTY_ROWS = 3
MOST_YEARS = 20
FIRST_YEAR, LAST_YEAR = 2000, 2100


def checks(rows: Iterable[Any], held: Iterable[Any], terms: Terms, label: str) -> Any:
    """A list of boxes, none required: a draft is kept as it is, with what left the contract since."""
    rows = offered(rows, held, terms)
    field = forms.TypedMultipleChoiceField(
        label=label,
        required=False,
        choices=[(str(one.pk), named(one, terms)) for one in rows],
        coerce={str(one.pk): one for one in rows}.__getitem__,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Ce choix n’est pas de ce contrat."},
    )
    return field


def offered(rows: Iterable[Any], held: Iterable[Any], terms: Terms) -> list[Any]:
    """What the contract offers that day, then what was chosen before an amendment took it out."""
    found = list(rows)
    known = {one.pk for one in found}
    return [*found, *(terms.told(one) for one in held if one.pk not in known)]


def named(row: Any, terms: Terms) -> str:
    """Name a choice; say of one that is no longer the contract's which amendment took it out."""
    gone = terms.gone(row)
    return f"{row} (retiré par l’{cited(gone)})" if gone else str(row)


class SectionForm(Form):
    """One section: its fields as they stand, and the mark of what was read."""

    def __init__(self, *args: Any, operation: Operation, section: Section, on: date, **kwargs: Any) -> None:
        self.operation, self.section = operation, section
        self.terms = terms_on(operation.contract, on)
        held = told(operation, section.names)
        kwargs["initial"] = {"read": mark_of(held)} | self.first_values() | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["read"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def first_values(self) -> dict[str, Any]:
        """What the section holds now."""
        values = {name: getattr(self.operation, name, None) for name in self.section.names}
        return {
            name: [str(one.pk) for one in value.all()] if isinstance(value, Manager) else value
            for name, value in values.items()
        }

    def values(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        return {name: self.cleaned_data[name] for name in self.section.names}


class PresentationForm(SectionForm):
    title = forms.CharField(
        label="Titre", max_length=200, error_messages={"required": "Une opération a un titre."}
    )
    summary = forms.CharField(
        label="En une phrase",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Elle ouvrira la fiche et le résumé public.",
    )
    description = forms.CharField(
        label="Description",
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Le besoin, ce qui sera fait, ce qui changera pour les habitants.",
    )

    def first_values(self) -> dict[str, Any]:
        """The axis by its number."""
        return super().first_values() | {"axis": str(self.operation.axis_id)}

    def add_fields(self) -> None:
        """Offer the kinds that the contract admits, its axes, and their themes."""
        terms, settings = self.terms, self.terms.settings
        kinds = [(one.value, one.label.capitalize()) for one in OperationKind if settings.admits_kind(one)]
        self.fields["kind"] = forms.ChoiceField(
            label="Nature de l’opération",
            required=False,
            choices=[("", "À choisir"), *kinds],
            help_text=f"Le contrat n’en admet pas d’autre ({settings.told('kinds')}).",
            error_messages={"invalid_choice": "Le contrat n’admet pas cette nature d’opération."},
        )
        axes = offered(terms.axes, [self.operation.axis], terms)
        self.axes = {str(one.pk): one for one in axes}
        self.fields["axis"] = forms.ChoiceField(
            label="Axe du contrat", choices=[(key, named(one, terms)) for key, one in self.axes.items()]
        )
        held = self.operation.themes.all()
        self.fields["themes"] = checks(terms.themes, held, terms, "Thèmes de l’axe")

    def clean_axis(self) -> Any:
        """Give the axis."""
        return self.axes[self.cleaned_data["axis"]]


class CommunesForm(SectionForm):
    """The communes of the perimeter; those that `found` names, and those already chosen."""

    def __init__(self, *args: Any, found: str = "", **kwargs: Any) -> None:
        self.found = found
        super().__init__(*args, **kwargs)

    def add_fields(self) -> None:
        """Offer the communes of the contract, narrowed by what was searched."""
        rows, held = self.terms.communes, list(self.operation.communes.all())
        if self.found:
            from_before = {one.pk for one in held}
            word = fold(self.found)
            rows = [one for one in rows if word in fold(one.name) or one.pk in from_before]
        self.fields["communes"] = checks(rows, held, self.terms, "Communes du contrat")


class CalendarForm(SectionForm):
    starts_on = DateField(
        label="Début prévu", required=False, help_text="Le premier jour des travaux ou de l’action."
    )
    ends_on = DateField(label="Fin prévue", required=False)
    works_started_on = DateField(
        label="Si les travaux ont déjà commencé : depuis le",
        required=False,
        help_text="La signature d’un premier marché de travaux compte comme un commencement.",
    )

    def clean(self) -> None:
        """The end does not come before the beginning."""
        super().clean()
        start, end = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "La fin ne peut pas précéder le début.")


class PublicsForm(SectionForm):
    has_no_public = CheckField(label="L’opération ne s’adresse à aucun de ces publics", required=False)

    def add_fields(self) -> None:
        """Offer the target publics of the contract."""
        rows, held = self.terms.publics, self.operation.target_publics.all()
        self.fields["target_publics"] = checks(rows, held, self.terms, "Publics cibles du contrat")
        self.order_fields(["target_publics", "has_no_public"])

    def clean(self) -> None:
        """Some, or none: not both."""
        super().clean()
        if self.cleaned_data.get("has_no_public") and self.cleaned_data.get("target_publics"):
            self.add_error("has_no_public", "Choisissez des publics, ou cochez « aucun » : pas les deux.")


class StateAidForm(SectionForm):
    state_aid = forms.ChoiceField(
        label="L’aide demandée est-elle une aide d’État ?",
        required=False,
        choices=[(one.value, one.label.capitalize()) for one in StateAid],
        help_text="Non, si l’opération ne vend rien sur un marché : voirie, école, mairie, espace public.",
    )
    state_aid_note = forms.CharField(
        label="Ce qui fonde cette réponse",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Par exemple : le service est gratuit ; ou le règlement et le montant déjà reçu.",
    )


class ForecastForm(SectionForm):
    """A row a year; an empty one counts for nothing."""

    def first_values(self) -> dict[str, Any]:
        """The years already foreseen, in their rows."""
        found: dict[str, Any] = {}
        for rank, one in enumerate(self.operation.forecasts.order_by("year")):
            found |= {
                f"year-{rank}": str(one.year),
                f"cost-{rank}": one.cost_amount,
                f"revenue-{rank}": one.revenue_amount,
            }
        return found

    def add_fields(self) -> None:
        """Give a row to each year, and some empty ones."""
        self.count = min(MOST_YEARS, self.operation.forecasts.count() + EMPTY_ROWS)
        for rank in range(self.count):
            named = f"ligne {rank + 1}"
            self.fields[f"year-{rank}"] = CountField(label=f"Année, {named}", required=False)
            self.fields[f"cost-{rank}"] = AmountField(label=f"Charges, {named}", required=False)
            self.fields[f"revenue-{rank}"] = AmountField(label=f"Produits, {named}", required=False)

    def rows(self) -> list[tuple[Any, ...]]:
        """The fields, row by row, for the page."""
        return [
            tuple(self[f"{name}-{rank}"] for name in ("year", "cost", "revenue"))
            for rank in range(self.count)
        ]

    def clean(self) -> dict[str, Any]:
        """Read the rows into years."""
        super().clean()
        years = []
        for rank in range(self.count):
            row = [self.cleaned_data.get(f"{name}-{rank}") for name in ("year", "cost", "revenue")]
            if any(one is not None for one in row):
                years.append(self._year(rank, *row))
        return {**self.cleaned_data, FORECASTS: [one for one in years if one]}

    def _year(self, rank: int, year: int | None, cost: Decimal | None, revenue: Decimal | None) -> Any:
        if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
            self._say(f"year-{rank}", "Donnez l’année, par exemple 2027.")
        if cost is None:
            self._say(f"cost-{rank}", "Donnez les charges de l’année, zéro s’il n’y en a pas.")
        return (year, cost, revenue or Decimal(0))

    def _say(self, name: str, sentence: str) -> None:
        if name not in self.errors:
            self.add_error(name, ValidationError(sentence))


FORMS: dict[str, type[SectionForm]] = {
    "presentation": PresentationForm,
    "communes": CommunesForm,
    "calendrier": CalendarForm,
    "publics": PublicsForm,
    "aides-d-etat": StateAidForm,
    "fonctionnement": ForecastForm,
}
