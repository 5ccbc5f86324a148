"""What an amendment changes reaches operations on its day, for each thing that it may change, in each way."""

from datetime import date, datetime, timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse

from assemblies.factories import CLERK
from beffroi.contracts.amendments.actions import draft_amendment
from beffroi.contracts.amendments.changes import add_entry, alter_entry, remove_entry
from beffroi.contracts.amendments.gather import THE_ONE
from beffroi.contracts.in_force import amended_terms, terms_on
from beffroi.contracts.kinds import Side, Target
from beffroi.contracts.models import Contract, ContractPiece, ContractSettings
from beffroi.core.dates import local_day
from beffroi.core.errors import RuleViolation
from beffroi.drafting.signoffs import latest_of
from beffroi.operations.actions.appraisal import answer_coherence
from beffroi.operations.actions.file import edit_section
from beffroi.operations.actions.moves import move_operation
from beffroi.operations.actions.pieces import join_piece
from beffroi.operations.actions.proposals import contracts_open_to, may_own, propose_operation
from beffroi.operations.actions.sheet import restore_sheet
from beffroi.operations.blockers import blockers_for
from beffroi.operations.examination import project_of
from beffroi.operations.facts import NewOperation
from beffroi.operations.forms.proposal import ProposalForm
from beffroi.operations.forms.sections import FORMS
from beffroi.operations.imports.judging import Judge
from beffroi.operations.imports.table import Line
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.kinds import Verdict
from beffroi.operations.lists.asked import asked_by
from beffroi.operations.lists.export import chosen_columns, lines_of
from beffroi.operations.lists.places import counted_communes, map_of
from beffroi.operations.models import Operation
from beffroi.operations.page import operation_page, whole
from beffroi.operations.pieces import piece_asked
from beffroi.operations.questions import answers_of, past_answers, questions_of
from beffroi.operations.rules.questions import Answer
from beffroi.operations.sections import BY_SLUG, mark_of, told
from beffroi.operations.sheet_blockers import blockers_for_agreement
from beffroi.operations.sheets import current_sheet, duties_for, generated_sections
from beffroi.operations.taken_out import taken_out_notices
from beffroi.organisations.roles import OrganisationKind, Role
from contracts.amending import FACTS, put_in_force
from files.factories import upload_of
from operations.factories import AT, make_draft, make_operation, owner_of, run
from operations.files import make_file
from operations.voting import AT as VOTING_AT
from operations.voting import agree, make_agreed, manager_of
from organisations.factories import make_member, make_organisation

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
BEFORE, AFTER = date(2024, 6, 30), date(2024, 7, 1)
LATER = datetime.fromisoformat("2024-07-01T10:00:00+02:00")


def make_contract() -> Contract:
    """A contract that runs, admits its EPCI alone and asks for a piece."""
    contract = make_draft()
    ContractSettings.objects.create(contract=contract, owners_clause="article 3")
    ContractPiece.objects.create(contract=contract, rank=1, slug="devis", label="Devis", clause="article 4")
    return run(contract)


@pytest.fixture
def contract() -> Contract:
    return make_contract()


def amend(contract: Contract, act, target: Target, *args, **kwargs) -> None:
    """Put one change in force from AFTER on."""
    amendment = draft_amendment(contract, FACTS, by=CLERK)
    act(amendment, target, *args, AFTER, by=CLERK, **kwargs)
    put_in_force(amendment, AFTER)


def again(operation: Operation) -> Operation:
    return whole(Operation.objects.all()).get(pk=operation.pk)


def titles(operation: Operation, on: date) -> dict[str, str]:
    return {one.title: one.asked for one in questions_of(again(operation), on)}


def sentences(operation: Operation, on: date, verb: str = "submit") -> str:
    return " ".join(one.sentence for one in blockers_for(verb, again(operation), on))


def offered(operation: Operation, slug: str, name: str, on: date) -> list[str]:
    """The choices of a field of a section."""
    form = FORMS[slug](operation=again(operation), section=BY_SLUG[slug], on=on)
    return [label for _, label in form.fields[name].choices]


def write(operation: Operation, slug: str, at: datetime, **values) -> Operation:
    section = BY_SLUG[slug]
    held = {name: getattr(operation, name) for name in section.names} | values
    held = {name: list(one.all()) if hasattr(one, "all") else one for name, one in held.items()}
    read = mark_of(told(operation, section.names))
    return edit_section(operation, section, held, read=read, by=CLERK, at=at)


def page(operation: Operation, on: date) -> dict:
    found = again(operation)
    return operation_page(manager_of(found.contract, Side.EPCI), found, on)


