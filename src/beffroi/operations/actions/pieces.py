"""Joining pieces to an operation: those of its owner, in numbered versions."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from beffroi.contracts.models import ContractPiece
from beffroi.core.dates import local_day
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.files.actions import add_piece, add_version
from beffroi.files.models import PieceVersion
from beffroi.operations.models import Operation, OperationPiece
from beffroi.operations.permissions import EDITED_BY_OWNER, is_joined_later
from beffroi.operations.pieces import required_of
from beffroi.operations.saving import lock

OTHER = "autre"


@transaction.atomic
def join_piece(
    operation: Operation,
    label: str,
    upload: "UploadedFile[bytes]",
    required: ContractPiece | None,
    *,
    by: Author,
    at: datetime,
) -> OperationPiece:
    """Join a file: the one that the contract asks for, or another. It belongs to the project owner.

    Raises: RuleViolation.
    """
    held = _lock_open(operation, required)
    if required is not None:
        if required.contract_id != held.contract_id:
            raise RuleViolation("Cette pièce est demandée par un autre contrat.")
        if held.pieces.filter(slug=required.slug).exists():
            raise RuleViolation("Cette pièce est déjà jointe : déposez-en une nouvelle version.")
    slug = required.slug if required else ""
    piece = add_piece(held.owner, required.label if required else label, slug or OTHER, upload, by=by, at=at)
    joined = save_checked(OperationPiece(operation=held, piece=piece, slug=slug))
    _touch(held, at)
    record("operation.piece_added", held, by=by, note=piece.label)
    return joined


@transaction.atomic
def join_version(
    joined: OperationPiece, upload: "UploadedFile[bytes]", *, by: Author, at: datetime
) -> PieceVersion:
    """Join a newer version of a piece.

    Raises: RuleViolation.
    """
    held = _lock_open(joined.operation, required_of(joined, local_day(at)))
    version = add_version(joined.piece, upload, by=by, at=at)
    _touch(held, at)
    record("operation.piece_version_added", held, by=by, note=f"{joined.piece}, version {version.number}")
    return version


def _lock_open(operation: Operation, asked: ContractPiece | None) -> Operation:
    held = lock(operation)
    if held.stage not in EDITED_BY_OWNER and not is_joined_later(held, asked):
        raise RuleViolation(
            f"Aucune pièce ne se joint plus : l’opération est « {held.get_state_display()} »."
        )
    return held


def _touch(held: Operation, at: datetime) -> None:
    held.updated_at = at
    save_checked(held)
