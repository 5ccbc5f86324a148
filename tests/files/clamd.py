"""A small antivirus for the tests: it speaks clamd's INSTREAM, and answers what it is told to."""

import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class FakeClamd:
    """Listens on a port or a path; keeps what it was sent."""

    def __init__(
        self, answer: bytes = b"stream: OK\0", *, path: str = "", most: int = 0, waits: float = 0
    ) -> None:
        self.answer, self.most, self.waits = answer, most, waits
        self.asked: list[bytes] = []
        self.link = socket.socket(socket.AF_UNIX if path else socket.AF_INET, socket.SOCK_STREAM)
        self.link.bind(path or ("127.0.0.1", 0))
        self.link.listen()
        self.address = f"unix:{path}" if path else f"tcp://127.0.0.1:{self.link.getsockname()[1]}"
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self.link.accept()
            except OSError:
                return
            with client:
                try:
                    self._talk(client)
                except OSError:
                    continue

    def _talk(self, client: socket.socket) -> None:
        assert _exactly(client, len(b"zINSTREAM\0")) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack(">I", _exactly(client, 4))[0]:
            content += _exactly(client, size)
            if self.most and len(content) > self.most:
                client.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.asked.append(content)
        time.sleep(self.waits)
        client.sendall(self.answer)


def _exactly(client: socket.socket, size: int) -> bytes:
    read = b""
    while len(read) < size:
        more = client.recv(size - len(read))
        if not more:
            raise ConnectionError
        read += more
    return read


@contextmanager
def fake_clamd(*args, **kwargs) -> Iterator[FakeClamd]:
    server = FakeClamd(*args, **kwargs)
    try:
        yield server
    finally:
        # Closing alone would leave the thread listening.
        server.link.shutdown(socket.SHUT_RDWR)
        server.thread.join(timeout=5)
        server.link.close()
