"""The seal of a signed contract or amendment, as pages show it."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from beffroi.contracts.documents import verification_of
from beffroi.contracts.models import Amendment, Contract, Signing
from beffroi.core.seals.models import Seal
from beffroi.documents.qr import qr_svg


@dataclass(frozen=True, slots=True)
class SealShown:
    """A seal, where its document is had, and the QR code of its verification."""

    seal: Seal
    href: str
    qr: SafeString


def seal_of(act: models.Model, *, with_document: bool = False) -> Seal | None:
    """Find the seal of an act; its document is read only when it is asked for."""
    seals = Seal.objects.defer(None) if with_document else Seal.objects.all()
    return seals.select_related("chain").filter(object_type=act._meta.label_lower, object_id=act.pk).first()


def seal_shown(act: models.Model, href: str) -> SealShown | None:
    """Tell the seal of an act; None while it is not signed."""
    seal = seal_of(act)
    if seal is None:
        return None
    verification = verification_of(seal.code) or {"url": ""}
    # Drawn here from an address of ours.
    return SealShown(seal, href, mark_safe(qr_svg(verification["url"]).decode()))  # noqa: S308


def sealed_context(contract: Contract) -> dict[str, Any]:
    """Give what the page of a signed contract shows of its signature; nothing before that."""
    if contract.signed_on is None:
        return {}
    href = reverse("contracts:document", args=[contract.slug])
    return {
        "sealed": seal_shown(contract, href),
        "signing": signing_of(contract),
        "download": "Télécharger le contrat (PDF)",
    }


def signing_of(contract: Contract, amendment: Amendment | None = None) -> Signing | None:
    """Give the signature of a contract, or of an amendment, with its scans; None before it."""
    if contract.signed_on is None:
        return None
    signings = Signing.objects.filter(contract=contract, amendment=amendment)
    return signings.prefetch_related("parties", "copies").first()
