"""The pages on which a clerk takes an act into the register."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beffroi.assemblies.actions.intakes import (
    StaleIntake,
    answer_names,
    confirm_intake,
    correct_intake,
    drop_intake,
    record_read_dates,
    start_intake,
)
from beffroi.assemblies.intake.blockers import prepare
from beffroi.assemblies.intake.correction import first_correction, typed_changes
from beffroi.assemblies.intake.forms import (
    ActForm,
    DropForm,
    NamesForm,
    PartForm,
    PresenceForm,
    SittingForm,
    TakeForm,
)
from beffroi.assemblies.intake.later import dates_to_record
from beffroi.assemblies.intake.names_page import names_page
from beffroi.assemblies.intake.page import intake_page, text_beside
from beffroi.assemblies.intake.permissions import can_take_in
from beffroi.assemblies.models import Assembly, Intake
from beffroi.assemblies.permissions import require
from beffroi.assemblies.views.common import ONLY_CLERKS
from beffroi.core import gate
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.organisations.actor import Actor, acting, actor_of

READER = "/lire/"
MOST_ENTRIES = 50


@require_safe
def intakes(request: HttpRequest) -> HttpResponse:
    """The intakes that wait, of the organisation that one acts for."""
    actor = _clerk(request)
    waiting = Intake.objects.visible_to(actor).waiting().select_related("assembly").defer("text", "reading")
    return render(request, "assemblies/intakes/list.html", {"intakes": waiting[:200]})


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Take the text of the reader's page in, for an assembly of the clerk's own organisation."""
    form = TakeForm(request.POST)
    if not form.is_valid():
        return _refused(
            request, RuleViolation("Le texte n’est pas arrivé entier : lisez le fichier de nouveau.")
        )
    actor = actor_of(request)
    own = Assembly.objects.visible_to(actor).select_related("organisation")
    assembly = get_object_or_404(own, pk=form.cleaned_data["assembly"])
    clerk = _clerk(request)
    try:
        with gate.one_place():
            intake = start_intake(
                assembly,
                file_name=form.cleaned_data["file_name"],
                text=form.cleaned_data["text"],
                by=clerk,
                at=timezone.now(),
            )
    except RuleViolation as refusal:
        return _refused(request, refusal)
    except gate.Busy:
        response = render(request, "ui/busy.html", {"back": READER}, status=503)
        response["Retry-After"] = str(gate.COME_BACK_SECONDS)
        return response
    return redirect("assemblies:intake", intake.pk)


