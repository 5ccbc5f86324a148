"""Pages of the calculators: they read, compute and keep nothing."""

from collections.abc import Iterable
from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.middleware import HtmxDetails

from beffroi.core.ui.lists import ListKind
from beffroi.core.ui.templatetags.ui import reckoning_state
from beffroi.law import LawInputError
from beffroi.law.registry import RULES, FieldKind, Rule, Section, find_rule
from beffroi.portal.calculators.forms import RuleForm, example_query


def _words(rule: Rule) -> str:
    labels = (field.label for field in rule.fields)
    return " ".join((rule.name, rule.question, rule.section.value, *labels))


RULE_LIST: ListKind[Rule] = ListKind(noun="règle", nouns="règles", words=_words, page_size=len(RULES))


def _by_section(rules: Iterable[Rule]) -> list[tuple[Section, list[Rule]]]:
    order = list(Section)
    ranked = sorted(rules, key=lambda rule: order.index(rule.section))
    return [(section, list(group)) for section, group in groupby(ranked, key=lambda rule: rule.section)]


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List every rule under its heading, with a search."""
    listing = RULE_LIST.show(RULES, request.GET)
    context = {"listing": listing, "sections": _by_section(listing.rows)}
    return render(request, "portal/calculators/index.html", context)


@login_not_required
@require_safe
@vary_on_headers("HX-Request")
def rule(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask a rule's questions and answer at once; the address holds the values, so it can be shared."""
    try:
        found = find_rule(slug)
    except LawInputError as error:
        raise Http404(error.message) from error
    asked = any(field.name in request.GET for field in found.fields)
    form = RuleForm(found, request.GET if asked else None)
    told = form.reckoning if form.is_valid() else None
    asked_by = HtmxDetails(request)
    partial = bool(asked_by) and not asked_by.history_restore_request
    context = {
        "partial": partial,
        "rule": found,
        "form": form,
        "reckoning": told,
        "state": reckoning_state(told) if told else None,
        "example": example_query(found),
        "asks_dates": any(field.kind is FieldKind.DATE for field in found.fields),
    }
    return render(request, f"portal/calculators/{'result' if partial else 'rule'}.html", context)
