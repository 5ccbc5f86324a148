"""Comments: written on a passage, answered, resolved."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from beffroi.core.errors import RuleViolation
from beffroi.drafting.actions import answer_comment, comment_text, reopen_comment, resolve_comment
from beffroi.drafting.forms import AnswerForm, CommentForm
from beffroi.drafting.markdown import render as rendered
from beffroi.drafting.models import Comment, Text
from beffroi.drafting.page import thread_of
from beffroi.drafting.permissions import can_comment_text
from beffroi.drafting.signoffs import latest_of
from beffroi.drafting.views.common import NO_COMMENT, allow, own_text, page_of, tell


@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, pk: int, key: str) -> HttpResponseBase:
    """Comment a passage of a section."""
    actor, text = own_text(request, pk)
    allow(can_comment_text(actor, text), NO_COMMENT)
    latest = latest_of(text)
    section = latest.part(key)
    if section is None:
        raise Http404
    form = CommentForm(request.POST or None, initial={"number": latest.number})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            found = comment_text(
                text, key, typed["quote"], typed["body"], typed["number"], by=actor, at=timezone.now()
            )
        except RuleViolation as refusal:
            form.add_error("quote", refusal.message)
        else:
            messages.success(request, "Le commentaire est enregistré.")
            return redirect("drafting:thread", pk=pk, comment_pk=found.pk)
    context = page_of(text, actor, section=section, html=rendered(section.body), form=form)
    status = 422 if request.method == "POST" else 200
    return render(request, "drafting/comment.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest, pk: int, comment_pk: int) -> HttpResponseBase:
    """One comment, its passage and its answers; answer it."""
    actor, text = own_text(request, pk)
    found = _first(text, comment_pk)
    may_answer = can_comment_text(actor, text) and not text.is_frozen
    form = AnswerForm(request.POST or None)
    if request.method == "POST":
        allow(can_comment_text(actor, text), NO_COMMENT)
        if form.is_valid():
            try:
                answer_comment(found, form.cleaned_data["body"], by=actor, at=timezone.now())
            except RuleViolation as refusal:
                form.add_error("body", refusal.message)
            else:
                messages.success(request, "La réponse est enregistrée.")
                return redirect("drafting:thread", pk=pk, comment_pk=found.pk)
    latest = latest_of(text)
    context = page_of(text, actor, thread=thread_of(found, latest), form=form, may_answer=may_answer)
    context["section"] = latest.part(found.section_key) or found.version.part(found.section_key)
    status = 422 if request.method == "POST" else 200
    return render(request, "drafting/thread.html", context, status=status)


@require_http_methods(["POST"])
def resolve(request: HttpRequest, pk: int, comment_pk: int) -> HttpResponseBase:
    """Resolve a comment, or reopen it."""
    actor, text = own_text(request, pk)
    allow(can_comment_text(actor, text), NO_COMMENT)
    found = _first(text, comment_pk)
    try:
        if request.POST.get("do") == "reopen":
            reopen_comment(found, by=actor)
        else:
            resolve_comment(found, by=actor, at=timezone.now())
    except RuleViolation as refusal:
        tell(request, refusal)
    return redirect("drafting:thread", pk=pk, comment_pk=found.pk)


def _first(text: Text, pk: int) -> Comment:
    """A comment of this text, and no answer."""
    rows = Comment.objects.select_related("text", "version").prefetch_related("answers")
    return get_object_or_404(rows, text=text, parent__isnull=True, pk=pk)
