"""A piece and its versions, as they are deposited: checked again, numbered under a lock, written down."""

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from beffroi.core.errors import NotReadable, RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.files.actions.scans import scan_if_possible
from beffroi.files.contents import FileKind, check_content
from beffroi.files.models import Piece, PieceVersion
from beffroi.files.names import clean_name
from beffroi.files.scanning import is_configured
from beffroi.files.states import ScanState
from beffroi.files.storage import remove_on_rollback
from beffroi.organisations.models import Organisation


@transaction.atomic
def add_piece(
    organisation: Organisation,
    label: str,
    kind: str,
    upload: "UploadedFile[bytes]",
    *,
    by: Author,
    at: datetime,
) -> Piece:
    """Deposit a first version under a label; the piece belongs to the organisation.

    Raises: RuleViolation.
    """
    piece = Piece(organisation=organisation, label=label.strip(), kind=kind, created_at=at)
    save_checked(piece)
    version = _write(piece, 1, upload, by=by, at=at)
    record("piece.added", piece, by=by, changes={"sha256": [None, version.sha256]}, note=str(version))
    return piece


@transaction.atomic
def add_version(piece: Piece, upload: "UploadedFile[bytes]", *, by: Author, at: datetime) -> PieceVersion:
    """Deposit one more version; those before stay as they are.

    Raises: RuleViolation, also when the content is already that of the latest version.
    """
    held = Piece.objects.select_for_update().get(pk=piece.pk)
    last = held.versions.order_by("-number").first()
    version = _write(held, last.number + 1 if last else 1, upload, by=by, at=at)
    if last and last.sha256 == version.sha256:
        raise RuleViolation(f"Ce fichier est déjà la version {last.number} : rien n’a changé.")
    before = last.sha256 if last else None
    record(
        "piece.version_added", held, by=by, changes={"sha256": [before, version.sha256]}, note=str(version)
    )
    return version


def _write(
    piece: Piece, number: int, upload: "UploadedFile[bytes]", *, by: Author, at: datetime
) -> PieceVersion:
    """Write the bytes, then the row; the antivirus is asked once both are there for good."""
    upload.seek(0)
    content = upload.read()
    told_name = str(upload.name or "")
    kind = _kind_of(told_name, content)
    version = PieceVersion(
        piece=piece,
        number=number,
        name=clean_name(told_name),
        content_type=kind.content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        scan=ScanState.PENDING if is_configured() else ScanState.UNSCANNED,
        uploaded_at=at,
        uploaded_by_id=by.user_id,
        uploaded_by_label=by.user_label,
    )
    version.stored.save(version.name, ContentFile(content), save=False)
    remove_on_rollback(version.stored.storage, str(version.stored.name))
    save_checked(version)
    if version.scan == ScanState.PENDING:
        # A failure leaves the version pending, out of reach, for `beffroi files scan`.
        number = version.pk
        transaction.on_commit(lambda: scan_if_possible(number), robust=True)
    return version


def _kind_of(name: str, content: bytes) -> FileKind:
    try:
        return check_content(name, content)
    except NotReadable as refusal:
        raise RuleViolation(refusal.message) from refusal
