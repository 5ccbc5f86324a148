"""A real mail server for the tests: it keeps what it receives, and refuses whom it is told to."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from threading import Lock
from typing import Any

from aiosmtpd.controller import Controller

REFUSED = "550 5.1.1 boite inconnue"
BUSY = "451 4.3.0 revenez plus tard"


class Received:
    """The messages that arrived, and who is refused, each with the server's answer."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.refusing: dict[str, str] = {}
        self.lock = Lock()

    async def handle_RCPT(  # noqa: N802  the name that aiosmtpd calls
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        del server, session, options
        if address in self.refusing:
            return self.refusing[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        del server, session
        with self.lock:
            self.messages.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"

    @property
    def recipients(self) -> list[str]:
        """To whom the messages went, in alphabetical order."""
        return sorted(str(one["To"]) for one in self.messages)


class AnyPort(Controller):
    """Listens on a port that the machine chooses, and knocks there to see that it answers."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server(settings: Any) -> Iterator[Received]:
    """Serve on a free port of this machine, and have Django send there."""
    received = Received()
    controller = AnyPort(received, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = controller.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        yield received
    finally:
        controller.stop()


def plain(text: object) -> str:
    """Words with ordinary spaces, so that a test is written as it is read."""
    return " ".join(str(text).split())


def subject_of(message: EmailMessage) -> str:
    """The subject of a message."""
    return plain(message["Subject"])


def text_of(message: EmailMessage) -> str:
    """The plain text of a message."""
    return message.get_body(("plain",)).get_content()


def html_of(message: EmailMessage) -> str:
    """The HTML of a message."""
    return message.get_body(("html",)).get_content()
