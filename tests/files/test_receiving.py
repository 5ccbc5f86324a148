"""The pages that take pieces take larger files; the others keep the limit of the reader."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.views.decorators.http import require_POST

from beffroi.core.uploads import is_too_large
from beffroi.files.receiving import takes_pieces

READER, PIECES = 100_000, 200_000


def told(request):
    """Answer what a view would read."""
    return HttpResponse(f"{sorted(request.FILES)} {is_too_large(request)}")


urlpatterns = [
    path("reader/", login_not_required(told)),
    path("pieces/", takes_pieces(login_not_required(require_POST(told)))),
    path("wrapped/", login_not_required(require_POST(takes_pieces(require_POST(told))))),
]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _limits(settings):
    settings.READER_MAX_BYTES, settings.FILES_MAX_BYTES = READER, PIECES


def answer(page: str, size: int) -> str:
    with override_settings(ROOT_URLCONF="files.test_receiving", STATIC_ROOT=None):
        client = Client(enforce_csrf_checks=False)
        return client.post(f"/{page}/", {"act": SimpleUploadedFile("a.txt", b"x" * size)}).content.decode()


@pytest.mark.parametrize("page", ["pieces", "wrapped"])
def test_a_page_of_pieces_takes_a_file_up_to_their_limit(page):
    assert answer(page, PIECES) == "['act'] False"
    assert answer(page, PIECES + 1) == "[] True"


def test_any_other_page_keeps_the_limit_of_the_reader():
    assert answer("reader", READER) == "['act'] False"
    assert answer("reader", READER + 1) == "[] True"


def test_the_limit_holds_when_the_token_is_looked_for_in_the_body():
    with override_settings(ROOT_URLCONF="files.test_receiving", STATIC_ROOT=None):
        client = Client(enforce_csrf_checks=True)
        client.cookies["csrftoken"] = "a" * 32
        sent = {"csrfmiddlewaretoken": "a" * 32, "act": SimpleUploadedFile("a.txt", b"x" * PIECES)}
        assert client.post("/pieces/", sent).content.decode() == "['act'] False"
