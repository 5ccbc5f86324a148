"""Handing a version over: to be saved, never shown in the page, and not before it is known to be sane."""

from django.http import FileResponse

from beffroi.core.errors import NotAllowed
from beffroi.files import scanning
from beffroi.files.models import PieceVersion
from beffroi.files.reading import MissingFile, open_checked
from beffroi.files.states import ScanState

STRICT = "default-src 'none'; sandbox"
PENDING = "Ce fichier attend l’analyse de l’antivirus : il pourra être téléchargé dès qu’elle aura eu lieu."
INFECTED = "L’antivirus a trouvé un virus dans ce fichier : il est gardé hors d’atteinte."


def refusal(version: PieceVersion) -> str:
    """Say why a version may not be handed over now; empty when it may."""
    if version.scan == ScanState.INFECTED:
        return INFECTED
    if version.scan == ScanState.CLEAN:
        return ""
    # Never looked at: handed over only where there is nothing to look with.
    return "" if version.scan == ScanState.UNSCANNED and not scanning.is_configured() else PENDING


def deliver(version: PieceVersion) -> FileResponse:
    """Stream a version as a file to save. Who may ask is the caller's question.

    Raises: NotAllowed, also when the bytes are missing or are no longer those that were deposited.
    """
    reason = refusal(version)
    if reason:
        raise NotAllowed(reason)
    try:
        stream = open_checked(version)
    except MissingFile as damage:
        raise NotAllowed(f"{damage.message} Prévenez qui administre cette installation.") from damage
    response = FileResponse(
        stream, as_attachment=True, filename=version.name, content_type=version.content_type
    )
    response["Content-Length"] = str(version.size)
    response["Content-Security-Policy"] = STRICT
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
