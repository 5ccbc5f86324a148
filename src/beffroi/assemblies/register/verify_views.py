"""Verification, open to all: a code that is typed or scanned, a document that is dropped."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from beffroi.assemblies.register.forms import CodeForm, DocumentForm
from beffroi.assemblies.register.verification import (
    Answer,
    Verification,
    verify_bytes,
    verify_code,
    verify_text,
)
from beffroi.core import gate
from beffroi.core.seals.codes import read_code, show_code
from beffroi.core.uploads import is_too_large
from beffroi.reader import UnreadableFile, read_text
from beffroi.reader.intake import Limits

TEMPLATE = "assemblies/register/verify.html"
# What the file of a stranger may cost before it is a text.
LIMITS = Limits(cpu_seconds=8)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a code or a document; say what a dropped document is."""
    if request.method == "POST":
        return _dropped(request)
    if "code" not in request.GET:
        return _show(request, CodeForm(), DocumentForm())
    form = CodeForm(request.GET)
    if form.is_valid():
        return redirect("register:by_code", code=show_code(form.cleaned_data["code"]))
    return _show(request, form, DocumentForm(), status=422)


@login_not_required
@require_safe
@never_cache
def by_code(request: HttpRequest, code: str) -> HttpResponse:
    """Say what a code names: the address that a QR code bears."""
    result = verify_code(code)
    known = result.answer is not Answer.UNKNOWN
    form = CodeForm(initial={"code": show_code(read_code(code)) if read_code(code) else code[:40]})
    return _show(request, form, DocumentForm(), result=result, status=200 if known else 404)


def _dropped(request: HttpRequest) -> HttpResponse:
    files = request.FILES
    form = DocumentForm(request.POST, files, too_large=is_too_large(request))
    if not form.is_valid():
        return _show(request, CodeForm(), form, status=422)
    content = form.cleaned_data["file"].read()
    result = verify_bytes(content)
    if result.answer is Answer.UNKNOWN:
        try:
            with gate.one_place():
                result = verify_text(read_text(content, limits=LIMITS).text)
        except UnreadableFile as refusal:
            form.add_error("file", refusal.message_fr)
            return _show(request, CodeForm(), form, status=422)
        except gate.Busy:
            response = render(request, "ui/busy.html", {"back": reverse("register:verify")}, status=503)
            response["Retry-After"] = str(gate.COME_BACK_SECONDS)
            return response
    return _show(request, CodeForm(), DocumentForm(), result=result)


def _show(
    request: HttpRequest,
    code: CodeForm,
    document: DocumentForm,
    *,
    result: Verification | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"code_form": code, "document_form": document, "result": result}
    return render(request, TEMPLATE, context, status=status)
