"""From the tables to the plain values that the rules read."""

from datetime import date

from beffroi.assemblies.facts import VoteFacts
from beffroi.assemblies.kinds import Ballot, Effect, EventKind, Origin, Outcome, Position, Presence
from beffroi.assemblies.models import Deliberation, Sitting
from beffroi.assemblies.rules.calendar import ActCalendar, ActDatesInput, EventDates, act_calendar
from beffroi.assemblies.rules.findings import assess_act
from beffroi.assemblies.rules.inputs import ActInput, Assessment, SittingInput
from beffroi.assemblies.rules.presence import Move, RollLine
from beffroi.assemblies.rules.sitting_findings import assess_sitting
from beffroi.core.text import fold


def sitting_input(sitting: Sitting) -> SittingInput:
    """Read a sitting, its sheet and its movements: three queries, one less for each that is prefetched."""
    assembly = sitting.assembly
    return SittingInput(
        regime=assembly.regime,
        held_on=sitting.held_on,
        population=assembly.population,
        origin=Origin(sitting.origin),
        dispatched_on=sitting.dispatched_on,
        convened_on=sitting.convened_on,
        listed_on=sitting.listed_on,
        is_urgent=sitting.is_urgent,
        is_second=sitting.is_second,
        is_first_after_renewal=sitting.is_first_after_renewal,
        alsace_moselle=assembly.alsace_moselle,
        seats_stated=sitting.seats_in_office,
        seats_counted=assembly.seats_in_office(sitting.held_on),
        chair=sitting.chair_id,
        secretary=sitting.secretary_id,
        roll=tuple(
            RollLine(line.member_id, line.name_as_written, Presence(line.presence), line.proxy_holder_id)
            for line in sitting.attendances.all()
        ),
        moves=tuple(Move(one.member_id, one.arrives, one.before_rank) for one in sitting.movements.all()),
    )


def act_input(deliberation: Deliberation, sitting: SittingInput) -> ActInput:
    """Read the vote of an act; who is in recusal is found on the sheet by number, else by name."""
    named = list(deliberation.named_votes.all())
    by_name = {fold(line.name): line.member for line in sitting.roll}
    recused = {
        one.member_id or by_name.get(fold(one.name_as_written), 0)
        for one in named
        if one.position == Position.RECUSED
    }
    return ActInput(
        rank=deliberation.rank,
        outcome=Outcome(deliberation.outcome),
        number=deliberation.number,
        ballot=Ballot(deliberation.ballot),
        is_accounts=deliberation.is_accounts,
        votes_for=deliberation.votes_for,
        votes_against=deliberation.votes_against,
        abstentions=deliberation.abstentions,
        not_voting=deliberation.not_voting,
        blank_votes=deliberation.blank_votes,
        chair_vote=deliberation.chair_vote,
        recused=frozenset(recused - {0}),
        names_votes=any(one.tells_a_vote for one in named),
    )


def vote_input(vote: VoteFacts, rank: int, sitting: SittingInput) -> ActInput:
    """Read a vote that is not written yet, as `act_input` reads one that is."""
    by_name = {fold(line.name): line.member for line in sitting.roll}
    recused = {
        one.member.pk if one.member else by_name.get(fold(one.name_as_written), 0)
        for one in vote.named
        if one.position == Position.RECUSED
    }
    return ActInput(
        rank=rank,
        outcome=vote.outcome,
        ballot=vote.ballot,
        votes_for=vote.votes_for,
        votes_against=vote.votes_against,
        abstentions=vote.abstentions,
        not_voting=vote.not_voting,
        blank_votes=vote.blank_votes,
        recused=frozenset(recused - {0}),
    )


def dates_input(deliberation: Deliberation) -> ActDatesInput:
    """Read an act and what happened to it."""
    assembly = deliberation.sitting.assembly
    return ActDatesInput(
        regime=assembly.regime,
        held_on=deliberation.sitting.held_on,
        sealed=deliberation.is_sealed,
        outcome=Outcome(deliberation.outcome),
        effect=Effect(deliberation.effect),
        must_be_transmitted=deliberation.must_be_transmitted,
        alsace_moselle=assembly.alsace_moselle,
        events=tuple(
            EventDates(EventKind(one.kind), one.happened_on, one.received_on)
            for one in deliberation.events.all()
        ),
    )


def calendar_of(deliberation: Deliberation, on: date) -> ActCalendar:
    """Compute the dates and the state of an act on a day."""
    return act_calendar(dates_input(deliberation), on)


def assessment_of(deliberation: Deliberation, on: date) -> Assessment:
    """Apply every rule to an act and its sitting."""
    sitting = sitting_input(deliberation.sitting)
    return assess_act(sitting, act_input(deliberation, sitting), on)


def sitting_assessment(sitting: Sitting, on: date) -> Assessment:
    """Apply the rules of sittings to one."""
    return assess_sitting(sitting_input(sitting), on)
