"""Pieces and files for tests, of any context."""

import hashlib
from datetime import UTC, datetime
from itertools import count

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from beffroi.files.models import Piece, PieceVersion
from beffroi.files.states import ScanState
from organisations.factories import make_organisation

AT = datetime(2024, 3, 5, 9, 30, tzinfo=UTC)
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
_numbers = count(1)


def upload_of(content: bytes = PDF, name: str = "devis.pdf") -> SimpleUploadedFile:
    """A file as a form receives it."""
    return SimpleUploadedFile(name, content)


def make_piece(
    organisation=None, *, label: str = "", kind: str = "devis", versions: int = 1, **fields
) -> Piece:
    """A piece with its versions, written without the actions; `fields` are those of each version."""
    piece = Piece.objects.create(
        organisation=organisation or make_organisation(),
        label=label or f"Devis {next(_numbers)}",
        kind=kind,
        created_at=AT,
    )
    for number in range(1, versions + 1):
        make_version(piece, number, **fields)
    return piece


def make_version(piece: Piece, number: int = 1, *, content: bytes = PDF, **fields) -> PieceVersion:
    defaults = {
        "name": "devis.pdf",
        "content_type": "application/pdf",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "scan": ScanState.UNSCANNED,
        "uploaded_at": AT,
        "uploaded_by_label": "Léa Marchand",
    }
    version = PieceVersion(piece=piece, number=number, **{**defaults, **fields})
    version.stored.save(version.name, ContentFile(content), save=False)
    version.save(force_insert=True)
    return version
