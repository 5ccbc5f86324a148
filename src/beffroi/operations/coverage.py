"""Which axes of a contract its operations serve."""

from beffroi.contracts.models import Contract
from beffroi.operations.models import Operation
from beffroi.operations.states import EXITS


def axes_served(contract: Contract) -> frozenset[int]:
    """The axes of the operations handed in and not gone; what is still its owner's alone is not counted."""
    there = Operation.objects.filter(contract=contract).submitted().exclude(state__in=EXITS)
    return frozenset(there.order_by().values_list("axis", flat=True).distinct())
