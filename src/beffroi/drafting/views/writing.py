"""Writing: a section edited, with its preview and its conflicts; sections added and arranged."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from beffroi.core.errors import RuleViolation
from beffroi.drafting.actions import (
    add_section,
    leave_section,
    move_section,
    remove_section,
    rename_section,
    save_section,
    tell_presence,
)
from beffroi.drafting.compare import lines_between
from beffroi.drafting.facts import Section
from beffroi.drafting.forms import NumberForm, SectionForm, TitleForm
from beffroi.drafting.markdown import render as rendered
from beffroi.drafting.models import Text, Version
from beffroi.drafting.permissions import can_arrange_text, can_write_text
from beffroi.drafting.presence import here_now
from beffroi.drafting.rules import EditConflict
from beffroi.drafting.signoffs import latest_of
from beffroi.drafting.views.common import IMPOSED, WRITERS_ONLY, allow, own_text, page_of
from beffroi.organisations.actor import Actor


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int, key: str) -> HttpResponseBase:
    """Edit one section: see it as it will be read, or save it."""
    actor, text = own_text(request, pk)
    allow(can_write_text(actor, text), WRITERS_ONLY)
    latest = latest_of(text)
    section = latest.part(key)
    if request.method != "POST":
        if section is None:
            raise Http404
        form = SectionForm(initial={"number": latest.number, "body": section.body})
        return _edit_page(request, actor, text, latest, section, form)
    tell_presence(text, key, by=actor, at=timezone.now())
    shown = section or _former(text, key)
    form = SectionForm(request.POST)
    if not form.is_valid():
        return _edit_page(request, actor, text, latest, shown, form, status=422)
    if request.POST.get("do") == "preview":
        html = rendered(form.cleaned_data["body"])
        return _edit_page(request, actor, text, latest, shown, form, preview=html)
    return _save(request, actor, text, shown, form)


def _save(
    request: HttpRequest, actor: Actor, text: Text, section: Section, form: SectionForm
) -> HttpResponseBase:
    typed = form.cleaned_data
    try:
        version = save_section(
            text,
            section.key,
            typed["body"],
            typed["number"],
            by=actor,
            at=timezone.now(),
            note=typed["note"],
        )
    except EditConflict as conflict:
        return _conflict_page(request, actor, text, conflict, form)
    except RuleViolation as refusal:
        form.add_error("body", refusal.message)
        return _edit_page(request, actor, text, latest_of(text), section, form, status=422)
    leave_section(text, by=actor)
    if version.number == typed["number"]:
        messages.info(request, "Rien n’a changé : aucune version n’est ajoutée.")
    else:
        messages.success(request, f"La version {version.number} est enregistrée.")
    return redirect(reverse("drafting:text", args=[text.pk]) + f"#{section.key}")


def _former(text: Text, key: str) -> Section:
    """A section that was removed while it was written. Raises: Http404 when there never was one."""
    for version in Version.objects.filter(text=text).iterator(chunk_size=5):
        if found := version.part(key):
            return found
    raise Http404


def _edit_page(
    request: HttpRequest,
    actor: Actor,
    text: Text,
    latest: Version,
    section: Section,
    form: SectionForm,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    present = here_now(text, latest, timezone.now(), but=actor)
    context = page_of(text, actor, latest=latest, section=section, form=form, present=present, **more)
    return render(request, "drafting/edit.html", context, status=status)


def _conflict_page(
    request: HttpRequest, actor: Actor, text: Text, conflict: EditConflict, form: SectionForm
) -> HttpResponse:
    """Show both texts, and a form that saves on top of the latest version."""
    latest = latest_of(text)
    theirs = conflict.theirs.body if conflict.theirs else ""
    again = SectionForm(
        initial={"number": latest.number, "body": conflict.mine.body, "note": form.cleaned_data["note"]}
    )
    again.fields["body"].label = "Ce qui sera enregistré"
    rows = tuple(lines_between(theirs, conflict.mine.body))
    context = page_of(text, actor, latest=latest, conflict=conflict, form=again, rows=rows)
    return render(request, "drafting/conflict.html", context, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Add a section."""
    actor, text = own_text(request, pk)
    allow(can_write_text(actor, text), WRITERS_ONLY)
    allow(can_arrange_text(actor, text), IMPOSED)
    form = TitleForm(request.POST or None, initial={"number": latest_of(text).number})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            version = add_section(text, typed["title"], typed["number"], by=actor, at=timezone.now())
        except RuleViolation as refusal:
            form.add_error("title", refusal.message)
        else:
            messages.success(request, "La section est ajoutée : écrivez-la.")
            return redirect("drafting:edit", pk=pk, key=version.parts[-1].key)
    status = 422 if request.method == "POST" else 200
    return render(request, "drafting/add.html", page_of(text, actor, form=form), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def arrange(request: HttpRequest, pk: int, key: str) -> HttpResponseBase:
    """Rename, move or remove a section."""
    actor, text = own_text(request, pk)
    allow(can_write_text(actor, text), WRITERS_ONLY)
    allow(can_arrange_text(actor, text), IMPOSED)
    latest = latest_of(text)
    section = latest.part(key)
    if section is None:
        raise Http404
    start = {"number": latest.number, "title": section.title}
    do = request.POST.get("do", "rename")
    form: NumberForm | TitleForm = TitleForm(initial=start)
    if request.method == "POST":
        form = TitleForm(request.POST) if do == "rename" else NumberForm(request.POST)
        if form.is_valid():
            try:
                _arranged(text, key, do, form.cleaned_data, actor)
            except RuleViolation as refusal:
                form.add_error("title" if do == "rename" else None, refusal.message)
            else:
                messages.success(request, "Le texte est réorganisé : une version est enregistrée.")
                return redirect("drafting:text", pk=pk)
    shown = form if isinstance(form, TitleForm) else TitleForm(initial=start)
    context = page_of(text, actor, section=section, form=shown, refused=form, latest=latest)
    return render(request, "drafting/arrange.html", context, status=422 if request.method == "POST" else 200)


def _arranged(text: Text, key: str, do: str, typed: dict[str, Any], actor: Actor) -> None:
    number, at = typed["number"], timezone.now()
    if do == "rename":
        rename_section(text, key, typed["title"], number, by=actor, at=at)
    elif do in {"up", "down"}:
        move_section(text, key, do == "up", number, by=actor, at=at)
    elif do == "remove":
        remove_section(text, key, number, by=actor, at=at)
    else:
        raise RuleViolation("Ce geste n’existe pas.")
