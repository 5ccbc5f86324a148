"""How many files one process reads at a time: a heavy one must not starve the pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.conf import settings

_PLACES = BoundedSemaphore(settings.READER_MOST_AT_ONCE)
PATIENCE_SECONDS = 2.0
COME_BACK_SECONDS = 60


class Busy(Exception):
    """Every place is taken: the sender is asked to come back."""


@contextmanager
def one_place() -> Iterator[None]:
    """Hold one of the places while a file is read.

    Raises: Busy when none frees itself in time.
    """
    if not _PLACES.acquire(timeout=PATIENCE_SECONDS):
        raise Busy
    try:
        yield
    finally:
        _PLACES.release()
