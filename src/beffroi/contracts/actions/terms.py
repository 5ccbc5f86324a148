"""The settings of a draft, the delays of its steps, the communes that it covers."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from beffroi.contracts.actions.editing import lock_draft, told_changes, values_of, write
from beffroi.contracts.facts import NewCommune
from beffroi.contracts.models import (
    Contract,
    ContractSettings,
    PerimeterCommune,
    ResponseDelay,
    delays_of,
    settings_of,
)
from beffroi.contracts.tokens import check_token
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.territories.models import Commune


@transaction.atomic
def set_settings(contract: Contract, values: Mapping[str, Any], base: str, *, by: Author) -> ContractSettings:
    """Write what the contract sets for its operations, if nobody did in between.

    Raises: EditConflict, RuleViolation.
    """
    held = lock_draft(contract)
    found = settings_of(held)
    before = values_of(found, tuple(values))
    check_token(base, before)
    write(found, values)
    record("contract.settings_changed", held, by=by, changes=told_changes(before, values))
    return found


@transaction.atomic
def set_delays(contract: Contract, days: Mapping[str, int], base: str, *, by: Author) -> dict[str, int]:
    """Write how many days each step has, if nobody did in between.

    Raises: EditConflict, RuleViolation.
    """
    held = lock_draft(contract)
    before = delays_of(held)
    check_token(base, before)
    for step, count in days.items():
        if before.get(step) != count:
            delay = held.response_delays.filter(step=step).first() or ResponseDelay(contract=held, step=step)
            delay.days = count
            save_checked(delay)
    record("contract.settings_changed", held, by=by, changes=told_changes(before, days))
    return delays_of(held)


@transaction.atomic
def add_commune(contract: Contract, facts: NewCommune, *, by: Author) -> PerimeterCommune:
    """Add by hand a commune that the contract covers.

    Raises: RuleViolation.
    """
    held = lock_draft(contract)
    commune = PerimeterCommune(
        contract=held,
        code=facts.code,
        name=facts.name,
        longitude=facts.longitude,
        latitude=facts.latitude,
        population=facts.population,
    )
    save_checked(commune)
    record("contract.row_added", held, by=by, note=f"commune : {commune}")
    return commune


@transaction.atomic
def remove_commune(contract: Contract, pk: int, *, by: Author) -> None:
    """Take a commune out of the perimeter.

    Raises: RuleViolation.
    """
    held = lock_draft(contract)
    found = held.communes.filter(pk=pk).first()
    if found is None:
        raise RuleViolation("Cette commune n’est pas dans le périmètre.")
    told = str(found)
    found.delete()
    record("contract.row_removed", held, by=by, note=f"commune : {told}")


@transaction.atomic
def take_communes_of_epci(contract: Contract, *, by: Author) -> int:
    """Make the perimeter that of the EPCI, as the official division gives it; tell how many communes.

    Raises: RuleViolation.
    """
    held = lock_draft(contract)
    rows = list(_official(held))
    if not rows:
        raise RuleViolation(
            "Le découpage officiel n’a pas de commune pour le SIREN de cette intercommunalité : "
            "vérifiez son SIREN, ou ajoutez les communes à la main."
        )
    held.communes.all().delete()
    for one in rows:
        values: dict[str, Any] = {"longitude": one.longitude, "latitude": one.latitude}
        save_checked(
            PerimeterCommune(contract=held, code=one.code, name=one.name, population=one.population, **values)
        )
    record("contract.perimeter_taken", held, by=by, note=f"{len(rows)} communes")
    return len(rows)


def _official(contract: Contract) -> Iterable[Commune]:
    """The located communes of the EPCI that is a party; none without its SIREN."""
    sirens = [
        one.organisation.siren
        for one in contract.parties.select_related("organisation")
        if one.side == "epci"
    ]
    if contract.is_fictitious or not any(sirens):
        return []
    return Commune.objects.current().of_epci(sirens[0]).located()
