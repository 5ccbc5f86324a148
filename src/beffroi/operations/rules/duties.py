"""Which communication duties bind an operation: derived from the contract's clauses, never stored.

Source: the contract's clauses (seed, lines 519-541): they bind what the fund supports.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from beffroi.contracts.kinds import ClauseScope
from beffroi.schemes.kinds import OperationKind


@dataclass(frozen=True, slots=True)
class Clause:
    """A communication clause of a contract, as plain values."""

    duty: str
    support: str
    applies_to: ClauseScope
    proof: str
    blocks_final_payment: bool
    line: int | None = None


def duties_of(clauses: Iterable[Clause], kind: str, *, has_technical_aid: bool) -> list[Clause]:
    """Keep the clauses that bind an operation of this kind, helped by the fund."""
    bound = {ClauseScope.CONTRACT, ClauseScope.FUND}
    if kind == OperationKind.BUILDING:
        bound.add(ClauseScope.BUILDING)
    if has_technical_aid:
        bound.add(ClauseScope.TECHNICAL_AID)
    return [one for one in clauses if one.applies_to in bound]
