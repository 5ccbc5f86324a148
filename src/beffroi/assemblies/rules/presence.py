"""Who is in the room when an item is called, from the attendance sheet and the movements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from beffroi.assemblies.kinds import Presence

P = Presence
HERE = (P.PRESENT, P.REMOTE)


@dataclass(frozen=True, slots=True)
class RollLine:
    """One member on the sheet; members are told by their number, names are for the sentences."""

    member: int
    name: str
    presence: Presence
    holder: int | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """An arrival or a departure before an item; None when the item is not stated."""

    member: int
    arrives: bool
    before_rank: int | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """Who is there when one item is called."""

    present: frozenset[int]
    remote: frozenset[int]
    proxies: tuple[tuple[int, int], ...]

    @property
    def here(self) -> frozenset[int]:
        """Everyone who can vote by themselves."""
        return self.present | self.remote

    @property
    def represented(self) -> frozenset[int]:
        """Those for whom someone votes."""
        return frozenset(giver for giver, _ in self.proxies)


def room_at(roll: Sequence[RollLine], moves: Iterable[Move], rank: int) -> Room:
    """Tell who is there when the item of that rank is called.

    Who left before it is away, unless a proxy was left; a proxy lapses when its giver arrives. A movement
    without its item changes nothing here: the findings ask for it.
    Source: CGCT L2121-17, L2121-20.
    """
    by_member: dict[int, list[Move]] = {}
    for move in sorted((one for one in moves if one.before_rank is not None), key=_rank):
        by_member.setdefault(move.member, []).append(move)
    present: set[int] = set()
    remote: set[int] = set()
    proxies: list[tuple[int, int]] = []
    for line in roll:
        if _is_here(line, by_member.get(line.member, []), rank):
            (remote if line.presence == P.REMOTE else present).add(line.member)
        elif line.presence == P.REPRESENTED and line.holder is not None:
            proxies.append((line.member, line.holder))
    return Room(frozenset(present), frozenset(remote), tuple(proxies))


def _is_here(line: RollLine, moves: Sequence[Move], rank: int) -> bool:
    past = [move for move in moves if _rank(move) <= rank]
    if past:
        return past[-1].arrives
    if moves:
        # Whoever leaves later is there; whoever arrives later is not.
        return not moves[0].arrives
    return line.presence in HERE


def _rank(move: Move) -> int:
    return move.before_rank or 0
