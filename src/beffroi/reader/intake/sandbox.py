"""Run the limited child that opens DOCX and PDF: bytes in on its stdin, a bounded answer out."""

import logging
import os
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from beffroi.reader.intake.source import Kind, Limits, Refused

_LOG = logging.getLogger(__name__)
_CHILD = Path(__file__).with_name("child.py")
_CHUNK = 64 * 1024
_HEADER_MAX = 1024
_BYTES_PER_CHAR = 4
_PARTING_SECONDS = 2.0  # from the end of the answer to the end of the child
READY = b"ready\n"

# Each child may take half a gigabyte: ten files dropped at once must not take five.
_CHILDREN_AT_ONCE = 4
_SLOTS = threading.BoundedSemaphore(_CHILDREN_AT_ONCE)


class ChildUnavailable(RuntimeError):
    """The child could not even start: a fault of the installation, never of the file."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the child said: text as found, page count where there are pages, codes of notes."""

    text: str
    pages: int | None
    notes: tuple[str, ...]


def extract(kind: Kind, data: bytes, limits: Limits) -> Answer:
    """Text of a DOCX or PDF, opened in a child of its own.

    Raises: Refused, by the child or because the child went over a limit; ChildUnavailable.
    """
    with _slot(limits.wall_seconds):
        child = _start(kind, limits)
        try:
            output = _exchange(child, data, limits)
            child.wait(timeout=_PARTING_SECONDS)
        except subprocess.TimeoutExpired:
            raise Refused("too-heavy") from None
        finally:
            _end(child)
    return _parse(output, child.returncode, limits)


@contextmanager
def _slot(seconds: float) -> Iterator[None]:
    if not _SLOTS.acquire(timeout=seconds):
        raise Refused("busy")
    try:
        yield
    finally:
        _SLOTS.release()


def _start(kind: Kind, limits: Limits) -> subprocess.Popen[bytes]:
    arguments = (kind, limits.memory_bytes, limits.cpu_seconds, limits.max_text_chars)
    try:
        return subprocess.Popen(  # noqa: S603  our own interpreter and module, no word of the user
            [sys.executable, "-I", "-B", str(_CHILD), *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            close_fds=True,
            cwd="/",
            env=_bare_environment(),
            start_new_session=True,
        )
    except OSError as error:
        raise ChildUnavailable(f"intake child cannot be started: {error}") from error


def _bare_environment() -> dict[str, str]:
    # A Python built with its own libraries needs this one to start; nothing else is handed down.
    libraries = os.environ.get("LD_LIBRARY_PATH")
    return {"LD_LIBRARY_PATH": libraries} if libraries else {}


def _exchange(child: subprocess.Popen[bytes], data: bytes, limits: Limits) -> bytes:
    """Feed and listen at the same time, so that neither side waits for the other for ever."""
    assert child.stdin is not None
    assert child.stdout is not None
    deadline = time.monotonic() + limits.wall_seconds
    cap = _HEADER_MAX + limits.max_text_chars * _BYTES_PER_CHAR
    output = bytearray()
    left = memoryview(data)
    with selectors.DefaultSelector() as selector:
        for pipe, event in ((child.stdin, selectors.EVENT_WRITE), (child.stdout, selectors.EVENT_READ)):
            os.set_blocking(pipe.fileno(), False)
            selector.register(pipe, event)
        while child.stdout in (key.fileobj for key in selector.get_map().values()):
            for key, _ in selector.select(_seconds_left(deadline)):
                if key.fileobj is child.stdin:
                    left = _feed(selector, child.stdin, left)
                else:
                    _listen(selector, child.stdout, output, cap)
    return bytes(output)


def _seconds_left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise Refused("too-heavy")
    return left


def _feed(selector: selectors.BaseSelector, pipe: IO[bytes], left: memoryview) -> memoryview:
    try:
        left = left[os.write(pipe.fileno(), left[:_CHUNK]) :]
    except BrokenPipeError:  # the child has seen enough; its answer says why
        left = left[:0]
    except BlockingIOError:
        return left
    if not left:
        selector.unregister(pipe)
        pipe.close()
    return left


def _listen(selector: selectors.BaseSelector, pipe: IO[bytes], output: bytearray, cap: int) -> None:
    try:
        chunk = os.read(pipe.fileno(), _CHUNK)
    except BlockingIOError:
        return
    output += chunk
    if len(output) > cap:
        raise Refused("text-too-long")
    if not chunk:
        selector.unregister(pipe)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Leave nothing behind: pipes closed, the child killed if it still runs, and reaped."""
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            pipe.close()
    if child.poll() is None:
        child.kill()
    child.wait()


def _parse(output: bytes, returncode: int, limits: Limits) -> Answer:
    """Answer of the child, taken as untrusted: a header of known words, then text.

    The child refuses by word; one that died after it was ready was killed by the file it read.
    """
    if not output.startswith(READY):
        if returncode < 0:
            raise Refused("too-heavy")
        raise ChildUnavailable(f"intake child ended with {returncode} before it was ready")
    header, found, body = output[len(READY) :].partition(b"\n")
    words = header[:_HEADER_MAX].decode("ascii", "replace").split()
    if found and words[:1] == ["refused"]:
        raise Refused(words[1] if len(words) > 1 else "broken")
    if returncode != 0:
        _LOG.warning("intake child ended with %d on a file it was reading", returncode)
    if returncode != 0 or not found or words[:1] != ["text"]:
        raise Refused("too-heavy" if returncode < 0 else "broken")
    pages = int(words[1]) if len(words) > 1 and words[1].isdecimal() and len(words[1]) < 10 else None
    text = body.decode("utf-8", "replace")
    if len(text) > limits.max_text_chars:
        raise Refused("text-too-long")
    return Answer(text, pages, tuple(words[2:]))
