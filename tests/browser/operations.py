"""The pages of operations: none yet, then ideas and files at several steps, seen by each who reads them."""

from beffroi.contracts.models import Contract
from beffroi.demo.spaces import load_fictitious_space
from beffroi.operations.kinds import OperationState
from beffroi.operations.models import Operation
from browser.contracts import AT, INVENTED, MANAGER, OF_A_COMMUNE
from browser.sample import Sample
from operations.factories import make_operation

LEAD = "samir.belkadi@valclair.example"
AGENT = "claire.vasseur@valclair.example"


def load_operations() -> None:
    """Load the invented space, then an operation of its EPCI at several steps."""
    load_fictitious_space(at=AT)
    contract = Contract.objects.get(**INVENTED)
    for state in (OperationState.IDEA, OperationState.FILE, OperationState.COHERENCE, OperationState.VOTED):
        operation = make_operation(contract, state, title=f"Une halle, {state.label}")
        operation.communes.set(contract.communes.all()[:2])


def pk_of(state: OperationState) -> dict[str, object]:
    """The address of the operation in a state."""
    return {"pk": Operation.objects.get(title=f"Une halle, {state.label}").pk}


def at(label: str, state: OperationState, persona: str = LEAD, **more: object) -> Sample:
    """An operation in a state, as somebody sees it."""
    return Sample(label, ready=lambda: pk_of(state), persona=persona, **more)


NO_OPERATION_PAGES = {
    "operations:index": [Sample("no operation", persona=LEAD)],
}
OPERATION_PAGES = {
    "operations:index": [
        Sample("operations", persona=LEAD),
        Sample("operations, nothing found", "?q=zzzz", persona=LEAD),
    ],
    "operations:propose": [
        Sample("an idea", persona=LEAD),
    ],
    "operations:operation": [
        at("an idea of ours", OperationState.IDEA),
        at("a file handed in, of ours", OperationState.COHERENCE),
        at("a voted operation", OperationState.VOTED, MANAGER),
        at("an idea of others", OperationState.IDEA, OF_A_COMMUNE, statuses=(404,)),
    ],
}
OPERATION_POSTS = frozenset({"operations:move"})
