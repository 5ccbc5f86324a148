"""The second stage under a clock: a text is read in a limited child, kept from one text to the next."""

import atexit
import contextlib
import io
import logging
import os
import pickle
import selectors
import signal
import struct
import subprocess
import sys
import threading
import time
from dataclasses import is_dataclass
from datetime import date, datetime
from datetime import time as clock_time
from enum import Enum
from pathlib import Path
from typing import IO, Any

from beffroi.reader.intake.confinement import confine
from beffroi.reader.intake.messages import refusal_in_french
from beffroi.reader.intake.source import MEGABYTE, Refused, UnreadableFile
from beffroi.reader.model import Reading
from beffroi.reader.read import read

_LOG = logging.getLogger(__name__)
_SOURCES = str(Path(__file__).resolve().parents[2])
_PROGRAM = (
    "import sys; sys.argv[1] in sys.path or sys.path.insert(0, sys.argv[1]); "
    "from beffroi.reader.bounded import serve; serve()"
)
_CHUNK = 1 << 20
_QUESTION = struct.Struct("!dQ")  # seconds, length of the text
_ANSWER = struct.Struct("!cQ")  # what it is, length of what follows
_READ, _HEAVY, _FAILED = b"r", b"h", b"f"
_LARGEST_ANSWER = 256 * MEGABYTE
_NAME_MAX = 200
_GRACE_SECONDS = 1.0  # the child's own clock rings after the parent's
# The clock bounds each text; this one only ends a child that has served for very long, and a new one starts.
_CHILD_CPU_SECONDS = 24 * 3600


class ReaderFailed(RuntimeError):
    """The reader itself failed, or could not be started: our fault, never the file's."""


def read_bounded(text: str, *, seconds: float = 15.0, memory_bytes: int = 768 * MEGABYTE) -> Reading:
    """Read a stranger's text as `read` does, in a child that the clock and the limits can end.

    Raises: UnreadableFile when it takes too long or too much, or when another text holds the child;
    ReaderFailed when the reader is at fault.
    """
    try:
        return _CHILD.ask(text, seconds, memory_bytes)
    except Refused as refusal:
        raise UnreadableFile(refusal_in_french(refusal.code)) from None


class _Child:
    """The one child of this process, started when first needed and replaced when it is gone."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._memory = 0

    def ask(self, text: str, seconds: float, memory_bytes: int) -> Reading:
        """One text, one reading; the others wait their turn for as long as a text may take."""
        if not self._turn.acquire(timeout=seconds):
            raise Refused("busy")
        try:
            kind, body = self._exchange(text.encode("utf-8", "surrogatepass"), seconds, memory_bytes)
            return _reading(kind, body)
        finally:
            self._turn.release()

    def _exchange(self, text: bytes, seconds: float, memory_bytes: int) -> tuple[bytes, bytes]:
        process = self._running(memory_bytes)
        question = _QUESTION.pack(seconds, len(text)) + text
        answered = False
        try:
            answer = _converse(process, question, time.monotonic() + seconds)
            answered = answer[0] == _READ
            return answer
        finally:
            if not answered:  # in the middle of something, or short of memory: it is of no more use
                self.end()

    def _running(self, memory_bytes: int) -> subprocess.Popen[bytes]:
        if self._process is not None and (self._process.poll() is not None or self._memory != memory_bytes):
            self.end()
        if self._process is None:
            self._process = _start(memory_bytes)
            self._memory = memory_bytes
        return self._process

    def end(self) -> None:
        """Leave nothing behind: the child killed and reaped, its pipes closed."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        _close(process)

    def forget(self) -> None:
        """After a fork: the child is the parent's, and so is whoever held the lock."""
        process, self._process = self._process, None
        self._turn = threading.Lock()
        if process is not None:
            process.returncode = 0  # not ours to wait for
            _close(process)


