"""Every address of the lists × every persona: each sees their own set, and drops their own lists only."""

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from beffroi.operations.kinds import OperationState
from beffroi.operations.models import BulkRun, Operation, OperationExport, OperationImport, SavedFilter
from beffroi.organisations.roles import OrganisationKind, Role
from operations.matrix import AUDITORS, COMMUNE, EPCI, OWNERS, PARTNERS, WHOLE, make_own_operation
from rights import OWN, PERSONAS, Case, Persona, check_rights, organisation_of, user_of

pytestmark = pytest.mark.django_db
LEAD = Persona(Role.PROJECT_LEAD, EPCI)


def kept(_persona: Persona) -> dict[str, object]:
    return {"pk": SavedFilter.objects.get().pk}


def named(persona: Persona) -> dict[str, object]:
    return {"name": f"Liste de {persona}"[:80], "query": "etape=4"}


def imported(_persona: Persona) -> dict[str, object]:
    return {"pk": OperationImport.objects.get().pk}


def batch(_persona: Persona) -> dict[str, object]:
    return {"pk": BulkRun.objects.get().pk}


def exported(_persona: Persona) -> dict[str, object]:
    return {"pk": OperationExport.objects.get(user=user_of(LEAD)).pk}


def imported_file(persona: Persona) -> dict[str, object]:
    return imported(persona) | {"form": "csv"}


# Who may have an idea for an EPCI or a commune, wherever it is.
PROPOSERS = {
    **dict.fromkeys(OWNERS, 200),
    (OrganisationKind.COMMUNE, Role.COMMUNE_AGENT): 200,
    (OrganisationKind.COMMUNE, Role.MANAGER): 200,
}
# Whose roles do something to an operation; the others only read them.
ACTORS = {
    **dict.fromkeys(WHOLE - AUDITORS, 200),
    **dict.fromkeys(PROPOSERS, 200),
    **dict.fromkeys(PARTNERS - AUDITORS, 200),
    Role.ASSEMBLY_CLERK: 200,
    (COMMUNE, Role.ASSEMBLY_CLERK): 403,
}
# Of one person's own work: done for them, 404 for every other.
MINE = {"other": 404, "elsewhere": 404}


CASES = {
    "operations:index": Case(302, 200),
    "operations:board": Case(302, 200),
    "operations:places": Case(302, 200),
    "operations:export": Case(302, 200),
    "operations:keep": Case(302, 302, method="post", data=named),
    # Only its own person's: 302 is « done », 404 for every other.
    "operations:drop": Case(
        302, 404, {(EPCI, Role.PROJECT_LEAD): 302}, other=404, elsewhere=404, method="post", kwargs=kept
    ),
    "operations:export_ask": Case(302, 302, method="post"),
    "operations:export_progress": Case(302, 404, {(EPCI, Role.PROJECT_LEAD): 200}, kwargs=exported, **MINE),
    "operations:export_file": Case(302, 404, {(EPCI, Role.PROJECT_LEAD): 200}, kwargs=exported, **MINE),
    "operations:bulk": Case(302, 403, ACTORS, elsewhere=None),
    "operations:bulk_run": Case(302, 404, {(EPCI, Role.PROJECT_LEAD): 200}, kwargs=batch, **MINE),
    "operations:bulk_confirm": Case(
        302, 404, {(EPCI, Role.PROJECT_LEAD): 302}, method="post", kwargs=batch, **MINE
    ),
    "operations:import": Case(302, 403, PROPOSERS),
    "operations:import_model": Case(302, 403, PROPOSERS, kwargs=lambda _persona: {"form": "csv"}),
    "operations:import_preview": Case(302, 404, {(EPCI, Role.PROJECT_LEAD): 200}, kwargs=imported, **MINE),
    "operations:import_refused": Case(
        302, 404, {(EPCI, Role.PROJECT_LEAD): 200}, kwargs=imported_file, **MINE
    ),
    "operations:import_confirm": Case(
        302, 404, {(EPCI, Role.PROJECT_LEAD): 302}, method="post", kwargs=imported, **MINE
    ),
}  # fmt: skip


@pytest.fixture
def _kept() -> Operation:
    SavedFilter.objects.create(user=user_of(LEAD), organisation=organisation_of(EPCI, OWN), name="À suivre")
    OperationImport.objects.create(
        user=user_of(LEAD),
        organisation=organisation_of(EPCI, OWN),
        made_at=timezone.now(),
        name="idees.csv",
        headers=["Titre", "Axe"],
        lines=[[2, "Un lavoir", "1"]],
    )
    made = OperationExport(
        user=user_of(LEAD),
        organisation=organisation_of(EPCI, OWN),
        made_at=timezone.now(),
        done_at=timezone.now(),
        form="csv",
        roles=[Role.PROJECT_LEAD],
    )
    made.stored.save("", ContentFile(b"Titre"), save=False)
    made.save()
    BulkRun.objects.create(
        user=user_of(LEAD),
        organisation=organisation_of(EPCI, OWN),
        made_at=timezone.now(),
        verb="drop",
        told={"reason": "Sans suite"},
    )
    return make_own_operation(OperationState.COHERENCE, title="Halle")


@pytest.mark.usefixtures("_kept")
@pytest.mark.parametrize("persona", PERSONAS, ids=str)
def test_each_persona_is_answered_as_the_table_says(persona, client):
    # What keeps a list makes one more: dropped first.
    drop = {"operations:drop": CASES["operations:drop"]}
    check_rights(drop, persona, client)
    client.logout()
    check_rights({name: case for name, case in CASES.items() if name not in drop}, persona, client)
