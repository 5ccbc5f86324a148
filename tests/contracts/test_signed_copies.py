"""The scan of an act signed by hand: kept with its signature, sealed by its fingerprint."""

import json

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.urls import reverse

from assemblies.factories import CLERK, make_actor, make_organisation
from beffroi.contracts.actions.contract import move_contract
from beffroi.contracts.actions.signature import sign_contract
from beffroi.contracts.actions.signed_copy import KIND, add_signed_copy
from beffroi.contracts.kinds import ContractState, Side
from beffroi.contracts.models import Amendment, Contract, SignedCopy, Signing
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.core.seals.alterations import What
from beffroi.core.seals.models import Seal
from beffroi.core.seals.verification import verify_all
from beffroi.files.models import Piece, PieceVersion
from beffroi.organisations.roles import OrganisationKind, Role
from contracts.amending import make_signed_amendment
from contracts.factories import (
    SIGNED_AT,
    make_draft,
    make_signable,
    make_signed,
    organisation_of,
    signature,
    signing_facts,
)
from contracts.views.conftest import as_actor, page
from contracts.word import sent
from core.seals.tampering import run, tamper, tamper_every_column, undone
from files.factories import JPEG, PDF, PNG, make_piece, upload_of

__all__ = ["page"]
pytestmark = pytest.mark.django_db
REFUSED = (IntegrityError, OperationalError)


def with_copy(contract: Contract | None = None, content: bytes = PDF, name: str = "signe.pdf") -> SignedCopy:
    signing = Signing.objects.get(contract=contract or make_signed(), amendment=None)
    return add_signed_copy(signing, upload_of(content, name), by=CLERK, at=SIGNED_AT)


def contract_of(copy: SignedCopy) -> Contract:
    return copy.signing.contract


def address(contract: Contract, name: str, *more: object) -> str:
    return reverse(f"contracts:{name}", args=[contract.slug, *more])


def browser_of(contract: Contract, side: Side, *roles: Role):
    return as_actor(make_actor(organisation_of(contract, side), *roles))


def told(response) -> str:
    return response.content.decode().replace("\u202f", " ").replace("\u00a0", " ")


# Who may


@pytest.mark.parametrize("side", [Side.EPCI, Side.DEPARTEMENT])
@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.MANAGER, 200), (Role.ASSEMBLY_CLERK, 200), (Role.AUDITOR, 200), (Role.ELECTED_MEMBER, 200),
        (Role.ADMINISTRATOR, 403),
    ],
)  # fmt: skip
def test_the_people_of_both_parties_who_read_drafts_read_the_scan(side, role, status):
    copy = with_copy()
    browser = browser_of(contract_of(copy), side, role)
    assert browser.get(address(contract_of(copy), "signed_copy", copy.pk)).status_code == status


def test_for_another_organisation_and_under_another_contract_it_does_not_exist(client):
    copy = with_copy()
    contract = contract_of(copy)
    stranger = as_actor(make_actor(make_organisation(kind=OrganisationKind.EPCI), Role.MANAGER))
    assert stranger.get(address(contract, "signed_copy", copy.pk)).status_code == 404
    assert stranger.get(address(contract, "signed_copy_add")).status_code == 404
    assert client.get(address(contract, "signed_copy", copy.pk)).status_code == 302
    other = make_signed()
    manager = browser_of(other, Side.EPCI, Role.MANAGER)
    assert manager.get(address(other, "signed_copy", copy.pk)).status_code == 404


def test_who_does_not_sign_adds_none():
    contract = make_signed()
    clerk = browser_of(contract, Side.EPCI, Role.ASSEMBLY_CLERK)
    assert clerk.post(address(contract, "signed_copy_add"), {"scan": upload_of(PDF)}).status_code == 403
    assert not SignedCopy.objects.exists()


def test_the_public_reads_its_fingerprint_and_has_no_link_to_it(page):
    copy = with_copy()
    html = page(address(contract_of(copy), "contract"))
    assert copy.sha256 in html
    assert address(contract_of(copy), "signed_copy", copy.pk) not in html


# With the signature, and after it


def test_it_comes_with_the_signature_and_is_sealed_after_the_contract():
    contract = make_signable()
    manager = browser_of(contract, Side.DEPARTEMENT, Role.MANAGER)
    typed = signature() | {"scan": upload_of(PNG, "page signée.png")}
    assert manager.post(address(contract, "sign"), typed).status_code == 302
    copy = SignedCopy.objects.get()
    piece = copy.version.piece
    assert (copy.version.content_type, piece.organisation) == (
        "image/png", organisation_of(contract, Side.DEPARTEMENT),
    )  # fmt: skip
    assert list(Seal.objects.filter(chain__name__startswith="contracts-").values_list("kind", flat=True)) == [
        "contract", "signed_copy",
    ]  # fmt: skip
    assert verify_all() == []


def test_a_signature_without_it_is_sealed_as_before():
    contract = make_signable()
    manager = browser_of(contract, Side.EPCI, Role.MANAGER)
    assert manager.post(address(contract, "sign"), signature()).status_code == 302
    assert not SignedCopy.objects.exists()


def test_it_is_added_after_the_signature_then_handed_over_byte_for_byte(page):
    contract = make_signed()
    manager = browser_of(contract, Side.EPCI, Role.MANAGER)
    assert "Aucun exemplaire signé" in page(address(contract, "workspace"), by=manager)
    added = manager.post(address(contract, "signed_copy_add"), {"scan": upload_of(JPEG, "signe.jpg")})
    assert added.status_code == 302
    copy = SignedCopy.objects.get()
    html = page(address(contract, "workspace"), by=manager)
    assert address(contract, "signed_copy", copy.pk) in html
    response = manager.get(address(contract, "signed_copy", copy.pk))
    assert b"".join(response.streaming_content) == JPEG
    assert response["Content-Disposition"].startswith("attachment")
    assert copy.version.piece.organisation == organisation_of(contract, Side.EPCI)
    entry = JournalEntry.objects.about(contract).first()
    assert entry is not None
    assert (entry.verb, copy.sha256 in entry.note) == ("contract.copy_added", True)


