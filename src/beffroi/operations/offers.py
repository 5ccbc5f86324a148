"""The moves that a person may make now, as the page offers them."""

from dataclasses import dataclass

from django.urls import reverse

from beffroi.operations.models import Operation
from beffroi.operations.permissions import can_move
from beffroi.operations.states import EXITS, Transition, transitions_from
from beffroi.organisations.actor import Actor

# Moves that need at most a reason: one form makes them all.
PLAIN = frozenset(
    {
        "open_file",
        "return_advice",
        "submit",
        "complete",
        "ask_completion",
        "settle_coherence",
        "settle_schemes",
        "back_to_coherence",
        "back_to_schemes",
        "back_to_routing",
        "drop",
        "withdraw",
        "refuse",
    }
)
# The others ask for more, on a page of their own: its address, which takes the number of the operation.
PAGES: dict[str, str] = {
    "ask_engineering": "operations:support_ask",
    "route_to_fund": "operations:routing",
    "route_to_scheme": "operations:routing",
    "route_to_none": "operations:routing",
    "scheme_grants": "operations:scheme_road",
    "scheme_refuses": "operations:scheme_refusal",
    "resettle_plan": "operations:plan",
    "reopen_plan": "operations:plan",
    "approve_sheet": "operations:sheet",
    "countersign_sheet": "operations:sheet",
    "send_report": "operations:to_report",
    "take_off_agenda": "operations:to_report",
    "adopt": "operations:to_report",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A move, and the page that makes it when a form of one button cannot."""

    move: Transition
    href: str = ""
    is_exit: bool = False


def offers_for(actor: Actor, operation: Operation) -> list[Offer]:
    """List the moves that this person may make now, the exits last."""
    found = [
        _offer(one, operation) for one in transitions_from(operation.stage) if _may(actor, operation, one)
    ]
    return sorted(found, key=lambda one: one.is_exit)


def _may(actor: Actor, operation: Operation, move: Transition) -> bool:
    return (move.verb in PLAIN or move.verb in PAGES) and can_move(actor, operation, move)


def _offer(move: Transition, operation: Operation) -> Offer:
    name = PAGES.get(move.verb)
    return Offer(move, reverse(name, args=[operation.pk]) if name else "", move.target in EXITS)
