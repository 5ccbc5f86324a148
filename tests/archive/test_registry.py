"""Every table is in the archive or says why it is not."""

from dataclasses import replace

import pytest
from django.apps import apps
from django.db import models
from django.db.models import Q

from beffroi.core.archive import registry
from beffroi.core.archive.registry import left_out, tables
from beffroi.core.archive.selection import selected
from beffroi.organisations.models import User
from beffroi.organisations.roles import Role
from organisations.factories import make_member, make_organisation


def every_table():
    return {one._meta.label_lower for one in apps.get_models(include_auto_created=True)}


def test_every_table_enters_the_archive_or_says_why_it_stays_out():
    entering = {table.label for table in tables()}
    staying = set(left_out())
    assert not entering & staying
    assert every_table() - entering - staying == set(), "tell archives what to do of these tables"


def test_no_reason_is_left_for_a_table_that_is_no_more():
    assert set(left_out()) - every_table() == set()
    assert all(reason for reason in left_out().values())


def test_every_column_enters_save_passwords_and_what_another_key_signs_again():
    omitted = {f"{table.label}.{name}" for table in tables() for name in table.omitted}
    assert omitted == {
        "organisations.user.password", "organisations.user.last_login",
        "seals.chain.signature", "seals.chain.key_id",
    }  # fmt: skip


def test_each_table_comes_after_those_that_it_points_to():
    seen = set()
    for table in tables():
        assert {key.related_model for key in table.keys} <= seen | {table.model}
        seen.add(table.model)


def test_only_nullable_keys_are_ever_emptied():
    for table in tables():
        for name in table.shown:
            field = table.model._meta.get_field(name)
            assert field.null
            assert isinstance(field, models.ForeignKey)


def test_a_table_whose_keys_lead_to_none_of_the_archive_is_told(monkeypatch):
    monkeypatch.delitem(registry._TABLES, User)
    with pytest.raises(ValueError, match="lead out of the archive"):
        tables()


@pytest.mark.django_db
def test_a_row_that_points_to_one_that_no_context_lets_in_is_told(monkeypatch):
    place = make_organisation()
    make_member(place, Role.MANAGER)
    nobody = replace(registry._TABLES[User], is_reference=False, rules=[lambda _selection: Q(pk__in=[])])
    monkeypatch.setitem(registry._TABLES, User, nobody)
    with pytest.raises(LookupError, match=r"membership\.user: 1 rows out"), selected(place):
        pass
