"""The sections of a file: one page each, each saved alone."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from beffroi.core.errors import RuleViolation
from beffroi.operations.actions.file import SectionChanged, edit_section
from beffroi.operations.early import early_start_notice
from beffroi.operations.file_blockers import AFTER_WORKS
from beffroi.operations.forms.sections import FORMS, SectionForm
from beffroi.operations.models import Operation
from beffroi.operations.permissions import can_edit_file
from beffroi.operations.sections import BY_SLUG, SECTIONS, Section, mark_of
from beffroi.operations.shown import told_pairs
from beffroi.operations.views.common import read_file, require
from beffroi.organisations.actor import Actor

NOT_WRITING = "Le dossier s’écrit par son maître d’ouvrage, tant qu’il prépare ou complète le dossier."


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, pk: int, slug: str) -> HttpResponseBase:
    """One section of the file."""
    actor, operation = read_file(request, pk)
    if slug not in BY_SLUG:
        raise Http404
    require(can_edit_file(actor, operation), NOT_WRITING)
    asked = BY_SLUG[slug]
    form = _form(request, operation, asked)
    theirs: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            _save(form, actor)
        except SectionChanged as conflict:
            form, theirs = _again(request, operation, asked, conflict)
        except RuleViolation as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"{asked.title} : c’est enregistré.")
            return redirect(_next(request, operation, asked))
    return _page(request, operation, form, theirs)


def _form(request: HttpRequest, operation: Operation, asked: Section) -> SectionForm:
    more = {"found": request.GET.get("q", "").strip()} if asked.slug == "communes" else {}
    if request.method == "POST":
        more = {}
    data = request.POST if request.method == "POST" else None
    return FORMS[asked.slug](data, operation=operation, section=asked, on=timezone.localdate(), **more)


def _save(form: SectionForm, actor: Actor) -> None:
    read = form.cleaned_data["read"]
    edit_section(form.operation, form.section, form.values(), read=read, by=actor, at=timezone.now())


def _again(
    request: HttpRequest, operation: Operation, asked: Section, conflict: SectionChanged
) -> tuple[SectionForm, list[Any]]:
    """Show what was typed again, ready to be saved over what stands there now, which is shown beside."""
    data = request.POST.copy()
    data["read"] = mark_of(conflict.theirs)
    form = FORMS[asked.slug](data, operation=operation, section=asked, on=timezone.localdate())
    form.is_valid()
    form.add_error(None, conflict.message)
    return form, told_pairs(operation, conflict.theirs)


def _next(request: HttpRequest, operation: Operation, asked: Section) -> str:
    """Where to go on: the section after this one when it was asked for, else the operation."""
    rank = SECTIONS.index(asked) + 1
    if "next" in request.POST and rank < len(SECTIONS):
        return reverse("operations:section", args=[operation.pk, SECTIONS[rank].slug])
    return reverse("operations:operation", args=[operation.pk])


def _page(request: HttpRequest, operation: Operation, form: SectionForm, theirs: list[Any]) -> HttpResponse:
    context = {
        "operation": operation,
        "form": form,
        "section": form.section,
        "sections": SECTIONS,
        "theirs": theirs,
        "search": request.GET.get("q", ""),
        "notice": early_start_notice(operation) if form.section.slug == "calendrier" else "",
        "needs_forecast": operation.kind in AFTER_WORKS,
    }
    template = f"operations/file/{form.section.slug}.html"
    return render(request, template, context, status=422 if form.errors else 200)
