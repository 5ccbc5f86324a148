"""Acts: their list, their page, the draft, the seal."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beffroi.assemblies.actions.deliberations import (
    correct_deliberation,
    drop_deliberation,
    record_deliberation,
    refuse_if_sealed,
    remove_annex,
)
from beffroi.assemblies.actions.sealing import seal_deliberation
from beffroi.assemblies.blockers import (
    blockers_for_publication,
    blockers_for_sealing,
    blockers_for_transmission,
)
from beffroi.assemblies.forms.act import ActForm, initial_of
from beffroi.assemblies.forms.event import ASKED
from beffroi.assemblies.gather import assessment_of, calendar_of
from beffroi.assemblies.kinds import EventKind
from beffroi.assemblies.known import facts_of_act, mark_of
from beffroi.assemblies.lists import ACTS
from beffroi.assemblies.models import Annex, Deliberation
from beffroi.assemblies.permissions import (
    can_read_journal,
    can_read_register,
    can_record_acts,
    readable_acts,
    require,
)
from beffroi.assemblies.rules.calendar import ActCalendar
from beffroi.assemblies.shown import show_findings
from beffroi.assemblies.standing import STATE_KINDS, next_step, standing_of, steps_of
from beffroi.assemblies.views.common import (
    DRAFTS_FOR_FEW,
    attempt,
    clerk_of,
    done,
    read_act,
    read_sitting,
    status_of,
    told,
)
from beffroi.core.errors import NotAllowed, RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.core.seals.models import Seal
from beffroi.core.ui.parts import Blocker
from beffroi.core.uploads import is_too_large
from beffroi.organisations.actor import Actor, acting


@require_safe
def acts(request: HttpRequest) -> HttpResponse:
    """List the acts of the organisation."""
    actor, on = acting(request), timezone.localdate()
    require(can_read_register(actor), DRAFTS_FOR_FEW)
    rows = (
        readable_acts(actor, on)
        .select_related("sitting__assembly")
        .prefetch_related("events")
        .defer("full_text")
    )
    listing = ACTS.show(rows, request.GET)
    states = [calendar_of(one, on).state for one in listing.rows]
    laid = [(one, STATE_KINDS[state], state.label) for one, state in zip(listing.rows, states, strict=True)]
    return render(request, "assemblies/acts.html", {"listing": listing, "acts": laid})


@require_safe
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an act: the three questions, what it says, its events, the rules, the journal."""
    found = read_act(request, pk)
    actor, on = acting(request), timezone.localdate()
    dates, assessment = calendar_of(found, on), assessment_of(found, on)
    blockers = next_blockers(found, dates)
    may_write = can_record_acts(actor, found.sitting.assembly)
    return render(
        request,
        "assemblies/act.html",
        {
            "act": found,
            "dates": dates,
            "standing": standing_of(found, dates, blockers, may_act=may_write),
            "steps": steps_of(found, dates),
            "blockers": blockers,
            "reckonings": assessment.reckonings,
            "deadlines": [
                one
                for one in (dates.enforceable, dates.appeal, dates.beneficiary_appeal, dates.prefect)
                if one is not None and one.value is not None
            ],
            "findings": show_findings(assessment.findings),
            "annexes": found.annexes.defer("pdf"),
            "named": found.named_votes.all(),
            "kinds": [(kind.value, kind.label) for kind in ASKED] if found.is_sealed else [],
            "may_write": may_write,
            "seal": Seal.objects.filter(
                kind="deliberation", object_type=found._meta.label_lower, object_id=found.pk
            ).first(),
            "entries": JournalEntry.objects.about(found) if can_read_journal(actor) else None,
        },
    )


def next_blockers(deliberation: Deliberation, dates: ActCalendar) -> list[Blocker]:
    """Say what blocks the next step of an act: the list that its action enforces."""
    step = next_step(deliberation, dates)
    if step is None:
        return []
    if step.name == "act_seal":
        return blockers_for_sealing(deliberation, timezone.localdate())
    if step.kind == EventKind.TRANSMISSION:
        return blockers_for_transmission(deliberation)
    return blockers_for_publication(deliberation)


