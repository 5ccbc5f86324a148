"""Colleagues, for who administers the accounts: who does what, roles that begin and end, leaving."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from beffroi.core.errors import RuleViolation
from beffroi.organisations.actions import end_membership, hand_over_and_leave, start_membership
from beffroi.organisations.actor import Actor, acting
from beffroi.organisations.forms import EndForm, HandoverForm, RoleForm
from beffroi.organisations.handover import work_in_hand
from beffroi.organisations.models import Membership, User
from beffroi.organisations.permissions import check_administers
from beffroi.organisations.querysets import PEOPLE, PersonRow, people_of
from beffroi.organisations.roles import Role
from beffroi.organisations.rules import holds_on

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """List the people of the organisation."""
    actor = acting(request)
    check_administers(actor)
    listing = PEOPLE.show(people_of(actor.organisation, timezone.localdate()), request.GET)
    return render(request, "organisations/people.html", {"listing": listing, "actor": actor})


@form_page
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one person's roles, and give one more."""
    actor = acting(request)
    today = timezone.localdate()
    row = _row_or_404(actor, pk, today)
    check_administers(actor)
    form = RoleForm(request.POST or None, organisation=actor.organisation, initial={"starts_on": today})
    if request.method == "POST" and form.is_valid():
        role, starts_on = Role(form.cleaned_data["role"]), form.cleaned_data["starts_on"]
        try:
            start_membership(actor.organisation, row.user, role, starts_on=starts_on, by=actor)
        except RuleViolation as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"{row.user} tient le rôle « {role.label} ».")
            return redirect("organisations:person", pk=pk)
    return render(
        request,
        "organisations/person.html",
        {"row": row, "form": form, "actor": actor, "today": today},
    )


@form_page
def end_role(request: HttpRequest, pk: int) -> HttpResponse:
    """End one role on a day."""
    actor = acting(request)
    held = Membership.objects.select_related("user", "organisation")
    membership = get_object_or_404(held, pk=pk, organisation=actor.organisation)
    check_administers(actor)
    form = EndForm(request.POST or None, initial={"ends_on": membership.ends_on or timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            end_membership(membership, ends_on=form.cleaned_data["ends_on"], by=actor)
        except RuleViolation as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "La fin du rôle est enregistrée.")
            return redirect("organisations:person", pk=membership.user_id)
    return render(request, "organisations/end_role.html", {"membership": membership, "form": form})


@form_page
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a person's work to colleagues and end all their roles, on one page."""
    actor = acting(request)
    today = timezone.localdate()
    row = _row_or_404(actor, pk, today)
    check_administers(actor)
    works = work_in_hand(row.user, actor.organisation)
    colleagues = _colleagues(actor, row.user, today)
    form = HandoverForm(request.POST or None, works=works, colleagues=colleagues, initial={"ends_on": today})
    if request.method == "POST" and form.is_valid():
        ends_on = form.cleaned_data["ends_on"]
        try:
            hand_over_and_leave(row.user, actor.organisation, to=form.chosen(), ends_on=ends_on, by=actor)
        except RuleViolation as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Le départ de {row.user} est enregistré, son travail est repris.")
            return redirect("organisations:person", pk=pk)
    ending = [one for one in row.memberships if holds_on(one, today) or one.starts_on > today]
    return render(
        request, "organisations/leave.html", {"row": row, "works": works, "form": form, "ending": ending}
    )


def _row_or_404(actor: Actor, pk: int, today: date) -> PersonRow:
    row = next((one for one in people_of(actor.organisation, today) if one.user.pk == pk), None)
    if row is None:
        raise Http404("nobody of this organisation")
    return row


def _colleagues(actor: Actor, leaving: User, today: date) -> list[User]:
    here = [row for row in people_of(actor.organisation, today) if row.is_here and row.user != leaving]
    return sorted((row.user for row in here), key=str)
