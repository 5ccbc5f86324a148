"""Two writers at once, each on their own connection: no version lost, the second of a section is told."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from beffroi.core.errors import RuleViolation
from beffroi.drafting.actions import save_section, sign_off
from beffroi.drafting.models import SignOff, Version
from beffroi.drafting.rules import EditConflict
from beffroi.drafting.signoffs import latest_of
from drafting.factories import LATER, SECTIONS, make_text, writer_of

pytestmark = pytest.mark.django_db(transaction=True)


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


def save_of(text, key, body, by):
    return lambda: save_section(text, key, body, 1, by=by, at=LATER)


def test_of_two_writers_of_a_section_the_second_is_told_and_nothing_is_lost():
    text = make_text()
    writers = [writer_of(text, rank) for rank in (0, 1)]
    bodies = ["Le premier.", "Le second."]
    raised = at_once(*(save_of(text, "objet", body, by) for body, by in zip(bodies, writers, strict=True)))
    (conflict,) = raised
    assert isinstance(conflict, EditConflict)
    kept = latest_of(text).part("objet").body
    assert {kept, conflict.mine.body} == set(bodies)
    assert conflict.theirs.body == kept
    assert [one.number for one in Version.objects.order_by("number")] == [1, 2]


def test_two_writers_of_two_sections_both_save():
    text = make_text()
    jobs = [save_of(text, one.key, f"Revu : {one.key}.", writer_of(text)) for one in SECTIONS]
    assert at_once(*jobs) == []
    assert [one.number for one in Version.objects.order_by("number")] == [1, 2, 3]
    assert [one.body for one in latest_of(text).parts] == ["Revu : objet.", "Revu : calendrier."]


def test_an_agreement_given_while_the_text_changes_stands_on_no_other_version():
    text = make_text()
    signer, writer = writer_of(text, 0), writer_of(text, 1)
    at_once(
        lambda: sign_off(text, 1, by=signer, at=LATER),
        save_of(text, "objet", "Autre chose.", writer),
    )
    # Either it came first and fell, or it was refused: it never stands on what was not read.
    assert not SignOff.objects.standing().exists()
    assert latest_of(text).number == 2


def test_one_organisation_agrees_once_even_twice_at_once():
    text = make_text()
    first, second = writer_of(text), writer_of(text)
    raised = at_once(
        lambda: sign_off(text, 1, by=first, at=LATER), lambda: sign_off(text, 1, by=second, at=LATER)
    )
    assert len(raised) == 1
    assert SignOff.objects.count() == 1
