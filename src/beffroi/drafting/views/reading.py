"""Reading: the texts of an organisation, one text, its versions, two of them side by side."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from beffroi.drafting.compare import sections_between
from beffroi.drafting.listing import TEXTS, changes_of, text_rows
from beffroi.drafting.markdown import render as rendered
from beffroi.drafting.models import Text, Version
from beffroi.drafting.page import text_page
from beffroi.drafting.signoffs import latest_of
from beffroi.drafting.views.common import own_text, page_of
from beffroi.organisations.actor import acting

PAGE = 25


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The texts that one reads."""
    actor = acting(request)
    listing = TEXTS.show(text_rows(Text.objects.visible_to(actor).with_access()), request.GET)
    return render(request, "drafting/index.html", {"actor": actor, "listing": listing})


@require_safe
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """One text, as it stands."""
    actor, found = own_text(request, pk)
    return render(request, "drafting/text.html", text_page(found, latest_of(found), actor, timezone.now()))


@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version: who, when, what changed."""
    actor, found = own_text(request, pk)
    page = Paginator(Version.objects.filter(text=found), PAGE).get_page(request.GET.get("page"))
    return render(
        request, "drafting/versions.html", page_of(found, actor, page=page, rows=changes_of(list(page)))
    )


@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One version, as it was."""
    actor, found = own_text(request, pk)
    read = get_object_or_404(Version, text=found, number=number)
    parts = [(one, rendered(one.body)) for one in read.parts]
    latest = latest_of(found).number
    return render(
        request, "drafting/version.html", page_of(found, actor, version=read, parts=parts, latest=latest)
    )


@require_safe
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Two versions side by side; without a choice, the last two."""
    actor, found = own_text(request, pk)
    latest = latest_of(found).number
    before, after = (
        _chosen(found, request.GET.get(name, ""), default)
        for name, default in (("de", max(1, latest - 1)), ("a", latest))
    )
    parts = sections_between(before.parts, after.parts)
    numbers = range(1, latest + 1)
    return render(
        request,
        "drafting/compare.html",
        page_of(found, actor, before=before, after=after, parts=parts, numbers=numbers),
    )


def _chosen(text: Text, typed: str, default: int) -> Version:
    """The version that the address names. Raises: Http404."""
    if typed and not (typed.isascii() and typed.isdigit() and len(typed) < 9):
        raise Http404
    return get_object_or_404(Version, text=text, number=int(typed or default))
