"""Writing the file of an operation, a section at a time: nobody's words are lost."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from beffroi.contracts.in_force import Terms, terms_on
from beffroi.core.dates import local_day
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import changes_between, record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import create_checked, save_checked
from beffroi.operations.models import OperatingForecast, Operation
from beffroi.operations.permissions import EDITED_BY_OWNER
from beffroi.operations.saving import lock
from beffroi.operations.sections import FORECASTS, MANY, Section, mark_of, told

Year = tuple[int, Decimal, Decimal]
CHANGED = "Quelqu’un a modifié cette partie depuis que vous l’avez ouverte. Rien n’est perdu : comparez."


class SectionChanged(RuleViolation):
    """Somebody else wrote this section since it was read; `theirs` is what stands there now."""

    def __init__(self, theirs: dict[str, Any]) -> None:
        super().__init__(CHANGED)
        self.theirs = theirs


@transaction.atomic
def edit_section(
    operation: Operation,
    section: Section,
    values: Mapping[str, Any],
    *,
    read: str,
    by: Author,
    at: datetime,
) -> Operation:
    """Write one section of the file, read at the version `read`.

    Raises: SectionChanged, RuleViolation.
    """
    held = lock(operation)
    if held.stage not in EDITED_BY_OWNER:
        raise RuleViolation(f"Le dossier ne s’écrit plus : l’opération est « {held.get_state_display()} ».")
    before = told(held, section.names)
    if read != mark_of(before):
        raise SectionChanged(before)
    _check(held, values, local_day(at))
    _write(held, values)
    changes = changes_between(before, told(held, section.names))
    if not changes:
        return held
    held.version += 1
    held.updated_at = at
    save_checked(held)
    record("operation.edited", held, by=by, changes=changes, note=section.title)
    return held


def _check(held: Operation, values: Mapping[str, Any], on: date) -> None:
    """What belongs to another contract, or what this one does not admit that day, stays out."""
    contract, terms = held.contract, terms_on(held.contract, on)
    settings = terms.settings
    kind = values.get("kind")
    if kind and not settings.admits_kind(kind):
        raise RuleViolation("Le contrat n’admet pas cette nature d’opération.", settings.told("kinds"))
    axis = values.get("axis", held.axis)
    if axis.contract_id != contract.pk:
        raise RuleViolation("Cet axe est celui d’un autre contrat.")
    if any(one.axis_id != axis.pk for one in values.get("themes", ())):
        raise RuleViolation("Un thème choisi n’est pas de l’axe de l’opération.")
    for name, what in (("communes", "Une commune"), ("target_publics", "Un public")):
        if any(one.contract_id != contract.pk for one in values.get(name, ())):
            raise RuleViolation(f"{what} n’est pas de ce contrat.")
    if values.get("has_no_public") and values.get("target_publics"):
        raise RuleViolation("Choisissez des publics, ou dites qu’il n’y en a aucun : pas les deux.")
    _check_in_force(held, values, terms)


def _check_in_force(held: Operation, values: Mapping[str, Any], terms: Terms) -> None:
    """What an amendment took out stays where it was chosen before, and enters nowhere else."""
    new = [one for one in (values.get("axis"),) if one is not None and one.pk != held.axis_id]
    for name in MANY & values.keys():
        kept = {one.pk for one in getattr(held, name).all()}
        new += [one for one in values[name] if one.pk not in kept]
    for one in new:
        if not terms.holds(one):
            raise RuleViolation(f"« {one} » n’est pas, ou n’est plus, au contrat.")


def _write(held: Operation, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name == FORECASTS:
            _write_years(held, value)
        elif name in MANY:
            getattr(held, name).set(value)
        else:
            setattr(held, name, value)


def _write_years(held: Operation, years: list[Year]) -> None:
    if len({year for year, _, _ in years}) < len(years):
        raise RuleViolation("Une année ne se prévoit qu’une fois.")
    held.forecasts.all().delete()
    create_checked(
        OperatingForecast(operation=held, year=year, cost_amount=cost, revenue_amount=revenue)
        for year, cost, revenue in years
    )
