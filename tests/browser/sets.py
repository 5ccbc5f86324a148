"""What is done over a whole set of operations: files imported, batches, exports, in each state."""

from datetime import UTC, datetime

from django.core.files.base import ContentFile
from django.utils import timezone

from beffroi.operations.actions.bulk import confirm_run, prepare_run
from beffroi.operations.actions.imports import confirm_import, keep_import
from beffroi.operations.bulk.kinds import BY_SLUG
from beffroi.operations.imports.table import Line, Table
from beffroi.operations.models import Operation, OperationExport
from beffroi.organisations.actor import Actor, actors_of
from beffroi.organisations.models import User
from browser.operations import HALL, IDEA, SLUG, load_operations
from browser.personas import LEAD
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


def batch(label: str, *titles: str, done: bool = False, **told: object) -> Sample:
    """The page of an action on several operations."""

    def ready() -> dict[str, object]:
        by, at = person(LEAD), timezone.now()
        kept = prepare_run(BY_SLUG["drop"], told, _keys(*titles), by=by, at=at)
        if done:
            confirm_run(kept, by=by, at=at)
        return {"pk": kept.pk}

    return Sample(label, ready=ready, persona=LEAD)


def _keys(*titles: str) -> list[int]:
    return list(Operation.objects.filter(title__in=titles).values_list("pk", flat=True))


def exported(label: str, **changes: object) -> Sample:
    """The page of a file that is prepared, at one of its moments."""

    def ready() -> dict[str, object]:
        by, at = person(LEAD), timezone.now()
        made = OperationExport(
            user=by.user, organisation=by.organisation, made_at=at, form="xlsx", roles=sorted(by.roles)
        )
        for name, value in changes.items():
            setattr(made, name, value)
        made.advanced_at = made.advanced_at or at
        if changes.get("written") == changes.get("total"):
            made.done_at = at
            made.stored.save("", ContentFile(b"PK"), save=False)
        made.save()
        return {"pk": made.pk}

    return Sample(label, ready=ready, persona=LEAD)


def chosen(label: str, query: str, **more: object) -> Sample:
    """Choosing what to do to the ideas."""
    return Sample(label, f"?tout=1&etape=1{query}", persona=LEAD, **more)


LONG_AGO = datetime(2024, 6, 3, tzinfo=UTC)
SET_PAGES = {
    "operations:bulk": [
        chosen("what to do to several", ""),
        chosen("dropping several", "&action=drop"),
        chosen(
            "dropping several without a reason", "&action=drop", then=sends("Voir l’aperçu"), shows=ERRORS
        ),
        chosen("a message to several", "&action=message"),
        Sample("nothing chosen", persona=LEAD),
    ],
    "operations:bulk_run": [
        batch("dropping several, previewed", IDEA, HALL, reason="Faute de terrain"),
        batch("dropping several, nothing can be", HALL, reason="Faute de terrain"),
        batch("dropping several, done", IDEA, HALL, done=True, reason="Faute de terrain"),
    ],
    "operations:export_progress": [
        exported("an export that waits", total=0, written=1),
        exported("an export under way", total=100_000, written=42_000, started_at=LONG_AGO),
        exported("an export that is ready", total=12_000, written=12_000),
        exported("an export that failed", total=2, written=0, failure="Le fichier n’a pas pu être écrit."),
        exported("an export that stopped", total=2, written=0, advanced_at=LONG_AGO),
    ],
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
    "operations:export_file": [exported("a large list", total=2, written=2)],
    "operations:import_refused": [imported("refused rows", *BAD, form="csv")],
}
SET_POSTS = frozenset({"operations:import_confirm", "operations:bulk_confirm", "operations:export_ask"})
