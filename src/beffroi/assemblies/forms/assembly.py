"""The form of an assembly: what it is, under which rules it sits."""

from typing import Any

from django import forms

from beffroi.assemblies.assembly_refusals import (
    AssemblyFacts,
    frozen_fields,
    kinds_of,
    refusals_of,
)
from beffroi.assemblies.forms.fields import MISSING, choices_with_none
from beffroi.assemblies.models import Assembly
from beffroi.core.ui.forms import CheckField, CountField, Form
from beffroi.law import AssemblyKind
from beffroi.organisations.models import Organisation

SECTIONS = (
    ("L’assemblée", ("kind", "name", "seats")),
    ("Ce que ses règles demandent", ("population", "court", "alsace_moselle")),
)
_ONE_OF_THE_LIST = "Choisissez une nature de la liste : la loi n’en donne pas d’autre à votre organisation."


class AssemblyForm(Form):
    """A body that deliberates; each refusal stands beside its field."""

    kind = forms.ChoiceField(
        label="Nature et régime",
        help_text="Elle fixe les règles : délai de convocation, quorum, procurations, majorités.",
        error_messages={"required": MISSING, "invalid_choice": _ONE_OF_THE_LIST},
    )
    name = forms.CharField(
        label="Nom",
        max_length=200,
        help_text="Tel que les actes l’écrivent, par exemple « Commission permanente ».",
        error_messages={"required": MISSING},
    )
    seats = CountField(
        label="Nombre légal de sièges",
        required=False,
        help_text="Vide si vous l’ignorez : chaque membre ajouté aura son siège.",
    )
    population = CountField(
        label="Population",
        required=False,
        help_text="Pour un conseil municipal : trois jours francs, ou cinq à partir de 3 500 habitants "
        "(CGCT, art. L2121-11 et L2121-12).",
    )
    court = forms.CharField(
        label="Tribunal administratif",
        max_length=120,
        required=False,
        help_text="Celui des recours, que portent les actes : « tribunal administratif de Lille ».",
    )
    alsace_moselle = CheckField(
        label="Jours fériés d’Alsace-Moselle",
        required=False,
        help_text="En Moselle et en Alsace, deux jours fériés de plus repoussent la fin d’un délai.",
    )

    def __init__(
        self, *args: Any, organisation: Organisation, known: Assembly | None = None, **kwargs: Any
    ) -> None:
        self.organisation, self.known = organisation, known
        super().__init__(*args, initial=initial_of(organisation, known), **kwargs)

    def add_fields(self) -> None:
        """Offer what the law gives to the organisation; say beside a field that it changes no more."""
        field: Any = self.fields["kind"]
        offered = [(one.value, one.label) for one in kinds_of(self.organisation)]
        field.choices = offered if len(offered) == 1 else choices_with_none(offered, "Choisir…")
        for name, sentence in (frozen_fields(self.known) if self.known else {}).items():
            self.fields[name].help_text = sentence

    @property
    def sections(self) -> list[tuple[str, list[Any]]]:
        """The fields, by page section."""
        return [(title, [self[name] for name in names]) for title, names in SECTIONS]

    def clean_seats(self) -> int | None:
        """No assembly is without a seat: what is unknown stays empty."""
        seats: int | None = self.cleaned_data["seats"]
        if seats == 0:
            raise forms.ValidationError("Au moins un siège, ou rien si vous l’ignorez.")
        return seats

    def clean(self) -> dict[str, Any]:
        """Say beside each field what the action would refuse."""
        if not self.errors:
            for one in refusals_of(self.organisation, self.facts(), self.known):
                self.add_error(
                    one.field, f"{one.sentence.rstrip('.')} ({one.source})." if one.source else one.sentence
                )
        return self.cleaned_data

    def facts(self) -> AssemblyFacts:
        """Give what was typed."""
        typed = self.cleaned_data
        return AssemblyFacts(
            kind=AssemblyKind(typed["kind"]),
            name=" ".join(typed["name"].split()),
            population=typed["population"],
            court=typed["court"],
            alsace_moselle=typed["alsace_moselle"],
            seats=typed["seats"] or 0,
        )


def initial_of(organisation: Organisation, known: Assembly | None) -> dict[str, Any]:
    """Give what is known of an assembly, as its form shows it."""
    if known is None:
        return {}
    names = [name for _, names in SECTIONS for name in names if name != "seats"]
    return {**{name: getattr(known, name) for name in names}, "seats": known.seats.count() or None}
