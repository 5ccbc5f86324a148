"""Publics, attention points, commitments, clauses: what an amendment has operations answer or do."""

from datetime import timedelta

import pytest

from assemblies.factories import CLERK
from beffroi.contracts.amendments.actions import draft_amendment
from beffroi.contracts.amendments.changes import add_entry, alter_entry, remove_entry
from beffroi.contracts.kinds import Target
from beffroi.core.dates import local_day
from beffroi.core.errors import RuleViolation
from beffroi.drafting.signoffs import latest_of
from beffroi.operations.actions.appraisal import answer_coherence
from beffroi.operations.actions.sheet import restore_sheet
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.kinds import Verdict
from beffroi.operations.questions import answers_of, past_answers, questions_of
from beffroi.operations.rules.questions import Answer
from beffroi.operations.sheet_blockers import blockers_for_agreement
from beffroi.operations.sheets import current_sheet, duties_for, generated_sections
from contracts.amending import FACTS, put_in_force
from operations.factories import AT, make_operation
from operations.files import make_file
from operations.in_force.amended import (
    AFTER,
    BEFORE,
    LATER,
    again,
    amend,
    offered,
    page,
    sentences,
    titles,
    write,
)
from operations.voting import AT as VOTING_AT
from operations.voting import agree, make_agreed

pytestmark = pytest.mark.django_db


