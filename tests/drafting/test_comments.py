"""Comments on a passage: checked, followed while it stands, answered, resolved, never lost."""

import pytest

from beffroi.core.errors import RuleViolation
from beffroi.drafting.actions import (
    add_section,
    answer_comment,
    comment_text,
    freeze_text,
    move_section,
    remove_section,
    rename_section,
    reopen_comment,
    resolve_comment,
    tell_presence,
)
from beffroi.drafting.actions.presence import FRESH
from beffroi.drafting.models import Presence
from beffroi.drafting.page import thread_of
from beffroi.drafting.presence import here_now
from beffroi.drafting.signoffs import latest_of
from drafting.factories import LATER, make_comment, make_edit, make_signoffs, make_text, writer_of

pytestmark = pytest.mark.django_db


def test_a_comment_keeps_the_passage_and_the_version_that_was_read():
    text = make_text()
    found = make_comment(text, quote="  couverte   avant\nl'hiver ")
    assert (found.quote, found.version.number) == ("couverte avant l'hiver", 1)


@pytest.mark.parametrize("quote", ["une piscine", "dix mois"])
def test_refused_when_the_passage_is_not_in_the_section(quote):
    with pytest.raises(RuleViolation, match="n’est pas dans la section"):
        make_comment(make_text(), quote=quote)


def test_refused_when_nothing_is_said():
    with pytest.raises(RuleViolation):
        make_comment(make_text(), body=" \n ")


def test_refused_when_the_section_commented_does_not_exist():
    with pytest.raises(RuleViolation, match="n’existe pas"):
        make_comment(make_text(), key="absente", quote="")


def test_the_anchor_follows_while_the_passage_stands():
    text = make_text()
    comment = make_comment(text)
    make_edit(text, body="Avant tout, la halle est couverte **avant** l’hiver.")
    assert thread_of(comment, latest_of(text)).stands
    make_edit(text, body="La halle reste ouverte.")
    told = thread_of(comment, latest_of(text))
    assert not told.stands
    assert told.comment.quote == "couverte avant l’hiver"


def test_a_comment_on_a_whole_section_stands_as_long_as_it():
    text = make_text()
    comment = make_comment(text, quote="")
    assert thread_of(comment, latest_of(text)).stands
    remove_section(text, "objet", 1, by=writer_of(text), at=LATER)
    assert not thread_of(comment, latest_of(text)).stands


def test_a_comment_is_answered_resolved_and_reopened():
    text = make_text()
    comment = make_comment(text)
    by = writer_of(text)
    answer = answer_comment(comment, "Avant Noël.", by=by, at=LATER)
    assert (answer.parent, answer_comment(answer, "Bien.", by=by, at=LATER).parent) == (comment, comment)
    done = resolve_comment(comment, by=by, at=LATER)
    assert (done.is_resolved, done.resolved_by_label) == (True, f"{by.user_label} ({by.organisation_label})")
    with pytest.raises(RuleViolation, match="déjà résolu"):
        resolve_comment(comment, by=by, at=LATER)
    assert not reopen_comment(comment, by=by).is_resolved
    with pytest.raises(RuleViolation, match="n’est pas résolu"):
        reopen_comment(comment, by=by)
    with pytest.raises(RuleViolation, match="et non une réponse"):
        resolve_comment(answer, by=by, at=LATER)


def test_refused_when_the_text_commented_is_frozen():
    text = make_text()
    comment = make_comment(text)
    make_signoffs(text)
    by = writer_of(text)
    freeze_text(text, by=by, at=LATER)
    for act in (
        lambda: comment_text(text, "objet", "", "Encore.", 1, by=by, at=LATER),
        lambda: answer_comment(comment, "Encore.", by=by, at=LATER),
        lambda: resolve_comment(comment, by=by, at=LATER),
        lambda: reopen_comment(comment, by=by),
        lambda: add_section(text, "Autre", 1, by=by, at=LATER),
    ):
        with pytest.raises(RuleViolation, match="figé"):
            act()


def test_sections_are_added_renamed_moved_and_removed():
    text, at = make_text(), LATER
    by = writer_of(text)
    added = add_section(text, "Suivi", 1, by=by, at=at).parts[-1]
    assert (added.title, added.key) == ("Suivi", "ajout-2")
    rename_section(text, added.key, "Le suivi", 2, by=by, at=at)
    moved = move_section(text, added.key, True, 3, by=by, at=at)
    assert [one.title for one in moved.parts] == ["Objet", "Le suivi", "Calendrier"]
    assert move_section(text, "objet", True, 4, by=by, at=at).number == 4
    kept = remove_section(text, "objet", 4, by=by, at=at)
    assert [one.key for one in kept.parts] == [added.key, "calendrier"]
    with pytest.raises(RuleViolation, match="entre-temps"):
        rename_section(text, added.key, "Trop tard", 2, by=by, at=at)
    with pytest.raises(RuleViolation, match="n’existe pas"):
        move_section(text, "objet", False, 5, by=by, at=at)


def test_refused_when_the_sections_are_imposed():
    text = make_text(sections_fixed=True)
    with pytest.raises(RuleViolation, match="imposées"):
        add_section(text, "Suivi", 1, by=writer_of(text), at=LATER)


def test_who_is_there_is_told_for_some_minutes_and_forgotten():
    text = make_text()
    first, second = writer_of(text, 0), writer_of(text, 1)
    tell_presence(text, "objet", by=first, at=LATER)
    tell_presence(text, "", by=first, at=LATER)
    tell_presence(text, "calendrier", by=second, at=LATER)
    (seen,) = here_now(text, latest_of(text), LATER, but=first)
    assert (seen.name, seen.writes) == (second.user_label, "Calendrier")
    assert here_now(text, latest_of(text), LATER + FRESH, but=first) == []
    tell_presence(text, "", by=first, at=LATER + FRESH * 2)
    assert Presence.objects.count() == 1
