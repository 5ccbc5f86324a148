"""The text that both parties wrote: in the signed document, in what is sealed, named when it was altered."""

import json

import pytest

from beffroi.contracts import canonical
from beffroi.contracts.documents import render_contract
from beffroi.contracts.models import Contract
from beffroi.contracts.page import whole
from beffroi.core.seals.alterations import What
from beffroi.core.seals.models import Seal
from beffroi.core.seals.verification import verify_all
from beffroi.drafting.models import SignOff, Version
from contracts.factories import SIGNED_AT
from contracts.writing.factories import begin, make_signed_text, write_text
from core.seals.tampering import tamper, undone
from documents import pdf

pytestmark = pytest.mark.django_db
PREAMBLE = (
    "Les deux parties **s’accordent** sur ce qui suit.\n\n#### Portée\n\n- les bourgs ;\n- les vallées."
    "\n\n| Année | Rencontre |\n|---|---|\n| 2025 | à Ambreville |"
)


def signed() -> Contract:
    return make_signed_text(preambule=PREAMBLE, duree="Le contrat dure *quatre ans*.")


def sealed(contract: Contract) -> Seal:
    return Seal.objects.defer(None).get(kind="contract", object_id=contract.pk)


def test_the_words_of_the_text_are_in_the_signed_document():
    content = bytes(sealed(signed()).pdf or b"")
    told = pdf.text(content)
    for words in ("Préambule", "Les deux parties s’accordent sur ce qui suit", "Portée", "les vallées",
                  "à Ambreville", "Durée, avenants et fin", "Le contrat dure quatre ans"):  # fmt: skip
        assert words in told, words
    assert "**" not in told, "the marks of the text are no words of the act"
    assert "Suivi et réunions" not in told, "a part left empty is no article"
    with pdf.opened(content) as file:
        assert {"Table", "L", "H3"} <= set(pdf.kinds(file))


def test_a_draft_shows_the_text_as_it_stands():
    contract = write_text(begin(), objet="Objet encore *provisoire*.")
    read = whole(Contract.objects.filter(pk=contract.pk)).get()
    assert "Objet encore provisoire" in pdf.text(render_contract(read, signing=None, at=SIGNED_AT).bytes)


def test_what_is_sealed_covers_the_version_that_both_agreed_to():
    contract = signed()
    content = json.loads(sealed(contract).content)
    version = Version.objects.filter(text=contract.text_id).latest("number")
    assert content["version"]["sections"] == version.sections
    assert content["version"]["sha256"] == version.sha256
    assert [one["sha256"] for one in content["signoff"]] == [version.sha256] * 2
    assert verify_all() == []


@pytest.mark.parametrize(
    "altered",
    [{"sections": []}, {"sha256": "0" * 64}, {"number": 99}, {"user_label": "Quelqu’un d’autre"}],
    ids=lambda one: next(iter(one)),
)
def test_an_altered_version_is_named(altered):
    contract = signed()
    version = Version.objects.filter(text=contract.text_id).latest("number")
    with undone():
        tamper(Version, version.pk, **altered)
        (found,) = verify_all()
        assert (found.what, found.label) == (What.CONTENT, str(contract))


def test_an_agreement_altered_is_named():
    contract = signed()
    given = SignOff.objects.filter(text=contract.text_id).first()
    assert given is not None
    with undone():
        tamper(SignOff, given.pk, user_label="Quelqu’un d’autre")
        assert verify_all()


def test_contents_with_a_text_are_rebuilt_in_a_fixed_number_of_queries(django_assert_num_queries):
    ids = [signed().pk, signed().pk]
    with django_assert_num_queries(19):
        canonical.contract_contents(ids)
