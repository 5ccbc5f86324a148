"""The archive of all that the organisation acted for owns: what it holds, and its download."""

import tempfile
from contextlib import ExitStack, closing
from datetime import datetime
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from beffroi.core.archive.registry import left_out
from beffroi.core.archive.writing import write_archive
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.core.seals.keys import public_key
from beffroi.organisations.actions.archive import EXPORTED, note_export
from beffroi.organisations.actor import Actor, acting
from beffroi.organisations.exporting import about, file_name
from beffroi.organisations.models import Organisation
from beffroi.organisations.permissions import check_exports

UNPROCESSABLE = 422
MOST_SHOWN = 10


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """Say what the archive holds, what stays out of it, and who took it before."""
    actor = acting(request)
    check_exports(actor)
    return _page(request, actor)


@require_POST
def archive_download(request: HttpRequest) -> HttpResponseBase:
    """Note the export in the journal, write the archive aside, then hand it over."""
    actor, at = acting(request), timezone.now()
    check_exports(actor)
    note_export(actor.organisation, by=actor)
    try:
        written = _written_aside(actor.organisation, at)
    except RuleViolation as refusal:
        return _page(request, actor, refusal.message)
    name = file_name(actor.organisation, at)
    answer = FileResponse(written, as_attachment=True, filename=name, content_type="application/zip")
    answer["Cache-Control"] = "no-store"
    return answer


def _written_aside(organisation: Organisation, at: datetime) -> IO[bytes]:
    """Write the archive whole before it leaves: a slow line holds no transaction, a refusal is told."""
    with ExitStack() as aside:
        file = aside.enter_context(tempfile.TemporaryFile())
        with closing(write_archive(organisation, about(organisation), at=at)) as pieces:
            file.writelines(pieces)
        file.seek(0)
        aside.pop_all()
        return file


def _page(request: HttpRequest, actor: Actor, refusal: str = "") -> HttpResponse:
    taken = JournalEntry.objects.of_organisation(actor.organisation_id).filter(verb=EXPORTED)
    told = {
        "actor": actor,
        "organisation": actor.organisation,
        "reasons": sorted(set(left_out().values())),
        "public_key": public_key(),
        "taken": taken[:MOST_SHOWN],
        "refusal": refusal,
    }
    page = "organisations/archive.html"
    return render(request, page, told, status=UNPROCESSABLE if refusal else None)
