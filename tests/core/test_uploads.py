"""Dropped files never touch the disk, and one that is too large is not dropped in silence."""

import tempfile

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from beffroi.core.uploads import is_too_large

LIMIT = 200_000


def request_with(**files):
    """Build a request that sends these files, and a field after them."""
    sent = {name: SimpleUploadedFile(f"{name}.txt", content) for name, content in files.items()}
    return RequestFactory().post("/", {**sent, "after": "still read"})


@pytest.fixture(autouse=True)
def _limit(settings):
    settings.READER_MAX_BYTES = LIMIT
    settings.READER_DRAIN_BYTES = 6 * LIMIT
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10  # Django's own limit plays no part


@pytest.mark.parametrize("size", [0, 1, 65_536, LIMIT])
def test_a_file_up_to_the_limit_is_kept_whole_in_memory(size):
    content = bytes(range(256)) * (size // 256 + 1)
    request = request_with(act=content[:size])
    assert isinstance(request.FILES["act"], InMemoryUploadedFile)
    assert request.FILES["act"].read() == content[:size]
    assert request.FILES["act"].size == size
    assert not is_too_large(request)


@pytest.mark.parametrize("size", [LIMIT + 1, 5 * LIMIT])
def test_a_file_beyond_the_limit_is_thrown_away_and_told(size):
    request = request_with(act=b"x" * size)
    assert dict(request.FILES) == {}
    assert is_too_large(request)
    assert request.POST["after"] == "still read"


def test_a_body_far_beyond_the_limit_is_cut_off_and_told():
    request = request_with(act=b"x" * (7 * LIMIT))
    assert dict(request.FILES) == {}
    assert is_too_large(request)


def test_the_limit_is_that_of_the_whole_request():
    request = request_with(one=b"x" * (LIMIT - 10), two=b"y" * 11, three=b"z" * 10)
    assert sorted(request.FILES) == ["one", "three"]
    assert is_too_large(request)


def test_nothing_is_written_to_the_disk(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a temporary file was opened")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    assert request_with(act=b"x" * LIMIT).FILES["act"].size == LIMIT


@login_not_required
def told(request):
    """Answer what a view would read."""
    return HttpResponse(f"{sorted(request.FILES)} {is_too_large(request)}")


urlpatterns = [path("", told)]


@override_settings(ROOT_URLCONF="core.test_uploads", STATIC_ROOT=None)
def test_a_view_sees_the_mark_through_the_whole_stack():
    sent = {"act": SimpleUploadedFile("act.txt", b"x" * (LIMIT + 1))}
    assert Client().post("/", sent).content.decode() == "[] True"
