"""The database itself refuses to change a version, a comment's words, an agreement, or a frozen text."""

import pytest
from django.db import DatabaseError, transaction

from beffroi.drafting.actions import freeze_text, tell_presence
from beffroi.drafting.models import Comment, SignOff, Text, Version
from beffroi.drafting.signoffs import latest_of
from drafting.factories import LATER, make_comment, make_edit, make_signoffs, make_text, writer_of

pytestmark = pytest.mark.django_db


def refuses(change):
    with pytest.raises(DatabaseError, match="refused on drafting_"), transaction.atomic():
        change()


def copy_of(row, **fields):
    """Slip a copy of a row in, past the actions."""
    row.pk = None
    row._state.adding = True
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


@pytest.fixture
def text():
    found = make_text()
    make_comment(found)
    make_signoffs(found)
    return found


@pytest.fixture
def frozen(text):
    return freeze_text(text, by=writer_of(text), at=LATER)


CHANGES = [
    lambda: Version.objects.update(sections=[]),
    lambda: Version.objects.update(note="Autre"),
    lambda: Version.objects.all()._raw_delete("default"),
    lambda: Comment.objects.update(body="Autre"),
    lambda: Comment.objects.update(quote="Autre"),
    lambda: Comment.objects.all()._raw_delete("default"),
    lambda: SignOff.objects.update(sha256="0" * 64),
    lambda: SignOff.objects.update(user_label="Autre"),
    lambda: SignOff.objects.all()._raw_delete("default"),
    lambda: Text.objects.all()._raw_delete("default"),
]


@pytest.mark.usefixtures("text")
@pytest.mark.parametrize("change", CHANGES)
def test_what_was_written_stays(change):
    refuses(change)


FROZEN_CHANGES = [
    lambda: Text.objects.update(frozen_at=None),
    lambda: Text.objects.update(title="Autre"),
    lambda: copy_of(Version.objects.get(), number=2),
    lambda: copy_of(Comment.objects.get(), body="Encore."),
    lambda: Comment.objects.update(resolved_at=LATER, resolved_by_label="Moi"),
    lambda: copy_of(SignOff.objects.first(), voided_at=LATER),
    lambda: SignOff.objects.update(voided_at=LATER),
]


@pytest.mark.usefixtures("frozen")
@pytest.mark.parametrize("change", FROZEN_CHANGES)
def test_a_frozen_text_takes_nothing_more(change):
    refuses(change)


def test_a_frozen_text_may_still_be_looked_at_together(frozen):
    assert tell_presence(frozen, "", by=writer_of(frozen), at=LATER).text == frozen


def test_an_agreement_that_fell_does_not_come_back(text):
    make_edit(text)
    refuses(lambda: SignOff.objects.update(voided_at=None, voided_by_label="", voided_by_version=None))


def test_an_agreement_is_to_a_version_of_its_own_text(text):
    other = make_text()
    signed = SignOff.objects.filter(text=text).first()
    refuses(lambda: copy_of(signed, text=other))
    assert latest_of(other).signoffs.count() == 0
