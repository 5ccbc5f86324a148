"""The antivirus: clamd's INSTREAM over TCP or a Unix socket, bounded in time and in size."""

import socket
import struct
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from beffroi.core.errors import ExternalFailure
from beffroi.files.states import ScanState
from beffroi.law.french import typeset

_CHUNK = 64 * 1024
_ANSWER_MOST = 4096
_FINDING_MOST = 200
DEFAULT_PORT = 3310
NOTICE = "Les fichiers ne sont pas analysés par un antivirus sur cette installation."


class NoAnswer(ExternalFailure):
    """The antivirus cannot be reached: there is no use in asking again for the next file."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the antivirus says of a content: sane, or what it found in it."""

    finding: str = ""

    @property
    def state(self) -> ScanState:
        """The state that this gives to a version."""
        return ScanState.INFECTED if self.finding else ScanState.CLEAN


def is_configured() -> bool:
    """Whether this installation has an antivirus."""
    return bool(settings.CLAMAV_ADDRESS)


def notice() -> str:
    """What the pages say where files are not looked at; empty where they are."""
    return "" if is_configured() else typeset(NOTICE)


def address_of(told: str) -> str | tuple[str, int]:
    """Read tcp://host:3310 or unix:/path: the path of a socket, or a host and a port.

    Raises: ImproperlyConfigured.
    """
    parts = urlsplit(told)
    try:
        if parts.scheme == "unix" and parts.path.startswith("/"):
            return parts.path
        if parts.scheme == "tcp" and parts.hostname:
            return parts.hostname, parts.port or DEFAULT_PORT
    except ValueError:
        pass
    raise ImproperlyConfigured(
        "BEFFROI_CLAMAV_ADDRESS s’écrit tcp://serveur:3310 ou unix:/run/clamav/clamd.ctl."
    )


def scan(content: bytes) -> Verdict:
    """Have a content looked at, settings.CLAMAV_SECONDS in all.

    Raises: NoAnswer when nobody listens; ExternalFailure when the answer is late, or no verdict.
    """
    deadline = time.monotonic() + settings.CLAMAV_SECONDS
    with _connected(deadline) as link:
        try:
            answer = _ask(link, content, deadline)
        except TimeoutError as error:
            raise ExternalFailure("L’antivirus n’a pas répondu à temps.") from error
        except OSError as error:
            raise ExternalFailure("L’antivirus a coupé la liaison avant de répondre.") from error
    return _read(answer)


def _connected(deadline: float) -> socket.socket:
    address = address_of(settings.CLAMAV_ADDRESS)
    try:
        if not isinstance(address, str):
            return socket.create_connection(address, timeout=_left(deadline))
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            link.settimeout(_left(deadline))
            link.connect(address)
        except OSError:
            link.close()
            raise
    except OSError as error:
        raise NoAnswer("L’antivirus ne répond pas : les fichiers attendent leur analyse.") from error
    return link


def _ask(link: socket.socket, content: bytes, deadline: float) -> bytes:
    try:
        _send(link, b"zINSTREAM\0", deadline)
        for start in range(0, len(content), _CHUNK):
            chunk = content[start : start + _CHUNK]
            _send(link, struct.pack(">I", len(chunk)) + chunk, deadline)
        _send(link, struct.pack(">I", 0), deadline)
    except (BrokenPipeError, ConnectionResetError):
        # It refuses what is too long for it before the end, and says so: its answer may still be read.
        pass
    return _answer(link, deadline)


def _send(link: socket.socket, data: bytes, deadline: float) -> None:
    link.settimeout(_left(deadline))
    link.sendall(data)


def _answer(link: socket.socket, deadline: float) -> bytes:
    answer = b""
    while b"\0" not in answer and len(answer) < _ANSWER_MOST:
        link.settimeout(_left(deadline))
        more = link.recv(_ANSWER_MOST)
        if not more:
            break
        answer += more
    return answer.partition(b"\0")[0]


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _read(answer: bytes) -> Verdict:
    told = answer.decode("utf-8", "replace").strip()
    words = told.removeprefix("stream: ")
    if words == "OK":
        return Verdict()
    if words.endswith(" FOUND"):
        return Verdict(words.removesuffix(" FOUND").strip()[:_FINDING_MOST] or "virus sans nom")
    raise ExternalFailure(f"L’antivirus n’a pas rendu d’avis : « {words[:_FINDING_MOST] or 'rien'} ».")
