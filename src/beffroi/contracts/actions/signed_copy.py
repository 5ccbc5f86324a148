"""The scan of an act as it was signed by hand: kept as a piece of a party, sealed by its fingerprint."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from beffroi.contracts.actions.contract import lock
from beffroi.contracts.canonical import SIGNED_COPY, copy_contents
from beffroi.contracts.chains import register_of
from beffroi.contracts.kinds import Side
from beffroi.contracts.models import Contract, SignedCopy, Signing
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.core.seals.actions import new_code, seal
from beffroi.files.actions import add_piece
from beffroi.files.models import PieceVersion
from beffroi.organisations.models import Organisation

KIND = "acte-signe"
SCANS = ("application/pdf", "image/png", "image/jpeg")
NOT_A_SCAN = "Un exemplaire signé se numérise en PDF, en PNG ou en JPEG."


@transaction.atomic
def add_signed_copy(
    signing: Signing, upload: "UploadedFile[bytes]", *, by: Author, at: datetime
) -> SignedCopy:
    """Keep a scan of a signed act, and seal its fingerprint: with the signature, or at any time after.

    Raises: RuleViolation.
    """
    contract = lock(signing.contract)
    act = signing.amendment or contract
    piece = add_piece(_owner(contract, by), f"Exemplaire signé : {act}"[:200], KIND, upload, by=by, at=at)
    version = PieceVersion.objects.get(piece=piece)
    if version.content_type not in SCANS:
        raise RuleViolation(NOT_A_SCAN)
    copy = SignedCopy(signing=signing, version=version, sha256=version.sha256, added_at=at)
    save_checked(copy)
    seal(
        register_of(contract),
        kind=SIGNED_COPY,
        obj=copy,
        label=str(copy),
        content=copy_contents([copy.pk])[copy.pk],
        code=new_code(),
        by=by,
        at=at,
    )
    verb = "amendment.copy_added" if signing.amendment_id else "contract.copy_added"
    record(verb, act, by=by, note=f"{version.name}, SHA-256 {version.sha256}")
    return copy


def _owner(contract: Contract, by: Author) -> Organisation:
    """The party that adds it; else the département, which keeps the register."""
    parties = {
        one.organisation_id: one.organisation for one in contract.parties.select_related("organisation")
    }
    departement = contract.parties.get(side=Side.DEPARTEMENT).organisation_id
    return parties.get(by.organisation_id or departement, parties[departement])
