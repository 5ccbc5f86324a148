"""Who may do what to an operation. Source: rights.md, rows « operation » to « report »."""

from enum import IntEnum

from beffroi.contracts.kinds import PieceStep
from beffroi.contracts.models import ContractPiece
from beffroi.operations.award import awaits_balance
from beffroi.operations.kinds import OperationState, Turn
from beffroi.operations.models import Operation, SupportRequest
from beffroi.operations.querysets import FILE_READERS, ON_AN_AGENDA, OWNERS
from beffroi.operations.states import ENDED, EXAMINED, SUBMITTED, TRANSITIONS, Transition
from beffroi.operations.support import ASKED_IN
from beffroi.organisations.actor import Actor
from beffroi.organisations.roles import OrganisationKind, Role

EXAMINERS = (Role.DEVELOPMENT_AGENT, Role.MANAGER)
# Once the funding route is decided, its reasons are read by the owner and the EPCI.
ROUTED = SUBMITTED - EXAMINED - {OperationState.COMPLETION}


class Sight(IntEnum):
    """How much of an operation that is visible to them somebody reads."""

    SUMMARY = 1
    WHOLE = 2


def owns(actor: Actor, operation: Operation) -> bool:
    """Whether the person acts for the project owner."""
    return actor.acts_for(operation.owner_id)


def sight_of(actor: Actor, operation: Operation) -> Sight:
    """Whole for the owner, the parties' agents and an assigned partner; a summary for the others.

    The operation was read through `visible_to`.
    """
    if owns(actor, operation) and actor.is_one_of(*OWNERS, Role.AUDITOR):
        return Sight.WHOLE
    if actor.is_of(OrganisationKind.PARTNER):
        return Sight.WHOLE
    if is_party(actor, operation) and (actor.is_one_of(*FILE_READERS) or _is_its_clerk(actor, operation)):
        return Sight.WHOLE
    return Sight.SUMMARY


def _is_its_clerk(actor: Actor, operation: Operation) -> bool:
    """The clerk of the département, once it is on an agenda. Source: rights.md, « R when on an agenda »."""
    if not actor.is_of(OrganisationKind.DEPARTEMENT) or not actor.is_one_of(Role.ASSEMBLY_CLERK):
        return False
    was_rejected = operation.stage is OperationState.REFUSED and operation.voted_amount == 0
    return operation.stage in ON_AN_AGENDA or was_rejected


def can_propose(actor: Actor) -> bool:
    """Who may have an idea for the organisation; whether the contract admits it is a blocker."""
    return actor.is_one_of(*OWNERS) and (
        actor.is_of(OrganisationKind.EPCI) or actor.is_of(OrganisationKind.COMMUNE)
    )


def can_edit_file(actor: Actor, operation: Operation) -> bool:
    """The owner, while the file is theirs or when the département asked for more."""
    return owns(actor, operation) and actor.is_one_of(*OWNERS) and operation.state in EDITED_BY_OWNER


EDITED_BY_OWNER = frozenset(
    {
        OperationState.IDEA,
        OperationState.ENGINEERING,
        OperationState.FILE,
        OperationState.COMPLETION,
        OperationState.REOPENED,
    }
)


def plan_is_open(operation: Operation) -> bool:
    """Whether its owner may write the plan: with the file, or when what was given left it out of balance."""
    return operation.state in EDITED_BY_OWNER or awaits_balance(operation)


def can_write_plan(actor: Actor, operation: Operation) -> bool:
    """The owner, as long as the plan is open."""
    return owns(actor, operation) and actor.is_one_of(*OWNERS) and plan_is_open(operation)


def can_join_piece(actor: Actor, operation: Operation, asked: ContractPiece | None) -> bool:
    """The owner: any piece while the file is theirs, then those that the contract asks for later."""
    if can_edit_file(actor, operation):
        return True
    return owns(actor, operation) and actor.is_one_of(*OWNERS) and is_joined_later(operation, asked)


def is_joined_later(operation: Operation, asked: ContractPiece | None) -> bool:
    """Whether a piece that comes after the submission may still be joined: until the report is sent."""
    if asked is None or asked.at_step == PieceStep.FILE:
        return False
    return operation.stage in JOINED_LATER


JOINED_LATER = EXAMINED | {OperationState.SHEET, OperationState.COUNTERSIGN, OperationState.REPORT}


