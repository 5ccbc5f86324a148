"""The people around one contract, and those who have nothing to do with it; made once for every example."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from assemblies.factories import make_actor, make_assembly, make_organisation, make_sitting
from beffroi.assemblies.models import Assembly, Sitting
from beffroi.contracts.kinds import Side
from beffroi.contracts.models import Contract, ContractPiece, ContractSettings
from beffroi.law import AssemblyKind
from beffroi.organisations.actor import Actor
from beffroi.organisations.models import Organisation
from beffroi.organisations.roles import OrganisationKind, Role
from beffroi.schemes.kinds import SchemeKind
from beffroi.schemes.models import Scheme
from contracts.factories import fill, make_draft, organisation_of
from operations.factories import run
from operations.voting import committee_of
from schemes.factories import make_rules, make_scheme

PLANNED_ON = date(2026, 2, 16)
# Nobody of the contract: for them nothing of it exists.
STRANGERS = ("far_head", "far_lead", "far_chief", "far_clerk", "far_mayor", "far_engineer")


@dataclass(frozen=True, slots=True)
class Scene:
    """One contract, its people, its aids, its assemblies; and another contract beside it."""

    contract: Contract
    other: Contract
    people: dict[str, Actor]
    commune: Organisation
    partner: Organisation
    fund: Scheme
    far_fund: Scheme
    ordinary: tuple[Scheme, ...]
    closed: Scheme
    committee: Assembly
    far_assembly: Assembly
    # One for each vote of an example, one held before any report is sent, one of another assembly.
    sittings: tuple[Sitting, ...]
    past_sitting: Sitting
    far_sitting: Sitting


def make_scene() -> Scene:
    """Make the contract, with communes that may own, two pieces asked and two ordinary schemes."""
    contract, other = _contract(), _contract()
    epci, departement = (organisation_of(contract, side) for side in (Side.EPCI, Side.DEPARTEMENT))
    commune = make_organisation(kind=OrganisationKind.COMMUNE, commune_code="00001")
    partner = make_organisation(kind=OrganisationKind.PARTNER, departement_code=departement.departement_code)
    fund = make_scheme(organisation=departement, kind=SchemeKind.FUND, is_fictitious=True)
    ordinary = tuple(make_scheme(organisation=departement) for _ in range(2))
    closed = make_scheme(organisation=departement)
    for one in (fund, *ordinary):
        make_rules(one)
    make_rules(closed, in_force_from=date(2020, 1, 1), in_force_until=date(2021, 1, 1))
    far_departement = organisation_of(other, Side.DEPARTEMENT)
    committee = committee_of(contract)
    far_assembly = make_assembly(
        members=3, organisation=far_departement, kind=AssemblyKind.STANDING_COMMITTEE
    )
    return Scene(
        contract=contract,
        other=other,
        people={
            **_people(epci, departement, commune, partner),
            **_strangers(organisation_of(other, Side.EPCI), far_departement),
        },
        commune=commune,
        partner=partner,
        fund=fund,
        far_fund=make_scheme(organisation=far_departement, kind=SchemeKind.FUND),
        ordinary=ordinary,
        closed=closed,
        committee=committee,
        far_assembly=far_assembly,
        sittings=tuple(_sitting(committee, PLANNED_ON + timedelta(days)) for days in range(4)),
        past_sitting=_sitting(committee, date(2026, 1, 9)),
        far_sitting=_sitting(far_assembly, PLANNED_ON),
    )


def _sitting(assembly: Assembly, held_on: date) -> Sitting:
    return make_sitting(
        assembly, held_on=held_on, dispatched_on=held_on - timedelta(20), listed_on=held_on + timedelta(2)
    )


def _contract() -> Contract:
    draft = fill(make_draft())
    ContractSettings.objects.update_or_create(contract=draft, defaults={"admits_communes": True})
    for rank, slug in enumerate(("devis", "plan-de-situation"), start=1):
        ContractPiece.objects.create(
            contract=draft, rank=rank, slug=slug, label=slug.capitalize(), clause="article 4"
        )
    return run(draft)


def _people(
    epci: Organisation, departement: Organisation, commune: Organisation, partner: Organisation
) -> dict[str, Actor]:
    neighbour = make_organisation(kind=OrganisationKind.COMMUNE, commune_code="00002")
    roles: dict[str, tuple[Any, Role]] = {
        "lead": (epci, Role.PROJECT_LEAD),
        "head": (epci, Role.MANAGER),
        "epci_clerk": (epci, Role.ASSEMBLY_CLERK),
        "epci_elected": (epci, Role.ELECTED_MEMBER),
        "epci_auditor": (epci, Role.AUDITOR),
        "agent": (departement, Role.DEVELOPMENT_AGENT),
        "chief": (departement, Role.MANAGER),
        "clerk": (departement, Role.ASSEMBLY_CLERK),
        "finance": (departement, Role.FINANCE_AGENT),
        "dep_elected": (departement, Role.ELECTED_MEMBER),
        "dep_auditor": (departement, Role.AUDITOR),
        "dep_admin": (departement, Role.ADMINISTRATOR),
        "mayor": (commune, Role.COMMUNE_AGENT),
        "neighbour": (neighbour, Role.COMMUNE_AGENT),
        "engineer": (partner, Role.ENGINEERING_PARTNER),
    }
    return {name: make_actor(*role) for name, role in roles.items()}


def _strangers(epci: Organisation, departement: Organisation) -> dict[str, Actor]:
    commune = make_organisation(kind=OrganisationKind.COMMUNE, commune_code="99999")
    partner = make_organisation(kind=OrganisationKind.PARTNER, departement_code="59")
    roles: dict[str, tuple[Any, Role]] = {
        "far_head": (epci, Role.MANAGER),
        "far_lead": (epci, Role.PROJECT_LEAD),
        "far_chief": (departement, Role.MANAGER),
        "far_clerk": (departement, Role.ASSEMBLY_CLERK),
        "far_mayor": (commune, Role.COMMUNE_AGENT),
        "far_engineer": (partner, Role.ENGINEERING_PARTNER),
    }
    return {name: make_actor(*role) for name, role in roles.items()}
