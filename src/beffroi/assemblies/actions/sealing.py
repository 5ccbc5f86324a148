"""Sealing an act, and its sitting before it."""

from datetime import datetime

from django.db import transaction

from beffroi.assemblies.actions.deliberations import lock_deliberation, refuse_if_sealed
from beffroi.assemblies.actions.waiting import refresh_waiting
from beffroi.assemblies.blockers import blockers_for_sealing, refuse_if_blocked
from beffroi.assemblies.canonical import (
    DELIBERATION,
    SITTING,
    deliberation_contents,
    sitting_contents,
)
from beffroi.assemblies.events import deliberation_sealed
from beffroi.assemblies.extracts import draw_extract
from beffroi.assemblies.models import Assembly, Deliberation, Sitting
from beffroi.core.dates import local_day
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.seals.actions import new_code, open_chain, seal
from beffroi.core.seals.models import Chain, Seal


@transaction.atomic
def seal_deliberation(deliberation: Deliberation, *, by: Author, at: datetime) -> Seal:
    """Seal an act into the register of its assembly, after its sitting when that is not sealed yet.

    Raises: RuleViolation with what blocks.
    """
    locked = lock_deliberation(deliberation)
    refuse_if_sealed(locked)
    refuse_if_blocked(blockers_for_sealing(locked, local_day(at)))
    chain = register_of(locked.sitting.assembly)
    if locked.sitting.sealed_at is None:
        _seal_sitting(chain, locked.sitting, by=by, at=at)
    locked.sealed_at = at
    locked.save(update_fields=["sealed_at"])
    code = new_code()
    extract = draw_extract(locked, code, at)
    entry = seal(
        chain,
        kind=DELIBERATION,
        obj=locked,
        label=str(locked),
        content=deliberation_contents([locked.pk])[locked.pk],
        code=code,
        pdf=extract.pdf if extract else None,
        template_version=extract.template_version if extract else "",
        by=by,
        at=at,
    )
    record("deliberation.sealed", locked, by=by, note=f"Code de vérification {entry.shown_code}")
    refresh_waiting(locked)
    deliberation.sealed_at = at
    deliberation_sealed.send(Deliberation, deliberation=locked, by=by, at=at)
    return entry


def register_of(assembly: Assembly) -> Chain:
    """Give the sealed chain of an assembly, opened at its first act."""
    return open_chain(assembly.register_name, f"Registre des délibérations, {assembly.name}")


def _seal_sitting(chain: Chain, sitting: Sitting, *, by: Author, at: datetime) -> Seal:
    sitting.sealed_at = at
    sitting.save(update_fields=["sealed_at"])
    entry = seal(
        chain,
        kind=SITTING,
        obj=sitting,
        label=str(sitting),
        content=sitting_contents([sitting.pk])[sitting.pk],
        code=new_code(),
        by=by,
        at=at,
    )
    record("sitting.sealed", sitting, by=by, note=f"Code de vérification {entry.shown_code}")
    return entry
