"""A contract begun in Beffroi by two invented authorities, and what is needed to fill it in."""

from datetime import UTC, datetime
from typing import Any

from assemblies.factories import CLERK, make_actor, make_organisation
from beffroi.contracts.actions.creation import Beginning, begin_contract
from beffroi.contracts.actions.editing import add_row, values_of
from beffroi.contracts.actions.frames import FrameRows, create_frame
from beffroi.contracts.kinds import FrameKind, Side
from beffroi.contracts.models import Axis, Contract, StrategicFrame
from beffroi.contracts.tokens import token_of
from beffroi.organisations.actor import Actor
from beffroi.organisations.roles import OrganisationKind, Role
from contracts.factories import organisation_of

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
