"""The pages of aids: kept by a département, and asked about by anyone of its territory."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from beffroi.core.errors import RuleViolation
from beffroi.core.ui.forms import Form
from beffroi.organisations.actor import Actor, acting
from beffroi.schemes import actions
from beffroi.schemes.facts import NewScheme, told
from beffroi.schemes.forms import EndForm, ProjectForm, RulesForm, SchemeChangeForm, SchemeForm
from beffroi.schemes.kinds import BeneficiaryKind, SchemeKind
from beffroi.schemes.models import Scheme, SchemeRules
from beffroi.schemes.permissions import (
    can_edit_schemes,
    can_read_schemes,
    check_edits_schemes,
    check_reads_schemes,
)
from beffroi.schemes.shown import SCHEMES, answers, rows_of, text_href, versions_of

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the aids that the organisation keeps."""
    actor = acting(request)
    check_reads_schemes(actor)
    rows = rows_of(list(Scheme.objects.visible_to(actor).with_rules()), timezone.localdate())
    listing = SCHEMES.show(rows, request.GET)
    context = {"listing": listing, "actor": actor, "writes": can_edit_schemes(actor)}
    return render(request, "schemes/index.html", context)


@require_safe
def scheme(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one aid, with its rules over time."""
    actor = acting(request)
    found = _own(actor, slug)
    check_reads_schemes(actor)
    context = {
        "scheme": found,
        "versions": versions_of(found, timezone.localdate()),
        "text_href": text_href(found),
        "writes": can_edit_schemes(actor),
    }
    return render(request, "schemes/scheme.html", context)


@form_page
def add(request: HttpRequest) -> HttpResponse:
    """Keep a new aid."""
    actor = acting(request)
    check_edits_schemes(actor)
    form = SchemeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = {**form.cleaned_data, "kind": SchemeKind(form.cleaned_data["kind"])}
        facts = NewScheme(**typed, is_fictitious=actor.organisation.is_fictitious)
        try:
            made = actions.create_scheme(actor.organisation, facts, by=actor)
        except RuleViolation as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "L’aide est enregistrée. Ajoutez ses règles.")
            return redirect("schemes:scheme", slug=made.slug)
    return _form(request, form, "Ajouter une aide", "Enregistrer l’aide")


@form_page
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change how an aid is called and told."""
    actor = acting(request)
    found = _own(actor, slug)
    check_edits_schemes(actor)
    known = {name: getattr(found, name) for name in actions.CHANGED}
    form = SchemeChangeForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_scheme(found, **form.cleaned_data, by=actor)
        except RuleViolation as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "L’aide est modifiée.")
            return redirect("schemes:scheme", slug=slug)
    return _form(request, form, "Modifier l’aide", "Enregistrer l’aide", found)


@form_page
def rules_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a version of the rules."""
    actor = acting(request)
    found = _own(actor, slug)
    check_edits_schemes(actor)
    latest = found.rules.first()
    # A new version mostly says what the last one said: only its dates are asked again.
    known = {} if latest is None else {**told(latest), "in_force_from": None, "in_force_until": None}
    form = RulesForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_rules(found, form.facts(), by=actor)
        except RuleViolation as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "La version des règles est enregistrée.")
            return redirect("schemes:scheme", slug=slug)
    return _form(request, form, "Ajouter une version des règles", "Enregistrer la version", found)


@form_page
def rules_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Correct a version that nothing has used, or set the end of one that was used."""
    actor = acting(request)
    found = _own(actor, slug)
    rules = get_object_or_404(found.rules, pk=pk)
    check_edits_schemes(actor)
    if rules.is_past(timezone.localdate()):
        return _past(request, found)
    form = _rules_form(request, rules)
    if request.method == "POST" and form.is_valid():
        try:
            _keep_rules(rules, form, actor)
        except RuleViolation as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "La version des règles est enregistrée.")
            return redirect("schemes:scheme", slug=slug)
    title = "Corriger une version des règles" if isinstance(form, RulesForm) else "Fixer la fin d’une version"
    frozen = actions.why_frozen(rules, timezone.localdate())
    return _form(request, form, title, "Enregistrer la version", found, frozen)


@require_safe
def eligibility(request: HttpRequest) -> HttpResponse:
    """Answer, for each aid of the territory, what its rules say of a project; nothing is kept."""
    actor = acting(request)
    form = ProjectForm(request.GET or None, initial=_who_asks(actor))
    context = {"form": form, "on": timezone.localdate(), "reads": can_read_schemes(actor)}
    if form.is_valid():
        schemes = list(Scheme.objects.of_territory(actor).with_rules())
        context["answers"], context["silent"] = answers(schemes, form.facts(), timezone.localdate())
    return render(request, "schemes/eligibility.html", context)


def _own(actor: Actor, slug: str) -> Scheme:
    """An aid of the organisation acted for; those of others do not exist here."""
    return get_object_or_404(Scheme.objects.visible_to(actor).with_rules(), slug=slug)


def _past(request: HttpRequest, scheme: Scheme) -> HttpResponse:
    context = {"title": "Une version passée", "scheme": scheme, "frozen": actions.PAST}
    return render(request, "schemes/form.html", context, status=422 if request.method == "POST" else 200)


def _rules_form(request: HttpRequest, rules: SchemeRules) -> RulesForm | EndForm:
    if rules.used_on:
        return EndForm(request.POST or None, initial={"in_force_until": rules.in_force_until})
    return RulesForm(request.POST or None, initial=told(rules))


def _keep_rules(rules: SchemeRules, form: RulesForm | EndForm, actor: Actor) -> None:
    on = timezone.localdate()
    if isinstance(form, RulesForm):
        actions.change_rules(rules, form.facts(), on, by=actor)
    else:
        actions.end_rules(rules, form.cleaned_data["in_force_until"], on, by=actor)


def _who_asks(actor: Actor) -> dict[str, Any]:
    kind = actor.organisation.kind
    return {"beneficiary_kind": kind} if kind in BeneficiaryKind.values else {}


def _form(
    request: HttpRequest, form: Form, title: str, button: str, scheme: Scheme | None = None, frozen: str = ""
) -> HttpResponse:
    context = {"form": form, "title": title, "button": button, "scheme": scheme, "frozen": frozen}
    return render(request, "schemes/form.html", context, status=422 if form.errors else 200)
