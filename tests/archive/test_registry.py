"""Every table is in the archive or says why it is not."""

from django.apps import apps
from django.db import models

from beffroi.core.archive.registry import left_out, tables


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
