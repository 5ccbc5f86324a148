"""Axes and themes added, altered, removed: what is offered, taken and told, from the day of effect."""

import pytest

from assemblies.factories import CLERK
from beffroi.contracts.amendments.changes import add_entry, alter_entry, remove_entry
from beffroi.contracts.kinds import Target
from beffroi.core.errors import RuleViolation
from beffroi.operations.actions.appraisal import answer_coherence
from beffroi.operations.actions.moves import move_operation
from beffroi.operations.actions.proposals import contracts_open_to
from beffroi.operations.blockers import blockers_for
from beffroi.operations.examination import project_of
from beffroi.operations.forms.proposal import ProposalForm
from beffroi.operations.imports.judging import Judge
from beffroi.operations.imports.table import Line
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.kinds import Verdict
from beffroi.operations.questions import questions_of
from beffroi.operations.rules.questions import Answer
from beffroi.operations.sheets import generated_sections
from beffroi.operations.taken_out import taken_out_notices
from operations.factories import AT, make_operation, owner_of
from operations.files import make_file
from operations.in_force.amended import (
    AFTER,
    BEFORE,
    LATER,
    again,
    amend,
    offered,
    page,
    propose,
    sentences,
    titles,
    write,
)

pytestmark = pytest.mark.django_db


def test_an_axis_added_is_offered_and_taken_from_its_day(contract):
    operation = make_file(contract)
    amend(contract, add_entry, Target.AXIS, {"title": "Garder l’eau", "short_title": "Eau"})
    axis = contract.axes.get(reference__gt="")
    assert str(axis) == "Axe 2 : Garder l’eau"
    assert str(axis) not in offered(operation, "presentation", "axis", BEFORE)
    assert str(axis) in offered(operation, "presentation", "axis", AFTER)
    for on, there in ((BEFORE, False), (AFTER, True)):
        form = ProposalForm(contracts=contracts_open_to(owner_of(contract), on), on=on)
        assert (str(axis.pk) in form.axes) is there
        judge = Judge(["Titre", "Axe"], contracts_open_to(owner_of(contract), on), owner_of(contract), on)
        [row] = judge.judge([Line(2, ("Une mare", "Eau"))])
        assert (row.axis == axis) is there
    with pytest.raises(RuleViolation, match="n’est pas, ou n’est plus"):
        propose(contract, axis, AT)
    with pytest.raises(RuleViolation, match="n’est pas, ou n’est plus"):
        write(again(operation), "presentation", AT, axis=axis)
    assert propose(contract, axis).axis == axis
    assert write(again(operation), "presentation", LATER, axis=axis).axis == axis


def test_an_axis_altered_bears_its_new_title_from_its_day(contract):
    operation = make_file(contract)
    axis = contract.axes.get()
    amend(contract, alter_entry, Target.AXIS, str(axis.pk), {"title": "Rapprocher tous les services"})
    for on, title in ((BEFORE, "Rapprocher les services"), (AFTER, "Rapprocher tous les services")):
        assert page(operation, on)["axis"].title == title
        assert f"Axe 1 : {title}" in titles(operation, on)
        assert f"- Axe 1 : {title}\n" in f"{generated_sections(again(operation), on)['coherence']}\n"
        assert f"Axe 1 : {title}" in offered(operation, "presentation", "axis", on)
    assert taken_out_notices(again(operation), AFTER) == []


def test_an_axis_removed_is_no_longer_offered_and_who_has_it_is_told(contract):
    operation = make_file(contract)
    axis = contract.axes.get()
    amend(contract, add_entry, Target.AXIS, {"title": "Garder l’eau", "short_title": "Eau"})
    amend(contract, remove_entry, Target.AXIS, str(axis.pk))
    propose(contract, axis, AT)
    with pytest.raises(RuleViolation, match="n’est pas, ou n’est plus"):
        propose(contract, axis)
    assert str(axis.pk) not in ProposalForm(contracts=[again(operation).contract], on=AFTER).axes
    assert sentences(operation, BEFORE) == ""
    told_of = sentences(operation, AFTER).replace("\u00a0", " ")
    assert "n’est plus au contrat depuis l’avenant n° 2, signé le 1er juillet 2024" in told_of
    with pytest.raises(RuleViolation, match="n’est plus au contrat"):
        move_operation(operation, "submit", by=CLERK, at=LATER)
    # The file may still be written: its axis stays chosen until another one is.
    kept = "Axe 1 : Rapprocher les services (retiré par l’avenant n° 2)"
    assert kept in offered(operation, "presentation", "axis", AFTER)
    assert write(again(operation), "presentation", LATER, summary="Autre phrase").axis == axis
    new = contract.axes.get(reference__gt="")
    write(again(operation), "presentation", LATER, axis=new, themes=[])
    assert kept not in offered(operation, "presentation", "axis", AFTER)
    assert move_operation(operation, "submit", by=CLERK, at=LATER).state == S.COHERENCE