def propose(contract, axis, at=LATER):
    facts = NewOperation(contract, owner_of(contract), "Une idée", axis)
    return propose_operation(facts, by=CLERK, at=at)


# Settings: they are only altered.


def test_an_amendment_admits_the_communes_from_its_day(contract):
    commune = make_organisation(kind=OrganisationKind.COMMUNE, commune_code="00001", is_fictitious=True)
    amend(contract, alter_entry, Target.SETTINGS, THE_ONE, {"admits_communes": True})
    assert not may_own(contract, commune, BEFORE)
    assert may_own(contract, commune, AFTER)
    assert (contracts_open_to(commune, BEFORE), contracts_open_to(commune, AFTER)) == ([], [contract])
    facts = NewOperation(contract, commune, "Une halle", contract.axes.get())
    with pytest.raises(RuleViolation, match="ne propose pas") as refusal:
        propose_operation(facts, by=CLERK, at=AT)
    assert refusal.value.source == "article 3"
    assert propose_operation(facts, by=CLERK, at=LATER).owner == commune


def test_an_amendment_that_excludes_says_that_it_does(contract):
    amend(contract, alter_entry, Target.SETTINGS, THE_ONE, {"admits_epci": False, "admits_others": True})
    assert propose(contract, contract.axes.get(), AT)
    with pytest.raises(RuleViolation) as refusal:
        propose(contract, contract.axes.get())
    assert refusal.value.source == "avenant n° 1"


def test_an_amendment_opens_the_contract_to_studies(contract):
    operation = make_file(contract)
    amend(contract, alter_entry, Target.SETTINGS, THE_ONE, {"is_investment_only": False})
    Operation.objects.filter(pk=operation.pk).update(kind="study")
    assert "n’admet pas cette nature" in sentences(operation, BEFORE)
    assert "n’admet pas cette nature" not in sentences(operation, AFTER)
    assert "Étude" not in " ".join(offered(operation, "presentation", "kind", BEFORE))
    assert "Étude" in " ".join(offered(operation, "presentation", "kind", AFTER))


# Axes.


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


# Themes.


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


# Publics, attention points and commitments: what is asked of coherence.

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


# Communication clauses.


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


# Required pieces.


def test_a_piece_added_is_asked_and_joined_from_its_day(contract):
    operation = make_file(contract)
    amend(contract, add_entry, Target.PIECE, {"label": "Plan de gestion", "at_step": "file", "kinds": []})
    assert sentences(operation, BEFORE) == ""
    [found] = blockers_for("submit", again(operation), AFTER)
    assert (found.sentence, found.source) == ("La pièce « Plan de gestion » manque.", "avenant n° 1")
    slug = found.mend.href.rpartition("#piece-")[2]
    assert piece_asked(again(operation), slug, BEFORE) is None
    asked = piece_asked(again(operation), slug, AFTER)
    join_piece(operation, "", upload_of(), asked, by=CLERK, at=LATER)
    assert sentences(operation, AFTER) == ""
    assert move_operation(operation, "submit", by=CLERK, at=LATER).state == S.COHERENCE


def test_a_piece_altered_is_asked_in_its_new_words_from_its_day(contract):
    operation = make_file(contract)
    operation.pieces.update(slug="")
    piece = contract.required_pieces.get()
    amend(contract, alter_entry, Target.PIECE, str(piece.pk), {"label": "Devis signé"})
    assert "« Devis » manque" in sentences(operation, BEFORE)
    assert "« Devis signé » manque" in sentences(operation, AFTER)


def test_a_piece_asked_later_or_no_more_holds_nothing_back(contract):
    operation = make_file(contract)
    operation.pieces.update(slug="")
    piece = contract.required_pieces.get()
    amend(contract, alter_entry, Target.PIECE, str(piece.pk), {"at_step": "report"})
    assert "« Devis » manque" in sentences(operation, BEFORE)
    assert sentences(operation, AFTER) == ""
    assert "« Devis » manque" in sentences(operation, AFTER, "send_report")
    amend(contract, remove_entry, Target.PIECE, str(piece.pk))
    assert "« Devis » manque" not in sentences(operation, AFTER, "send_report")
    assert "« Devis » manque" in sentences(operation, BEFORE)


def test_a_piece_that_is_asked_no_more_stays_among_the_others(contract):
    operation = make_file(contract)
    amend(contract, remove_entry, Target.PIECE, str(contract.required_pieces.get().pk))
    for on, slug in ((BEFORE, "devis"), (AFTER, "")):
        panel = next(one for one in page(operation, on)["panels"] if one.anchor == "pieces")
        [row] = panel.values["rows"]
        assert (row.slug, row.joined is not None) == (slug, True)


