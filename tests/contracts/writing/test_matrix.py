"""Every address where contracts are written × every persona."""

from typing import Any

import pytest

from assemblies.factories import CLERK
from beffroi.contracts.actions.contract import add_party, create_contract
from beffroi.contracts.actions.editing import add_row
from beffroi.contracts.actions.terms import add_commune
from beffroi.contracts.facts import NewCommune
from beffroi.contracts.kinds import Side, Strength
from beffroi.contracts.models import Contract, Crossing, PerimeterCommune, StrategicFrame, TargetPublic
from beffroi.contracts.models.contract import READERS as READING
from beffroi.organisations.roles import ROLES_OF_KIND, OrganisationKind, Role
from contracts.factories import contract_facts, party_facts
from contracts.writing.factories import add_axis, make_frame
from rights import OWN, PERSONAS, Case, Persona, check_rights, organisation_of

pytestmark = pytest.mark.django_db
DRAFT = "redaction-de-la-matrice"
PARTIES = (OrganisationKind.EPCI, OrganisationKind.DEPARTEMENT)
READERS = {(kind, role) for kind in PARTIES for role in ROLES_OF_KIND[kind] if role in READING}
WRITERS = {
    (OrganisationKind.EPCI, Role.PROJECT_LEAD),
    (OrganisationKind.EPCI, Role.MANAGER),
    (OrganisationKind.DEPARTEMENT, Role.DEVELOPMENT_AGENT),
    (OrganisationKind.DEPARTEMENT, Role.MANAGER),
}
EPCI_WRITERS = {one for one in WRITERS if one[0] is OrganisationKind.EPCI}
KEEPERS = WRITERS - EPCI_WRITERS
MANAGERS = {(kind, Role.MANAGER) for kind in PARTIES}
READ = dict.fromkeys(READERS, 200)
REFUSED = dict.fromkeys(READERS, 403)


def parts(*names: str) -> Any:
    """The parts of an address, of the draft of the matrix."""

    def kwargs(_persona: Persona) -> dict[str, Any]:
        frame = StrategicFrame.objects.get()
        contract = Contract.objects.get(slug=DRAFT)
        known: dict[str, Any] = {
            "slug": DRAFT,
            "side": "epci",
            "part": "publics",
            "frame": frame.pk,
            "row": contract.target_publics.values_list("pk", flat=True).first() or 0,
            "commune": PerimeterCommune.objects.values_list("pk", flat=True).first() or 0,
            "ambition": frame.ambitions.all()[0].pk,
            "axis": contract.axes.get().pk,
        }
        return {"pk" if name in {"frame", "row", "commune"} else name: known[name] for name in names}

    return kwargs


def read(*names: str) -> Case:
    """A page that the readers of both parties open."""
    return Case(302, 404, READ, other=404, elsewhere=404, kwargs=parts(*names))


def written(*names: str) -> Case:
    """A form that the writers of both parties open."""
    return Case(
        302, 404, REFUSED | dict.fromkeys(WRITERS, 200), other=404, elsewhere=404, kwargs=parts(*names)
    )


def done(*names: str, who: set[Any] = WRITERS, status: int = 302) -> Case:
    """A button that some press, that the other readers are refused."""
    answers = REFUSED | dict.fromkeys(who, status)
    return Case(302, 404, answers, other=404, elsewhere=404, method="post", kwargs=parts(*names))


OF_THE_EPCI = {one: status for one, status in REFUSED.items() if one[0] is OrganisationKind.EPCI}
# What ends a row comes after what asks for it.
CASES = {
    "contracts:draft_new": Case(302, 403, dict.fromkeys(WRITERS, 200)),
    "contracts:models": Case(302, 403, dict.fromkeys(KEEPERS, 200)),
    "contracts:frames": Case(302, 200),
    "contracts:frame_new": Case(302, 403, dict.fromkeys(WRITERS, 200)),
    "contracts:frame": Case(
        302, 404, dict.fromkeys(OF_THE_EPCI, 200), other=404, elsewhere=404, kwargs=parts("frame")
    ),
    "contracts:frame_version": Case(
        302, 404, OF_THE_EPCI | dict.fromkeys(EPCI_WRITERS, 200), other=404, elsewhere=404,
        kwargs=parts("frame"),
    ),
    "contracts:model_make": Case(
        302, 404, REFUSED | dict.fromkeys(KEEPERS, 200), other=404, elsewhere=404, kwargs=parts("slug")
    ),
    "contracts:writing": read("slug"),
    "contracts:draft_crossing": read("slug"),
    "contracts:draft_list": read("slug", "part"),
    "contracts:draft_identity": written("slug"),
    "contracts:draft_party": written("slug", "side"),
    "contracts:draft_settings": written("slug"),
    "contracts:draft_delays": written("slug"),
    "contracts:draft_communes": written("slug"),
    "contracts:draft_frames": written("slug"),
    "contracts:draft_cell": written("slug", "ambition", "axis"),
    "contracts:draft_add": written("slug", "part"),
    "contracts:draft_row": written("slug", "part", "row"),
    "contracts:draft_row_move": done("slug", "part", "row"),
    "contracts:draft_row_remove": done("slug", "part", "row"),
    "contracts:draft_cell_confirm": done("slug", "ambition", "axis"),
    "contracts:draft_cell_remove": done("slug", "ambition", "axis"),
    "contracts:draft_commune_remove": done("slug", "commune"),
    "contracts:draft_communes_official": done("slug"),
    "contracts:draft_text": done("slug"),
    "contracts:draft_opinions": done("slug"),
    "contracts:draft_votes": done("slug", who=MANAGERS),
    # No reason was given: 422 is the form, answered.
    "contracts:draft_return": done("slug", status=422),
}  # fmt: skip


@pytest.fixture
def _draft() -> Contract:
    contract = create_contract(contract_facts(slug=DRAFT, is_fictitious=False), by=CLERK)
    for side in (Side.EPCI, Side.DEPARTEMENT):
        add_party(contract, party_facts(side, organisation_of(OrganisationKind(side.value), OWN)), by=CLERK)
    frame, axis = make_frame(contract, Side.EPCI), add_axis(contract)
    contract.frames.set([frame])
    Crossing.objects.create(ambition=frame.ambitions.all()[0], axis=axis, strength=Strength.FULL, why="but")
    add_row(contract, TargetPublic(contract=contract), {"title": "jeunes", "line": None}, by=CLERK)
    add_commune(contract, NewCommune("00001", "Roncevent", 2, 45), by=CLERK)
    return contract


@pytest.mark.usefixtures("_draft")
@pytest.mark.parametrize("persona", PERSONAS, ids=str)
def test_each_persona_is_answered_as_the_table_says(persona, client):
    check_rights(CASES, persona, client)
