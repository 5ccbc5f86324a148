"""What a contract leaves out: ambitions that no axis carries, axes that nothing crosses or serves."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from beffroi.contracts.models import Ambition, Axis, Contract


@dataclass(frozen=True, slots=True)
class Coverage:
    """The gaps of a contract, each a list of what it leaves out."""

    uncarried: tuple[Ambition, ...]
    uncrossed_axes: tuple[Axis, ...]
    unserved_axes: tuple[Axis, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return not (self.uncarried or self.uncrossed_axes or self.unserved_axes)


def coverage(contract: Contract, served_axes: Collection[int]) -> Coverage:
    """Find the gaps of a contract read with its frames, ambitions, crossings and axes.

    `served_axes` are the keys of the axes that an operation serves: who knows the operations gives them.
    """
    axes = list(contract.axes.all())
    ambitions = [one for frame in contract.frames.all() for one in frame.ambitions.all()]
    here = {one.pk for one in axes}
    crossed: dict[int, set[int]] = {
        one.pk: {cell.axis_id for cell in one.crossings.all()} & here for one in ambitions
    }
    # An ambition met by another one of the same cell is carried by that axis too.
    met = {cell.met_ambition_id for one in ambitions for cell in one.crossings.all() if cell.axis_id in here}
    used = set().union(*crossed.values()) if crossed else set()
    return Coverage(
        uncarried=tuple(one for one in ambitions if not crossed[one.pk] and one.pk not in met),
        uncrossed_axes=tuple(one for one in axes if one.pk not in used),
        unserved_axes=tuple(one for one in axes if one.pk not in served_axes),
    )


_SERVED: list[Callable[[Contract], Collection[int]]] = []


def register_served(axes_of: Callable[[Contract], Collection[int]]) -> None:
    """Have a higher context tell which axes the operations of a contract serve; it does so when it starts."""
    if axes_of not in _SERVED:
        _SERVED.append(axes_of)


def served_axes(contract: Contract) -> frozenset[int]:
    """The axes that an operation serves: named by the contract, or proposed under it."""
    return cited_axes(contract).union(*(axes_of(contract) for axes_of in _SERVED))


def cited_axes(contract: Contract) -> frozenset[int]:
    """The axes that an operation named by the contract serves, for a contract read with them."""
    return frozenset(one.axis_id for one in contract.cited_operations.all() if one.axis_id is not None)
