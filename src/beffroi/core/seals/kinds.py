"""How each context rebuilds what it sealed from its own tables, so that both can be compared."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ContentsOf = Callable[[Sequence[int]], Mapping[int, Any]]
ExpectedIds = Callable[[], Iterable[int]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of sealed thing: its contents by the objects' ids, and the objects that must have a seal."""

    name: str
    contents_of: ContentsOf
    expected_ids: ExpectedIds


_KINDS: dict[str, Kind] = {}


def register_kind(kind: str, contents_of: ContentsOf, expected_ids: ExpectedIds) -> None:
    """Say how the contents of a kind are rebuilt, in batches, and which objects must have a seal.

    `contents_of` gives what `seal` was given as content, leaving out the objects that are no more;
    `expected_ids` names every object that its table says is sealed, whether a seal exists or not.
    Raises: ValueError for a kind registered otherwise.
    """
    new = Kind(kind, contents_of, expected_ids)
    if _KINDS.get(kind, new) != new:
        raise ValueError(f"the kind {kind} is registered already")
    _KINDS[kind] = new


def kinds() -> Mapping[str, Kind]:
    """Give the registered kinds by name."""
    return dict(_KINDS)
