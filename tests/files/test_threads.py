"""Two people deposit a version of the same piece at the same time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from beffroi.files.actions import add_version
from beffroi.files.models import PieceVersion
from files.factories import AT, PDF, make_piece, upload_of
from organisations.factories import make_actor

pytestmark = pytest.mark.django_db(transaction=True)


def test_versions_deposited_at_once_keep_numbers_of_their_own():
    piece, actor, start = make_piece(), make_actor(), Barrier(5)

    def deposit(number):
        try:
            start.wait()
            upload = upload_of(PDF + f"% {number}\n".encode())
            return add_version(piece, upload, by=actor, at=AT).number
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        numbers = list(pool.map(deposit, range(5)))
    assert sorted(numbers) == [2, 3, 4, 5, 6]
    stored = PieceVersion.objects.filter(piece=piece)
    assert sorted(stored.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert stored.values("sha256").distinct().count() == 6
