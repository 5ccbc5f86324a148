"""How long each actor has before a reminder: indicative, never a legal deadline."""

from beffroi.contracts.models import Contract
from beffroi.operations.kinds import OperationState

# Days, when the contract sets none.
DEFAULT_DAYS: dict[OperationState, int] = {
    OperationState.ENGINEERING: 30,
    OperationState.COMPLETION: 30,
    OperationState.COHERENCE: 30,
    OperationState.SCHEMES: 21,
    OperationState.ROUTING: 14,
    OperationState.SHEET: 30,
    OperationState.COUNTERSIGN: 14,
    OperationState.REPORT: 21,
    OperationState.AGENDA: 30,
    OperationState.REOPENED: 30,
    OperationState.SCHEME_ROAD: 90,
}


def days_for(contract: Contract, state: OperationState) -> int | None:
    """Give the days that a state is expected to last at most; None where nothing presses."""
    return DEFAULT_DAYS.get(state)
