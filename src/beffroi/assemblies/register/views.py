"""The public register: its list, its acts, their data and their documents."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from beffroi.assemblies.actions.extracts import certify as certify_extract
from beffroi.assemblies.documents import act_json as as_json
from beffroi.assemblies.models import Annex
from beffroi.assemblies.permissions import can_read_register, readable_acts
from beffroi.assemblies.published import PublishedAct, find_published
from beffroi.assemblies.register.act_page import act_page, public_json, told_annexes
from beffroi.assemblies.register.downloads import pdf_response, sealed_pdf
from beffroi.assemblies.register.lists import list_acts
from beffroi.assemblies.register.sealed import act_of, public_documents
from beffroi.assemblies.views.common import clerk_of, done, read_act, told
from beffroi.core.errors import RuleViolation
from beffroi.core.seals.codes import read_code
from beffroi.core.seals.models import Seal
from beffroi.organisations.actor import actor_of


@login_not_required
@require_safe
def act_list(request: HttpRequest) -> HttpResponse:
    """Every published act, searched and filtered from the address."""
    return render(request, "assemblies/register/list.html", {"listing": list_acts(request.GET)})


@login_not_required
@require_safe
def act(request: HttpRequest, number: int) -> HttpResponse:
    """One act: where it stands, what it decides, how it was voted, how to contest it."""
    found = _published(number)
    context = act_page(found, public_documents(found), on=timezone.localdate())
    return render(request, "assemblies/register/act.html", {**context, "no_annexes": told_annexes(found)})


@login_not_required
@require_safe
def act_json(request: HttpRequest, number: int) -> HttpResponse:
    """The same act, as data."""
    found = _published(number)
    told = public_json(found, public_documents(found), on=timezone.localdate())
    return HttpResponse(as_json(told), content_type="application/json; charset=utf-8")


@login_not_required
@require_safe
def document(request: HttpRequest, code: str) -> HttpResponseBase:
    """The bytes of a sealed document: for all when it is published, else for those of its organisation."""
    seal = get_object_or_404(Seal.objects.defer(None).exclude(pdf_sha256=""), code=read_code(code))
    number = act_of(seal)
    if number is None or not (_is_public(number, seal) or _is_theirs(request, number)):
        raise Http404("Ce document n’est pas publié.")
    return sealed_pdf(request, seal, f"acte-{seal.shown_code}.pdf")


@login_not_required
@require_safe
def annex(request: HttpRequest, number: int, rank: int) -> HttpResponse:
    """One annex, when the publication shows them."""
    found = _published(number)
    if not found.shows_annexes:
        raise Http404("Les annexes de cet acte ne sont pas publiées.")
    # Its place in the list that the page shows: one that was taken off the draft left a gap in the ranks.
    annexes = Annex.objects.filter(deliberation=found.act).order_by("rank")
    places = dict(enumerate(annexes.values_list("pk", flat=True), start=1))
    one = get_object_or_404(Annex, pk=places.get(rank))
    return pdf_response(bytes(one.pdf), one.pdf_sha256, f"annexe-{number}-{rank}.pdf")


@require_POST
def certify(request: HttpRequest, number: int) -> HttpResponse:
    """Seal an extract with the dates of the act, as the clerk certifies them."""
    found = read_act(request, number)
    actor = clerk_of(request, found.sitting.assembly)
    try:
        seal = certify_extract(found, by=actor, at=timezone.now())
    except RuleViolation as violation:
        messages.error(request, told(violation))
        return redirect("assemblies:act", found.pk)
    done(request, f"L’extrait certifié est scellé. Code de vérification : {seal.shown_code}.")
    return redirect("register:document", seal.code)


def _published(number: int) -> PublishedAct:
    found = find_published(number)
    if found is None:
        raise Http404("Cet acte n’est pas publié.")
    return found


def _is_public(number: int, seal: Seal) -> bool:
    found = find_published(number)
    if found is None:
        return False
    shown = public_documents(found)
    return seal.pk in {one.pk for one in (shown.act, shown.extract) if one}


def _is_theirs(request: HttpRequest, number: int) -> bool:
    actor = actor_of(request)
    acts = readable_acts(actor, timezone.localdate())
    return can_read_register(actor) and acts.filter(pk=number).exists()
