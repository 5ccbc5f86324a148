"""Messages about an operation: which of them somebody reads, and who reads what is shared."""

from django.db.models import Q, QuerySet

from beffroi.operations.models import Message, Operation
from beffroi.operations.permissions import can_read_shared
from beffroi.organisations.actor import Actor


def messages_for(actor: Actor, operation: Operation) -> QuerySet[Message]:
    """Those of one's own organisation, and the shared ones; of the others' own, not even their count."""
    seen = Q(organisation=actor.organisation)
    if can_read_shared(actor):
        seen |= Q(is_shared=True)
    return operation.messages.filter(seen)


def told_readers(operation: Operation) -> str:
    """Name the organisations whose agents read what is shared."""
    names = [str(one) for one in (operation.owner, operation.epci, operation.departement)]
    asked = operation.support_requests.filter(partner__isnull=False).select_related("partner")
    names += [str(one.partner) for one in asked]
    *firsts, last = dict.fromkeys(names)
    return f"{', '.join(firsts)} et {last}" if firsts else last