ASKED = {
    Target.PUBLIC: (
        "target_publics", "collégiens", {"title": "aînés"}, {"title": "collégiens et lycéens"},
    ),
    Target.POINT: (
        "attention_points", "Eau",
        {"title": "Sols", "detail": "", "question": "Quels sols ?"}, {"question": "Combien d’eau gardée ?"},
    ),
    Target.COMMITMENT: (
        "commitments", "se réunissent chaque année",
        {"side": "epci", "kind": "mobility", "title": "transporte"}, {"title": "se réunissent souvent"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("target", ASKED)
def test_what_is_added_is_asked_of_operations_from_its_day(contract, target):
    name, _, added, _ = ASKED[target]
    operation = make_operation(contract, state=S.COHERENCE)
    amend(contract, add_entry, target, added)
    assert added["title"] not in titles(operation, BEFORE)
    assert added["title"] in titles(operation, AFTER)
    assert f"« {added['title']} » attend" in sentences(operation, AFTER, "settle_coherence")
    key = next(one.key for one in questions_of(again(operation), AFTER) if one.title == added["title"])
    assert key == f"{target}-{getattr(contract, name).get(reference__gt='').pk}"
    with pytest.raises(RuleViolation, match="ne pose pas"):
        answer_coherence(operation, [Answer(key, Verdict.YES)], by=CLERK, at=AT)
    answer_coherence(operation, [Answer(key, Verdict.YES)], by=CLERK, at=LATER)
    assert added["title"] in generated_sections(again(operation), AFTER)["coherence"]


@pytest.mark.parametrize("target", ASKED)
def test_what_is_altered_is_asked_in_its_new_words_from_its_day(contract, target):
    name, title, _, altered = ASKED[target]
    operation = make_operation(contract, state=S.COHERENCE)
    before = titles(operation, BEFORE)
    amend(contract, alter_entry, target, str(getattr(contract, name).get().pk), altered)
    assert titles(operation, BEFORE) == before
    after = titles(operation, AFTER)
    assert title in before
    words = altered.get("question") or altered["title"]
    assert words in {*after, *after.values()}
    assert words not in {*before, *before.values()}


@pytest.mark.parametrize("target", ASKED)
def test_what_is_removed_is_asked_no_more_and_its_answer_stays(contract, target):
    name, title, _, _ = ASKED[target]
    row = getattr(contract, name).get()
    operation, other = (make_operation(contract, state=S.COHERENCE) for _ in range(2))
    key = next(one.key for one in questions_of(operation, BEFORE) if one.title == title)
    answer_coherence(operation, [Answer(key, Verdict.NO, "Sans objet ici")], by=CLERK, at=AT)
    amend(contract, remove_entry, target, str(row.pk))
    assert title in sentences(other, BEFORE, "settle_coherence")
    assert title not in sentences(other, AFTER, "settle_coherence")
    with pytest.raises(RuleViolation, match="ne pose pas"):
        answer_coherence(other, [Answer(key, Verdict.YES)], by=CLERK, at=LATER)
    found = again(operation)
    [(about, kept)] = past_answers(answers_of(found), questions_of(found, AFTER))
    assert (about, kept.reason) == (title, "Sans objet ici")
    assert past_answers(answers_of(found), questions_of(found, BEFORE)) == []
    assert f"- {title} : " in generated_sections(found, AFTER)["coherence"]


def test_a_public_added_or_removed_is_offered_or_not(contract):
    operation = make_file(contract)
    held = contract.target_publics.get()
    write(again(operation), "publics", AT, target_publics=[held], has_no_public=False)
    amend(contract, add_entry, Target.PUBLIC, {"title": "aînés"})
    amend(contract, remove_entry, Target.PUBLIC, str(held.pk))
    assert offered(operation, "publics", "target_publics", BEFORE) == ["collégiens"]
    assert offered(operation, "publics", "target_publics", AFTER) == [
        "aînés",
        "collégiens (retiré par l’avenant n° 2)",
    ]
    new = contract.target_publics.get(reference__gt="")
    with pytest.raises(RuleViolation, match="« aînés » n’est pas"):
        write(again(operation), "publics", AT, target_publics=[new], has_no_public=False)
    write(again(operation), "publics", LATER, target_publics=[held, new], has_no_public=False)
    assert "Le public « collégiens » n’est plus au contrat" in " ".join(page(operation, AFTER)["notices"])
    write(again(operation), "publics", LATER, target_publics=[new], has_no_public=False)
    with pytest.raises(RuleViolation, match="« collégiens » n’est pas, ou n’est plus"):
        write(again(operation), "publics", LATER, target_publics=[held], has_no_public=False)


def test_a_clause_added_altered_or_removed_binds_operations_from_its_day(contract):
    operation = make_operation(contract, kind="building")
    held = contract.communication_clauses.get()
    clause = {
        "duty": "Inviter le Département", "support": "Inauguration", "applies_to": "fund", "proof": "",
        "blocks_final_payment": False,
    }  # fmt: skip
    amend(contract, add_entry, Target.CLAUSE, clause)
    before = [("Poser une plaque", 17)]
    assert [(one.duty, one.line) for one in duties_for(again(operation), BEFORE)] == before
    both = [*before, ("Inviter le Département", None)]
    assert [(one.duty, one.line) for one in duties_for(again(operation), AFTER)] == both
    amend(contract, alter_entry, Target.CLAUSE, str(held.pk), {"duty": "Poser deux plaques"})
    assert "Poser deux plaques" in generated_sections(again(operation), AFTER)["communication"]
    assert "Poser une plaque" in generated_sections(again(operation), BEFORE)["communication"]
    amend(contract, remove_entry, Target.CLAUSE, str(held.pk))
    assert [one.duty for one in duties_for(again(operation), AFTER)] == ["Inviter le Département"]
    assert [(one.duty, one.line) for one in duties_for(again(operation), BEFORE)] == before


def test_a_fiche_that_an_amendment_makes_untrue_is_restored_and_approved_again(contract):
    operation, day = make_agreed(contract), local_day(VOTING_AT)
    assert operation.state == S.REPORT
    amendment = draft_amendment(contract, FACTS, by=CLERK)
    axis = str(contract.axes.get().pk)
    alter_entry(amendment, Target.AXIS, axis, {"title": "Rapprocher tous les services"}, day, by=CLERK)
    put_in_force(amendment, day)
    sheet = current_sheet(operation)
    assert blockers_for_agreement(again(operation), sheet, day - timedelta(days=1)) == []
    [found] = blockers_for_agreement(again(operation), sheet, day)
    assert "Ce qui la rattache au contrat" in found.sentence
    restore_sheet(again(operation), by=CLERK, at=VOTING_AT)
    operation.refresh_from_db()
    assert operation.state == S.SHEET
    assert agree(again(operation)).state == S.REPORT
    assert "tous les services" in latest_of(current_sheet(operation).text).part("coherence").body
