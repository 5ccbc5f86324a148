"""Dropped files: kept in memory up to a limit, never written to the disk."""

from collections.abc import Callable
from io import BytesIO
from typing import Any, TypeVar

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest

_MARK = "beffroi.upload_too_large"
_LIMIT = "upload_limit"
View = TypeVar("View", bound=Callable[..., Any])


def is_too_large(request: HttpRequest) -> bool:
    """Tell whether a file of this request was thrown away because it went over the limit.

    Read the form first (request.POST or request.FILES): a body that nobody has read has no size.
    """
    return bool(request.META.get(_MARK))


def takes_files_up_to(setting: str) -> Callable[[View], View]:
    """Let the requests to one view carry more than the others: up to the bytes that a setting tells.

    The outermost decorator of the view: what wraps it must carry its attributes on (functools.wraps does).
    """

    def marked(view: View) -> View:
        setattr(view, _LIMIT, setting)
        return view

    return marked


class InMemoryOnly(FileUploadHandler):
    """Keep the files of a request in memory, settings.READER_MAX_BYTES in all, or what its view takes.

    Beyond, the file is thrown away as it comes and the request is marked, so that the view can say so:
    Django's own handler would leave the file out without a word.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.kept = 0
        self.announced = 0
        self.buffer = BytesIO()

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803  Django's name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Note how much the request announces; the usual parsing goes on."""
        self.announced = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Open a buffer for the next file."""
        super().new_file(*args, **kwargs)
        self.buffer = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a chunk, or throw the whole file away.

        Raises: SkipFile, beyond the limit: the fields that follow the file are still read; StopUpload, when
        far too much is to come.
        """
        if self.kept + len(raw_data) > self._most_bytes():
            self.kept -= self.buffer.tell()
            self.buffer = BytesIO()
            if self.request is not None:
                self.request.META[_MARK] = "1"
            if self.announced > settings.READER_DRAIN_BYTES:
                raise StopUpload(connection_reset=True)
            raise SkipFile
        self.kept += len(raw_data)
        self.buffer.write(raw_data)

    def _most_bytes(self) -> int:
        """The limit of this request; before its view is known, the lowest."""
        match = getattr(self.request, "resolver_match", None)
        return int(getattr(settings, getattr(match and match.func, _LIMIT, "READER_MAX_BYTES")))

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Hand the whole file over."""
        self.buffer.seek(0)
        return InMemoryUploadedFile(
            file=self.buffer,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
