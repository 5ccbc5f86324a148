"""The crossing of a draft as a table whose cells are edited one by one."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from beffroi.contracts.coverage import Coverage, coverage, served_axes
from beffroi.contracts.models import Ambition, Axis, Contract, Crossing, StrategicFrame
from beffroi.contracts.models.added import ORIGINAL
from beffroi.contracts.models.contract import ContractQuerySet


@dataclass(frozen=True, slots=True)
class Cell:
    """Where an ambition and an axis meet."""

    ambition: Ambition
    axis: Axis
    crossing: Crossing | None


@dataclass(frozen=True, slots=True)
class Band:
    """The rows of one frame."""

    frame: StrategicFrame
    rows: tuple[tuple[Ambition, tuple[Cell, ...]], ...]


def with_crossing(contracts: ContractQuerySet) -> ContractQuerySet:
    """Read at once the frames, ambitions, crossings and axes of a draft, or of what was signed."""
    crossings = Crossing.objects.select_related("met_ambition__frame")
    ambitions = Ambition.objects.prefetch_related(Prefetch("crossings", crossings))
    frames = StrategicFrame.objects.select_related("owner").prefetch_related(Prefetch("ambitions", ambitions))
    axes = Prefetch("axes", Axis.objects.filter(ORIGINAL))
    return contracts.prefetch_related(Prefetch("frames", frames), axes, "cited_operations")


def bands_of(contract: Contract) -> list[Band]:
    """Lay out the table, a band for each frame."""
    axes = list(contract.axes.all())
    return [
        Band(frame, tuple(_row(one, axes) for one in frame.ambitions.all()))
        for frame in contract.frames.all()
    ]


def matrix_page(contract: Contract) -> dict[str, Any]:
    """Gather what the page of the crossing shows; the contract was read `with_crossing`."""
    bands = bands_of(contract)
    cells = [cell.crossing for band in bands for _, row in band.rows for cell in row if cell.crossing]
    return {
        "axes": list(contract.axes.all()),
        "bands": bands,
        "waiting": sum(one.is_reading for one in cells),
        "gaps": gaps_of(contract),
    }


def gaps_of(contract: Contract) -> Coverage:
    """What the contract leaves out."""
    return coverage(contract, served_axes(contract))


def _row(ambition: Ambition, axes: list[Axis]) -> tuple[Ambition, tuple[Cell, ...]]:
    crossed = {one.axis_id: one for one in ambition.crossings.all()}
    return ambition, tuple(Cell(ambition, axis, crossed.get(axis.pk)) for axis in axes)
