"""The two spaces of the demonstration, loaded once each by the same actions as anyone's contract."""

import csv
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from beffroi.contracts.actions.contract import (
    add_party,
    create_contract,
    move_contract,
    record_approval,
    show_contract,
)
from beffroi.contracts.actions.editing import values_of
from beffroi.contracts.actions.signature import sign_contract
from beffroi.contracts.actions.substance import fill_contract
from beffroi.contracts.actions.terms import set_settings
from beffroi.contracts.facts import NewCommune
from beffroi.contracts.kinds import ContractState
from beffroi.contracts.models import Contract, settings_of
from beffroi.contracts.tokens import token_of
from beffroi.core.dates import local_day
from beffroi.core.journal.authors import SYSTEM
from beffroi.demo.amendments import load_amendment
from beffroi.demo.councils import invented_act, real_act
from beffroi.demo.files import (
    Told,
    communes_of,
    new_contract,
    new_parties,
    organisations_of,
    read,
    record_frames,
    substance_of,
)
from beffroi.demo.signing import signing_of
from beffroi.organisations.models import Organisation
from beffroi.schemes.files import load_schemes
from beffroi.territories.actions.positions import SHIPPED


@transaction.atomic
def load_real_space(*, at: datetime) -> Contract:
    """Load Béthune-Bruay from its document: the contract waits, unsigned, for the département's vote.

    A second time, nothing changes.
    """
    told = read("bethune-bruay")
    loaded = _loaded(told)
    if loaded is not None:
        return with_schemes(loaded, "bethune-bruay")
    places = organisations_of(told, is_fictitious=False)
    contract = _write(told, places, _real_communes(told["communes_file"]), is_fictitious=False)
    on = local_day(at)
    _open_votes(contract, at)
    party = contract.parties.get(side="epci")
    record_approval(party, real_act(told, party.organisation, by=SYSTEM, at=at), by=SYSTEM)
    return with_schemes(show_contract(contract, on, by=SYSTEM), "bethune-bruay")


@transaction.atomic
def load_fictitious_space(*, at: datetime) -> Contract:
    """Load Val-Clair: an invented territory, its signed contract, its amendment. Twice, nothing changes."""
    told = read("val-clair")
    loaded = _loaded(told)
    if loaded is not None:
        return with_schemes(loaded, "val-clair")
    places = organisations_of(told, is_fictitious=True)
    contract = _write(told, places, communes_of(told), is_fictitious=True)
    _open_votes(contract, at)
    for council in told["councils"]:
        organisation = places[council["organisation"]]
        act = invented_act(council, organisation, by=SYSTEM, at=at)
        record_approval(contract.parties.get(organisation=organisation), act, by=SYSTEM)
    signature = told["signature"]
    contract = move_contract(contract, ContractState.SIGNATURE, signature["opened_on"], by=SYSTEM)
    sign_contract(contract, signing_of(contract, signature["signed_on"]), by=SYSTEM, at=at)
    load_amendment(contract, told, places, at=at)
    return with_schemes(contract, "val-clair")


def with_schemes(contract: Contract, space: str) -> Contract:
    """Load the aids of a space that are not there yet, and give its contract back."""
    refused = load_schemes(read(f"{space}-schemes"), by=SYSTEM).refused
    assert not refused, refused
    return contract


def _loaded(told: Told) -> Contract | None:
    return Contract.objects.filter(slug=told["contract"]["slug"]).first()


def _write(
    told: Told, places: dict[str, Organisation], communes: tuple[NewCommune, ...], *, is_fictitious: bool
) -> Contract:
    contract = create_contract(new_contract(told, is_fictitious=is_fictitious), by=SYSTEM)
    for party in new_parties(told, places):
        add_party(contract, party, by=SYSTEM)
    frames = record_frames(told, places, by=SYSTEM)
    _set(contract, told["settings"])
    return fill_contract(contract, substance_of(told, frames, communes), by=SYSTEM)


def _set(contract: Contract, settings: Told) -> None:
    """Write what the contract sets for its operations, each with the clause or the line that says it."""
    base = token_of(values_of(settings_of(contract), tuple(settings)))
    set_settings(contract, settings, base, by=SYSTEM)


def _open_votes(contract: Contract, at: datetime) -> None:
    for state in (ContractState.OPINIONS, ContractState.VOTES):
        move_contract(contract, state, local_day(at), by=SYSTEM)


def _real_communes(name: str) -> tuple[NewCommune, ...]:
    """The communes of the real territory and a point in each; their population stands in territories."""
    rows = csv.DictReader((SHIPPED / name).read_text(encoding="utf-8").splitlines())
    return tuple(
        NewCommune(row["code"], row["name"], Decimal(row["lon"]), Decimal(row["lat"])) for row in rows
    )
