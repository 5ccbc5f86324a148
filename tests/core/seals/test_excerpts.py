"""A register kept elsewhere: its entries are verified against a signed list, and none is added."""

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from beffroi.core.errors import RuleViolation
from beffroi.core.seals.alterations import What
from beffroi.core.seals.excerpts import keep_excerpt
from beffroi.core.seals.models import Chain, Excerpt, Seal
from beffroi.core.seals.verification import verify_all
from core.seals.factories import SampleAct, make_act, make_seal
from core.seals.tampering import delete, tamper, tamper_every_column

pytestmark = pytest.mark.django_db


def at(chain, position):
    return Seal.objects.get(chain=chain, position=position)


def take_away(chain, position):
    entry = at(chain, position)
    SampleAct.objects.filter(pk=entry.object_id).delete()
    delete(Seal, entry.pk)


@pytest.fixture
def partial(full):
    """A chain of five acts of which the second and the last are not here."""
    for position in (2, 5):
        take_away(full, position)
    return full


@pytest.fixture
def excerpt(partial, settings):
    settings.SEAL_HEADS_FILE.unlink(missing_ok=True)
    return keep_excerpt(partial)


def test_without_its_list_a_register_that_lacks_entries_is_named(partial):
    assert {one.what for one in verify_all()} >= {What.MISSING}


def test_with_it_nothing_is_named(excerpt):
    assert verify_all() == []


def test_every_column_of_an_entry_altered_is_named_at_its_place(excerpt, empty):
    missed = []
    for column, _value in tamper_every_column(Seal, at(excerpt.chain, 3).pk, values={"chain": empty}):
        if 3 not in {one.position for one in verify_all()}:
            missed.append(column)
    assert missed == []


def test_every_column_of_the_list_and_of_the_chain_altered_is_named(excerpt, empty):
    missed = []
    for model, pk, values in ((Excerpt, excerpt.pk, {"chain": empty}), (Chain, excerpt.chain_id, {})):
        for column, _value in tamper_every_column(model, pk, values=values):
            if not verify_all():
                missed.append((model, column))
    assert missed == []


def test_an_entry_that_went_is_named(excerpt):
    take_away(excerpt.chain, 3)
    assert [(one.what, one.position) for one in verify_all()] == [(What.MISSING, 3)]


def test_an_entry_that_came_is_named(excerpt):
    entry = at(excerpt.chain, 4)
    act = make_act(77)
    pdf = bytes(entry.pdf) if entry.pdf is not None else None
    entry.pk, entry.pdf, entry.position, entry.object_id, entry.code = None, pdf, 2, act.pk, "ZZZZ2222"
    entry.save(force_insert=True)
    assert (What.ADDED, 2) in {(one.what, one.position) for one in verify_all()}


def test_the_list_itself_taken_off_is_seen(excerpt):
    delete(Excerpt, excerpt.pk)
    assert What.MISSING in {one.what for one in verify_all()}


def test_nothing_is_sealed_in_it_even_when_its_last_entry_is_here(full):
    take_away(full, 2)
    keep_excerpt(full)
    with pytest.raises(RuleViolation, match="est tenu ailleurs"), transaction.atomic():
        make_seal(full, make_act(8))


def test_the_database_refuses_to_change_the_list(excerpt):
    with pytest.raises(DatabaseError, match="refused on seals_excerpt"), transaction.atomic():
        Excerpt.objects.update(entries="[]")
    with pytest.raises(DatabaseError, match="refused on seals_excerpt"), transaction.atomic():
        excerpt.delete()


def test_the_table_beside_is_compared_as_ever(excerpt):
    tamper(SampleAct, at(excerpt.chain, 1).object_id, title="Autre chose")
    assert [(one.what, one.position) for one in verify_all()] == [(What.CONTENT, 1)]
