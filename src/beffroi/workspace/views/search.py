"""The page of the search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from beffroi.organisations.actor import acting
from beffroi.workspace.search import search_everywhere


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What holds the words asked for, among what this person may see."""
    actor = acting(request)
    typed = " ".join(request.GET.get("q", "").split())
    groups = search_everywhere(actor, typed)
    return render(request, "workspace/search.html", {"typed": typed, "groups": groups})