# Communes.


def test_a_commune_added_is_offered_proposes_and_is_taken_from_its_day():
    draft = make_draft()
    ContractSettings.objects.create(contract=draft, admits_communes=True)
    contract = run(draft)
    operation = make_operation(contract, state=S.FILE)
    commune = make_organisation(kind=OrganisationKind.COMMUNE, commune_code="00009", is_fictitious=True)
    amend(contract, add_entry, Target.COMMUNE, {"name": "Belle-Rive", "code": "00009", "population": None})
    row = contract.communes.get(code="00009")
    assert "Belle-Rive" not in offered(operation, "communes", "communes", BEFORE)
    assert offered(operation, "communes", "communes", AFTER)[1] == "Belle-Rive"
    assert (contracts_open_to(commune, BEFORE), contracts_open_to(commune, AFTER)) == ([], [contract])
    with pytest.raises(RuleViolation, match="« Belle-Rive » n’est pas"):
        write(again(operation), "communes", AT, communes=[row])
    assert write(again(operation), "communes", LATER, communes=[row]).communes.get() == row


def test_a_commune_that_takes_another_code_or_name_goes_on_proposing():
    draft = make_draft()
    ContractSettings.objects.create(contract=draft, admits_communes=True)
    contract = run(draft)
    commune = make_organisation(kind=OrganisationKind.COMMUNE, commune_code="00099", is_fictitious=True)
    row = contract.communes.get(code="00001")
    operation = make_operation(contract, state=S.FILE)
    operation.communes.add(row)
    amend(contract, alter_entry, Target.COMMUNE, str(row.pk), {"code": "00099", "name": "Roncevent-la-Neuve"})
    assert (contracts_open_to(commune, BEFORE), contracts_open_to(commune, AFTER)) == ([], [contract])
    assert [one.name for one in page(operation, BEFORE)["communes"]] == ["Roncevent"]
    assert [one.name for one in page(operation, AFTER)["communes"]] == ["Roncevent-la-Neuve"]


def test_a_commune_removed_proposes_no_more_and_operations_keep_it():
    draft = make_draft()
    ContractSettings.objects.create(contract=draft, admits_communes=True)
    contract = run(draft)
    commune = make_organisation(kind=OrganisationKind.COMMUNE, commune_code="00001", is_fictitious=True)
    row = contract.communes.get(code="00001")
    operation, other = (make_operation(contract, state=S.FILE) for _ in range(2))
    operation.communes.add(row)
    amend(contract, remove_entry, Target.COMMUNE, str(row.pk))
    assert may_own(contract, commune, BEFORE)
    assert not may_own(contract, commune, AFTER)
    assert "Roncevent" in offered(other, "communes", "communes", BEFORE)
    assert "Roncevent" not in " ".join(offered(other, "communes", "communes", AFTER))
    assert "Roncevent (retiré par l’avenant n° 1)" in offered(operation, "communes", "communes", AFTER)
    with pytest.raises(RuleViolation, match="« Roncevent » n’est pas, ou n’est plus"):
        write(again(other), "communes", LATER, communes=[row])
    more = contract.communes.get(code="00002")
    assert write(again(operation), "communes", LATER, communes=[row, more]).communes.count() == 2
    assert "La commune « Roncevent » n’est plus au contrat" in " ".join(page(operation, AFTER)["notices"])


# The lists of the workspace, and what the public reads.