def can_cut_funding(actor: Actor, operation: Operation) -> bool:
    """The owner notes what a funder decided, from the submission on: the plan is then reopened."""
    reopens = TRANSITIONS["reopen_plan"]
    return operation.stage in reopens.sources and can_move(actor, operation, reopens)


def can_write_scenario(actor: Actor, operation: Operation) -> bool:
    """Who writes the file or examines it tries other plans, for their own organisation."""
    if sight_of(actor, operation) is not Sight.WHOLE:
        return False
    return can_examine(actor, operation) or actor.is_one_of(*OWNERS)


def can_examine(actor: Actor, operation: Operation) -> bool:
    """The département's development agent or manager, of that contract."""
    return (
        actor.is_of(OrganisationKind.DEPARTEMENT)
        and is_party(actor, operation)
        and actor.is_one_of(*EXAMINERS)
    )


def can_read_appraisal(actor: Actor, operation: Operation) -> bool:
    """Notes and reasons: the département's; the owner and the EPCI once the funding route is decided."""
    if not is_party(actor, operation) and not owns(actor, operation):
        return False
    if actor.is_of(OrganisationKind.DEPARTEMENT):
        return actor.is_one_of(*EXAMINERS, Role.FINANCE_AGENT, Role.AUDITOR)
    return operation.state in ROUTED and actor.is_one_of(*OWNERS, Role.AUDITOR)


def can_move(actor: Actor, operation: Operation, move: Transition) -> bool:
    """Whether this person is the one by whom the table lets this move be made."""
    if move.is_decision and not actor.is_one_of(Role.MANAGER):
        return False
    if move.by is Turn.OWNER:
        return owns(actor, operation) and actor.is_one_of(*OWNERS)
    if move.by is Turn.DEPARTEMENT:
        return can_examine(actor, operation)
    if move.by is Turn.EPCI:
        return (
            actor.is_of(OrganisationKind.EPCI)
            and is_party(actor, operation)
            and actor.is_one_of(Role.MANAGER)
        )
    return (
        actor.is_of(OrganisationKind.DEPARTEMENT)
        and is_party(actor, operation)
        and actor.is_one_of(Role.ASSEMBLY_CLERK)
    )


def can_write_message(actor: Actor, operation: Operation, *, is_shared: bool) -> bool:
    """Shared: those who act on the operation. Internal: whoever reads the whole of it."""
    if sight_of(actor, operation) is not Sight.WHOLE or actor.is_one_of(Role.AUDITOR):
        return False
    return not is_shared or can_read_shared(actor)


def can_read_shared(actor: Actor) -> bool:
    """Who reads what is shared, among those who read the whole file: all but who is only its clerk."""
    return actor.is_one_of(*FILE_READERS, Role.COMMUNE_AGENT, Role.ENGINEERING_PARTNER)


def can_ask_support(actor: Actor, operation: Operation) -> bool:
    """The owner, while the file is written or completed."""
    return owns(actor, operation) and actor.is_one_of(*OWNERS) and operation.state in ASKED_IN


def can_answer_support(actor: Actor, request: SupportRequest) -> bool:
    """A partner to whom it is given; the département's examiners when it is given to the département."""
    if actor.organisation_id != request.partner_id:
        return False
    if actor.is_of(OrganisationKind.PARTNER):
        return actor.is_one_of(Role.ENGINEERING_PARTNER, Role.MANAGER)
    return actor.is_of(OrganisationKind.DEPARTEMENT) and actor.is_one_of(*EXAMINERS)


def can_ask_early_start(actor: Actor, operation: Operation) -> bool:
    """The owner, as long as nothing is awarded or over."""
    return owns(actor, operation) and actor.is_one_of(*OWNERS) and operation.state not in ENDED


def can_decide_early_start(actor: Actor, operation: Operation) -> bool:
    """The manager of the département. Source: rights.md, « waiver, extension, early start »."""
    return (
        actor.is_of(OrganisationKind.DEPARTEMENT)
        and is_party(actor, operation)
        and actor.is_one_of(Role.MANAGER)
    )


def is_party(actor: Actor, operation: Operation) -> bool:
    """Whether somebody acts for one of the two authorities of its contract."""
    return actor.organisation_id in operation.side_of
