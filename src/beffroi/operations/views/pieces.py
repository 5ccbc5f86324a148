"""The pieces of an operation: joined, renewed, handed over."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from beffroi.core.uploads import is_too_large, takes_files_up_to
from beffroi.files.delivery import deliver
from beffroi.files.models import PieceVersion
from beffroi.operations.actions.pieces import join_piece, join_version
from beffroi.operations.forms.follow import NewPieceForm, VersionForm
from beffroi.operations.models import Operation, OperationPiece
from beffroi.operations.permissions import can_join_piece
from beffroi.operations.pieces import piece_asked, required_of
from beffroi.operations.views.answering import answer, posted
from beffroi.operations.views.common import read_file, require

NOT_JOINING = (
    "Les pièces se joignent par le maître d’ouvrage, tant qu’il prépare ou complète le dossier ; "
    "celles que le contrat demande plus tard, jusqu’à l’envoi du rapport."
)


@takes_files_up_to("FILES_MAX_BYTES")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, pk: int, slug: str = "") -> HttpResponseBase:
    """Join a piece: one that the contract asks for, or another."""
    actor, operation = read_file(request, pk)
    asked = piece_asked(operation, slug, timezone.localdate()) if slug else None
    if slug and asked is None:
        raise Http404
    require(can_join_piece(actor, operation, asked), NOT_JOINING)
    data = posted(request)
    form = NewPieceForm(
        data, request.FILES if data is not None else None, asked=asked, too_large=is_too_large(request)
    )

    def act(told: dict[str, Any]) -> object:
        label, at = told.get("label", ""), timezone.now()
        return join_piece(operation, label, told["upload"], asked, by=actor, at=at)

    return answer(
        request, operation, form, act,
        template="operations/piece_join.html", done="La pièce est jointe.",
        anchor="#pieces", context={"asked": asked},
    )  # fmt: skip


@takes_files_up_to("FILES_MAX_BYTES")
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: HttpRequest, pk: int, joined: int) -> HttpResponseBase:
    """Join a newer version of a piece."""
    actor, operation = read_file(request, pk)
    found = _joined(operation, joined)
    require(can_join_piece(actor, operation, required_of(found, timezone.localdate())), NOT_JOINING)
    data = posted(request)
    form = VersionForm(data, request.FILES if data is not None else None, too_large=is_too_large(request))

    def act(told: dict[str, Any]) -> object:
        return join_version(found, told["upload"], by=actor, at=timezone.now())

    return answer(
        request, operation, form, act,
        template="operations/piece_renew.html", done="La nouvelle version est jointe.",
        anchor="#pieces", context={"joined": found},
    )  # fmt: skip


@require_safe
def download(request: HttpRequest, pk: int, joined: int, number: int) -> FileResponse:
    """Hand a version over to who reads the file."""
    _actor, operation = read_file(request, pk)
    found = _joined(operation, joined)
    return deliver(get_object_or_404(PieceVersion, piece=found.piece_id, number=number))


def _joined(operation: Operation, pk: int) -> OperationPiece:
    return get_object_or_404(OperationPiece.objects.select_related("piece"), operation=operation, pk=pk)
