"""The pages of amendments that anyone reads: their list, each of them, the contract that they make."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from beffroi.assemblies.register.downloads import sealed_pdf
from beffroi.contracts.access import public_contract
from beffroi.contracts.amendments.forms import DayForm
from beffroi.contracts.amendments.gather import in_force, original_of
from beffroi.contracts.amendments.page import amendment_page, lines
from beffroi.contracts.amendments.plain import consolidated as consolidated_on
from beffroi.contracts.amendments.told import parts_of
from beffroi.contracts.models import Amendment
from beffroi.contracts.sealed import seal_of


@login_not_required
@require_safe
def amendments(request: HttpRequest, slug: str) -> HttpResponse:
    """The amendments of a contract, voted by both or signed."""
    contract = public_contract(slug)
    rows = Amendment.objects.public().filter(contract=contract)
    context = {"contract": contract, "lines": lines(rows, "contracts:amendment")}
    return render(request, "contracts/amendments/list.html", context)


@login_not_required
@require_safe
def amendment(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One amendment: what it changes, before and after."""
    contract = public_contract(slug)
    found = _public(contract.pk, number)
    context = amendment_page(found, contract, timezone.localdate(), published_only=True)
    return render(request, "contracts/amendments/amendment.html", context)


@login_not_required
@require_safe
def document(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """The signed amendment as it was sealed, byte for byte."""
    seal = seal_of(_public(public_contract(slug).pk, number), with_document=True)
    if seal is None:
        raise Http404("Cet avenant n’est pas signé : aucun document n’est scellé.")
    return sealed_pdf(request, seal, f"{slug}-avenant-{number}.pdf")


@login_not_required
@require_safe
def consolidated(request: HttpRequest, slug: str) -> HttpResponse:
    """The contract as it reads on a day: what was signed, and the amendments in force by then."""
    contract = public_contract(slug)
    if contract.signed_on is None:
        raise Http404("Ce contrat n’est pas signé : rien ne le modifie encore.")
    today = timezone.localdate()
    form = DayForm(request.GET if "le" in request.GET else None, initial={"le": today})
    on: date = form.cleaned_data["le"] if form.is_bound and form.is_valid() else today
    original, signed = original_of(contract), in_force(contract)
    context = {
        "contract": contract,
        "form": form,
        "on": on,
        "before": on < contract.signed_on,
        "parts": parts_of(consolidated_on(original, signed, on), original),
        "applied": [one for one in signed if one.signed_on <= on],
    }
    status = 422 if form.errors else 200
    return render(request, "contracts/amendments/consolidated.html", context, status=status)


def _public(contract: int, number: int) -> Amendment:
    found = Amendment.objects.public().select_related("contract").prefetch_related("changes")
    return get_object_or_404(found, contract=contract, number=number)
