"""The law applied to what was read: each result with its reckoning, none where a fact is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from beffroi.law import (
    AssemblyKind,
    LawInputError,
    ProxyFault,
    Reckoning,
    absolute_majority,
    appeal_deadline,
    check_proxies,
    clear_days,
    enforceable_on,
    quorum,
    vote_ceiling,
    weekly_list_deadline,
)
from beffroi.reader.model import Deliberation, Sitting
from beffroi.reader.people import Directory, key


@dataclass(frozen=True, slots=True)
class SittingReckonings:
    """What the law computes on a sitting."""

    clear_days: Reckoning[int] | None
    quorum: Reckoning[int] | None
    proxies: Reckoning[tuple[ProxyFault, ...]] | None
    weekly_list: Reckoning[date | None] | None


@dataclass(frozen=True, slots=True)
class DeliberationReckonings:
    """What the law computes on one deliberation."""

    ceiling: Reckoning[int] | None
    majority: Reckoning[int] | None
    enforceable: Reckoning[date | None] | None
    appeal: Reckoning[date] | None


def seats(sitting: Sitting) -> int:
    """The members in office as stated, else the sum of the three lists, each person once."""
    if sitting.members_in_office is not None:
        return sitting.members_in_office.value
    return (
        len(people_present(sitting))
        + represented(sitting)
        + len({key(each.value) for each in sitting.absent})
    )


def people_present(sitting: Sitting) -> set[str]:
    return {key(each.value) for each in sitting.present}


def represented(sitting: Sitting) -> int:
    """Proxies given by members who are not in the room: a giver who is present carries his own vote."""
    there = Directory(each.value for each in sitting.present)
    return len(
        {key(each.giver.value) for each in sitting.proxies if there.find_alike(each.giver.value) is None}
    )


def reckon_sitting(sitting: Sitting) -> SittingReckonings:
    """Clear days, quorum, proxies, weekly list: each only when the facts it needs were read."""
    return SittingReckonings(_clear_days(sitting), _quorum(sitting), _proxies(sitting), _weekly_list(sitting))


def _clear_days(sitting: Sitting) -> Reckoning[int] | None:
    if sitting.convened_on is None or sitting.sitting_on is None:
        return None
    try:
        return clear_days(
            sitting.convened_on.value,
            sitting.sitting_on.value,
            assembly=sitting.kind or AssemblyKind.BUREAU,
        )
    except LawInputError:
        return None


def _quorum(sitting: Sitting) -> Reckoning[int] | None:
    present = len(people_present(sitting))
    in_office = seats(sitting)
    if not present:
        if sitting.counts_stated.present is None or sitting.members_in_office is None:
            return None
        present = sitting.counts_stated.present.value
    if present > in_office:
        return None
    try:
        return quorum(
            in_office,
            present,
            assembly=sitting.kind or AssemblyKind.COMMUNE,
            represented=min(represented(sitting), in_office - present),
            on=sitting.sitting_on.value if sitting.sitting_on else None,
        )
    except LawInputError:
        return None


def _proxies(sitting: Sitting) -> Reckoning[tuple[ProxyFault, ...]] | None:
    if not sitting.proxies:
        return None
    known = Directory(each.value for each in sitting.present)
    present = {each.value for each in sitting.present}
    pairs = [
        (each.giver.value, known.find_alike(each.holder.value) or each.holder.value)
        for each in sitting.proxies
    ]
    return check_proxies(pairs, present=present, assembly=sitting.kind or AssemblyKind.COMMUNE)


def _weekly_list(sitting: Sitting) -> Reckoning[date | None] | None:
    if sitting.sitting_on is None or sitting.kind not in (AssemblyKind.COMMUNE, AssemblyKind.EPCI):
        return None
    try:
        return weekly_list_deadline(sitting.sitting_on.value, assembly=sitting.kind)
    except LawInputError:
        return None


def reckon_deliberation(sitting: Sitting, one: Deliberation) -> DeliberationReckonings:
    """Votes available, majority, enforceable date and last day of appeal of one deliberation."""
    return DeliberationReckonings(
        _ceiling(sitting, one), _majority(sitting, one), _enforceable(one), _appeal(one)
    )


def recused_votes(sitting: Sitting, one: Deliberation) -> tuple[int, int]:
    """The recused who were present, and the proxies they carry."""
    there = Directory(each.value for each in sitting.present)
    recused = {there.find_alike(each.value) for each in one.vote.recused_names} - {None}
    carried = sum(there.find_alike(each.holder.value) in recused for each in sitting.proxies)
    return len(recused), carried


def _ceiling(sitting: Sitting, one: Deliberation) -> Reckoning[int] | None:
    if not sitting.present:
        return None
    recused, carried = recused_votes(sitting, one)
    counts = (one.vote.in_favour, one.vote.against, one.vote.abstain)
    recorded = sum(each.value for each in counts if each) if all(counts) else None
    try:
        return vote_ceiling(
            len(people_present(sitting)),
            represented(sitting),
            recused=recused,
            proxies_of_recused=carried,
            recorded=recorded,
        )
    except LawInputError:
        return None


def _majority(sitting: Sitting, one: Deliberation) -> Reckoning[int] | None:
    vote = one.vote
    if vote.in_favour is None:
        return None
    try:
        return absolute_majority(vote.in_favour.value + (vote.against.value if vote.against else 0))
    except LawInputError:
        return None


def _enforceable(one: Deliberation) -> Reckoning[date | None] | None:
    if one.received_on is None or one.published_on is None:
        return None
    try:
        return enforceable_on(one.received_on.value, one.published_on.value)
    except LawInputError:
        return None


def _appeal(one: Deliberation) -> Reckoning[date] | None:
    if one.published_on is None:
        return None
    try:
        return appeal_deadline(one.published_on.value)
    except LawInputError:
        return None
