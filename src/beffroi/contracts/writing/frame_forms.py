"""The form of a strategic frame: what it is, its ambitions in their order, its priorities."""

from collections.abc import Mapping, Sequence
from typing import Any

from beffroi.contracts.actions.frames import FIELDS, FrameRows
from beffroi.contracts.kinds import FrameKind
from beffroi.contracts.models import Ambition
from beffroi.contracts.writing.fields import DraftForm, LinesField, choice, count, words

MOST_LETTERS = 200


class FrameForm(DraftForm):
    """A pact or a projet de territoire."""

    kind = choice("Nature", FrameKind.choices)
    name = words("Nom")
    version = words("Version", "« 2023 », « adoptée en mars »…", most=60)
    starts_year = count("Première année")
    ends_year = count("Dernière année")
    adoption = words("Adoption", "La délibération qui l’adopte.", required=False)

    def __init__(self, *args: Any, ambitions: Sequence[Ambition] = (), **kwargs: Any) -> None:
        self.ambitions = ambitions
        super().__init__(*args, **kwargs)

    def add_fields(self) -> None:
        """Add a line for each known ambition, with its place, then room for new ones."""
        for number, one in enumerate(self.ambitions, start=1):
            self.fields[f"ambition_{one.pk}"] = words(
                f"Ambition {number}", "Vide : l’ambition est retirée.", required=False
            )
            self.fields[f"rank_{one.pk}"] = count(f"Place de l’ambition {number}", required=False)
        self.fields["added"] = LinesField(
            label="Nouvelles ambitions", help_text="Une par ligne.", required=False
        )
        self.fields["transverse"] = LinesField(
            label="Priorités transverses",
            help_text="Une par ligne : jeunesse, environnement…",
            required=False,
            rows=3,
        )
        self.fields["themes"] = LinesField(
            label="Thèmes développés",
            help_text="Un par ligne, s’ils diffèrent des ambitions.",
            required=False,
            rows=3,
        )

    def sections(self) -> list[tuple[str, list[Any]]]:
        """Give what it is, then its ambitions, then its priorities."""
        known = [f"{name}_{one.pk}" for one in self.ambitions for name in ("ambition", "rank")]
        groups = (
            ("Le document", FIELDS),
            ("Ses ambitions", (*known, "added")),
            ("Ce qui le traverse", ("transverse", "themes")),
        )
        return [(title, [self[name] for name in names]) for title, names in groups]

    def facts(self) -> Mapping[str, Any]:
        """Give what the document is."""
        return {name: self.cleaned_data[name] for name in FIELDS}

    def rows(self) -> FrameRows:
        """Give the ambitions in the order of the places typed, and the priorities."""
        typed = self.cleaned_data
        places = {one.pk: typed.get(f"rank_{one.pk}") or 999 for one in self.ambitions}
        ordered = sorted(places, key=lambda pk: places[pk])
        return FrameRows(
            known={pk: typed[f"ambition_{pk}"] for pk in ordered},
            added=typed["added"],
            transverse=typed["transverse"],
            themes=typed["themes"],
        )

    def clean(self) -> dict[str, Any]:
        """Refuse an ambition or a priority that is too long to be one, beside its field."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("added", "transverse", "themes"):
            if any(len(one) > MOST_LETTERS for one in typed.get(name, ())):
                self.add_error(name, f"Une ambition ou une priorité tient en {MOST_LETTERS} caractères.")
        return typed
