"""The page from which a draft is written, how it begins, and how it goes to the commissions and the votes."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beffroi.contracts.actions.creation import Beginning, begin_contract, make_model
from beffroi.contracts.actions.life import open_contract_text, open_opinions, open_votes, return_to_drafting
from beffroi.contracts.kinds import ContractState
from beffroi.contracts.models import Contract, delays_of, settings_of
from beffroi.contracts.permissions import (
    can_edit_contract,
    can_keep_models,
    can_open_votes,
    can_write_contracts,
)
from beffroi.contracts.readiness import blockers_for_opinions, blockers_for_votes
from beffroi.contracts.writing.common import WHO_WRITES, attempt, draft_of, form_page, require, sent
from beffroi.contracts.writing.counts import count_of, with_counts
from beffroi.contracts.writing.forms import ModelForm, NewContractForm, ReasonForm
from beffroi.contracts.writing.matrix import gaps_of, with_crossing
from beffroi.contracts.writing.parts import ALL
from beffroi.organisations.actor import Actor, acting
from beffroi.organisations.models import Organisation
from beffroi.organisations.roles import OrganisationKind

ONLY_MANAGERS = "Le vote s’ouvre par la direction de l’une des deux parties."
ONLY_MODELS = "Les modèles se tiennent par le développement territorial et la direction du Département."
OTHER = {
    OrganisationKind.EPCI: OrganisationKind.DEPARTEMENT,
    OrganisationKind.DEPARTEMENT: OrganisationKind.EPCI,
}


@require_GET
def hub(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a draft stands, what it says so far, what may be done next."""
    return _hub(request, *_read(request, slug), ReasonForm())


def _read(request: HttpRequest, slug: str) -> tuple[Actor, Contract]:
    return draft_of(request, slug, lambda found: with_counts(with_crossing(found)))


def _hub(request: HttpRequest, actor: Actor, contract: Contract, reason: ReasonForm) -> HttpResponse:
    drafting, opinions = contract.is_open_to_edits, contract.state == ContractState.OPINIONS
    writes, is_model = can_edit_contract(actor, contract), contract.model_of_id is not None
    context = {
        "contract": contract,
        "parts": [{"part": one, "count": count_of(contract, one.related)} for one in ALL],
        "communes": count_of(contract, "communes"),
        "settings": settings_of(contract),
        "delays": len(delays_of(contract)),
        "frames": list(contract.frames.all()),
        "gaps": gaps_of(contract),
        "is_model": is_model,
        "may_write": writes and drafting,
        "may_ask_opinions": writes and drafting and not is_model,
        "may_return": writes and opinions,
        "may_open_votes": can_open_votes(actor, contract) and opinions,
        "may_make_model": can_keep_models(actor) and not is_model,
        "blockers": blockers_for_votes(contract) if opinions else blockers_for_opinions(contract),
        "form": reason,
    }
    return render(request, "contracts/writing/hub.html", context, status=422 if reason.errors else 200)


@require_POST
def ask_opinions(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Send the draft to the commissions."""
    actor, contract = draft_of(request, slug)
    require(can_edit_contract(actor, contract), WHO_WRITES)
    told = "Le projet est soumis à l’avis des commissions."
    attempt(request, lambda: open_opinions(contract, timezone.localdate(), by=actor), told)
    return redirect("contracts:writing", slug)


@require_POST
def open_vote(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Submit the contract to both assemblies."""
    actor, contract = draft_of(request, slug)
    require(can_open_votes(actor, contract), ONLY_MANAGERS)
    at = timezone.now()
    told = "Le contrat est soumis au vote des deux assemblées ; son texte ne change plus."
    attempt(request, lambda: open_votes(contract, timezone.localdate(), by=actor, at=at), told)
    return redirect("contracts:writing", slug)


@require_POST
def send_back(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Go back to drafting, with the reason."""
    actor, contract = _read(request, slug)
    require(can_edit_contract(actor, contract), WHO_WRITES)
    form = ReasonForm(request.POST)
    on = timezone.localdate()
    told = "Le contrat est revenu en rédaction."
    if sent(
        request, form, lambda: return_to_drafting(contract, form.cleaned_data["reason"], on, by=actor), told
    ):
        return redirect("contracts:writing", slug)
    return _hub(request, actor, contract, form)


@require_POST
def open_text(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Open the text of a draft that has none yet."""
    actor, contract = draft_of(request, slug)
    require(can_edit_contract(actor, contract), WHO_WRITES)
    at = timezone.now()
    attempt(
        request,
        lambda: open_contract_text(contract, by=actor, at=at),
        "Le texte est ouvert aux deux parties.",
    )
    return redirect("contracts:writing", slug)


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponseBase:
    """Begin a contract with the other party, from nothing or from a model."""
    actor = acting(request)
    require(can_write_contracts(actor), WHO_WRITES)
    others = list(_others(actor))
    form = NewContractForm(
        request.POST or None,
        others=others,
        models=_models(actor),
        initial={"model": request.GET.get("modele")},
    )
    if sent(
        request,
        form,
        lambda: begin_contract(_beginning(actor, form), by=actor, at=timezone.now()),
        "Le projet de contrat est ouvert aux deux parties.",
    ):
        return redirect("contracts:workspace_index")
    why = "Les deux parties l’écrivent ensemble dès maintenant, et en sont seules lectrices."
    return form_page(request, form, "Commencer un contrat", why=why)


@require_GET
def models(request: HttpRequest) -> HttpResponse:
    """The models that a département keeps."""
    actor = acting(request)
    require(can_keep_models(actor), ONLY_MODELS)
    rows = Contract.objects.models_of(actor.organisation).prefetch_related("axes", "commitments")
    return render(request, "contracts/writing/models.html", {"rows": rows, "actor": actor})


@require_http_methods(["GET", "POST"])
def model_make(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Make a model of what a contract says."""
    actor, contract = draft_of(request, slug)
    require(can_keep_models(actor), ONLY_MODELS)
    form = ModelForm(request.POST or None, initial={"title": f"Modèle d’après {contract.title}"})
    title = form.data.get("title", "")
    if sent(
        request, form, lambda: make_model(contract, actor.organisation, title, by=actor), "Modèle gardé."
    ):
        return redirect("contracts:models")
    why = "Tout ce qu’il dit est copié, sauf ses parties, ses actes, ses communes et ses dates."
    return form_page(request, form, "Garder comme modèle", contract, why=why)


def _others(actor: Actor) -> Any:
    """The organisations that may be the other party: of the other kind, in the same territory."""
    mine = actor.organisation
    found = Organisation.objects.filter(
        kind=OTHER[OrganisationKind(mine.kind)], is_fictitious=mine.is_fictitious
    )
    return found.filter(departement_code__in=(mine.departement_code, "")) if mine.departement_code else found


def _models(actor: Actor) -> Any:
    return Contract.objects.models_of(actor.organisation) if can_keep_models(actor) else ()


def _beginning(actor: Actor, form: NewContractForm) -> Beginning:
    typed, mine = form.cleaned_data, actor.organisation
    other = form.others[typed["other"]]
    epci, departement = (mine, other) if actor.is_of(OrganisationKind.EPCI) else (other, mine)
    return Beginning(
        typed["title"], typed["starts_year"], typed["ends_year"], epci, departement,
        form.models.get(typed.get("model", "")),
    )  # fmt: skip
