"""The pages of the money: what is typed, saved, refused, and never lost."""

import pytest

from assemblies.factories import CLERK
from beffroi.contracts.kinds import Side
from beffroi.operations.actions.plan import write_plan
from beffroi.operations.actions.scenarios import copy_plan
from beffroi.operations.kinds import FunderKind as K
from beffroi.operations.kinds import LineState
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import FundingPlan, Operation
from beffroi.organisations.roles import Role
from contracts.factories import organisation_of
from operations.factories import AT
from operations.pages.addresses import address
from operations.pages.conftest import BACKEND
from operations.plans import MET, facts, line, make_planned
from organisations.factories import make_member
from schemes.factories import make_rules, make_scheme

pytestmark = pytest.mark.django_db


def typed(operation, **changes):
    """A plan as its owner types it."""
    return {
        "version": operation.plan.version,
        "plan-basis": "ht",
        "plan-recovers_tax": "oui",
        "cost-count": "2",
        "cost-0-label": "Travaux",
        "cost-0-amount": "360 000,00 €",
        "cost-0-is_eligible": "oui",
        "cost-1-label": "",
        "line-count": "3",
        "line-0-funder": "État",
        "line-0-kind": "state",
        "line-0-state": "planned",
        "line-0-asked_amount": "300.000,00",
        "line-1-funder": "Nous",
        "line-1-kind": "own",
        "line-1-state": "planned",
        "line-1-asked_amount": "60000",
        "line-2-state": "planned",
        **changes,
    }


def test_amounts_are_typed_in_french_and_empty_rows_are_no_rows(owner, contract):
    operation = make_planned(facts(1), contract=contract)
    answer = owner.post(address("plan", operation), typed(operation))
    assert answer.status_code == 302
    plan = FundingPlan.objects.get(operation=operation)
    assert (plan.cost_amount, plan.eligible_amount, plan.funding_amount) == (360_000, 360_000, 360_000)
    assert plan.lines.count() == 2


def test_an_own_share_missed_or_a_lead_field_never_forbids_typing_and_is_told(owner, contract):
    operation = make_planned(facts(1), contract=contract)
    owner.post(address("plan", operation), typed(operation, **{"plan-lead_field": "climat"}))
    page = owner.get(address("plan", operation)).content.decode()
    assert "climat, qualité de l’air et énergie" in page
    assert "Domaine à chef de file" in page
    assert "Non respecté" in page
    assert "75\u202f000\u202f€" in page
    assert "L1111-10" in page


def test_errors_stand_beside_the_cell_and_at_the_top_and_nothing_is_lost(owner, contract):
    operation = make_planned(facts(1), contract=contract)
    wrong = typed(operation, **{"line-0-asked_amount": "beaucoup", "line-1-state": "obtained"})
    answer = owner.post(address("plan", operation), wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_line-0-asked_amount"' in page
    assert 'id="id_line-0-asked_amount_error"' in page
    assert "3 points à corriger" in page
    for kept in ("360 000,00 €", 'value="beaucoup"', 'value="Nous"'):
        assert kept in page
    assert FundingPlan.objects.get(operation=operation).cost_amount == 1


def test_more_rows_are_added_without_saving_nor_losing(owner, contract):
    operation = make_planned(facts(1), contract=contract)
    answer = owner.post(address("plan", operation), typed(operation, more="line"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="line-5-funder"' in page
    assert 'value="Nous"' in page
    assert FundingPlan.objects.get(operation=operation).cost_amount == 1


def test_the_second_writer_keeps_what_was_typed_and_may_save_it_knowingly(owner, contract):
    operation = make_planned(facts(1), contract=contract)
    stale = typed(operation)
    write_plan(operation, facts(2), by=CLERK, at=AT)
    answer = owner.post(address("plan", operation), stale)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "modifié entre-temps" in page
    assert 'value="360 000,00 €"' in page
    current = FundingPlan.objects.get(operation=operation).version
    assert f'name="version" value="{current}"' in page
    assert owner.post(address("plan", operation), stale | {"version": current}).status_code == 302


@pytest.mark.parametrize("version", ["", "x", "0"])
def test_a_form_without_its_version_writes_nothing(owner, contract, version):
    operation = make_planned(facts(1), contract=contract)
    answer = owner.post(address("plan", operation), typed(operation, version=version))
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"plan-basis": "ttc"}, "TVA récupérable"),
        ({"line-0-obtained_amount": "5"}, "choisissez « obtenue »"),
        ({"line-0-scheme": "{scheme}"}, "Seul un financement du Département"),
        ({"line-0-scheme": "999999"}, "Sélectionnez un choix valide"),
        ({"line-2-kind": "own"}, "Nommez ce financeur"),
        ({"cost-1-amount": "5"}, "Nommez ce poste"),
    ],
)
def test_refused_with_its_reason(owner, contract, change, told):
    operation = make_planned(facts(1), contract=contract)
    scheme = make_scheme(organisation=organisation_of(contract, Side.DEPARTEMENT))
    change = {name: value.format(scheme=scheme.pk) for name, value in change.items()}
    answer = owner.post(address("plan", operation), typed(operation, **change))
    assert answer.status_code == 422
    assert told in answer.content.decode().replace("\u202f", " ").replace("\xa0", " ")


