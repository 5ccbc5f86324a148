"""What is done over a whole set of operations: files imported, each state of their page."""

from datetime import UTC, datetime

from django.utils import timezone

from beffroi.operations.actions.imports import confirm_import, keep_import
from beffroi.operations.imports.table import Line, Table
from beffroi.organisations.actor import Actor, actors_of
from beffroi.organisations.models import User
from browser.operations import LEAD, SLUG, load_operations
from browser.sample import ERRORS, Sample, sends

GOOD = Line(2, ("Une médiathèque", "1", "Des livres pour tous", "120 000 €", SLUG))
BAD = (
    Line(3, ("", "1", "Sans nom", "", SLUG)),
    Line(5, ("Un lavoir couvert", "neuf", "Restaurer", "40 000 €", SLUG)),
)
HEADERS = ("Titre", "Axe", "En une phrase", "Coût", "Contrat")

load_sets = load_operations


def person(email: str) -> Actor:
    """One of the demonstration, for their first organisation."""
    return actors_of(User.objects.get(email=email), timezone.localdate())[0]


def imported(label: str, *lines: Line, done: bool = False, note: str = "", **more: object) -> Sample:
    """The page of an import of the project lead."""

    def ready() -> dict[str, object]:
        by, at = person(LEAD), timezone.now()
        kept = keep_import("idees-2026.xlsx", Table(HEADERS, lines, note), by=by, at=at)
        if done:
            confirm_import(kept, by=by, at=datetime.now(UTC))
        return {"pk": kept.pk, **more}

    return Sample(label, ready=ready, persona=LEAD)


SET_PAGES = {
    "operations:import": [
        Sample("dropping a file", persona=LEAD),
        Sample("no file dropped", persona=LEAD, then=sends("Lire ce fichier"), shows=ERRORS),
    ],
    "operations:import_preview": [
        imported("an import to confirm", GOOD, *BAD, note="Seule la feuille « 2026 » est lue."),
        imported("an import without a good row", *BAD),
        imported("an import that is done", GOOD, *BAD, done=True),
    ],
}
NO_SET_PAGES = {"operations:import": [Sample("no contract to import to", persona=LEAD)]}
SET_FILES = {
    "operations:import_model": [Sample("a model", kwargs={"form": "csv"}, persona=LEAD)],
    "operations:import_refused": [imported("refused rows", *BAD, form="csv")],
}
SET_POSTS = frozenset({"operations:import_confirm"})