@pytest.fixture
def _paris_day(monkeypatch):
    """Let it be the day of effect for the pages that ask what day it is."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: AFTER)


@pytest.mark.usefixtures("_paris_day")
def test_lists_and_files_name_an_axis_as_it_reads_that_day(contract):
    operation = make_operation(contract, state=S.COHERENCE)
    lead = manager_of(contract, Side.EPCI)
    axis = contract.axes.get()
    words = {"title": "Rapprocher tous les services", "short_title": "Tous services"}
    amend(contract, alter_entry, Target.AXIS, str(axis.pk), words)
    # Taken out the same day, it keeps the words that it had last.
    amend(contract, remove_entry, Target.AXIS, str(axis.pk))
    asked = asked_by(lead, QueryDict(""))
    menu = next(one for one in asked.kind.filters if one.name == "axe")
    assert menu.choices == ((str(axis.pk), "Tous services"),)
    [line] = lines_of(asked.found, chosen_columns(["axe"]), lead, asked.retitled)
    assert line == ["Rapprocher tous les services"]
    mine = Contract.objects.filter(pk=contract.pk).values("pk")
    assert amended_terms(mine, BEFORE, Target.AXIS) == {}
    assert amended_terms(mine, AFTER, Target.COMMUNE) == {}
    assert operation.axis.title == "Rapprocher les services"


def test_the_map_names_the_communes_of_that_day_and_those_that_operations_concern(contract):
    gone, kept, renamed = (contract.communes.get(code=code) for code in ("00001", "00002", "00003"))
    operation = make_operation(contract, state=S.COHERENCE)
    operation.communes.add(kept)
    amend(contract, remove_entry, Target.COMMUNE, str(gone.pk))
    amend(contract, remove_entry, Target.COMMUNE, str(kept.pk))
    amend(contract, alter_entry, Target.COMMUNE, str(renamed.pk), {"name": "Fontaine"})
    amend(contract, add_entry, Target.COMMUNE, {"name": "Belle-Rive", "code": "00009", "population": None})
    rows = Operation.objects.all()
    before = [(one.name, one.counted) for one in counted_communes(terms_on(contract, BEFORE), rows)]
    assert before == [("Ambreville", 1), ("Fontambre", 0), ("Moulinvert", 0), ("Roncevent", 0)]
    after = [(one.name, one.counted) for one in counted_communes(terms_on(contract, AFTER), rows)]
    assert after == [("Ambreville", 1), ("Belle-Rive", 0), ("Fontaine", 0), ("Moulinvert", 0)]
    # A commune that no source places is in the list, not on the drawing.
    drawn = map_of(terms_on(contract, AFTER), rows, QueryDict(""), "/operations/")
    assert "Belle-Rive" in [one.name for one in drawn.spots]
    assert "00009" not in [one.code for one in drawn.drawing.cells]


@pytest.mark.usefixtures("_paris_day")
def test_the_pages_show_what_is_in_force_today(contract, client):
    operation = make_operation(contract, state=S.COHERENCE, description="Une halle.", kind="building")
    axis, public = contract.axes.get(), contract.target_publics.get()
    [key] = [one.key for one in questions_of(operation, BEFORE) if one.title == public.title]
    answer_coherence(operation, [Answer(key, Verdict.YES)], by=CLERK, at=AT)
    amend(contract, alter_entry, Target.AXIS, str(axis.pk), {"title": "Rapprocher tous les services"})
    amend(contract, remove_entry, Target.PUBLIC, str(public.pk))
    amend(contract, add_entry, Target.POINT, {"title": "Sols", "detail": "", "question": "Quels sols ?"})
    amend(contract, remove_entry, Target.AXIS, str(axis.pk))
    client.force_login(make_member(operation.departement, Role.MANAGER), backend=BACKEND)
    html = plain(client.get(reverse("operations:operation", args=[operation.pk])))
    assert "1. Rapprocher tous les services" in html
    assert "n’est plus au contrat depuis l’avenant n° 4, signé le 1er juillet 2024" in html
    html = plain(client.get(reverse("operations:coherence", args=[operation.pk])))
    assert "Quels sols ?" in html
    past = html[html.index("ce que le contrat ne demande plus") :]
    assert "collégiens" in past
    assert "Axe 1 : Services" in plain(client.get(reverse("operations:index")))
    assert client.get(reverse("operations:places")).status_code == 200


@pytest.mark.usefixtures("_paris_day")
def test_the_owner_s_pages_offer_what_is_in_force_today(contract, client):
    operation = make_operation(contract, state=S.FILE)
    amend(contract, add_entry, Target.AXIS, {"title": "Garder l’eau", "short_title": "Eau"})
    amend(contract, add_entry, Target.PIECE, {"label": "Plan de gestion", "at_step": "file", "kinds": []})
    client.force_login(make_member(operation.owner, Role.MANAGER), backend=BACKEND)
    for name, args in (
        ("propose", []),
        ("section", [operation.pk, "presentation"]),
    ):
        assert "Axe 2 : Garder l’eau" in plain(client.get(reverse(f"operations:{name}", args=args)))
    html = plain(client.get(reverse("operations:operation", args=[operation.pk])))
    assert "La pièce « Plan de gestion » manque." in html
    slug = html.partition('id="piece-a')[2].partition('"')[0]
    where = reverse("operations:piece_join_asked", args=[operation.pk, f"a{slug}"])
    assert "Plan de gestion" in plain(client.get(where))
    missing = reverse("operations:piece_join_asked", args=[operation.pk, "a9-9"])
    assert client.get(missing).status_code == 404


def plain(answer) -> str:
    """The words of a page, with plain spaces."""
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")
