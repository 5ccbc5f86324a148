"""Pieces in an archive: those of the organisation and those that what it may read points to, with bytes."""

from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.db.models import Q

from beffroi.core.archive.manifest import DamagedArchive
from beffroi.core.archive.registry import Row, own, under
from beffroi.core.errors import RuleViolation
from beffroi.files.models import Piece, PieceVersion
from beffroi.files.reading import MissingFile, open_checked
from beffroi.files.storage import STORED, remove_on_rollback

CHUNK = 256 * 1024


class StoredFiles:
    """The bytes of the versions, in the storage « pieces »."""

    def check(self, row: Row) -> None:
        """Make sure that a version is stored, with its size.

        Raises: RuleViolation.
        """
        version = PieceVersion(**row)
        try:
            is_there = version.stored.storage.size(str(version.stored.name)) == version.size
        except OSError:
            is_there = False
        if not is_there:
            raise RuleViolation(
                f"Le fichier de « {version} » manque ou n’est plus celui qui a été déposé : l’archive ne "
                "serait pas entière. « beffroi files check » nomme tous les fichiers abîmés."
            )

    def read(self, row: Row) -> Iterator[bytes]:
        """Give the bytes of a version, whose fingerprint is taken first.

        Raises: RuleViolation.
        """
        try:
            stream = open_checked(PieceVersion(**row))
        except MissingFile as error:
            raise RuleViolation(f"{error.message} L’archive ne serait pas entière.") from error
        with stream:
            while data := stream.read(CHUNK):
                yield data

    def sha256(self, row: Row) -> str:
        """Name the fingerprint of a version."""
        return str(row["sha256"])

    def put(self, row: Row, data: bytes) -> None:
        """Store a version under the name that its row bears.

        Raises: DamagedArchive for a name that this program does not make, or that is taken.
        """
        stored = PieceVersion(**row).stored
        name, storage = str(stored.name), stored.storage
        if not STORED.fullmatch(name):
            raise DamagedArchive(f"Une pièce porte un nom de stockage qui n’en est pas un : « {name} ».")
        if storage.exists(name) or storage.save(name, ContentFile(data)) != name:
            raise DamagedArchive(f"Le stockage des pièces n’est pas vide : « {name} » y est déjà.")
        remove_on_rollback(storage, name)


def wire() -> None:
    """Register pieces and their versions."""
    own(Piece, lambda selection: Q(organisation=selection.owner.pk), is_reference=True)
    under(PieceVersion, {"files": StoredFiles()}, piece=Piece)
