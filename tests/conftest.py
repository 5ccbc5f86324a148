"""What every test shares: guards that let the database be emptied, and a file of heads of its own."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.management.commands import flush
from django.db.backends.base.operations import BaseDatabaseOperations

from embedded_template import copy_template, keep_template
from guards_off import AS_MIGRATED, emptied_row_by_row, lifted


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None, request: pytest.FixtureRequest) -> bool:
    """Begin from the migrated database that an earlier run kept, when the migrations are the same."""
    return copy_template() or bool(request.config.getvalue("reuse_db"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Keep the migrated database for the next run."""
    with django_db_blocker.unblock():
        keep_template()


@pytest.fixture(scope="session", autouse=True)
def _emptying_lifts_the_guards() -> Iterator[None]:
    """Let Django empty the tables after a test with threads: nothing else may delete a seal."""
    empty = BaseDatabaseOperations.execute_sql_flush

    def emptied(self: Any, sql_list: list[str]) -> None:
        if not emptied_row_by_row(self.connection):
            with lifted(self.connection):
                empty(self, [one for one in sql_list if not any(kept in one for kept in AS_MIGRATED)])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", emptied)
        # What it would write again was left where it was.
        patch.setattr(flush, "emit_post_migrate_signal", lambda *_args, **_named: None)
        yield


@pytest.fixture(autouse=True)
def _heads_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Give each test its own file of heads, made when a head is written."""
    path = tmp_path_factory.getbasetemp() / f"heads-{uuid.uuid4().hex}.jsonl"
    monkeypatch.setattr(settings, "SEAL_HEADS_FILE", path)
