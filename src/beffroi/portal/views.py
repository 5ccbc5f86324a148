"""The public pages: home, the real act, the reader. Reading stores nothing; a clerk may take the act in."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from beffroi.assemblies.intake.permissions import assemblies_to_take_in
from beffroi.assemblies.intake.taking import MOST_BYTES
from beffroi.core import gate
from beffroi.core.ui.files import most_megabytes
from beffroi.core.uploads import is_too_large
from beffroi.organisations.actor import actor_of
from beffroi.portal.act import load_act
from beffroi.portal.act_page import act_page
from beffroi.portal.example import load_example
from beffroi.portal.forms import ReadForm
from beffroi.portal.reading import (
    PAGE_LIMITS,
    SourceText,
    UnreadableFile,
    Worked,
    read_source,
    read_text,
    to_dict,
)
from beffroi.portal.reading_page import reading_page


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What Beffroi does today, and the real act as its front door."""
    context = act_page(load_act(), on=timezone.localdate(), text_href=None)
    return render(request, "portal/home.html", context)


@login_not_required
@require_safe
def act(request: HttpRequest) -> HttpResponse:
    """The deliberation of 12 December 2023, read and checked."""
    found = load_act()
    text_href = reverse("portal:act_text") if found.has_text else None
    context = act_page(found, on=timezone.localdate(), text_href=text_href)
    return render(request, "portal/act.html", context)


@login_not_required
@require_safe
def act_text(request: HttpRequest) -> HttpResponse:
    """The text of the real act, line by line, beside what was read in it."""
    found = load_act()
    if not found.has_text:
        raise Http404("Le texte source est absent de cette installation.")
    return render(request, "portal/act_text.html", reading_page(found.worked))


@login_not_required
@require_safe
def act_json(request: HttpRequest) -> HttpResponse:
    """The facts of the real act, in the exchange format."""
    return _as_json(load_act().worked)


@login_not_required
@require_safe
def example(request: HttpRequest) -> HttpResponse:
    """An invented act, text and all, read live."""
    return render(request, "portal/example.html", reading_page(load_example()))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def read(request: HttpRequest) -> HttpResponse:
    """Read a dropped file and show what was understood; nothing is kept."""
    if request.method != "POST":
        return _ask(request, ReadForm())
    files = request.FILES
    form = ReadForm(request.POST, files, too_large=is_too_large(request))
    if not form.is_valid():
        return _ask(request, form, status=422)
    file = form.cleaned_data["file"]
    try:
        with gate.one_place():
            source = read_text(file.read(), filename=file.name, limits=PAGE_LIMITS)
            worked = read_source(source)
    except UnreadableFile as refusal:
        form.add_error("file", refusal.message_fr)
        return _ask(request, form, status=422)
    except gate.Busy:
        response = render(request, "ui/busy.html", {"back": reverse("portal:read")}, status=503)
        response["Retry-After"] = str(gate.COME_BACK_SECONDS)
        return response
    if request.POST.get("format") == "json":
        return _as_json(worked, attachment="lecture.json")
    return _result(request, worked, source, str(file.name))


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was checked for accessibility, and what was not."""
    return render(request, "portal/accessibility.html")


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What Beffroi computes and what it does not."""
    return render(request, "portal/about.html")


def _ask(request: HttpRequest, form: ReadForm, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "most_megabytes": most_megabytes()}
    return render(request, "portal/read.html", context, status=status)


def _result(request: HttpRequest, worked: Worked, source: SourceText, name: str) -> HttpResponse:
    own = assemblies_to_take_in(actor_of(request))
    context = {**reading_page(worked), "source": source, "file_name": name, "own_assemblies": own}
    context["is_too_long"] = bool(own) and len(source.text.encode("utf-8", "replace")) > MOST_BYTES
    return render(request, "portal/read_result.html", context)


def _as_json(worked: Worked, attachment: str = "") -> HttpResponse:
    response = JsonResponse(to_dict(worked.reading), json_dumps_params={"ensure_ascii": False, "indent": 1})
    if attachment:
        response["Content-Disposition"] = f'attachment; filename="{attachment}"'
    return response