def test_a_scheme_of_the_departement_and_a_decision_are_kept_on_the_line(owner, contract):
    operation = make_planned(facts(1), contract=contract)
    scheme = make_scheme(organisation=organisation_of(contract, Side.DEPARTEMENT))
    change = {
        "line-0-kind": "departement", "line-0-scheme": scheme.pk, "line-0-state": "obtained",
        "line-0-obtained_amount": "300000", "line-0-decided_on": "2 mai 2024",
    }  # fmt: skip
    assert owner.post(address("plan", operation), typed(operation, **change)).status_code == 302
    row = operation.plan.lines.get(rank=1)
    assert (row.scheme, row.state, row.decided_on.isoformat()) == (scheme, LineState.OBTAINED, "2024-05-02")


def test_the_departement_does_not_write_the_plan(agent, contract):
    operation = make_planned(state=S.COMPLETION, contract=contract)
    assert agent.post(address("plan", operation), typed(operation)).status_code == 403
    assert 'id="saisie"' not in agent.get(address("plan", operation)).content.decode()


def test_the_owner_no_longer_writes_once_it_is_examined(owner, contract):
    operation = make_planned(state=S.COHERENCE, contract=contract)
    assert owner.post(address("plan", operation), typed(operation)).status_code == 403


def test_a_balanced_plan_is_settled_by_its_button(owner, contract):
    operation = make_planned(contract=contract)
    assert owner.post(address("settle", operation)).status_code == 302
    assert FundingPlan.objects.get(operation=operation).settled_at


def test_a_reopened_plan_goes_back_to_the_departement_once_balanced(owner, contract):
    operation = make_planned(state=S.REOPENED, contract=contract)
    assert owner.post(address("settle", operation)).status_code == 302
    assert Operation.objects.get(pk=operation.pk).state == S.ROUTING


def test_an_unbalanced_plan_says_what_is_missing(owner, contract):
    operation = make_planned(facts("10.01", line(K.OWN, 10)), contract=contract)
    answer = owner.post(address("settle", operation))
    assert answer.status_code == 422
    assert "il manque 0,01" in answer.content.decode()


def test_after_a_refused_settling_what_is_typed_is_still_sent_to_the_plan(owner, contract):
    operation = make_planned(facts(360_000, line(K.OWN, 60_000)), contract=contract)
    page = owner.post(address("settle", operation)).content.decode()
    assert f'action="{address("plan", operation)}" id="saisie"' in page


def test_a_funder_who_cuts_is_noted_by_the_owner(owner, contract):
    operation = make_planned(state=S.VOTED, contract=contract)
    row = operation.plan.lines.get(kind=K.STATE)
    page = owner.get(address("plan", operation)).content.decode()
    where = address("cut", operation, line=row.pk)
    assert where in page
    assert owner.post(where, {"amount": "", "reason": ""}).status_code == 422
    assert owner.post(where, {"amount": "200000", "reason": "x"}).status_code == 422
    assert owner.post(where, {"amount": "0", "reason": "crédits annulés"}).status_code == 302
    assert Operation.objects.get(pk=operation.pk).state == S.REOPENED


