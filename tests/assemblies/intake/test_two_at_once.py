"""Two browsers, or two clicks, at the very same moment: real threads on a real database."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from assemblies.factories import CLERK
from assemblies.intake.factories import AT, answer_every_name, make_intake
from beffroi.assemblies.actions.intakes import StaleIntake, confirm_intake, correct_intake
from beffroi.assemblies.models import Intake, Member, Sitting

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(count: int, act: Callable[[int], object]) -> list[object]:
    """What each thread got: a value, or the error that it met."""
    gate, found = Barrier(count), []

    def run(number: int) -> None:
        gate.wait()
        try:
            found.append(act(number))
        except Exception as error:
            found.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number,)) for number in range(count)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return found


def test_a_double_click_confirms_once():
    intake = answer_every_name(make_intake())

    def click(number: int) -> object:
        own = Intake.objects.get(pk=intake.pk)
        return confirm_intake(own, version=own.version, by=CLERK, at=AT).pk

    found = at_once(4, click)
    assert len(set(found)) == 1
    assert Sitting.objects.count() == 1
    assert Member.objects.count() == 5


def test_of_corrections_at_once_one_is_kept_and_the_others_are_told():
    intake = make_intake()

    def correct(number: int) -> object:
        own = Intake.objects.get(pk=intake.pk)
        told = {**own.corrected, "place": f"salle {number}"}
        return correct_intake(own, told, {}, version=1, by=CLERK).corrected["place"]

    found = at_once(3, correct)
    kept = [one for one in found if isinstance(one, str)]
    assert len(kept) == 1
    assert sum(isinstance(one, StaleIntake) for one in found) == 2
    assert Intake.objects.get(pk=intake.pk).corrected["place"] == kept[0]
