"""Which sealed documents the public may have of an act: only those that hide what is hidden now."""

from dataclasses import dataclass

from django.db.models import Q

from beffroi.assemblies.actions.extracts import CERTIFIED, REDACTED
from beffroi.assemblies.canonical import DELIBERATION
from beffroi.assemblies.models import ActEvent, Deliberation
from beffroi.assemblies.published import PublishedAct
from beffroi.core.seals.models import Seal

ACT, EVENT = Deliberation._meta.label_lower, ActEvent._meta.label_lower


@dataclass(frozen=True, slots=True)
class PublicDocuments:
    """The act as it is published, and its last certified extract."""

    act: Seal | None
    extract: Seal | None


def public_documents(found: PublishedAct) -> PublicDocuments:
    """Find them in one query; an extract older than the last publication may show what that one hides."""
    published = found.publication.event_id
    later = [one.pk for one in found.events if one.pk >= published]
    seals = Seal.objects.filter(
        Q(kind=DELIBERATION, object_type=ACT, object_id=found.act.pk)
        | Q(kind=REDACTED, object_type=EVENT, object_id=published)
        | Q(kind=CERTIFIED, object_type=EVENT, object_id__in=later)
    ).order_by("position")
    of_kind = {seal.kind: seal for seal in seals if seal.pdf_sha256}
    main = of_kind.get(REDACTED if found.is_redacted else DELIBERATION)
    return PublicDocuments(main, of_kind.get(CERTIFIED))


def act_of(seal: Seal) -> int | None:
    """Give the number of the act that a seal belongs to; None for what is no act."""
    if seal.object_type == ACT:
        return int(seal.object_id)
    if seal.object_type == EVENT:
        found = ActEvent.objects.filter(pk=seal.object_id).values_list("deliberation_id", flat=True).first()
        return int(found) if found else None
    return None
