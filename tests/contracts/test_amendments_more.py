"""Amendments to parties, crossings, perimeter and required pieces: written, told, sealed, consolidated."""

from datetime import date

import pytest
from django.urls import reverse

from beffroi.contracts.amendments.actions import draft_amendment, inconsistencies, move_amendment
from beffroi.contracts.amendments.changes import add_entry, alter_entry, remove_entry
from beffroi.contracts.amendments.gather import contract_on
from beffroi.contracts.kinds import AmendmentState, Side, Target
from beffroi.contracts.models import Amendment, Contract, ContractPiece
from beffroi.core.errors import RuleViolation
from beffroi.core.seals.models import Seal
from beffroi.core.seals.verification import verify_all
from beffroi.organisations.roles import Role
from contracts.amending import FACTS, make_signed_amendment
from contracts.factories import CLERK, ON, make_signed
from contracts.views.conftest import page
from contracts.views.test_amendments import address, browser_of
from documents import pdf
from territories.factories import make_commune

__all__ = ["page"]
pytestmark = pytest.mark.django_db
BEFORE = date(2024, 3, 31)
COMMUNE = {"name": "Serrebourg", "code": "00005", "population": 812}
PIECE = {"label": "Note sur l’eau", "at_step": "sheet", "kinds": ["building"]}
CROSSED = {"strength": "part", "why": "Les guichets relient les bourgs."}


def asks_for_a_plan(contract: Contract) -> None:
    ContractPiece.objects.create(contract=contract, rank=1, slug="plan", label="Plan de situation")


def drafted(**changes: object) -> Amendment:
    return draft_amendment(make_signed(prepare=asks_for_a_plan, **changes), FACTS, by=CLERK)


def uncrossed(contract: Contract) -> str:
    """An ambition of the contract's frames that no axis takes up."""
    return str(contract.frames.get().ambitions.get(crossings=None).pk)


def write_everything(amendment: Amendment) -> Amendment:
    """One change of each of the four kinds, and more."""
    contract, by = amendment.contract, {"by": CLERK}
    party = str(contract.parties.get(side=Side.EPCI).pk)
    axis = str(contract.axes.get().pk)
    alter_entry(amendment, Target.PARTY, party, {"representative_name": "Dominique Roy"}, ON, **by)
    add_entry(amendment, Target.CROSSING, CROSSED, ON, axis=axis, ambition=uncrossed(contract), **by)
    add_entry(amendment, Target.COMMUNE, COMMUNE, ON, **by)
    remove_entry(amendment, Target.COMMUNE, str(contract.communes.get(code="00001").pk), ON, **by)
    add_entry(amendment, Target.PIECE, PIECE, ON, **by)
    piece = str(contract.required_pieces.get().pk)
    alter_entry(amendment, Target.PIECE, piece, {"kinds": ["study"]}, ON, **by)
    return Amendment.objects.get(pk=amendment.pk)


def of_kind(contract: Contract, target: Target, on: date) -> list[dict]:
    return [dict(one) for key, one in contract_on(contract, on).items() if key[0] == target]


def refusal(action, *args, **kwargs) -> str:
    with pytest.raises(RuleViolation) as caught:
        action(*args, by=CLERK, **kwargs)
    return caught.value.message


def test_they_are_read_in_the_consolidated_contract_from_the_day_of_the_signature():
    contract = make_signed_amendment(write_everything(drafted())).contract
    for on, names, codes, crossed in (
        (BEFORE, {"Camille Durand"}, {"00001", "00002", "00003", "00004"}, {"Ouvrir"}),
        (
            ON,
            {"Camille Durand", "Dominique Roy"},
            {"00002", "00003", "00004", "00005"},
            {"Ouvrir", "Relier"},
        ),
    ):
        assert {one["representative_name"] for one in of_kind(contract, Target.PARTY, on)} == names
        assert {one["code"] for one in of_kind(contract, Target.COMMUNE, on)} == codes
        assert {one["title"] for one in of_kind(contract, Target.CROSSING, on)} == crossed
    assert [one["kinds"] for one in of_kind(contract, Target.PIECE, ON)] == [["study"], ["building"]]
    assert [one["kinds"] for one in of_kind(contract, Target.PIECE, BEFORE)] == [[]]
    assert verify_all() == []


def test_the_signed_document_and_the_public_page_show_each_before_and_after(page):
    amendment = make_signed_amendment(write_everything(drafted()))
    html = page(address(amendment.contract, "amendment", 1))
    document = pdf.text(bytes(Seal.objects.defer(None).get(kind="amendment").pdf or b""))
    for words in ("Dominique Roy", "Relier × Rapprocher les services", "Les guichets relient", "Serrebourg",
                  "Roncevent", "Note sur l’eau", "avant la fiche opération", "étude",
                  "toute opération"):  # fmt: skip
        assert words in html, words
        assert words in document, words