def test_a_line_of_another_operation_is_not_found(owner, contract):
    operation, other = (make_planned(state=S.SHEET, contract=contract) for _ in range(2))
    row = other.plan.lines.get(kind=K.STATE)
    assert owner.get(address("cut", operation, line=row.pk)).status_code == 404


def test_the_own_share_of_the_owner_is_not_cut(owner, contract):
    operation = make_planned(state=S.SHEET, contract=contract)
    row = operation.plan.lines.get(kind=K.OWN)
    assert owner.get(address("cut", operation, line=row.pk)).status_code == 403


def test_the_means_of_the_owner_are_typed(owner, contract):
    operation = make_planned(contract=contract)
    told = {"population": "12 500", "operating_revenue_amount": "9 000 000", "source": "CFU"}
    assert owner.post(address("means", operation), {**told, "source": ""}).status_code == 422
    assert (
        owner.post(address("means", operation), {**told, "operating_revenue_amount": "0"}).status_code == 422
    )
    assert owner.post(address("means", operation), told).status_code == 302
    assert "12\u202f500" in owner.get(address("plan", operation)).content.decode()


def test_scenarios_are_those_of_who_acts_and_of_nobody_else(agent, contract):
    operation = make_planned(state=S.SHEET, contract=contract)
    theirs = copy_plan(operation, operation.owner, "Le leur", by=CLERK, at=AT)
    assert "Le leur" not in agent.get(address("scenarios", operation)).content.decode()
    assert agent.get(address("scenario", operation, scenario=theirs.pk)).status_code == 404
    made = agent.post(address("scenarios", operation), {"name": "Le nôtre"})
    assert made.status_code == 302
    assert agent.get(made["Location"]).status_code == 200
    page = agent.get(address("scenarios", operation)).content.decode()
    assert "Le nôtre" in page


def test_who_reads_the_plan_without_examining_it_makes_no_scenario(client, contract):
    operation = make_planned(MET, S.COHERENCE, contract=contract)
    departement = organisation_of(contract, Side.DEPARTEMENT)
    client.force_login(make_member(departement, Role.FINANCE_AGENT), backend=BACKEND)
    assert client.get(address("scenarios", operation)).status_code == 200
    assert client.post(address("scenarios", operation), {"name": "Sans l’État"}).status_code == 403
    assert not operation.scenarios.exists()


def test_a_scenario_is_written_and_its_errors_are_told(owner, contract):
    operation = make_planned(contract=contract)
    made = copy_plan(operation, operation.owner, "A", by=CLERK, at=AT)
    where = address("scenario", operation, scenario=made.pk)
    told = {"version": "1", "line-count": "1", "cost": "beaucoup", "line-0-funder": "X"}
    wrong = owner.post(where, told)
    assert wrong.status_code == 422
    assert 'value="beaucoup"' in wrong.content.decode()
    told |= {"cost": "100", "line-0-kind": "own", "line-0-amount": "100"}
    assert owner.post(where, told | {"more": "line"}).status_code == 200
    assert owner.post(where, told).status_code == 302
    stale = owner.post(where, told)
    assert stale.status_code == 422
    assert "modifié entre-temps" in stale.content.decode()


def test_the_statement_is_read_as_a_page_and_as_a_document(owner, contract):
    operation = make_planned(MET, contract=contract)
    page = owner.get(address("statement", operation)).content.decode()
    assert "200\u202f000\u202f€" in page
    answer = owner.get(address("statement_pdf", operation))
    assert answer["Content-Type"] == "application/pdf"
    assert "attachment" in answer["Content-Disposition"]


PAGES = {"plan": 1, "scenarios": 1, "coherence": 1, "schemes": 1, "routing": 1, "statement": 1}


@pytest.mark.parametrize("name", PAGES)
def test_the_queries_of_a_page_do_not_grow_with_its_rows(
    agent, contract, name, django_assert_max_num_queries
):
    operation = make_planned(state=S.SHEET, contract=contract)
    departement = organisation_of(contract, Side.DEPARTEMENT)
    for _ in range(6):
        make_rules(make_scheme(organisation=departement))
        copy_plan(operation, departement, f"S{operation.scenarios.count()}", by=CLERK, at=AT)
    with django_assert_max_num_queries(32):
        agent.get(address(name, operation))
