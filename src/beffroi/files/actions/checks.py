"""Whether every version still has its file, unaltered, and which files belong to no version."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.storage import Storage

from beffroi.files.models import PieceVersion
from beffroi.files.reading import MissingFile, open_checked
from beffroi.files.storage import pieces_storage

# A younger file may be that of a deposit under way.
STRAY_AFTER = timedelta(hours=1)
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Damage:
    """A version whose file is missing or altered: a French sentence."""

    version_id: int
    sentence: str


def check_files() -> list[Damage]:
    """Take the fingerprint of every stored version again, and name all that does not hold."""
    found = []
    rows = PieceVersion.objects.select_related("piece__organisation").order_by("pk")
    for version in rows.iterator(chunk_size=AT_ONCE):
        try:
            open_checked(version).close()
        except MissingFile as damage:
            piece = version.piece
            sentence = f"{piece.organisation}, pièce « {piece} » ({piece.pk}) : {damage.message}"
            found.append(Damage(version.pk, sentence))
    return found


def stray_files(at: datetime) -> list[str]:
    """Name the stored files that belong to no version: a process was killed between the file and its row."""
    storage = pieces_storage_in_use()
    known = set(PieceVersion.objects.values_list("stored", flat=True))
    names = (name for name in _names(storage) if name not in known)
    return sorted(name for name in names if storage.get_modified_time(name) < at - STRAY_AFTER)


def pieces_storage_in_use() -> Storage:
    """Give the storage that the versions are written to."""
    field = PieceVersion._meta.get_field("stored")
    found: Storage = getattr(field, "storage", None) or pieces_storage()
    return found


def _names(storage: Storage) -> Iterator[str]:
    try:
        folders, _ = storage.listdir("")
    except FileNotFoundError:
        return
    for folder in folders:
        for name in storage.listdir(folder)[1]:
            yield f"{folder}/{name}"
