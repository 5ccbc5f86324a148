"""Operations brought to a step by the real actions of their actors, where pages have already been played."""

from datetime import UTC, datetime

from beffroi.contracts.models import Contract
from beffroi.demo.operations import STEPS, Walk
from beffroi.demo.voices import voice
from beffroi.operations.actions.file import edit_section
from beffroi.operations.actions.pieces import join_piece
from beffroi.operations.actions.proposals import propose_operation
from beffroi.operations.facts import NewOperation
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import Operation
from beffroi.operations.sections import BY_SLUG, mark_of, told
from browser.personas import LEAD
from browser.road_file import TITLE
from files.factories import upload_of

ROAD = (S.ENGINEERING, S.FILE, S.COHERENCE, S.SCHEMES, S.ROUTING, S.SHEET, S.COUNTERSIGN, S.REPORT)
# What the file of the journey says, as the pages write it.
TOLD = {"cost": 300_000, "departement": 120_000, "state_aid": 100_000, "own": 80_000, "state": "report"}
BEGAN = datetime(2024, 4, 1, 9, 0, tzinfo=UTC)


def bring_to(contract: Contract, state: S) -> Operation:
    """Carry an operation of the EPCI to a state of the road, through engineering."""
    by, owner = voice(LEAD), contract.parties.get(side="epci").organisation
    idea = NewOperation(contract, owner, TITLE, contract.axes.get(rank=1), "Un guichet, deux permanences.")
    walk = Walk(TOLD, propose_operation(idea, by=by, at=BEGAN), BEGAN)
    write(walk, "presentation", description="Un guichet de plus, près de la gare.", kind="building")
    write(walk, "communes", communes=list(contract.communes.filter(name="Roncevent")))
    for one in ROAD[: ROAD.index(state) + 1]:
        if one is S.COHERENCE:
            join_piece(walk.operation, "", upload_of(), contract.required_pieces.get(), by=by, at=walk.at)
        STEPS[one](walk)
    return Operation.objects.get(pk=walk.operation.pk)


def write(walk: Walk, slug: str, **values: object) -> None:
    """Write a section of the file."""
    section = BY_SLUG[slug]
    mark = mark_of(told(walk.operation, section.names))
    by = voice(LEAD)
    walk.operation = edit_section(walk.operation, section, values, read=mark, by=by, at=walk.at)


def address_of(operation: Operation) -> str:
    """The page of an operation."""
    return f"/operations/{operation.pk}/"
