"""How long each actor has before a reminder: the contract's setting, never a legal deadline."""

from beffroi.contracts.models import Contract
from beffroi.contracts.models.settings import delays_of
from beffroi.operations.kinds import OperationState


def days_for(contract: Contract, state: OperationState) -> int | None:
    """Give the days that a state is expected to last at most; None where nothing presses."""
    return delays_of(contract).get(state)