def _start(memory_bytes: int) -> subprocess.Popen[bytes]:
    libraries = os.environ.get("LD_LIBRARY_PATH")  # a Python built with its own needs it to start
    try:
        process = subprocess.Popen(  # noqa: S603  our own interpreter and module, no word of the user
            [sys.executable, "-I", "-B", "-c", _PROGRAM, _SOURCES, str(memory_bytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            close_fds=True,
            cwd="/",
            env={"LD_LIBRARY_PATH": libraries} if libraries else {},
            start_new_session=True,
        )
    except OSError as error:
        raise ReaderFailed(f"reader's child cannot be started: {error}") from error
    for pipe in (process.stdin, process.stdout):
        assert pipe is not None
        os.set_blocking(pipe.fileno(), False)
    return process


def _close(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


def _converse(process: subprocess.Popen[bytes], question: bytes, deadline: float) -> tuple[bytes, bytes]:
    """Hand over the whole question, then hear the whole answer, before the deadline."""
    assert process.stdin is not None
    assert process.stdout is not None
    left = memoryview(question)
    while left:
        _wait(process.stdin, selectors.EVENT_WRITE, deadline)
        left = left[_write(process.stdin, left[:_CHUNK]) :]
    kind, length = _ANSWER.unpack(_hear(process.stdout, _ANSWER.size, deadline))
    if length > _LARGEST_ANSWER:
        raise Refused("too-long-to-read")
    return kind, _hear(process.stdout, length, deadline)


def _write(pipe: IO[bytes], some: memoryview) -> int:
    try:
        return os.write(pipe.fileno(), some)
    except BlockingIOError:
        return 0
    except BrokenPipeError:
        raise Refused("too-long-to-read") from None


def _hear(pipe: IO[bytes], length: int, deadline: float) -> bytes:
    heard = bytearray()
    while len(heard) < length:
        _wait(pipe, selectors.EVENT_READ, deadline)
        chunk = os.read(pipe.fileno(), min(_CHUNK, length - len(heard)))
        if not chunk:
            _LOG.warning("reader's child died on a text")
            raise Refused("too-long-to-read")
        heard += chunk
    return bytes(heard)


def _wait(pipe: IO[bytes], event: int, deadline: float) -> None:
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, event)
        if not selector.select(max(0.0, deadline - time.monotonic())):
            raise Refused("too-long-to-read")


def _reading(kind: bytes, body: bytes) -> Reading:
    if kind == _HEAVY:
        raise Refused("too-long-to-read")
    if kind != _READ:
        raise ReaderFailed(f"reader failed: {body[:_NAME_MAX].decode('ascii', 'replace')}")
    found = _OnlyReadings(io.BytesIO(body)).load()
    if not isinstance(found, Reading):
        raise ReaderFailed("reader's child answered something else than a reading")
    return found


class _OnlyReadings(pickle.Unpickler):
    """Builds what a reading is made of and calls nothing else, whatever the child has become."""

    def find_class(self, module: str, name: str) -> Any:
        """Dates, and the records and choices of the model and of the law."""
        for plain in (date, datetime, clock_time):
            if (module, name) == ("datetime", plain.__name__):
                return plain
        if "." not in name and (module == "beffroi.reader.model" or module.startswith("beffroi.law")):
            found = getattr(sys.modules.get(module), name, None)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a reading")


def serve() -> None:
    """Child: limit oneself, then read text after text until the parent goes away."""
    confine(memory_bytes=int(sys.argv[2]), cpu_seconds=_CHILD_CPU_SECONDS)
    while True:
        seconds, length = _QUESTION.unpack(_take(_QUESTION.size))
        # Its default is to end the process, even in the middle of a pattern, even if the parent is gone.
        signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE_SECONDS)
        kind, body = _answer(length)
        _give(_ANSWER.pack(kind, len(body)))
        _give(body)
        signal.setitimer(signal.ITIMER_REAL, 0)
        del body


def _answer(length: int) -> tuple[bytes, bytes]:
    try:
        reading = read(_take(length).decode("utf-8", "surrogatepass"))
        return _READ, pickle.dumps(reading, protocol=5)
    except MemoryError:
        return _HEAVY, b""
    except Exception as error:  # its kind alone: its words may quote the act
        return _FAILED, type(error).__name__.encode("ascii", "replace")


def _take(length: int) -> bytes:
    taken = bytearray()
    while len(taken) < length:
        chunk = os.read(0, min(_CHUNK, length - len(taken)))
        if not chunk:
            sys.exit(0)
        taken += chunk
    return bytes(taken)


def _give(answer: bytes) -> None:
    left = memoryview(answer)
    while left:
        left = left[os.write(1, left) :]


_CHILD = _Child()
atexit.register(_CHILD.end)
with contextlib.suppress(AttributeError):  # where there is no fork, there is nothing to forget
    os.register_at_fork(after_in_child=_CHILD.forget)
