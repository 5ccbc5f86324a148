"""A contract begun in Beffroi by two invented authorities, and what is needed to fill it in."""

from datetime import UTC, datetime
from typing import Any

from assemblies.factories import CLERK, make_actor, make_organisation
from beffroi.contracts.actions.contract import move_contract
from beffroi.contracts.actions.creation import Beginning, begin_contract
from beffroi.contracts.actions.editing import add_row, edit_row, values_of
from beffroi.contracts.actions.frames import FrameRows, create_frame
from beffroi.contracts.actions.life import open_opinions, open_votes
from beffroi.contracts.actions.signature import sign_contract
from beffroi.contracts.kinds import CommitmentKind, ContractState, FrameKind, Side
from beffroi.contracts.models import Axis, Contract, MutualCommitment, StrategicFrame
from beffroi.contracts.tokens import token_of
from beffroi.drafting.actions.signoffs import sign_off
from beffroi.drafting.actions.versions import save_section
from beffroi.drafting.signoffs import latest_of
from beffroi.organisations.actor import Actor
from beffroi.organisations.roles import OrganisationKind, Role
from contracts.factories import ON, SIGNED_AT, approve, organisation_of, signing_facts

AT = datetime(2024, 2, 1, 9, 0, tzinfo=UTC)
WRITER = {Side.EPCI: Role.PROJECT_LEAD, Side.DEPARTEMENT: Role.DEVELOPMENT_AGENT}


def begin(model: Contract | None = None, **changes: Any) -> Contract:
    """A draft opened between an EPCI and a département."""
    facts: dict[str, Any] = {
        "title": "Contrat territorial",
        "starts_year": 2025,
        "ends_year": 2028,
        "epci": make_organisation(kind=OrganisationKind.EPCI, short_name="Val-Clair"),
        "departement": make_organisation(kind=OrganisationKind.DEPARTEMENT),
        "model": model,
        **changes,
    }
    who = make_actor(facts["epci"], Role.PROJECT_LEAD)
    return begin_contract(Beginning(**facts), by=who, at=AT)


def writer_of(contract: Contract, side: Side, *roles: Role) -> Actor:
    """Someone of a party."""
    return make_actor(organisation_of(contract, side), *(roles or (WRITER[side],)))


def add_axis(contract: Contract, title: str = "Rapprocher les services", *themes: str) -> Axis:
    """An axis at the end of the list."""
    values = {"title": title, "short_title": title[:20], "themes": themes, "line": None}
    axis = add_row(contract, Axis(contract=contract), values, by=CLERK)
    assert isinstance(axis, Axis)
    return axis


def make_frame(contract: Contract, side: Side, *ambitions: str, **changes: Any) -> StrategicFrame:
    """A frame of a party."""
    values: dict[str, Any] = {
        "kind": FrameKind.PACT if side is Side.DEPARTEMENT else FrameKind.TERRITORY_PROJECT,
        "name": f"Cadre {side}",
        "version": "1",
        "starts_year": 2023,
        "ends_year": 2030,
        "adoption": "",
        **changes,
    }
    rows = FrameRows({}, ambitions or ("Ouvrir", "Relier"), ("jeunesse",), ())
    return create_frame(organisation_of(contract, side), values, rows, by=CLERK)


def base_of(row: Any, *names: str) -> str:
    """The state of some fields of a row, as a form carries it."""
    return token_of(values_of(row, names))


def complete(contract: Contract) -> Contract:
    """Give a draft what the commissions ask for."""
    add_axis(contract)
    values = {"side": Side.BOTH, "kind": CommitmentKind.SUPPORT, "title": "s’entraident", "line": None}
    add_row(contract, MutualCommitment(contract=contract), values, by=CLERK)
    for party in contract.parties.all():
        base = base_of(party, "representative_name")
        edit_row(contract, party, {"representative_name": "Camille Durand"}, base, by=CLERK)
    return contract


def agree(contract: Contract) -> None:
    """Both managers agree to the latest version of the text."""
    assert contract.text is not None
    number = latest_of(contract.text).number
    for side in (Side.EPCI, Side.DEPARTEMENT):
        sign_off(contract.text, number, by=writer_of(contract, side, Role.MANAGER), at=AT)


def write_text(contract: Contract, **bodies: str) -> Contract:
    """Write some parts of the text, each by its key."""
    assert contract.text is not None
    for key, body in bodies.items():
        number = latest_of(contract.text).number
        save_section(contract.text, key, body, number, by=writer_of(contract, Side.EPCI), at=AT)
    return contract


def make_signed_text(**bodies: str) -> Contract:
    """A contract drawn up here, agreed, voted by both, then signed."""
    contract = write_text(complete(begin()), **bodies)
    open_opinions(contract, ON, by=CLERK)
    agree(contract)
    open_votes(contract, ON, by=CLERK, at=AT)
    for side in (Side.EPCI, Side.DEPARTEMENT):
        approve(contract, side)
    move_contract(contract, ContractState.SIGNATURE, ON, by=CLERK)
    sign_contract(contract, signing_facts(), by=CLERK, at=SIGNED_AT)
    return Contract.objects.get(pk=contract.pk)
