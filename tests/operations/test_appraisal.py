"""Coherence with the contract and ordinary schemes: each question answered, each scheme with its reason."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from assemblies.factories import CLERK
from beffroi.contracts.kinds import Side
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.operations.actions.appraisal import Conclusion, answer_coherence, examine_schemes
from beffroi.operations.actions.moves import move_operation
from beffroi.operations.appraisal_blockers import blockers_for_coherence, blockers_for_schemes
from beffroi.operations.blockers import BLOCKERS
from beffroi.operations.examination import examine, project_of
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.kinds import SchemeVerdict, Subject, Verdict
from beffroi.operations.models import CoherenceAnswer
from beffroi.operations.questions import questions_of
from beffroi.operations.rules.questions import Answer
from beffroi.organisations.models import Organisation
from beffroi.organisations.roles import OrganisationKind, Role
from beffroi.schemes.kinds import SchemeKind
from beffroi.territories.models import Epci
from contracts.factories import fill, make_draft, organisation_of
from operations.factories import AT, make_operation, run
from operations.plans import make_planned
from operations.test_report_warnings import BACKEND, means_of
from organisations.factories import make_member, make_organisation
from schemes.factories import make_rules, make_scheme
from territories.factories import VAL_CLAIR, make_commune, make_epci

pytestmark = pytest.mark.django_db
ON = date(2024, 6, 3)


def all_yes(operation):
    return [Answer(one.key, Verdict.YES) for one in questions_of(operation, ON)]


def departement(operation):
    return organisation_of(operation.contract, Side.DEPARTEMENT)


def scheme_of(operation, **rules):
    scheme = make_scheme(organisation=departement(operation))
    make_rules(scheme, **rules)
    return scheme


def test_the_contract_asks_about_its_axis_each_public_each_point_and_each_commitment():
    draft = fill(make_draft())
    draft.commitments.create(rank=9, side=Side.DEPARTEMENT, kind="support", title="accompagne")
    operation = make_operation(run(draft), S.COHERENCE)
    asked = questions_of(operation, ON)
    assert [one.subject for one in asked] == [
        Subject.AXIS, Subject.PUBLIC, Subject.POINT, Subject.COMMITMENT,
    ]  # fmt: skip
    assert asked[2].asked == "Combien d’eau ?"
    assert "accompagne" not in {one.title for one in asked}


def test_each_unanswered_question_is_named_with_a_link_to_its_field():
    operation = make_operation(state=S.COHERENCE)
    found = blockers_for_coherence(operation, ON)
    assert len(found) == 4
    assert found[0].mend.href == f"/operations/{operation.pk}/coherence/#id_verdict-axis"
    assert "Eau" in found[2].sentence
    answer_coherence(operation, all_yes(operation)[:1], by=CLERK, at=AT)
    assert len(blockers_for_coherence(operation, ON)) == 3


def test_coherence_is_settled_only_once_all_is_answered():
    operation = make_operation(state=S.COHERENCE)
    assert BLOCKERS["settle_coherence"] == (blockers_for_coherence,)
    with pytest.raises(RuleViolation, match="attend une réponse"):
        move_operation(operation, "settle_coherence", by=CLERK, at=AT)
    answer_coherence(operation, all_yes(operation), by=CLERK, at=AT)
    assert move_operation(operation, "settle_coherence", by=CLERK, at=AT).state == S.SCHEMES


@pytest.mark.parametrize("verdict", [Verdict.NO, Verdict.NOT_APPLICABLE])
def test_no_and_not_applicable_say_why(verdict):
    operation = make_operation(state=S.COHERENCE)
    with pytest.raises(RuleViolation, match="demande une explication"):
        answer_coherence(operation, [Answer("axis", verdict, "  ")], by=CLERK, at=AT)
    answer_coherence(operation, [Answer("axis", verdict, "Hors sujet")], by=CLERK, at=AT)
    assert operation.coherence_answers.get().reason == "Hors sujet"


def test_an_answer_written_again_replaces_the_first_and_both_are_told():
    operation = make_operation(state=S.COHERENCE)
    answer_coherence(operation, [Answer("axis", Verdict.YES)], by=CLERK, at=AT)
    answer_coherence(operation, [Answer("axis", Verdict.PARTLY, "à moitié")], by=CLERK, at=AT)
    answer_coherence(operation, [Answer("axis", Verdict.PARTLY, "à moitié")], by=CLERK, at=AT)
    assert CoherenceAnswer.objects.filter(operation=operation).count() == 1
    told = JournalEntry.objects.filter(verb="coherence.answered")
    assert told.count() == 2
    assert list(told.latest("pk").changes.values()) == [["oui", "en partie : à moitié"]]


def test_a_question_of_another_contract_is_not_answered_here():
    operation, other = make_operation(state=S.COHERENCE), make_operation(state=S.COHERENCE)
    foreign = questions_of(other, ON)[1]
    with pytest.raises(RuleViolation, match="ne pose pas"):
        answer_coherence(operation, [Answer(foreign.key, Verdict.YES)], by=CLERK, at=AT)


@pytest.mark.parametrize("state", [S.FILE, S.SCHEMES, S.VOTED])
def test_refused_to_answer_outside_its_step(state):
    operation = make_operation(state=state)
    with pytest.raises(RuleViolation, match="quand l’opération est"):
        answer_coherence(operation, [Answer("axis", Verdict.YES)], by=CLERK, at=AT)


def test_only_the_departements_ordinary_schemes_in_force_are_asked():
    operation = make_planned(state=S.SCHEMES)
    asked = scheme_of(operation)
    scheme_of(operation, in_force_from=date(2020, 1, 1), in_force_until=date(2021, 1, 1))
    make_scheme(organisation=departement(operation))
    make_rules(make_scheme(organisation=departement(operation), kind=SchemeKind.FUND))
    make_rules(make_scheme())
    [found] = blockers_for_schemes(operation, ON)
    assert asked.name in found.sentence
    assert found.mend.href.endswith(f"/droit-commun/#id_verdict-{asked.pk}")


def test_schemes_are_settled_once_each_has_its_reason_one_added_meanwhile_included():
    operation = make_planned(state=S.SCHEMES)
    told = [Conclusion(scheme_of(operation), SchemeVerdict.NOT_SUITED, "Il vise la voirie.")]
    examine_schemes(operation, told, by=CLERK, at=AT)
    assert blockers_for_schemes(operation, ON) == []
    added = scheme_of(operation)
    with pytest.raises(RuleViolation, match=added.name):
        move_operation(operation, "settle_schemes", by=CLERK, at=AT)
    examine_schemes(operation, [Conclusion(added, SchemeVerdict.EXHAUSTED, "Épuisé.")], by=CLERK, at=AT)
    assert move_operation(operation, "settle_schemes", by=CLERK, at=AT).state == S.ROUTING


def test_the_pre_check_is_kept_as_it_was_that_day():
    operation = make_planned(state=S.SCHEMES)
    scheme = scheme_of(operation, rate=Decimal("0.25"), cap_amount=Decimal(50_000))
    examine_schemes(operation, [Conclusion(scheme, SchemeVerdict.PARTLY, "Plafonné.")], by=CLERK, at=AT)
    row = operation.scheme_examinations.get()
    assert row.estimated_amount == 50_000
    assert row.checks[0]["holds"] is True
    assert "112" in row.checks[-2]["step"]


def test_refused_without_a_reason_or_for_another_scheme():
    operation = make_planned(state=S.SCHEMES)
    scheme = scheme_of(operation)
    with pytest.raises(RuleViolation, match="a son motif"):
        examine_schemes(operation, [Conclusion(scheme, SchemeVerdict.USED, " ")], by=CLERK, at=AT)
    with pytest.raises(RuleViolation, match="n’est pas un dispositif ordinaire"):
        examine_schemes(operation, [Conclusion(make_scheme(), SchemeVerdict.USED, "x")], by=CLERK, at=AT)
    routed = make_planned(state=S.ROUTING)
    with pytest.raises(RuleViolation, match="quand l’opération est"):
        examine_schemes(routed, [], by=CLERK, at=AT)


def plain(sentence):
    return sentence.replace("\xa0", " ").replace("\u202f", " ")


def with_people(*populations):
    draft = fill(make_draft())
    draft.communes.all().delete()
    for number, people in enumerate(populations, start=1):
        draft.communes.create(
            code=f"6200{number}", name=f"Commune {number}", population=people, longitude=2, latitude=50
        )
    return run(draft)


def test_the_population_of_an_epci_is_that_of_the_communes_of_the_contract_when_all_is_told():
    operation = make_operation(with_people(40_000, 31_900), S.SCHEMES)
    assert project_of(operation, ON).population == 71_900
    scheme = scheme_of(operation, population_max=50_000)
    [found] = examine(operation, [scheme], ON)
    told = next(one for one in found.found.checks if one.name == "population")
    assert told.holds is False
    assert "71 900 habitants (somme des communes du contrat)" in plain(told.sentence)
    assert project_of(make_operation(with_people(40_000, None), S.SCHEMES), ON).population is None


def test_the_population_of_a_commune_is_its_own():
    contract = with_people(40_000, 1_900)
    operation = make_operation(contract, S.SCHEMES)
    operation.owner = make_organisation(kind=OrganisationKind.COMMUNE, commune_code="62002")
    assert project_of(operation, ON).population == 1_900
    operation.owner = make_organisation(kind=OrganisationKind.COMMUNE, commune_code="62999")
    assert project_of(operation, ON).population is None


def test_what_the_owner_wrote_of_its_means_comes_first():
    operation = make_operation(with_people(40_000, 31_900), S.SCHEMES)
    means_of(operation, 68_000, 9_000_000)
    assert project_of(operation, ON).population == 68_000


def owned_by(operation, **changes):
    Organisation.objects.filter(pk=operation.owner_id).update(**changes)
    operation.refresh_from_db()
    return operation


def test_the_population_of_a_real_epci_is_the_official_one_with_its_year():
    operation = make_operation(with_people(40_000, 31_900), S.SCHEMES)
    make_epci(population=275_000, population_year=2022)
    owned_by(operation, siren=VAL_CLAIR, is_fictitious=False)
    project = project_of(operation, ON)
    assert project.population == 275_000
    assert "millésime 2022" in project.population_source
    # An invented place never reads the figures of a real one.
    assert project_of(owned_by(operation, is_fictitious=True), ON).population == 71_900
    Epci.objects.update(is_current=False)
    assert project_of(owned_by(operation, is_fictitious=False), ON).population == 71_900


def test_the_population_of_a_real_commune_is_the_official_one_even_if_the_contract_tells_none():
    operation = make_operation(with_people(40_000, None), S.SCHEMES)
    make_commune("62002", "Ardennoy", population=1_850, population_year=2022)
    operation.owner = make_organisation(
        kind=OrganisationKind.COMMUNE, commune_code="62002", is_fictitious=False
    )
    assert project_of(operation, ON).population == 1_850
    operation.owner.is_fictitious = True
    assert project_of(operation, ON).population is None


def test_the_means_are_asked_with_the_population_already_known_and_its_source(client):
    operation = make_operation(with_people(40_000, 31_900), S.FILE)
    client.force_login(make_member(operation.owner, Role.MANAGER), backend=BACKEND)
    address = reverse("operations:means", args=[operation.pk])
    page = client.get(address)
    assert page.context["form"]["population"].value() == 71_900
    assert "somme des communes du contrat" in page.content.decode()
    means_of(operation, 68_000, 9_000_000)
    page = client.get(address)
    assert page.context["form"]["population"].value() == 68_000
    assert "somme des communes du contrat" not in page.content.decode()
