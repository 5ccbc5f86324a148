"""The table of moves: whole, without a dead end, one actor in each state."""

from pathlib import Path

import pytest

from beffroi.operations.kinds import OperationState as S
from beffroi.operations.kinds import Turn
from beffroi.operations.states import (
    DRAFTS,
    ENDED,
    EXITS,
    STEP_OF,
    SUBMITTED,
    TASKS,
    TRANSITIONS,
    TURNS,
    diagram,
    transitions_from,
    turn_rows,
)


def test_every_state_has_one_next_actor():
    assert set(TURNS) == set(S)


def test_nobody_is_waited_for_when_it_is_over_and_only_then():
    assert {state for state, turn in TURNS.items() if turn is Turn.NOBODY} == ENDED


def test_who_is_waited_for_can_move_it():
    for state in set(S) - ENDED:
        assert any(move.by is TURNS[state] for move in transitions_from(state)), state


def test_who_is_waited_for_is_told_what_to_do():
    assert set(TASKS) == set(S) - ENDED


def reached(start):
    found, todo = {start}, [start]
    while todo:
        for move in transitions_from(todo.pop()):
            if move.target not in found:
                found.add(move.target)
                todo.append(move.target)
    return found


def test_every_state_is_reached_from_an_idea():
    assert reached(S.IDEA) == set(S)


@pytest.mark.parametrize("state", sorted(set(S) - ENDED))
def test_the_vote_and_an_exit_are_reached_from_every_open_state(state):
    assert S.VOTED in reached(state)
    assert any(move.target in EXITS for move in transitions_from(state)), state


def test_nothing_leaves_an_exit_and_a_vote_is_left_only_when_a_funder_gives_up():
    left = {move.verb for state in ENDED for move in transitions_from(state)}
    assert left == {"reopen_plan"}


def test_going_back_refusing_dropping_and_withdrawing_say_why():
    for move in TRANSITIONS.values():
        goes_back = any(
            STEP_OF.get(move.target, 9) < STEP_OF.get(source, 0)
            for source in move.sources
            if move.verb not in ("void_sheet", "complete", "resettle_plan")
        )
        if move.target in EXITS - {S.REFUSED} or goes_back:
            assert move.needs_reason, move.verb
    assert TRANSITIONS["refuse"].needs_reason


def test_the_owner_alone_reads_a_draft():
    assert DRAFTS.isdisjoint(SUBMITTED)
    assert {TURNS[state] for state in DRAFTS} == {Turn.OWNER}


def test_the_diagram_draws_every_move():
    drawn = diagram()
    for move in TRANSITIONS.values():
        for source in move.sources:
            assert f"{source.value} --> {move.target.value}: {move.label}" in drawn


def test_the_documentation_shows_the_table_as_it_is():
    shown = (Path(__file__).resolve().parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
    assert diagram() in shown
    assert turn_rows() in shown
