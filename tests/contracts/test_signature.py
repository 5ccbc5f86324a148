"""Signing a contract: what is written and sealed, what is refused, one seal for two clicks."""

import json
from datetime import date

import pytest

from assemblies.emptying import emptied
from assemblies.test_concurrency import at_once
from beffroi.assemblies.register.verification import Answer, verify_bytes, verify_code
from beffroi.contracts.actions.contract import move_contract
from beffroi.contracts.actions.signature import Signer, sign_contract
from beffroi.contracts.kinds import ContractState, Side
from beffroi.contracts.models import Contract, Signing
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.core.seals.models import Chain, Seal
from beffroi.core.seals.verification import verify_all
from contracts.factories import (
    CLERK,
    ON,
    SIGNED_AT,
    make_signable,
    make_signed,
    organisation_of,
    signing_facts,
)
from documents import pdf

__all__ = ["emptied"]
pytestmark = pytest.mark.django_db


def seal_of(contract: Contract) -> Seal:
    return Seal.objects.defer(None).get(kind="contract", object_id=contract.pk)


def refusal(contract: Contract, **changes: object) -> str:
    with pytest.raises(RuleViolation) as caught:
        sign_contract(contract, signing_facts(**changes), by=CLERK, at=SIGNED_AT)
    assert not Signing.objects.exists()
    assert not Seal.objects.filter(kind="contract").exists()
    return caught.value.message


def test_a_signed_contract_is_sealed_in_the_register_of_its_departement():
    contract = make_signed()
    seal = seal_of(contract)
    departement = organisation_of(contract, Side.DEPARTEMENT)
    assert seal.chain.name == f"contracts-{departement.slug}"
    assert seal.label == str(contract)
    content = json.loads(seal.content)
    assert content["contract"]["signed_on"] == "2024-04-01"
    assert "state" not in content["contract"]
    assert {len(content[name]) for name in ("contractparty", "signingparty")} == {2}
    for name in ("axis", "axistheme", "crossing", "ambition", "mutualcommitment", "targetpublic",
                 "attentionpoint", "communicationclause", "citedoperation", "perimetercommune"):  # fmt: skip
        assert content[name], name
    assert verify_all() == []


def test_its_document_bears_its_code_and_what_it_says():
    seal = seal_of(make_signed())
    told = pdf.text(bytes(seal.pdf or b""))
    for words in (seal.shown_code, "Fait à Ambreville, le 1er avril 2024, en deux exemplaires originaux",
                  "Camille Durand", "Rapprocher les services", "Poser une plaque"):  # fmt: skip
        assert words in told, words
    assert "projet, sans valeur" not in told


def test_the_journal_tells_the_date_and_the_code():
    contract = make_signed()
    entry = JournalEntry.objects.about(contract).first()
    assert entry is not None
    assert entry.changes["signed_on"] == [None, "2024-04-01"]
    assert seal_of(contract).shown_code in entry.note


def test_the_register_finds_it_by_its_code_and_by_its_document():
    contract = make_signed()
    seal = seal_of(contract)
    for result in (verify_code(seal.shown_code), verify_bytes(bytes(seal.pdf or b""))):
        assert result.answer is Answer.AUTHENTIC
        assert result.thing is not None
        assert result.thing.title == str(contract)
        assert contract.slug in result.thing.href


def test_a_person_whom_the_act_does_not_authorise_does_not_sign():
    signers = (Signer(Side.EPCI, "Autre Personne", "président"),
               Signer(Side.DEPARTEMENT, "Camille Durand", "président"))  # fmt: skip
    assert "et non Autre Personne" in refusal(make_signable(), signers=signers)


def test_a_doubt_waits_for_its_answer_then_is_sealed_with_it():
    contract = make_signable(signatory_name="", signatory_capacity="")
    assert "Confirmez-le par écrit" in refusal(contract)
    signers = tuple(
        Signer(side, "Camille Durand", "président", "Élection du 9 juillet 2020.")
        for side in (Side.EPCI, Side.DEPARTEMENT)
    )
    sign_contract(contract, signing_facts(signers=signers), by=CLERK, at=SIGNED_AT)
    parties = json.loads(seal_of(contract).content)["signingparty"]
    assert {one["reason"] for one in parties} == {"Élection du 9 juillet 2020."}
    assert all(one["doubt"].endswith("?") for one in parties)


def test_a_party_without_a_signatory_keeps_the_contract_open():
    assert "qui signe pour le Département" in refusal(
        make_signable(), signers=(Signer(Side.EPCI, "Camille Durand", "président"),)
    )


def test_a_signature_to_come_is_refused():
    assert "pas encore venu" in refusal(make_signable(), signed_on=date(2024, 4, 3))


def test_a_place_is_required():
    assert "vide" in refusal(make_signable(), place="  ")


def test_a_signed_contract_goes_on_living_without_breaking_its_seal():
    contract = make_signed()
    move_contract(contract, ContractState.REVIEW, ON, by=CLERK)
    move_contract(contract, ContractState.CLOSED, ON, by=CLERK)
    assert verify_all() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("emptied")
def test_two_clicks_at_once_make_one_seal():
    contract = make_signable()

    def click():
        sign_contract(Contract.objects.get(pk=contract.pk), signing_facts(), by=CLERK, at=SIGNED_AT)

    raised = at_once(click, click)
    assert len(raised) == 1
    assert Seal.objects.filter(kind="contract").count() == 1
    assert Chain.objects.get(name__startswith="contracts-").count == 1
    assert verify_all() == []
