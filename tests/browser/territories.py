"""The public pages of territories: before anything is loaded, and over a real département."""

from beffroi.territories.actions.load import load_territories
from beffroi.territories.actions.positions import SHIPPED, load_positions
from beffroi.territories.sources import read_source
from browser.sample import Sample

CABBALR = "200072460"


def load_land() -> None:
    """Load one département and the points of the communes of one EPCI."""
    load_territories(read_source().only(frozenset({"62"})), whole=False)
    load_positions(SHIPPED / f"communes-{CABBALR}.csv")


NO_TERRITORY_PAGES = {"territories:index": [Sample("no territory"), Sample("no territory, asked", "?q=a")]}
TERRITORY_PAGES = {
    "territories:index": [
        Sample("territories"),
        Sample("territories found", "?q=noeux"),
        Sample("territories, nothing found", "?q=zzzz"),
    ],
    "territories:epci": [
        Sample("EPCI", kwargs={"siren": CABBALR}),
        Sample("EPCI, one commune", "?q=bethune", {"siren": CABBALR}),
        Sample("EPCI, nothing found", "?q=zzzz", {"siren": CABBALR}),
        Sample("EPCI without points", kwargs={"siren": "200069037"}),
        Sample("EPCI unknown", kwargs={"siren": "1"}, statuses=(404,)),
    ],
}