def test_an_amendment_has_its_own(page):
    contract = make_signed_amendment().contract
    manager = browser_of(contract, Side.EPCI, Role.MANAGER)
    scan = {"scan": upload_of(PDF)}
    assert manager.post(address(contract, "amendment_copy_add", 1), scan).status_code == 302
    copy = SignedCopy.objects.get()
    assert copy.signing.amendment == Amendment.objects.get()
    assert copy.sha256 in page(address(contract, "amendment", 1))
    assert copy.sha256 not in page(address(contract, "contract"))
    assert verify_all() == []


def test_what_is_not_signed_has_no_page_to_add_one():
    contract = make_signable()
    manager = browser_of(contract, Side.EPCI, Role.MANAGER)
    assert manager.get(address(contract, "signed_copy_add")).status_code == 404
    draft = make_draft()
    lead = browser_of(draft, Side.EPCI, Role.MANAGER)
    assert lead.post(address(draft, "signed_copy_add"), {"scan": upload_of(PDF)}).status_code == 404


# What is refused


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (lambda: upload_of(PNG, "signe.pdf"), "son contenu est celui d’une image PNG"),
        (lambda: upload_of(b"", "signe.pdf"), "est vide"),
        (lambda: upload_of(b"<script>", "signe.html"), "pas d’un type accepté"),
        (lambda: sent("un texte", name="signe.docx"), "se numérise en PDF"),
    ],
    ids=["another content", "empty", "a web page", "a word processor's"],
)
def test_a_bad_file_is_refused_beside_the_field_and_nothing_is_kept(upload, sentence):
    signed, signable = make_signed(), make_signable()
    manager = browser_of(signed, Side.EPCI, Role.MANAGER)
    answer = manager.post(address(signed, "signed_copy_add"), {"scan": upload()})
    assert (answer.status_code, sentence in told(answer)) == (422, True)
    manager = browser_of(signable, Side.EPCI, Role.MANAGER)
    answer = manager.post(address(signable, "sign"), signature() | {"scan": upload()})
    assert (answer.status_code, sentence in told(answer)) == (422, True)
    assert 'value="Ambreville"' in told(answer)
    assert not Piece.objects.exists()
    assert Contract.objects.get(pk=signable.pk).signed_on is None


def test_a_file_that_is_no_scan_is_refused_by_the_action_too():
    contract = make_signable()
    facts = signing_facts(scan=sent("un texte"))
    with pytest.raises(RuleViolation, match="se numérise"):
        sign_contract(contract, facts, by=CLERK, at=SIGNED_AT)
    assert not Signing.objects.exists()
    assert not PieceVersion.objects.exists()


def test_the_same_file_is_not_kept_twice_and_a_better_one_stands_beside():
    contract = contract_of(with_copy())
    with pytest.raises(RuleViolation, match="déjà un exemplaire"):
        with_copy(contract)
    with_copy(contract, JPEG, "mieux.jpg")
    assert SignedCopy.objects.count() == 2
    assert verify_all() == []


def test_nothing_chosen_is_told():
    contract = make_signed()
    answer = browser_of(contract, Side.EPCI, Role.MANAGER).post(address(contract, "signed_copy_add"))
    assert (answer.status_code, "Choisissez un fichier." in told(answer)) == (422, True)


# What is sealed


def test_its_seal_holds_its_fingerprint_and_that_of_the_act():
    copy = with_copy()
    act = Seal.objects.get(kind="contract")
    content = json.loads(Seal.objects.defer(None).get(kind="signed_copy").content)
    assert content["copy"]["sha256"] == content["version"]["sha256"] == copy.sha256
    assert content["act_sha256"] == act.sha256
    assert "scan" not in content["version"]


def test_it_stays_whole_while_the_contract_lives_on_and_the_antivirus_answers():
    copy = with_copy()
    move_contract(contract_of(copy), ContractState.REVIEW, SIGNED_AT.date(), by=CLERK)
    PieceVersion.objects.update(scan="clean", scanned_at=SIGNED_AT)
    assert verify_all() == []


def test_every_column_altered_is_refused_and_named_without_the_guard():
    copy = with_copy()
    other = make_signed_amendment().signings.get()
    for field in ("sha256", "added_at"):
        with pytest.raises(REFUSED), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'UPDATE contracts_signedcopy SET "{field}" = "{field}"')
    piece = make_piece(organisation_of(contract_of(copy), Side.EPCI), kind=KIND)
    values = {"signing": other, "version": piece.versions.get()}
    missed = [name for name, _ in tamper_every_column(SignedCopy, copy.pk, values=values) if not verify_all()]
    assert missed == []
    with undone():
        tamper(PieceVersion, copy.version_id, sha256="0" * 64)
        assert What.CONTENT in {one.what for one in verify_all()}


def test_one_taken_out_or_slipped_in_is_named():
    copy = with_copy()
    with pytest.raises(REFUSED), transaction.atomic():
        SignedCopy.objects.filter(pk=copy.pk).delete()
    with undone():
        run("DELETE FROM contracts_signedcopy WHERE id = %s", [copy.pk])
        assert What.GONE in {one.what for one in verify_all()}
    with undone():
        run("DELETE FROM seals_seal WHERE kind = 'signed_copy' AND object_id = %s", [copy.pk])
        assert What.UNSEALED in {one.what for one in verify_all()}
