"""Inviting, and accepting an invitation."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from beffroi.core.errors import ExternalFailure, RuleViolation
from beffroi.organisations.actions import accept_invitation, invite, open_account, revoke_invitation
from beffroi.organisations.actions.invitations import hash_of
from beffroi.organisations.actor import acting
from beffroi.organisations.forms import AcceptForm, InviteForm
from beffroi.organisations.mail import link_of, send_invitation
from beffroi.organisations.models import Invitation, User
from beffroi.organisations.permissions import check_administers
from beffroi.organisations.roles import Role
from beffroi.organisations.rules import trouble_with_invitation

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def invite_page(request: HttpRequest) -> HttpResponse:
    """Invite somebody, and see who is awaited."""
    actor = acting(request)
    check_administers(actor)
    form = InviteForm(request.POST or None, organisation=actor.organisation)
    if request.method == "POST" and form.is_valid():
        try:
            asked = form.cleaned_data
            invitation, secret = invite(asked["email"], Role(asked["role"]), by=actor)
            send_invitation(invitation, link_of(request, secret))
        except RuleViolation as refusal:
            form.add_error(None, refusal.message)
        except ExternalFailure as failure:
            messages.error(request, failure.message)
            return redirect("organisations:invite")
        else:
            messages.success(request, f"L’invitation est partie à {invitation.email}, valable sept jours.")
            return redirect("organisations:invite")
    waiting = Invitation.objects.waiting(timezone.now()).filter(organisation=actor.organisation)
    return render(request, "organisations/invite.html", {"form": form, "waiting": waiting, "actor": actor})


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    actor = acting(request)
    invitation = get_object_or_404(Invitation, pk=pk, organisation=actor.organisation)
    check_administers(actor)
    try:
        revoke_invitation(invitation, by=actor)
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"L’invitation de {invitation.email} est annulée.")
    return redirect("organisations:invite")


@login_not_required
@never_cache
@form_page
def accept(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Accept an invitation: open an account, or add a role to one's own."""
    found = Invitation.objects.select_related("organisation").filter(secret_sha256=hash_of(secret)).first()
    trouble = trouble_with_invitation(found, timezone.now())
    if found is None or trouble:
        return render(
            request,
            "organisations/invitation_refused.html",
            {"trouble": trouble},
            status=410 if found else 404,
        )
    if isinstance(request.user, User):
        return _accept_signed_in(request, found, request.user)
    if User.objects.filter(email=found.email, is_active=True).exists():
        messages.info(request, "Vous avez déjà un compte : connectez-vous, et l’invitation s’ouvrira.")
        return redirect_to_login(request.path)
    return _open_account(request, found)


def _accept_signed_in(request: HttpRequest, invitation: Invitation, user: User) -> HttpResponseBase:
    if invitation.email != user.email:
        trouble = f"Cette invitation est pour {invitation.email}, et vous êtes connecté comme {user.email}."
        return render(request, "organisations/invitation_refused.html", {"trouble": trouble}, status=403)
    if request.method == "POST":
        try:
            accept_invitation(invitation, by=user)
        except RuleViolation as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, f"Vous êtes désormais de « {invitation.organisation} ».")
        return redirect("organisations:account")
    return render(request, "organisations/invitation_join.html", {"invitation": invitation})


def _open_account(request: HttpRequest, invitation: Invitation) -> HttpResponseBase:
    form = AcceptForm(request.POST or None, email=invitation.email)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        names = {"first_name": asked["first_name"], "last_name": asked["last_name"]}
        try:
            user, _ = open_account(invitation, **names, password=asked["password1"])
        except RuleViolation as refusal:
            return render(
                request, "organisations/invitation_refused.html", {"trouble": refusal.message}, status=410
            )
        messages.success(request, "Votre compte est ouvert. Ajoutez-lui un second facteur.")
        found: HttpResponseBase = perform_login(request, user, email_verification="none")
        return found
    return render(request, "organisations/invitation_accept.html", {"form": form, "invitation": invitation})
