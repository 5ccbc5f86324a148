"""Whether the votes typed for an act can be those of its assembly, told before anything is written."""

from django.db.models import Max

from beffroi.assemblies.facts import VoteFacts
from beffroi.assemblies.gather import sitting_input, vote_input
from beffroi.assemblies.models import Sitting
from beffroi.assemblies.rules.findings import too_many_votes, votes_recorded
from beffroi.law.french import plural


def excess_of(sitting: Sitting, vote: VoteFacts, rank: int | None = None) -> str:
    """Say that more votes are told than could be cast; empty when they may be, or when nobody knows.

    Once the roll is filled, the rule that the seal enforces; before it, the seats. Without its rank, the act
    comes after the others.
    """
    known = sitting_input(sitting)
    act = vote_input(vote, rank or _next_rank(sitting), known)
    if known.roll:
        return too_many_votes(known, act)
    seats = known.seats_stated or known.seats_counted or sitting.assembly.seats.count()
    told = votes_recorded(act)
    if not seats or told <= seats:
        return ""
    return f"{plural(told, 'voix', 'voix')} pour {plural(seats, 'siège')} : relisez le décompte."


def _next_rank(sitting: Sitting) -> int:
    last: int | None = sitting.deliberations.aggregate(last=Max("rank"))["last"]
    return (last or 0) + 1
