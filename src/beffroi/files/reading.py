"""Reading a stored version: whole, and only when it is what was deposited."""

import hashlib
from typing import IO

from beffroi.files.models import PieceVersion

_CHUNK = 256 * 1024


class MissingFile(Exception):
    """The bytes of a version are no longer there, or no longer the same: a French sentence."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def open_checked(version: PieceVersion) -> IO[bytes]:
    """Open a version at its beginning, after its fingerprint was taken again.

    Raises: MissingFile.
    """
    try:
        stream: IO[bytes] = version.stored.storage.open(str(version.stored.name), "rb")
    except OSError as error:
        raise MissingFile(f"Le fichier de « {version} » manque.") from error
    taken = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        taken.update(chunk)
    if taken.hexdigest() != version.sha256:
        stream.close()
        raise MissingFile(f"Le fichier de « {version} » n’est plus celui qui a été déposé.")
    stream.seek(0)
    return stream


def read_whole(version: PieceVersion) -> bytes:
    """Give all the bytes of a version.

    Raises: MissingFile.
    """
    with open_checked(version) as stream:
        return stream.read()
