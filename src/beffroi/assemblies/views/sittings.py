"""Sittings: their list, their page, what is typed of them."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from beffroi.assemblies.actions.sittings import correct_sitting, record_sitting, refuse_if_sealed
from beffroi.assemblies.assembly_refusals import kinds_of
from beffroi.assemblies.forms.roll import RollForm
from beffroi.assemblies.forms.sitting import SittingForm, initial_of
from beffroi.assemblies.gather import sitting_assessment
from beffroi.assemblies.kinds import Presence
from beffroi.assemblies.known import facts_of_sitting, mark_of
from beffroi.assemblies.lists import SITTINGS
from beffroi.assemblies.models import Assembly, Sitting
from beffroi.assemblies.permissions import (
    can_keep_assemblies,
    can_read_journal,
    can_read_register,
    can_record_acts,
    readable_acts,
    readable_sittings,
    require,
)
from beffroi.assemblies.shown import show_findings
from beffroi.assemblies.views.common import (
    DRAFTS_FOR_FEW,
    attempt,
    clerk_of,
    done,
    own_assembly,
    read_sitting,
    status_of,
)
from beffroi.core.errors import NotAllowed, RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.organisations.actor import Actor, acting


@require_safe
def sittings(request: HttpRequest) -> HttpResponse:
    """List the sittings of the organisation."""
    actor = acting(request)
    require(can_read_register(actor), DRAFTS_FOR_FEW)
    rows = readable_sittings(actor, timezone.localdate()).select_related("assembly")
    assemblies = Assembly.objects.visible_to(actor)
    return render(
        request,
        "assemblies/sittings.html",
        {
            "listing": SITTINGS.show(rows, request.GET),
            "assemblies": [(one, can_record_acts(actor, one)) for one in assemblies],
            "may_add": can_keep_assemblies(actor) and len(assemblies) < len(kinds_of(actor.organisation)),
        },
    )


@require_safe
def sitting(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a sitting: its acts, who was there, what the rules say."""
    found = read_sitting(request, pk)
    actor, on = acting(request), timezone.localdate()
    assessment = sitting_assessment(found, on)
    sheet = list(found.attendances.select_related("proxy_holder", "replaces"))
    counts = [(label, sum(1 for one in sheet if one.presence == value)) for value, label in Presence.choices]
    return render(
        request,
        "assemblies/sitting.html",
        {
            "sitting": found,
            "acts": readable_acts(actor, on).filter(sitting=found).order_by("rank"),
            "sheet": sheet,
            "counts": [(label, count) for label, count in counts if count],
            "movements": found.movements.select_related("member"),
            "reckonings": assessment.reckonings,
            "findings": show_findings(assessment.findings),
            "may_write": can_record_acts(actor, found.assembly),
            "entries": JournalEntry.objects.about(found) if can_read_journal(actor) else None,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def sitting_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Type a new sitting."""
    assembly = own_assembly(request, slug)
    actor = clerk_of(request, assembly)
    form = SittingForm(request.POST or None, assembly=assembly)
    if form.is_valid():
        made = attempt(form, lambda: record_sitting(assembly, form.facts(), by=actor, at=timezone.now()))
        if made is not None:
            done(request, "La séance est enregistrée. Remplissez maintenant la feuille de présence.")
            return redirect("assemblies:sitting_roll", made.pk)
    context = {"form": form, "assembly": assembly, "sitting": None}
    return render(request, "assemblies/sitting_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def sitting_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a sitting that is not sealed."""
    found, actor = open_sitting(request, pk)
    form = SittingForm(request.POST or None, assembly=found.assembly, initial=initial_of(found))
    if form.is_valid():
        facts, seen = form.facts(facts_of_sitting(found)), request.POST.get("seen")
        if attempt(form, lambda: correct_sitting(found, facts, by=actor, seen=seen)) is not None:
            done(request, "La séance est corrigée.")
            return redirect("assemblies:sitting", found.pk)
    context = {
        "form": form,
        "assembly": found.assembly,
        "sitting": found,
        "seen": mark_of(facts_of_sitting(found)),
    }
    return render(request, "assemblies/sitting_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def sitting_roll(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill in the attendance sheet."""
    found, actor = open_sitting(request, pk)
    everyone = Presence.PRESENT if request.GET.get("tous") == "presents" else None
    form = RollForm(request.POST or None, sitting=found, everyone=everyone)
    if form.is_valid():
        facts = replace(facts_of_sitting(found), attendances=form.attendances(), movements=form.movements())
        seen = request.POST.get("seen")
        if attempt(form, lambda: correct_sitting(found, facts, by=actor, seen=seen)) is not None:
            done(request, "La feuille de présence est enregistrée.")
            return redirect("assemblies:sitting", found.pk)
    seen = mark_of(facts_of_sitting(found))
    context = {"form": form, "sitting": found, "people": form.people.names, "seen": seen}
    return render(request, "assemblies/roll.html", context, status=status_of(form))


def open_sitting(request: HttpRequest, pk: int) -> tuple[Sitting, Actor]:
    """Give a sitting that may still change and its clerk, or 403 with the reason."""
    found = read_sitting(request, pk)
    actor = clerk_of(request, found.assembly)
    try:
        refuse_if_sealed(found)
    except RuleViolation as violation:
        raise NotAllowed(violation.message) from violation
    return found, actor
