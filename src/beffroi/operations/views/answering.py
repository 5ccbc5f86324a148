"""One way to show a form under an operation, take it, and say what its action refused."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from beffroi.core.errors import RuleViolation
from beffroi.core.ui.forms import Form
from beffroi.operations.models import Operation


def answer(
    request: HttpRequest,
    operation: Operation,
    form: Form,
    act: Callable[[dict[str, Any]], object],
    **page: Any,
) -> HttpResponseBase:
    """Run the action with what the form holds; a refusal is shown in the form, with what was typed.

    `page` is the `template`, what is said when it is `done`, the `anchor` to go to, more `context`.
    """
    if form.is_bound and form.is_valid():
        try:
            act(form.cleaned_data)
        except RuleViolation as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, page["done"])
            target = redirect("operations:operation", pk=operation.pk)
            target["Location"] += page.get("anchor", "")
            return target
    return _page(request, operation, form, page)


def _page(request: HttpRequest, operation: Operation, form: Form, page: dict[str, Any]) -> HttpResponse:
    context = {"operation": operation, "form": form, **page.get("context", {})}
    return render(request, page["template"], context, status=422 if form.errors else 200)


def posted(request: HttpRequest) -> Any:
    """What was sent, when something was."""
    return request.POST if request.method == "POST" else None
