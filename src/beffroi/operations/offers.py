"""The moves that a person may make now, as the page offers them."""

from dataclasses import dataclass

from beffroi.operations.links import page_href
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
# The others ask for more, on a page of their own, by its name (see `links.page_href`).
PAGES: dict[str, str] = {
    "ask_engineering": "support_ask",
    "route_to_fund": "routing",
    "route_to_scheme": "routing",
    "route_to_none": "routing",
    "scheme_grants": "scheme_road",
    "scheme_refuses": "scheme_refusal",
    "resettle_plan": "plan",
    "reopen_plan": "plan",
    "approve_sheet": "sheet",
    "countersign_sheet": "sheet",
    "send_report": "to_report",
    "take_off_agenda": "to_report",
    "adopt": "to_report",
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
    return Offer(move, page_href(operation, name) if name else "", move.target in EXITS)


def move_href(operation: Operation, verb: str) -> str:
    """Where a move is made: a page of its own, or its form on the page of the operation."""
    return (
        page_href(operation, PAGES[verb])
        if verb in PAGES
        else page_href(operation, "operation", f"mouvement-{verb}")
    )
