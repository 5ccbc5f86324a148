"""Two clerks at once: one unbroken chain for each register."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from assemblies import factories
from assemblies.emptying import emptied
from beffroi.assemblies.actions.sealing import seal_deliberation
from beffroi.core.errors import RuleViolation
from beffroi.core.seals.models import Seal
from beffroi.core.seals.verification import verify_all

__all__ = ["emptied"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("emptied")]


def at_once(*jobs):
    """Run jobs together, each on its own connection; give what they raised."""
    barrier, raised = Barrier(len(jobs)), []

    def run(job):
        try:
            barrier.wait()
            job()
        except RuleViolation as violation:
            raised.append(violation)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def seal_of(act):
    return lambda: seal_deliberation(act, by=factories.CLERK, at=factories.AT)


def test_two_acts_of_one_sitting_sealed_together_share_its_seal():
    sitting = factories.make_sitting()
    acts = [factories.make_deliberation(sitting) for _ in range(4)]
    assert at_once(*map(seal_of, acts)) == []
    kinds = list(Seal.objects.order_by("position").values_list("kind", flat=True))
    assert kinds == ["sitting"] + ["deliberation"] * 4
    assert verify_all() == []


def test_acts_of_two_sittings_sealed_together_make_one_chain():
    assembly = factories.make_assembly()
    days = [factories.HELD_ON.replace(day=day) for day in (4, 5, 6)]
    acts = [factories.make_deliberation(factories.make_sitting(assembly, held_on=day)) for day in days]
    assert at_once(*map(seal_of, acts)) == []
    assert list(Seal.objects.order_by("position").values_list("position", flat=True)) == list(range(1, 7))
    assert verify_all() == []


def test_one_act_sealed_twice_at_once_is_sealed_once():
    act = factories.make_deliberation()
    raised = at_once(seal_of(act), seal_of(act))
    assert len(raised) == 1
    assert Seal.objects.filter(kind="deliberation").count() == 1
    assert verify_all() == []
