"""The scan of a signed act: added after the signature, handed over to the parties."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from beffroi.contracts.access import actor_or_404, allow, own_contract
from beffroi.contracts.actions.signed_copy import add_signed_copy
from beffroi.contracts.models import SignedCopy, Signing
from beffroi.contracts.permissions import can_read_signed_copies, can_sign_contract
from beffroi.contracts.signed_copy_forms import SignedCopyForm, sent_files
from beffroi.core.errors import RuleViolation
from beffroi.files.delivery import deliver
from beffroi.files.receiving import takes_pieces


@takes_pieces
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponseBase:
    """Add a scan of the contract as it was signed, or of one of its amendments."""
    actor = actor_or_404(request)
    contract = own_contract(actor, slug)
    allow(can_sign_contract(actor, contract))
    signings = Signing.objects.select_related("contract", "amendment")
    which = {"amendment__number": number} if number else {"amendment": None}
    signing = get_object_or_404(signings, contract=contract, **which)
    form = SignedCopyForm(**sent_files(request))
    if request.method == "POST" and form.is_valid():
        try:
            add_signed_copy(signing, form.cleaned_data["scan"], by=actor, at=timezone.now())
        except RuleViolation as refusal:
            form.add_error("scan", refusal.message)
        else:
            messages.success(request, "L’exemplaire signé est gardé, et son empreinte scellée.")
            if number:
                return redirect("contracts:amendment_workspace", slug, number)
            return redirect("contracts:workspace", slug)
    context = {"contract": contract, "amendment": signing.amendment, "signing": signing, "form": form}
    return render(request, "contracts/signed_copy.html", context, status=422 if form.errors else 200)


@require_safe
def download(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """Hand a scan over to those of the parties who read it."""
    actor = actor_or_404(request)
    contract = own_contract(actor, slug)
    allow(can_read_signed_copies(actor, contract))
    copies = SignedCopy.objects.select_related("version")
    return deliver(get_object_or_404(copies, signing__contract=contract, pk=pk).version)
