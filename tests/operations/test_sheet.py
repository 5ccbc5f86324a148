"""The fiche opération: both approve one version, which says what the data say; an edit voids both."""

from io import BytesIO

import pikepdf
import pytest
from django.db import IntegrityError, transaction

from assemblies.factories import CLERK
from beffroi.contracts.kinds import Side
from beffroi.core.dates import local_day
from beffroi.core.errors import RuleViolation
from beffroi.core.seals.models import Seal
from beffroi.core.seals.verification import verify_all
from beffroi.drafting.actions import sign_off
from beffroi.drafting.signoffs import latest_of
from beffroi.operations.actions.moves import place
from beffroi.operations.actions.sheet import freeze_sheet, open_sheet, restore_sheet
from beffroi.operations.canonical import SHEET
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import OperationSheet
from beffroi.operations.saving import lock
from beffroi.operations.sheet_blockers import blockers_for_agreement
from beffroi.operations.sheets import GENERATED, PRESENTATION, current_sheet, generated_sections
from operations.factories import make_operation
from operations.voting import AT, agree, make_agreed, make_routed, make_sent, manager_of, write

pytestmark = pytest.mark.django_db


def test_the_money_and_the_duties_stand_in_the_fiche():
    operation = make_routed()
    written = generated_sections(operation, local_day(AT))
    assert "96 000 €" in written["financement"].replace("\u202f", " ")
    assert "38,4 % du coût éligible" in written["financement"].replace("\u202f", " ")
    assert "hors taxes" in written["financement"]
    # The clause of the invented contract binds buildings: this operation has no kind yet.
    assert "Poser une plaque" not in written["communication"]
    operation.kind = "building"
    assert "Poser une plaque" in generated_sections(operation, local_day(AT))["communication"]


def test_typed_words_never_become_markup():
    operation = make_routed()
    line = operation.plan.lines.get(rank=2)
    line.funder = "État | **gras** [x](http://y)"
    assert "\\|" in generated_sections(operation, local_day(AT))["financement"] or line.save() is None
    operation.plan.lines.filter(rank=2).update(funder=line.funder)
    assert "\\*\\*gras\\*\\*" in generated_sections(operation, local_day(AT))["financement"]


def test_the_departement_then_the_epci_carry_the_operation_on():
    operation = agree(make_routed(), Side.DEPARTEMENT)
    assert operation.state == S.COUNTERSIGN
    assert agree(operation, Side.EPCI).state == S.REPORT


def test_whoever_signs_first_both_are_needed():
    operation = agree(make_routed(), Side.EPCI)
    assert operation.state == S.SHEET
    assert agree(operation, Side.DEPARTEMENT).state == S.REPORT


@pytest.mark.parametrize("sides", [(Side.DEPARTEMENT,), (Side.DEPARTEMENT, Side.EPCI)])
def test_an_edit_brings_the_operation_back_and_voids_every_agreement(sides):
    operation = agree(make_routed(), *sides)
    write(operation, PRESENTATION, "Un autre texte.")
    operation.refresh_from_db()
    assert operation.state == S.SHEET
    assert operation.steps.last().verb == "void_sheet"
    assert not current_sheet(operation).text.signoffs.filter(voided_at__isnull=True).exists()


@pytest.mark.parametrize("key", GENERATED)
def test_refused_to_approve_a_section_that_says_something_else_than_the_data(key):
    operation = make_routed()
    write(operation, key, "Tout va bien.")
    sheet = current_sheet(operation)
    assert len(blockers_for_agreement(operation, sheet, local_day(AT))) == 1
    with pytest.raises(RuleViolation, match="ne dit plus ce que disent les données"):
        agree(operation, Side.DEPARTEMENT)
    assert not sheet.text.signoffs.exists()
    restore_sheet(operation, by=CLERK, at=AT)
    assert agree(operation, Side.DEPARTEMENT).state == S.COUNTERSIGN


def test_refused_when_the_fiche_is_not_at_its_step():
    operation = make_routed()
    place(lock(operation), S.ROUTING, verb="back_to_routing", by=CLERK, at=AT)
    with pytest.raises(RuleViolation, match="à l’étape où elle s’écrit"):
        agree(operation, Side.DEPARTEMENT)


def test_routed_again_the_same_fiche_is_brought_up_to_date():
    operation = make_routed()
    operation.plan.lines.filter(rank=2).update(funder="Agence de l’eau")
    sheet = open_sheet(lock(operation), by=CLERK, at=AT)
    assert sheet.number == 1
    assert "Agence de l’eau" in latest_of(sheet.text).part("financement").body


def test_once_sealed_another_fiche_takes_the_next_number():
    operation = make_agreed()
    make_sent(operation)
    assert open_sheet(lock(operation), by=CLERK, at=AT).number == 2


@pytest.mark.parametrize("sides", [(Side.DEPARTEMENT,), (Side.EPCI,)])
def test_not_frozen_without_both_agreements(sides):
    operation = agree(make_routed(), *sides)
    with pytest.raises(RuleViolation, match="n’a pas approuvé"):
        freeze_sheet(operation, current_sheet(operation), by=CLERK, at=AT)


def test_not_frozen_when_the_data_say_something_else_since_both_agreed():
    operation = make_agreed()
    operation.plan.lines.filter(rank=2).update(funder="Agence de l’eau")
    sheet = current_sheet(operation)
    with pytest.raises(RuleViolation, match="ne dit plus ce que disent les données"):
        freeze_sheet(operation, sheet, by=CLERK, at=AT)
    assert not Seal.objects.filter(kind=SHEET).exists()


def test_there_is_nothing_to_restore_before_the_fiche_is_opened():
    with pytest.raises(RuleViolation, match="Aucune fiche"):
        restore_sheet(make_operation(state=S.ROUTING), by=CLERK, at=AT)


def test_restoring_a_sealed_fiche_is_refused():
    operation = make_agreed()
    make_sent(operation)
    with pytest.raises(RuleViolation, match="Aucune fiche"):
        restore_sheet(operation, by=CLERK, at=AT)


def test_a_sealed_fiche_is_one_entry_of_the_chain_with_its_document():
    operation = make_agreed()
    make_sent(operation)
    entry = Seal.objects.get(kind=SHEET)
    assert entry.chain.name == f"fiches:{operation.contract.slug}"
    document = bytes(Seal.objects.values_list("pdf", flat=True).get(pk=entry.pk))
    with pikepdf.open(BytesIO(document)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("fr")
    assert not verify_all(chain=entry.chain.name)


@pytest.mark.parametrize("change", [{"facts": {}}, {"number": 7}, {"sealed_at": None}])
def test_nothing_of_a_sealed_fiche_changes(change):
    operation = make_agreed()
    make_sent(operation)
    with pytest.raises(IntegrityError), transaction.atomic():
        OperationSheet.objects.filter(operation=operation).update(**change)


def test_nothing_of_a_sealed_text_changes():
    operation = make_agreed()
    make_sent(operation)
    with pytest.raises(RuleViolation, match="figé"):
        write(operation, PRESENTATION, "Autre")
    text = current_sheet(operation).text
    with pytest.raises(RuleViolation, match="figé"):
        sign_off(text, latest_of(text).number, by=manager_of(operation.contract, Side.EPCI), at=AT)
