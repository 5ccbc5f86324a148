"""The page where the signature of a contract is entered, and the documents of a contract."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from beffroi.assemblies.register.downloads import pdf_response, sealed_pdf
from beffroi.contracts.access import actor_or_404, allow, own_contract, public_contract
from beffroi.contracts.actions.signature import sign_contract
from beffroi.contracts.documents import render_contract
from beffroi.contracts.kinds import ContractState, Side
from beffroi.contracts.models import Contract
from beffroi.contracts.permissions import can_sign_contract
from beffroi.contracts.sealed import seal_of
from beffroi.contracts.signed_copy_forms import sent_files
from beffroi.contracts.signing_forms import SigningForm
from beffroi.contracts.votes import parties_of
from beffroi.core.errors import RuleViolation
from beffroi.files.receiving import takes_pieces


@takes_pieces
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Enter the signature of a contract: it is sealed at once."""
    actor = actor_or_404(request)
    found = own_contract(actor, slug)
    allow(can_sign_contract(actor, found))
    form = _form(request, found)
    if request.method != "POST":
        return _page(request, found, form)
    if not form.is_valid() or form.refuse_obstacles(
        parties_of(found, form.cleaned_data["signed_on"]), timezone.localdate()
    ):
        return _page(request, found, form, status=422)
    try:
        seal = sign_contract(found, form.facts(), by=actor, at=timezone.now())
    except RuleViolation as refusal:
        form.add_error("signed_on", refusal.message)
        return _page(request, found, form, status=422)
    messages.success(
        request,
        f"La signature est enregistrée et le contrat scellé. Code de vérification : {seal.shown_code}.",
    )
    return redirect("contracts:workspace", slug=slug)


@login_not_required
@require_safe
def document(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The signed contract as it was sealed, byte for byte."""
    seal = seal_of(public_contract(slug), with_document=True)
    if seal is None:
        raise Http404("Ce contrat n’est pas signé : aucun document n’est scellé.")
    return sealed_pdf(request, seal, f"{slug}.pdf")


@require_safe
def draft(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The contract as it stands, drawn for its parties: « projet, sans valeur » on each sheet."""
    found = own_contract(actor_or_404(request), slug)
    drawn = render_contract(found, signing=None, at=timezone.now())
    return pdf_response(drawn.bytes, drawn.sha256, f"{slug}-projet.pdf")


def _form(request: HttpRequest, contract: Contract) -> SigningForm:
    parties = list(contract.parties.all())
    initial = {"place": contract.place_of_signature, "copies_count": contract.copies_count}
    acts = {Side(one.side): one.approval for one in parties}
    return SigningForm(**sent_files(request), parties=parties, acts=acts, initial=initial)


def _page(request: HttpRequest, contract: Contract, form: SigningForm, status: int = 200) -> HttpResponse:
    context = {
        "contract": contract,
        "form": form,
        "what": "ce contrat",
        "may": contract.state == ContractState.SIGNATURE,
        "state": contract.get_state_display(),
    }
    return render(request, "contracts/sign.html", context, status=status)
