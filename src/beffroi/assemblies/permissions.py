"""Who may read and record acts. Source: rights.md, « act: draft » and « act: adopted, sealed »."""

from datetime import date

from django.db.models import Q

from beffroi.assemblies.assembly_refusals import kinds_of
from beffroi.assemblies.models import Assembly, Deliberation, Sitting
from beffroi.assemblies.models.deliberation import DeliberationQuerySet
from beffroi.assemblies.models.sitting import SittingQuerySet
from beffroi.core.errors import NotAllowed
from beffroi.organisations.actor import Actor
from beffroi.organisations.roles import Role

DRAFT_READERS = (
    Role.ASSEMBLY_CLERK,
    Role.PROJECT_LEAD,
    Role.MANAGER,
    Role.DEVELOPMENT_AGENT,
    Role.AUDITOR,
)
SEALED_READERS = (
    *DRAFT_READERS,
    Role.ELECTED_MEMBER,
    Role.FINANCE_AGENT,
    Role.COMMUNICATION_AGENT,
    Role.COMMUNE_AGENT,
    Role.ENGINEERING_PARTNER,
)

# Source: rights.md, « journal ».
JOURNAL_READERS = tuple(
    role for role in SEALED_READERS if role not in (Role.ELECTED_MEMBER, Role.ENGINEERING_PARTNER)
)


def can_record_acts(actor: Actor | None, assembly: Assembly) -> bool:
    """Whether this person writes in the register of this assembly."""
    return (
        actor is not None
        and actor.acts_for(assembly.organisation_id)
        and actor.is_one_of(Role.ASSEMBLY_CLERK)
    )


def can_keep_assemblies(actor: Actor) -> bool:
    """Whether this person opens the register of an assembly of their own organisation."""
    return actor.is_one_of(Role.ASSEMBLY_CLERK) and bool(kinds_of(actor.organisation))


def can_read_register(actor: Actor | None) -> bool:
    """Whether this person reads at least the sealed acts of their organisation."""
    return actor is not None and actor.is_one_of(*SEALED_READERS)


def can_read_journal(actor: Actor | None) -> bool:
    """Whether this person reads who did what to the acts of their organisation."""
    return actor is not None and actor.is_one_of(*JOURNAL_READERS)


def can_read_sitting(actor: Actor | None, sitting: Sitting, on: date) -> bool:
    """Whether this person reads this sitting that day."""
    if actor is None or not actor.acts_for(sitting.assembly.organisation_id):
        return False
    if actor.is_one_of(*DRAFT_READERS):
        return True
    if sitting.sealed_at is not None:
        return can_read_register(actor)
    return actor.is_one_of(Role.ELECTED_MEMBER) and _is_convened(sitting, on)


def can_read_act(actor: Actor | None, deliberation: Deliberation, on: date) -> bool:
    """Whether this person reads this act that day: a draft is for few, a sealed act for all."""
    sitting = deliberation.sitting
    if actor is None or not actor.acts_for(sitting.assembly.organisation_id):
        return False
    if actor.is_one_of(*DRAFT_READERS):
        return True
    if deliberation.is_sealed:
        return can_read_register(actor)
    return actor.is_one_of(Role.ELECTED_MEMBER) and _is_convened(sitting, on)


def readable_sittings(actor: Actor | None, on: date) -> SittingQuerySet:
    """Keep the sittings that this person reads that day."""
    found = Sitting.objects.visible_to(actor)
    if actor is None or actor.is_one_of(*DRAFT_READERS):
        return found
    convened = _convened("", on) if actor.is_one_of(Role.ELECTED_MEMBER) else Q(pk__in=[])
    return found.filter(Q(sealed_at__isnull=False) | convened)


def readable_acts(actor: Actor | None, on: date) -> DeliberationQuerySet:
    """Keep the acts that this person reads that day."""
    found = Deliberation.objects.visible_to(actor)
    if actor is None or actor.is_one_of(*DRAFT_READERS):
        return found
    convened = _convened("sitting__", on) if actor.is_one_of(Role.ELECTED_MEMBER) else Q(pk__in=[])
    return found.filter(Q(sealed_at__isnull=False) | convened)


def require(allowed: bool, sentence: str) -> None:
    """Refuse, saying why.

    Raises: NotAllowed.
    """
    if not allowed:
        raise NotAllowed(sentence)


def _is_convened(sitting: Sitting, on: date) -> bool:
    convened = [one for one in (sitting.dispatched_on, sitting.convened_on) if one is not None]
    return bool(convened) and min(convened) <= on


def _convened(prefix: str, on: date) -> Q:
    return Q(**{f"{prefix}dispatched_on__lte": on}) | Q(**{f"{prefix}convened_on__lte": on})
