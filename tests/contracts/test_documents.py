"""The contract as a PDF act: what it claims, what it says, what a draft says on each sheet."""

import json

import pytest

from beffroi.contracts.documents import render_contract
from beffroi.contracts.fields import contract_fields
from beffroi.contracts.models import Contract
from beffroi.contracts.page import whole
from contracts.factories import SIGNED_AT, fill, make_draft
from documents import pdf

pytestmark = pytest.mark.django_db
SIGNING = {
    "place": "Ambreville", "on": SIGNED_AT.date(), "copies": 2,
    "signatories": [{"name": "Camille Durand", "capacity": "Pour l’agglomération, présidente"}],
}  # fmt: skip


def told(contract: Contract) -> Contract:
    return whole(Contract.objects.filter(pk=contract.pk)).get()


def drawn(*, code: str = "") -> bytes:
    contract = told(fill(make_draft()))
    return render_contract(contract, signing=SIGNING if code else None, code=code, at=SIGNED_AT).bytes


def test_it_claims_pdf_a_3a_and_pdf_ua_1_and_speaks_french():
    with pdf.opened(drawn(code="7K4QM9TD")) as file, file.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["pdfuaid:part"] == "1"
        assert str(file.Root.Lang).startswith("fr")
        kinds = pdf.kinds(file)
        assert kinds.count("H1") == 1
        assert {"H2", "H3", "Table", "TH", "L"} <= set(kinds)
        assert (
            json.loads(file.attachments["contrat.json"].get_file().read_bytes())["format"]
            == "beffroi.contrat/1"
        )


def test_each_sheet_bears_its_number_and_the_code():
    sheets = pdf.pages(drawn(code="7K4QM9TD"))
    for number, sheet in enumerate(sheets, start=1):
        assert f"page {number}/{len(sheets)}" in sheet
        assert "7K4Q-M9TD" in sheet
        assert "territoire fictif" in sheet


def test_it_says_all_that_the_contract_says():
    text = pdf.text(drawn(code="7K4QM9TD"))
    for words in ("Rapprocher les services", "Guichets", "Ouvrir", "C’est le même but.", "collégiens",
                  "Combien d’eau ?", "Poser une plaque", "Le solde en dépend", "se réunissent chaque année",
                  "Maison de services", "Fontambre", "ne fige aucune", "Fait à Ambreville"):  # fmt: skip
        assert words in text, words
    assert "Halle" not in text, "an operation of an earlier contract is none of this one"


def test_a_draft_says_on_each_sheet_that_it_is_worth_nothing_and_bears_no_code():
    content = drawn()
    for sheet in pdf.pages(content):
        assert "projet, sans valeur" in sheet
    assert "Code de vérification" not in pdf.text(content)


def test_the_fields_of_a_template_are_told_with_an_example():
    contract = told(fill(make_draft()))
    fields = contract_fields(contract)
    assert fields["contrat"]["titre"] == "Contrat territorial"
    assert fields["axes"][0]["themes"] == ["Guichets"]
    assert [one["appelée"] for one in fields["parties"]] == ["l’agglomération", "le Département"]
