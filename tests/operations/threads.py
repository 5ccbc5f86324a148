"""Several people at once, each on their own connection, kept behind one lock until all wait for it."""

from collections.abc import Callable
from threading import Thread
from time import monotonic, sleep
from typing import Any

from django.db import connection, transaction

WAITING = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)
# Far above what a thread needs to reach a lock; what is not there by then never comes.
PATIENCE = 30


def queued(hold: Callable[[], Any], *jobs: Callable[[], Any]) -> list[Any]:
    """Run jobs that queue in their order behind what `hold` locks; give what each gave, or raised.

    On SQLite one writer holds the whole database: they queue as it lets them.
    """
    outcomes: list[Any] = [None] * len(jobs)

    def run(rank: int, job: Callable[[], Any]) -> None:
        try:
            outcomes[rank] = job()
        except Exception as raised:
            outcomes[rank] = raised
        finally:
            connection.close()

    threads = [Thread(target=run, args=one) for one in enumerate(jobs)]
    with transaction.atomic():
        hold()
        for rank, thread in enumerate(threads, start=1):
            thread.start()
            _wait_until_waiting(rank, thread)
    for thread in threads:
        thread.join()
    return outcomes


def _wait_until_waiting(count: int, thread: Thread) -> None:
    if connection.vendor != "postgresql":
        return
    limit = monotonic() + PATIENCE
    while thread.is_alive() and monotonic() < limit:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(WAITING)
            if cursor.fetchone()[0] >= count:
                return
        sleep(0.01)
