"""Agreeing to a version; saying that one is there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from beffroi.core.errors import RuleViolation
from beffroi.core.seals.canonical import sha256
from beffroi.drafting.actions import sign_off, tell_presence
from beffroi.drafting.forms import NumberForm
from beffroi.drafting.models import Text
from beffroi.drafting.page import text_page
from beffroi.drafting.permissions import can_sign_text
from beffroi.drafting.presence import here_now
from beffroi.drafting.signoffs import latest_of
from beffroi.drafting.views.common import SIGNERS_ONLY, allow, own_text
from beffroi.organisations.actor import Actor


@require_http_methods(["POST"])
def sign(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give the agreement of one's organisation to the version that the page showed."""
    actor, text = own_text(request, pk)
    allow(can_sign_text(actor, text), SIGNERS_ONLY)
    form = NumberForm(request.POST)
    if form.is_valid():
        try:
            signed = sign_off(text, form.cleaned_data["number"], by=actor, at=timezone.now())
        except RuleViolation as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"L’accord est donné à la version {signed.version.number}.")
            return redirect("drafting:text", pk=pk)
    context = text_page(text, latest_of(text), actor, timezone.now()) | {"signing": form}
    return render(request, "drafting/text.html", context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def presence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Who is there: asked again and again by the page, which is told 304 while nothing changes.

    A POST says that one is there too; without a script it leads back to the text.
    """
    actor, text = own_text(request, pk)
    if request.method == "POST":
        key = request.POST.get("section", "")
        known = any(one.key == key for one in latest_of(text).parts)
        tell_presence(text, key if known else "", by=actor, at=timezone.now())
        if "HX-Request" not in request.headers:
            return redirect("drafting:text", pk=pk)
        return HttpResponse(status=204)
    return _fragment(request, actor, text)


def _fragment(request: HttpRequest, actor: Actor, text: Text) -> HttpResponse:
    latest = latest_of(text)
    shown = request.GET.get("version", "")
    context = {
        "text": text,
        "latest": latest,
        "present": here_now(text, latest, timezone.now(), but=actor),
        "is_outdated": shown.isascii() and shown.isdigit() and shown != str(latest.number),
    }
    body = render_to_string("drafting/parts/presence.html", context, request)
    tag = f'"{sha256(body)[:32]}"'
    answer: HttpResponse = (
        HttpResponseNotModified() if request.headers.get("If-None-Match") == tag else HttpResponse(body)
    )
    answer["ETag"] = tag
    answer["Cache-Control"] = "private, no-cache"
    return answer
