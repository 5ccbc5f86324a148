"""Opening the register of an assembly, and correcting what may still change."""

from itertools import chain, count
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from beffroi.assemblies.actions.members import lock_assembly
from beffroi.assemblies.assembly_refusals import AssemblyFacts, refusals_of
from beffroi.assemblies.models import Assembly, Seat
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import changes_between, record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked, told_fields
from beffroi.organisations.models import Organisation

_PLAIN_FIELDS = ("name", "population", "court", "alsace_moselle")


@transaction.atomic
def create_assembly(organisation: Organisation, facts: AssemblyFacts, *, by: Author) -> Assembly:
    """Open the register of an assembly, with its seats.

    Raises: RuleViolation.
    """
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    _refuse(held, facts)
    assembly = save_checked(
        Assembly(
            organisation=held, kind=facts.kind.value, slug=facts.slug or _free_slug(held, facts.name),
            **{name: getattr(facts, name) for name in _PLAIN_FIELDS},
        )
    )  # fmt: skip
    _add_seats(assembly, 0, facts.seats)
    record("assembly.created", assembly, by=by, changes=changes_between({}, _told(assembly)))
    return assembly


@transaction.atomic
def change_assembly(assembly: Assembly, facts: AssemblyFacts, *, by: Author) -> Assembly:
    """Correct an assembly; its address stays, and what its sittings stand on (`frozen_fields`).

    Raises: RuleViolation.
    """
    held = Organisation.objects.select_for_update().get(pk=assembly.organisation_id)
    locked = lock_assembly(assembly)
    _refuse(held, facts, locked)
    before = _told(locked)
    locked.kind = facts.kind.value
    for name in _PLAIN_FIELDS:
        setattr(locked, name, getattr(facts, name))
    save_checked(locked)
    _keep_seats(locked, facts.seats)
    changes = changes_between(before, _told(locked))
    if changes:
        record("assembly.changed", locked, by=by, changes=changes)
    return locked


def _refuse(organisation: Organisation, facts: AssemblyFacts, known: Assembly | None = None) -> None:
    for one in refusals_of(organisation, facts, known):
        raise RuleViolation(one.sentence, one.source)


def _free_slug(organisation: Organisation, name: str) -> str:
    """Make an address of the name; another organisation may have taken it, and is not told."""
    start = slugify(name)[:40] or "assemblee"
    longer = f"{start}-{organisation.slug[:30]}"
    tries = chain((start, longer), (f"{longer}-{number}" for number in count(2)))
    return next(one for one in tries if not Assembly.objects.filter(slug=one).exists())


def _keep_seats(assembly: Assembly, wanted: int) -> None:
    """Make the seats that lack; those that nobody ever held may go, from the last."""
    assembly.seats.filter(number__gt=wanted).delete()
    last = assembly.seats.order_by("-number").values_list("number", flat=True).first() or 0
    _add_seats(assembly, last, wanted)


def _add_seats(assembly: Assembly, last: int, wanted: int) -> None:
    Seat.objects.bulk_create([Seat(assembly=assembly, number=one) for one in range(last + 1, wanted + 1)])


def _told(assembly: Assembly) -> dict[str, Any]:
    return {**told_fields(assembly, leave=("organisation",)), "sièges": assembly.seats.count()}
