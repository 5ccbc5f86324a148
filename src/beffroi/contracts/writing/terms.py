"""The identity of a draft, its parties, its settings, its delays, its communes."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from beffroi.contracts.actions.editing import edit_row, values_of
from beffroi.contracts.actions.terms import (
    add_commune,
    remove_commune,
    set_delays,
    set_settings,
    take_communes_of_epci,
)
from beffroi.contracts.facts import NewCommune
from beffroi.contracts.models import ContractSettings, delays_of, settings_of
from beffroi.contracts.writing.common import attempt, form_page, sent, writable
from beffroi.contracts.writing.forms import CommuneForm, DelaysForm, IdentityForm, PartyForm, SettingsForm

IDENTITY = tuple(IdentityForm.base_fields)
PARTY = tuple(PartyForm.base_fields)
SETTINGS = tuple(
    one.name for one in ContractSettings._meta.concrete_fields if one.name not in {"id", "contract"}
)
INDICATIVE = "Aucun de ces délais n’est légal : ils servent à rappeler, et chaque contrat fixe les siens."


@require_http_methods(["GET", "POST"])
def identity(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What the contract is called and how long it lasts."""
    actor, contract = writable(request, slug)
    form = IdentityForm(request.POST or None, known=values_of(contract, IDENTITY))
    if sent(request, form, lambda: edit_row(contract, contract, form.values(), form.base, by=actor)):
        return redirect("contracts:writing", slug)
    return form_page(request, form, "Identité et durée", contract)


@require_http_methods(["GET", "POST"])
def party(request: HttpRequest, slug: str, side: str) -> HttpResponseBase:
    """How a party is named and who represents it."""
    actor, contract = writable(request, slug)
    found = next((one for one in contract.parties.all() if one.side == side), None)
    if found is None:
        raise Http404
    form = PartyForm(request.POST or None, known=values_of(found, PARTY))
    if sent(request, form, lambda: edit_row(contract, found, form.values(), form.base, by=actor)):
        return redirect("contracts:writing", slug)
    return form_page(request, form, str(found.organisation), contract)


@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What the contract sets for its operations."""
    actor, contract = writable(request, slug)
    form = SettingsForm(request.POST or None, known=values_of(settings_of(contract), SETTINGS))
    if sent(request, form, lambda: set_settings(contract, form.values(), form.base, by=actor)):
        return redirect("contracts:writing", slug)
    why = "Chaque réglage dit la clause, ou la ligne, qui le fonde."
    return form_page(request, form, "Réglages", contract, why=why)


@require_http_methods(["GET", "POST"])
def delays(request: HttpRequest, slug: str) -> HttpResponseBase:
    """How long each step of an operation may take."""
    actor, contract = writable(request, slug)
    form = DelaysForm(request.POST or None, known=delays_of(contract))
    if sent(request, form, lambda: set_delays(contract, form.values(), form.base, by=actor)):
        return redirect("contracts:writing", slug)
    return form_page(request, form, "Délais de réponse", contract, why=INDICATIVE)


@require_http_methods(["GET", "POST"])
def communes(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The communes covered, and one more by hand."""
    actor, contract = writable(request, slug)
    form = CommuneForm(request.POST or None)
    if sent(
        request, form, lambda: add_commune(contract, _facts(form.values()), by=actor), "Commune ajoutée."
    ):
        return redirect("contracts:draft_communes", slug)
    context: dict[str, Any] = {"template": "contracts/writing/communes.html", "rows": contract.communes.all()}
    return form_page(request, form, "Communes du contrat", contract, **context)


@require_POST
def communes_official(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Take the communes of the EPCI from the official division."""
    actor, contract = writable(request, slug)
    told = "Le périmètre est celui du découpage officiel."
    attempt(request, lambda: take_communes_of_epci(contract, by=actor), told)
    return redirect("contracts:draft_communes", slug)


@require_POST
def commune_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Take a commune out of the perimeter."""
    actor, contract = writable(request, slug)
    attempt(request, lambda: remove_commune(contract, pk, by=actor), "Commune retirée.")
    return redirect("contracts:draft_communes", slug)


def _facts(values: dict[str, Any]) -> NewCommune:
    return NewCommune(**values)
