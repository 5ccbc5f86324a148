"""What the page of an operation shows to one person, on a given day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from beffroi.contracts.in_force import terms_on
from beffroi.core.gathered import gather
from beffroi.core.journal.history import lines_of
from beffroi.core.journal.models import JournalEntry
from beffroi.core.journal.querysets import JournalQuerySet
from beffroi.core.ui.parts import Blocker, Link
from beffroi.operations import panels_file, panels_money, panels_vote, verbs_file, verbs_vote
from beffroi.operations.award import award_notice
from beffroi.operations.blockers import blockers_for
from beffroi.operations.early import early_start_notice
from beffroi.operations.links import plan_href
from beffroi.operations.models import Operation
from beffroi.operations.offers import Offer, offers_for
from beffroi.operations.panels import draw
from beffroi.operations.permissions import Sight, can_edit_file, can_read_appraisal, can_write_plan, sight_of
from beffroi.operations.public import vote_of
from beffroi.operations.querysets import OperationQuerySet
from beffroi.operations.standing import eight_steps, three_questions
from beffroi.operations.states import AWAITED, TRANSITIONS, WRITTEN
from beffroi.operations.taken_out import taken_out_notices
from beffroi.organisations.actor import Actor

PANELS = (*panels_file.PANELS, *panels_money.PANELS, *panels_vote.PANELS)
MOST_LINES = 20
SUMMARY_LISTS = ("steps", "communes")
LISTS = (
    *SUMMARY_LISTS, "themes", "target_publics", "early_starts", "coherence_answers", "forecasts", "pieces",
    "support_requests", "scheme_examinations", "routes", "sheets",
)  # fmt: skip
PLAN_LISTS = ("lines", "costs")
CONTRACT_LISTS = ("target_publics", "attention_points", "commitments", "required_pieces")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A move that was refused: what was typed, why, and what blocks."""

    verb: str
    reason: str
    message: str
    blockers: tuple[Blocker, ...] = ()


def joined(operations: OperationQuerySet) -> OperationQuerySet:
    """Read with an operation what its pages always name."""
    return operations.select_related(
        "contract", "contract__settings", "owner", "axis", "next_organisation", "plan"
    )


def whole(operations: OperationQuerySet) -> OperationQuerySet:
    """Read an operation with what most of its pages go through."""
    return joined(operations).prefetch_related(
        "steps", "themes", "communes", "target_publics", "early_starts"
    )


def operation_page(
    actor: Actor, operation: Operation, on: date, refusal: Refusal | None = None
) -> dict[str, Any]:
    """Give the context of the page; its lists are read at once, those of a summary for who reads no more."""
    is_whole = sight_of(actor, operation) is Sight.WHOLE
    if is_whole:
        gather((operation, LISTS), (operation.plan, PLAN_LISTS), (operation.contract, CONTRACT_LISTS))
    else:
        gather((operation, SUMMARY_LISTS))
    terms = terms_on(operation.contract, on)
    shown: dict[str, Any] = {
        "operation": operation,
        "actor": actor,
        "on": on,
        "is_whole": is_whole,
        "steps": eight_steps(operation),
        "axis": terms.told(operation.axis),
        "communes": [terms.told(one) for one in operation.communes.all()],
        "vote": vote_of(operation) if operation.voted_amount is not None else None,
    }
    if not is_whole:
        return shown | {"standing": three_questions(operation, (), on, tells_plan=False)}
    blockers = _blockers(operation, on)
    offers = offers_for(actor, operation)
    return shown | {
        "standing": three_questions(operation, blockers, on, todo_of(actor, operation, offers)),
        "blockers": blockers,
        "awaited": awaited_label(operation),
        "offers": offers,
        "refusal": refusal,
        "may_edit": can_edit_file(actor, operation),
        "panels": draw(PANELS, actor, operation, on),
        "notices": _notices(operation, on),
        "lines": lines_of(_entries(actor, operation)[:MOST_LINES]),
    }


def _notices(operation: Operation, on: date) -> list[str]:
    told = (early_start_notice(operation), award_notice(operation), *taken_out_notices(operation, on))
    return [one for one in told if one]


def _entries(actor: Actor, operation: Operation) -> JournalQuerySet:
    """What the journal tells this person: of the examination, nothing before they may read it."""
    entries = JournalEntry.objects.about(operation)
    if can_read_appraisal(actor, operation):
        return entries
    told = (*verbs_file.VERBS, *verbs_vote.VERBS)
    return entries.filter(Q(verb__in=told) | Q(organisation_id=actor.organisation_id))


def _blockers(operation: Operation, on: date) -> list[Blocker]:
    verb = AWAITED.get(operation.stage)
    return blockers_for(verb, operation, on) if verb else []


def awaited_label(operation: Operation) -> str:
    """Name the move that the operation waits for; nothing when it waits for none."""
    verb = AWAITED.get(operation.stage)
    return TRANSITIONS[verb].label if verb else ""


def todo_of(actor: Actor, operation: Operation, offers: list[Offer]) -> Link | None:
    """The button of who has the turn: the awaited move when it is theirs, else the first that is."""
    if operation.awaits_balance_since is not None and can_write_plan(actor, operation):
        return Link(plan_href(operation), "Équilibrer le plan")
    if operation.next_organisation_id is None or not actor.acts_for(operation.next_organisation_id):
        return None
    awaited = AWAITED.get(operation.stage)
    first = next((one for one in offers if one.move.verb == awaited), None)
    if first is not None:
        return Link(first.href or f"#mouvement-{first.move.verb}", first.move.label)
    if operation.stage in WRITTEN:
        # Who writes the fiche and does not decide on it.
        return Link(reverse("operations:sheet", args=[operation.pk]), "Écrire la fiche")
    return None
