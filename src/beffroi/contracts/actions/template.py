"""The template that an authority keeps for its working copies: one piece, version after version."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from beffroi.contracts.working_copy import KIND, check_template, template_of
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.authors import Author
from beffroi.documents.errors import TemplateRefused
from beffroi.files.actions import add_piece, add_version
from beffroi.files.models import Piece
from beffroi.organisations.models import Organisation

LABEL = "Modèle de contrat"


@transaction.atomic
def keep_template(
    organisation: Organisation, upload: "UploadedFile[bytes]", *, by: Author, at: datetime
) -> Piece:
    """Deposit a template that can be filled; those before stay as its earlier versions.

    Raises: RuleViolation.
    """
    upload.seek(0)
    try:
        check_template(upload.read())
    except TemplateRefused as refused:
        raise RuleViolation(refused.message) from refused
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    piece = template_of(held)
    if piece is None:
        return add_piece(held, LABEL, KIND, upload, by=by, at=at)
    add_version(piece, upload, by=by, at=at)
    return piece