def test_the_consolidated_page_tells_communes_by_their_names_and_marks_what_changed(page):
    contract = make_signed_amendment(write_everything(drafted())).contract
    html = page(address(contract, "consolidated") + "?le=2024-04-01")
    assert '<li class="changed">Serrebourg <span class="soft">(par avenant)</span></li>' in html
    assert "<li>Roncevent</li>" not in html
    assert "Relier × Rapprocher les services" in html
    assert "<li>Roncevent</li>" in page(address(contract, "consolidated") + "?le=2024-03-31")


def test_they_are_written_on_the_pages_by_an_agent(page):
    amendment = drafted()
    contract = amendment.contract
    browser = browser_of(contract, Side.EPCI, Role.PROJECT_LEAD)
    change = reverse("contracts:amendment_change", args=[contract.slug, 1])
    picked = page(change, by=browser)
    axis = contract.axes.get().pk
    party = contract.parties.first()
    for link in (f"crossing&amp;repere=nouveau&amp;axe={axis}", "commune&amp;repere=nouveau",
                 "piece&amp;repere=nouveau", f"party&amp;repere={party.pk}"):  # fmt: skip
        assert link in picked, link
    assert "quoi=party&amp;repere=nouveau" not in picked
    new = f"{change}?quoi=crossing&repere=nouveau&axe={axis}"
    form = page(new, by=browser)
    assert "Relier (Pacte des bourgs" in form
    assert "Ouvrir (Pacte des bourgs" not in form, "it is taken up already"
    assert browser.post(new, CROSSED).status_code == 422
    assert browser.post(new, CROSSED | {"ambition": uncrossed(contract)}).status_code == 302
    typed = PIECE | {"kinds": ["building", "study"]}
    assert browser.post(f"{change}?quoi=piece&repere=nouveau", typed).status_code == 302
    commune = f"{change}?quoi=commune&repere=nouveau"
    assert browser.post(commune, {"name": "Serrebourg", "code": "00005", "population": ""}).status_code == 302
    twice = browser.post(commune, {"name": "Serrebourg", "code": "00002", "population": ""})
    assert (twice.status_code, "a déjà le code" in twice.content.decode()) == (422, True)
    assert {one.target for one in amendment.changes.all()} == {"crossing", "piece", "commune"}
    assert amendment.changes.get(target="commune").after["population"] is None


def test_a_party_neither_joins_nor_leaves():
    amendment = drafted()
    party = str(amendment.contract.parties.first().pk)
    values = {
        "introduction": "la ville de", "cover_name": "Ambreville", "representative_name": "X",
        "representative_capacity": "maire", "contact": "",
    }  # fmt: skip
    assert "demande un nouveau contrat" in refusal(add_entry, amendment, Target.PARTY, values, ON)
    assert "demande un nouveau contrat" in refusal(remove_entry, amendment, Target.PARTY, party, ON)


def test_only_an_ambition_of_the_contract_is_crossed_and_once():
    amendment = drafted()
    axis = str(amendment.contract.axes.get().pk)
    taken = str(amendment.contract.frames.get().ambitions.get(title="Ouvrir").pk)
    other = str(make_signed().frames.get().ambitions.first().pk)
    args = (amendment, Target.CROSSING, CROSSED, ON)
    assert "cadre du contrat" in refusal(add_entry, *args, axis=axis, ambition=other)
    assert "cadre du contrat" in refusal(add_entry, *args, axis=axis, ambition="x")
    assert "reprend déjà" in refusal(add_entry, *args, axis=axis, ambition=taken)
    assert "n’est plus au contrat" in refusal(
        add_entry, *args, axis="0", ambition=uncrossed(amendment.contract)
    )


def test_a_real_contract_takes_in_a_commune_of_the_official_division():
    amendment = drafted(is_fictitious=False)
    add_entry(amendment, Target.COMMUNE, COMMUNE, ON, by=CLERK)
    make_commune("62119", "Béthune")
    other = COMMUNE | {"code": "00006"}
    assert "pas de commune de code 00006" in refusal(add_entry, amendment, Target.COMMUNE, other, ON)


def test_two_that_take_in_the_same_commune_block_the_second():
    contract = make_signed()
    first, second = (draft_amendment(contract, FACTS, by=CLERK) for _ in range(2))
    for one in (first, second):
        add_entry(one, Target.COMMUNE, COMMUNE, ON, by=CLERK)
    make_signed_amendment(first)
    held = Amendment.objects.get(pk=second.pk)
    assert "Serrebourg" in " ".join(inconsistencies(held, ON))
    assert "a déjà le code 00005" in refusal(move_amendment, held, AmendmentState.VOTES, ON)


@pytest.mark.parametrize(
    ("target", "values"),
    [
        (Target.PIECE, PIECE | {"kinds": ["inconnue"]}),
        (Target.PIECE, PIECE | {"kinds": ["study", "study"]}),
        (Target.PIECE, PIECE | {"at_step": "hier"}),
        (Target.COMMUNE, COMMUNE | {"code": "000005"}),
        (Target.COMMUNE, COMMUNE | {"population": "812"}),
        (Target.COMMUNE, COMMUNE | {"name": None}),
    ],
)
def test_a_value_of_another_kind_is_refused(target, values):
    assert "ne convient pas" in refusal(add_entry, drafted(), target, values, ON)
