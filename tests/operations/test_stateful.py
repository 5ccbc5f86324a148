"""No sequence of what people may do, in any order, brings an operation where its conditions do not hold.

`BEFFROI_STATEFUL=many` plays for much longer; `-s` prints the coverage of the refusals.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from beffroi.operations.kinds import OperationState as S
from operations.machine.people import STRANGERS, make_scene
from operations.machine.play import Play
from operations.machine.refusals import Met
from operations.machine.rights import AROUND, ATTEMPTS, allowed
from operations.machine.tour import tour

pytestmark = pytest.mark.django_db
MANY = os.environ.get("BEFFROI_STATEFUL") == "many"
PLAYED = settings(
    max_examples=400 if MANY else 10,
    stateful_step_count=60 if MANY else 20,
    derandomize=not MANY,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
# One number draws a whole step, evenly.
SEEDS = st.integers(0, 2**32)
# How often a stranger comes.
STRANGE = 0.4
# Where every play begins: one operation at each, brought there by the real actions.
BEGINNINGS = {
    "lead_votes": S.VOTED,
    "lead_waits": S.AGENDA,
    "mayor_waits": S.REPORT,
    "lead_writes": S.SHEET,
    "mayor_asks": S.ROUTING,
    "lead_asks": S.SCHEMES,
    "mayor_writes": S.FILE,
}


@contextmanager
def undone() -> Iterator[None]:
    """A transaction of which nothing stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def machine_of(begun: Play) -> type[RuleBasedStateMachine]:
    """A machine that plays on from there, each play within a transaction that is undone."""
    scene = begun.scene

    class Machine(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.undone = undone()
            self.undone.__enter__()
            self.play = begun.again()
            self.steps = 0

        @rule(seed=SEEDS)
        def onward(self, seed: int) -> None:
            """Somebody does what is waited for."""
            self.play.onward(self._drawn(seed).choice(self.play.operations()))

        @rule(seed=SEEDS)
        def something_of_the_moment(self, seed: int) -> None:
            """Somebody who may tries what is done at that stage, with some input."""
            drawn = self._drawn(seed)
            operation = drawn.choice(self.play.operations())
            tried = drawn.choice(AROUND[operation.stage])
            who = drawn.choice(sorted(allowed(scene, tried, operation)))
            self.play.attempt(tried, operation, who, drawn.randrange(210))

        @rule(seed=SEEDS)
        def anything_by_anybody(self, seed: int) -> None:
            """Anybody tries anything, or a stranger what is done at that stage."""
            drawn = self._drawn(seed)
            operation, is_stranger = drawn.choice(self.play.operations()), drawn.random() < STRANGE
            tried = drawn.choice(AROUND[operation.stage] if is_stranger else sorted(ATTEMPTS))
            who = drawn.choice(STRANGERS if is_stranger else sorted(scene.people))
            self.play.attempt(tried, operation, who, drawn.randrange(210))

        def _drawn(self, seed: int) -> Random:
            """What a step draws from: another at each step, even when a number comes twice."""
            self.steps += 1
            return Random(f"{seed}-{self.steps}")

        def teardown(self) -> None:
            self.play.end()
            self.undone.__exit__(None, None, None)

    return Machine


def test_no_sequence_of_actions_reaches_a_state_whose_conditions_do_not_hold():
    begun = Play(make_scene(), Met())
    begun.begin(**BEGINNINGS)
    with undone():
        tour(begun.again())
    run_state_machine_as_test(machine_of(begun), settings=PLAYED)
    print(begun.met.told())
