"""The pages of the examination: what is answered, concluded, decided, and never lost."""

from decimal import Decimal

import pytest

from beffroi.contracts.kinds import Side
from beffroi.core.dates import local_day
from beffroi.operations.kinds import FunderKind as K
from beffroi.operations.kinds import FundingRoute, SchemeVerdict, Verdict
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import Operation
from beffroi.operations.questions import questions_of
from beffroi.schemes.kinds import SchemeKind
from contracts.factories import organisation_of
from operations.factories import AT
from operations.pages.addresses import address
from operations.plans import MISSED, make_planned
from schemes.factories import make_rules, make_scheme

pytestmark = pytest.mark.django_db


def answers(operation, **changes):
    told = {f"verdict-{one.key}": Verdict.YES.value for one in questions_of(operation, local_day(AT))}
    return told | changes


def test_coherence_keeps_what_is_complete_and_tells_what_is_not(agent, contract):
    operation = make_planned(state=S.COHERENCE, contract=contract)
    last = questions_of(operation, local_day(AT))[-1].key
    answer = agent.post(address("coherence", operation), answers(operation, **{f"verdict-{last}": "no"}))
    assert answer.status_code == 422
    assert f'href="#id_reason-{last}"' in answer.content.decode()
    assert operation.coherence_answers.count() == 3
    told = answers(operation) | {"settle": "oui"}
    assert agent.post(address("coherence", operation), told).status_code == 302
    assert Operation.objects.get(pk=operation.pk).state == S.SCHEMES


def test_an_explanation_without_an_answer_is_told_and_not_lost(agent, contract):
    operation = make_planned(state=S.COHERENCE, contract=contract)
    answer = agent.post(address("coherence", operation), {"reason-axis": "Peut-être"})
    assert answer.status_code == 422
    assert "Peut-être" in answer.content.decode()


def test_settling_with_a_question_left_saves_and_names_it(agent, contract):
    operation = make_planned(state=S.COHERENCE, contract=contract)
    told = {"verdict-axis": "yes", "settle": "oui"}
    page = agent.post(address("coherence", operation), told, follow=True).content.decode()
    assert "« Eau » attend une réponse" in page.replace("\u202f", " ").replace("\xa0", " ")
    assert Operation.objects.get(pk=operation.pk).state == S.COHERENCE


def test_answers_outside_their_step_are_refused(agent, contract):
    operation = make_planned(state=S.SHEET, contract=contract)
    assert agent.post(address("coherence", operation), answers(operation)).status_code == 422


def test_the_owner_reads_the_examination_once_routed_and_never_writes_it(owner, contract):
    early, late = (make_planned(state=one, contract=contract) for one in (S.ROUTING, S.SHEET))
    for name in ("coherence", "schemes", "routing"):
        assert owner.get(address(name, early)).status_code == 403
        assert owner.get(address(name, late)).status_code == 200
        assert owner.post(address(name, late), {}).status_code == 403


def test_each_ordinary_scheme_is_concluded_with_its_reason(agent, contract):
    operation = make_planned(state=S.SCHEMES, contract=contract)
    scheme = make_scheme(organisation=organisation_of(contract, Side.DEPARTEMENT))
    make_rules(scheme, rate=Decimal("0.25"), operation_kinds=["building"])
    page = agent.get(address("schemes", operation)).content.decode()
    assert "Nature non indiquée" in page
    told = {f"verdict-{scheme.pk}": SchemeVerdict.NOT_SUITED.value, "settle": "oui"}
    assert agent.post(address("schemes", operation), told).status_code == 422
    told |= {f"reason-{scheme.pk}": "Il vise autre chose."}
    assert agent.post(address("schemes", operation), told).status_code == 302
    assert Operation.objects.get(pk=operation.pk).state == S.ROUTING
    assert "Il vise autre chose." in agent.get(address("schemes", operation)).content.decode()


def test_a_route_is_decided_with_its_fund_and_its_amount(agent, contract):
    operation = make_planned(state=S.ROUTING, contract=contract)
    fund = make_scheme(organisation=organisation_of(contract, Side.DEPARTEMENT), kind=SchemeKind.FUND)
    assert "Aucune règle écrite" in agent.get(address("routing", operation)).content.decode()
    told = {"route": FundingRoute.FUND.value, "reason": "Rien d’autre ne convient."}
    assert agent.post(address("routing", operation), told).status_code == 422
    told |= {"fund": fund.pk, "proposed_amount": "100 000"}
    assert agent.post(address("routing", operation), told).status_code == 302
    assert operation.routes.get().proposed_amount == 100_000


@pytest.mark.parametrize("extra", [{"fund": "{fund}"}, {"proposed_amount": "5"}])
def test_a_fund_goes_only_with_a_route_to_it(agent, contract, extra):
    operation = make_planned(state=S.ROUTING, contract=contract)
    fund = make_scheme(organisation=organisation_of(contract, Side.DEPARTEMENT), kind=SchemeKind.FUND)
    extra = {name: value.format(fund=fund.pk) for name, value in extra.items()}
    told = {"route": "scheme", "reason": "x", **extra}
    assert agent.post(address("routing", operation), told).status_code == 422


def test_sending_to_no_funding_is_the_managers_decision(agent, contract):
    operation = make_planned(state=S.ROUTING, contract=contract)
    assert agent.post(address("routing", operation), {"route": "none", "reason": "x"}).status_code == 403
    assert not operation.routes.exists()


def test_a_missed_own_share_is_told_on_the_routing_page_and_refused(agent, contract):
    operation = make_planned(MISSED, S.ROUTING, contract=contract)
    fund = make_scheme(organisation=organisation_of(contract, Side.DEPARTEMENT), kind=SchemeKind.FUND)
    assert "75\u202f000" in agent.get(address("routing", operation)).content.decode()
    told = {"route": "fund", "reason": "x", "fund": fund.pk, "proposed_amount": "5"}
    assert agent.post(address("routing", operation), told).status_code == 422


def test_what_a_scheme_grants_is_typed_by_the_departement(agent, contract):
    operation = make_planned(state=S.SCHEME_ROAD, contract=contract)
    row = operation.plan.lines.get(kind=K.DEPARTEMENT)
    where = address("scheme_road", operation)
    assert agent.post(where, {}).status_code == 422
    told = {"line": row.pk, "amount": "90 000", "decided_on": "3/6/2024", "reason": "CP n° 4"}
    assert agent.post(where, told | {"amount": "0"}).status_code == 422
    assert agent.post(where, told).status_code == 302
    assert Operation.objects.get(pk=operation.pk).state == S.SCHEME_GRANTED
    assert agent.get(where).status_code == 403


def test_what_blocks_the_fund_and_the_scheme_is_told_apart_from_what_blocks_the_fund_alone(agent, contract):
    make_rules(make_scheme(organisation=organisation_of(contract, Side.DEPARTEMENT)))
    operation = make_planned(MISSED, S.ROUTING, contract=contract)
    page = agent.get(address("routing", operation)).content.decode()
    both, fund = (
        page.index("toute orientation vers un financement"),
        page.index("orientation vers le fonds</h2>"),
    )
    assert both < page.index("Part propre insuffisante") < fund
    assert "Droit commun" in page[fund : page.index("t-controles")]
    assert page.count("Part propre insuffisante", both, page.index("t-controles")) == 1