@require_safe
@never_cache
def intake(request: HttpRequest, pk: int) -> HttpResponse:
    """The text, its values, what blocks; once it is over, the sitting that it became."""
    found = _found(request, pk)
    return _show(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def intake_sitting(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the sitting."""
    return _correct(request, _found(request, pk), SittingForm, "Corriger la séance")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def intake_presence(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the lists of names."""
    return _correct(request, _found(request, pk), PresenceForm, "Corriger les listes")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def intake_act(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Correct one act."""
    found = _found(request, pk)
    acts = found.corrected["deliberations"]
    if not 1 <= number <= len(acts):
        return redirect("assemblies:intake", pk)
    title = f"Corriger l’acte {number} sur {len(acts)}" if len(acts) > 1 else "Corriger l’acte"
    return _correct(request, found, ActForm, title, number - 1)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def intake_members(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whom the names mean: questions first, then those to create, then those recognised."""
    found = _found(request, pk)
    if not found.is_waiting:
        return redirect("assemblies:intake", pk)
    prepared = prepare(found)
    form = NamesForm(prepared.matches, request.POST if request.method == "POST" else None)
    status, refused = 200, ""
    if request.method == "POST":
        try:
            answer_names(found, form.answers(), version=_version(request), by=acting(request))
        except RuleViolation as refusal:
            status, refused = 409 if isinstance(refusal, StaleIntake) else 422, refusal.message
        else:
            messages.success(request, "Les réponses sur les noms sont gardées.")
            return redirect("assemblies:intake", pk)
    context = {**names_page(prepared, form), "intake": found, "refused": refused}
    return render(request, "assemblies/intakes/members.html", context, status=status)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the sitting and its acts."""
    found = _found(request, pk)
    try:
        confirm_intake(found, version=_version(request), by=acting(request), at=timezone.now())
    except RuleViolation as refusal:
        return _show(request, _found(request, pk), refused=refusal.message, status=422)
    messages.success(request, "La séance et ses actes sont dans le registre, en attente de scellement.")
    return redirect("assemblies:intake", pk)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the intake up."""
    found = _found(request, pk)
    form = DropForm(request.POST)
    if not form.is_valid():
        return _show(request, found, drop_form=form, status=422)
    try:
        drop_intake(found, reason=form.cleaned_data["reason"], by=acting(request), at=timezone.now())
    except RuleViolation as refusal:
        return _show(request, _found(request, pk), refused=refusal.message, status=422)
    messages.success(request, "La reprise est abandonnée.")
    return redirect("assemblies:intakes")


@require_POST
def record_dates(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the receptions read in the text, for the acts that are sealed."""
    found = _found(request, pk)
    try:
        record_read_dates(found, request.POST.getlist("date"), by=acting(request), at=timezone.now())
    except RuleViolation as refusal:
        return _show(request, found, refused=refusal.message, status=422)
    messages.success(request, "Les dates lues dans l’acte sont enregistrées.")
    return redirect("assemblies:intake", pk)


def _clerk(request: HttpRequest) -> Actor:
    """Who acts, as a clerk, or 403."""
    actor = acting(request)
    require(can_take_in(actor), ONLY_CLERKS)
    return actor


def _found(request: HttpRequest, pk: int) -> Intake:
    """An intake of one's own organisation, for a clerk."""
    visible = Intake.objects.visible_to(actor_of(request))
    found = get_object_or_404(visible.select_related("assembly__organisation", "sitting__assembly"), pk=pk)
    _clerk(request)
    return found


def _version(request: HttpRequest) -> int:
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0


def _show(request: HttpRequest, found: Intake, *, status: int = 200, **more: Any) -> HttpResponse:
    dates = dates_to_record(found)
    context = {
        **intake_page(prepare(found)),
        "drop_form": DropForm(),
        "dates": dates,
        "any_ready": any(one.is_ready for one in dates),
        "entries": JournalEntry.objects.about(found)[:MOST_ENTRIES],
        **more,
    }
    return render(request, "assemblies/intakes/intake.html", context, status=status)


def _refused(request: HttpRequest, refusal: RuleViolation) -> HttpResponse:
    return render(request, "assemblies/intakes/refused.html", {"refusal": refusal}, status=422)


def _correct(
    request: HttpRequest, found: Intake, form_of: type[PartForm], title: str, act: int | None = None
) -> HttpResponse:
    """Show or take the form of one part; a stale one is shown again with what is kept meanwhile."""
    if not found.is_waiting:
        return redirect("assemblies:intake", found.pk)
    base = first_correction(found.reading)
    read, now = (one if act is None else one["deliberations"][act] for one in (base, found.corrected))
    sent = request.POST if request.method == "POST" else None
    form = form_of(sent, read=read, now=now, version=found.version)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _saved(request, found, form, act):
            return redirect("assemblies:intake", found.pk)
        status = 422
    context = {**text_beside(found), "form": form, "title": title}
    return render(request, "assemblies/intakes/part.html", context, status=status)


def _saved(request: HttpRequest, found: Intake, form: PartForm, act: int | None) -> bool:
    """Keep a part; False when the form must be shown again."""
    values = form.values()
    corrected = values
    if act is not None:
        acts = [*found.corrected["deliberations"]]
        acts[act] = values
        corrected = {**found.corrected, "deliberations": acts}
    changes = typed_changes(form.now, values, form.table)
    try:
        correct_intake(found, corrected, changes, version=form.cleaned_data["version"], by=acting(request))
    except StaleIntake as stale:
        form.show_theirs(form.now, found.version)
        form.add_error(None, stale.message)
        return False
    except RuleViolation as refusal:
        form.add_error(None, refusal.message)
        return False
    messages.success(request, "La correction est gardée.")
    return True