@require_http_methods(["GET", "HEAD", "POST"])
def act_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Type a new act of a sitting."""
    sitting = read_sitting(request, pk)
    actor = clerk_of(request, sitting.assembly)
    posted, files = request.POST or None, request.FILES or None
    form = ActForm(posted, files, sitting=sitting, too_large=is_too_large(request))
    if form.is_valid():
        made = attempt(form, lambda: record_deliberation(sitting, form.facts(), by=actor))
        if made is not None:
            done(request, "La délibération est enregistrée, à l’état de projet.")
            return redirect("assemblies:act", made.pk)
    context = {"form": form, "sitting": sitting, "act": None}
    return render(request, "assemblies/act_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def act_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a draft."""
    found, actor = open_act(request, pk)
    initial = initial_of(facts_of_act(found))
    posted, files = request.POST or None, request.FILES or None
    form = ActForm(
        posted, files, sitting=found.sitting, act=found, too_large=is_too_large(request), initial=initial
    )
    if form.is_valid():
        facts = form.facts()
        seen = request.POST.get("seen")
        corrected = attempt(
            form, lambda: correct_deliberation(found, facts, by=actor, keep_annexes=True, seen=seen)
        )
        if corrected is not None:
            done(request, "La délibération est corrigée.")
            return redirect("assemblies:act", found.pk)
    context = {
        "form": form,
        "sitting": found.sitting,
        "act": found,
        "annexes": found.annexes.defer("pdf"),
        "seen": mark_of(facts_of_act(found)),
    }
    return render(request, "assemblies/act_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def act_seal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the seal freezes, then seal."""
    found = read_act(request, pk)
    actor = clerk_of(request, found.sitting.assembly)
    if request.method == "POST":
        try:
            entry = seal_deliberation(found, by=actor, at=timezone.now())
        except RuleViolation as violation:
            messages.error(request, told(violation))
        else:
            done(request, f"La délibération est scellée. Code de vérification : {entry.shown_code}.")
        return redirect("assemblies:act", found.pk)
    blockers = [] if found.is_sealed else blockers_for_sealing(found, timezone.localdate())
    return render(request, "assemblies/seal.html", {"act": found, "blockers": blockers})


@require_http_methods(["GET", "HEAD", "POST"])
def act_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then take a draft off the sitting."""
    found, actor = open_act(request, pk)
    if request.method == "POST":
        drop_deliberation(found, by=actor)
        done(request, "Le projet est abandonné ; le journal en garde la trace.")
        return redirect("assemblies:sitting", found.sitting_id)
    return render(request, "assemblies/drop.html", {"act": found})


@require_POST
def annex_remove(request: HttpRequest, pk: int, annex: int) -> HttpResponse:
    """Take an annex off a draft."""
    found, actor = open_act(request, pk)
    remove_annex(get_object_or_404(Annex, pk=annex, deliberation=found), by=actor)
    done(request, "L’annexe est retirée.")
    return redirect("assemblies:act_edit", found.pk)


@require_safe
def annex(request: HttpRequest, pk: int, annex: int) -> HttpResponse:
    """Give an annex to who reads the act."""
    found = get_object_or_404(Annex, pk=annex, deliberation=read_act(request, pk))
    response = HttpResponse(bytes(found.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="annexe-{found.rank}.pdf"'
    return response


def open_act(request: HttpRequest, pk: int) -> tuple[Deliberation, Actor]:
    """Give an act that may still change and its clerk, or 403 with the reason."""
    found = read_act(request, pk)
    actor = clerk_of(request, found.sitting.assembly)
    try:
        refuse_if_sealed(found)
    except RuleViolation as violation:
        raise NotAllowed(violation.message) from violation
    return found, actor
