"""The strategic frames of one's own authority: listed, written, taken to a new version."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from beffroi.contracts.actions.frames import (
    FIXED,
    create_frame,
    edit_frame,
    frame_values,
    is_fixed,
    make_version,
)
from beffroi.contracts.models import StrategicFrame
from beffroi.contracts.models.contract import READERS
from beffroi.contracts.permissions import can_write_contracts
from beffroi.contracts.writing.common import form_page, require, sent
from beffroi.contracts.writing.forms import VersionForm
from beffroi.contracts.writing.frame_forms import FrameForm
from beffroi.organisations.actor import Actor, acting

WHO = (
    "Les cadres d’une collectivité s’écrivent par son pilotage de projet, "
    "son développement territorial ou sa direction."
)
FORM = "contracts/writing/frame.html"


def _own(actor: Actor) -> QuerySet[StrategicFrame]:
    """The frames of the actor's authority; none for who reads no draft."""
    found = StrategicFrame.objects.filter(owner=actor.organisation) if actor.is_one_of(*READERS) else None
    return StrategicFrame.objects.none() if found is None else found


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The frames of the authority, each with its versions."""
    actor = acting(request)
    rows = _own(actor).select_related("replaces").prefetch_related("ambitions", "contracts")
    context = {"rows": rows, "may_write": can_write_contracts(actor), "actor": actor}
    return render(request, "contracts/writing/frames.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponseBase:
    """Write a frame."""
    actor = acting(request)
    require(can_write_contracts(actor), WHO)
    form = FrameForm(request.POST or None)
    if sent(
        request,
        form,
        lambda: create_frame(actor.organisation, form.facts(), form.rows(), by=actor),
        "Enregistré.",
    ):
        return redirect("contracts:frames")
    return form_page(request, form, "Écrire un cadre stratégique", template=FORM)


@require_http_methods(["GET", "POST"])
def frame(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One frame: written as long as no contract out of drafting uses it, else only read."""
    actor = acting(request)
    found = get_object_or_404(_own(actor).prefetch_related("ambitions", "priorities", "contracts"), pk=pk)
    fixed, writes = is_fixed(found), can_write_contracts(actor)
    if request.method == "POST":
        require(writes, WHO)
    known = frame_values(found)
    form = FrameForm(request.POST or None, known=known, ambitions=list(found.ambitions.all()))
    if sent(request, form, lambda: edit_frame(found, form.facts(), form.rows(), form.base, by=actor)):
        return redirect("contracts:frame", pk)
    context: dict[str, Any] = {
        "frame": found,
        "may_write": writes and not fixed,
        "may_version": writes,
        "fixed": FIXED if fixed else "",
        "versions": found.later_versions.all(),
    }
    return form_page(request, form, str(found), template=FORM, **context)


@require_http_methods(["GET", "POST"])
def version(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Open a new version of a frame."""
    actor = acting(request)
    found = get_object_or_404(_own(actor), pk=pk)
    require(can_write_contracts(actor), WHO)
    form = VersionForm(request.POST or None)
    made = "La nouvelle version est ouverte, avec les mêmes ambitions."
    if sent(request, form, lambda: make_version(found, form.cleaned_data["version"], by=actor), made):
        return redirect("contracts:frames")
    return form_page(
        request, form, f"Nouvelle version : {found}", why="La version actuelle reste telle qu’elle est."
    )
