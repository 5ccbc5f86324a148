"""Whether the votes typed for a report can be those of its assembly."""

from beffroi.assemblies.facts import VoteFacts
from beffroi.assemblies.models import Sitting
from beffroi.law.french import plural


def excess_of(sitting: Sitting, vote: VoteFacts) -> str:
    """Say that more votes are told than the assembly has seats; empty when they may be, or seats are unknown.

    The roll, which is often filled later, is compared when the act is sealed.
    """
    seats = sitting.seats_in_office or sitting.assembly.seats.count()
    told = sum(one or 0 for one in (vote.votes_for, vote.votes_against, vote.abstentions))
    if not seats or told <= seats:
        return ""
    return f"{plural(told, 'voix', 'voix')} pour {plural(seats, 'siège')} : relisez le décompte."