STAGES = {
    S.FILE: "choisissez autre chose dans le dossier",
    S.COHERENCE: "le Département peut demander au maître d’ouvrage",
    S.SHEET: "vérifiez avant le vote",
    S.VOTED: "",
}


@pytest.mark.parametrize("stage", STAGES)
def test_its_page_says_that_the_axis_is_gone_and_what_to_do(contract, stage):
    operation = make_operation(contract, state=stage)
    amend(contract, remove_entry, Target.AXIS, str(contract.axes.get().pk))
    assert taken_out_notices(again(operation), BEFORE) == []
    said = " ".join(taken_out_notices(again(operation), AFTER))
    assert (STAGES[stage] in said) if STAGES[stage] else said == ""
    assert page(operation, AFTER)["axis"].title == "Rapprocher les services"
    if STAGES[stage]:
        assert [one for one in page(operation, AFTER)["notices"] if STAGES[stage] in one]


def test_coherence_with_an_axis_that_is_gone_is_not_settled(contract):
    operation = make_operation(contract, state=S.COHERENCE)
    answers = [Answer(one.key, Verdict.YES) for one in questions_of(operation, BEFORE)]
    answer_coherence(operation, answers, by=CLERK, at=AT)
    amend(contract, remove_entry, Target.AXIS, str(contract.axes.get().pk))
    assert sentences(operation, BEFORE, "settle_coherence") == ""
    [found] = blockers_for("settle_coherence", again(operation), AFTER)
    assert "le maître d’ouvrage doit en choisir un autre" in found.sentence
    assert found.source == "avenant n° 1"
    assert found.mend.href.endswith("#mouvement-ask_completion")


def test_a_theme_added_is_offered_and_taken_from_its_day(contract):
    operation, axis = make_file(contract), contract.axes.get()
    amend(contract, add_entry, Target.THEME, {"title": "Berges"}, axis=str(axis.pk))
    theme = axis.themes.get(reference__gt="")
    assert "Berges" not in offered(operation, "presentation", "themes", BEFORE)
    assert "Berges" in offered(operation, "presentation", "themes", AFTER)
    with pytest.raises(RuleViolation, match="« Berges » n’est pas"):
        write(again(operation), "presentation", AT, themes=[theme])
    assert write(again(operation), "presentation", LATER, themes=[theme]).themes.get() == theme


def test_a_theme_altered_bears_its_new_title_from_its_day(contract):
    operation, theme = make_file(contract), contract.axes.get().themes.get()
    operation.themes.add(theme)
    amend(contract, alter_entry, Target.THEME, str(theme.pk), {"title": "Maisons de services"})
    for on, title in ((BEFORE, "Guichets"), (AFTER, "Maisons de services")):
        assert project_of(again(operation), on).themes == (title,)
        assert f"Thèmes : {title}" in generated_sections(again(operation), on)["coherence"]
        panel = next(one for one in page(operation, on)["panels"] if one.anchor == "projet")
        assert [one.title for one in panel.values["themes"]] == [title]


def test_a_theme_removed_is_no_longer_offered_and_the_file_that_has_it_waits(contract):
    operation, theme = make_file(contract), contract.axes.get().themes.get()
    other = make_file(contract)
    operation.themes.add(theme)
    amend(contract, remove_entry, Target.THEME, str(theme.pk))
    assert "Guichets" in offered(other, "presentation", "themes", BEFORE)
    assert offered(other, "presentation", "themes", AFTER) == []
    assert offered(operation, "presentation", "themes", AFTER) == ["Guichets (retiré par l’avenant n° 1)"]
    assert "Le thème « Guichets » n’est plus au contrat" in sentences(operation, AFTER)
    assert sentences(operation, BEFORE) == sentences(other, AFTER) == ""
    assert write(again(operation), "presentation", LATER, summary="Autre").themes.get() == theme
    with pytest.raises(RuleViolation, match="n’est plus"):
        write(again(other), "presentation", LATER, themes=[theme])
    write(again(operation), "presentation", LATER, themes=[])
    assert sentences(operation, AFTER) == ""
