"""What happens to an act: one page for each kind, and the publication's own."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from beffroi.assemblies.actions.events import publish, record_event
from beffroi.assemblies.blockers import blockers_for_publication
from beffroi.assemblies.forms.event import ASKED, EventForm, PublicationForm
from beffroi.assemblies.kinds import EventKind
from beffroi.assemblies.models import Deliberation
from beffroi.assemblies.views.common import attempt, clerk_of, done, read_act, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def act_event(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Type something that happened to an act."""
    found = read_act(request, pk)
    actor = clerk_of(request, found.sitting.assembly)
    if kind not in set(ASKED):
        raise Http404
    known = EventKind(kind)
    form = EventForm(request.POST or None, kind=known, act=found, on=timezone.localdate())
    if form.is_valid():
        facts = form.facts()
        made = attempt(form, lambda: record_event(found, known, facts, by=actor, at=timezone.now()))
        if made is not None:
            done(request, f"C’est enregistré et scellé : {known.label}.")
            return redirect("assemblies:act", found.pk)
    context = {"form": form, "act": found, "kind": known}
    return render(request, "assemblies/event_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def act_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what is published, then publish."""
    found = read_act(request, pk)
    actor = clerk_of(request, found.sitting.assembly)
    form = PublicationForm(request.POST or None, initial=_author(found))
    if form.is_valid():
        facts, day = form.facts(), form.cleaned_data["happened_on"]
        made = attempt(form, lambda: publish(found, facts, happened_on=day, by=actor, at=timezone.now()))
        if made is not None:
            done(request, "L’acte est publié.")
            return redirect("assemblies:act", found.pk)
    context = {"form": form, "act": found, "blockers": blockers_for_publication(found)}
    return render(request, "assemblies/publish.html", context, status=status_of(form))


def _author(deliberation: Deliberation) -> dict[str, str]:
    """Propose the chair of the sitting as the author."""
    chair = deliberation.sitting.chair
    if chair is None:
        return {}
    return {"author_first_name": chair.first_name, "author_last_name": chair.surname}
