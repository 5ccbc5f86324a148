"""What a load changed, told in French."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from beffroi.law.french import french_number, plural

SHOWN = 20


@dataclass(slots=True)
class Tally:
    """How many rows of a table were made, changed, ended or left as they were."""

    created: int = 0
    changed: int = 0
    ended: int = 0
    unchanged: int = 0

    @property
    def touched(self) -> int:
        """How many rows were written."""
        return self.created + self.changed + self.ended

    def told(self) -> str:
        """Say it in a line."""
        parts = [
            plural(self.created, "ajout", "ajouts"),
            plural(self.changed, "changement", "changements"),
            plural(self.ended, "disparition", "disparitions"),
            f"{french_number(self.unchanged)} sans changement",
        ]
        return ", ".join(part for part in parts if not part.startswith("0")) or "rien"


@dataclass(slots=True)
class LoadReport:
    """What a load of the division of France did; each list holds French lines, only of what is new."""

    source: str
    population_year: int
    departements: Tally = field(default_factory=Tally)
    epcis: Tally = field(default_factory=Tally)
    communes: Tally = field(default_factory=Tally)
    merged: list[str] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    located: int = 0
    unlocated: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not (self.departements.touched + self.epcis.touched + self.communes.touched + self.located)

    def lines(self, *, shown: int | None = SHOWN) -> Iterator[str]:
        """Tell it, line by line; of a long list only the first lines unless `shown` is None."""
        yield f"Source : {self.source}, Licence Ouverte."
        yield f"Populations : totales, millésime {self.population_year} (epci.json, membres des EPCI)."
        if self.is_empty:
            yield "Rien à changer : la base est déjà à jour."
        else:
            yield f"Départements : {self.departements.told()}."
            yield f"EPCI : {self.epcis.told()}."
            yield f"Communes : {self.communes.told()}."
        if self.located:
            yield f"Positions : {french_number(self.located)} écrites."
        titles = {
            "Communes fusionnées, avec la commune qui leur succède": self.merged,
            "Communes renommées": self.renamed,
            "Communes qui changent d’EPCI": self.moved,
            "Disparues de la source, sans successeur connu": self.gone,
            "Positions de codes inconnus, laissées de côté": self.unlocated,
        }
        for title, told in titles.items():
            yield from listed(title, told, shown)


def listed(title: str, told: list[str], shown: int | None = SHOWN) -> Iterator[str]:
    """Tell a list under its title and count; nothing when it is empty."""
    if not told:
        return
    yield f"{title} : {french_number(len(told))}"
    yield from (f"  {one}" for one in told[:shown])
    if shown is not None and len(told) > shown:
        yield f"  … et {french_number(len(told) - shown)} autres (--details les montre toutes)"
