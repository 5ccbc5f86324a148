"""Writing, settling, cutting and settling again a funding plan, on the tables."""

import contextlib
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assemblies.factories import CLERK
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.operations.actions.moves import move_operation
from beffroi.operations.actions.plan import (
    MOST_ROWS,
    PlanChanged,
    funder_cuts,
    resettle_plan,
    settle_plan,
    write_plan,
)
from beffroi.operations.blockers import BLOCKERS, blockers_for
from beffroi.operations.kinds import Basis, FunderKind, LineState
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import FundingPlan, Operation
from beffroi.operations.permissions import EDITED_BY_OWNER
from beffroi.operations.plan_blockers import (
    blockers_for_balance,
    blockers_for_concours,
    blockers_for_own_share,
)
from beffroi.operations.plan_facts import LineFacts, PlanFacts, plan_of
from beffroi.operations.rules.plan import Cost
from beffroi.operations.states import TRANSITIONS
from operations.factories import AT, make_operation
from operations.plans import MET, MISSED, facts, line, make_planned

pytestmark = pytest.mark.django_db
ON = date(2024, 6, 3)
K = FunderKind


def as_written(operation):
    """The lines as the owner would send them back."""
    return [
        LineFacts(
            one.funder, K(one.kind), one.asked_amount, LineState(one.state), one.obtained_amount,
            one.decided_on, pk=one.pk,
        )
        for one in operation.plan.lines.all()
    ]  # fmt: skip


def test_the_totals_are_the_sums_of_the_rows():
    costs = (Cost("Travaux", Decimal("300000.50")), Cost("Mobilier", Decimal("99.50"), is_eligible=False))
    operation = make_operation(state=S.FILE)
    plan = write_plan(operation, PlanFacts(costs=costs, lines=MET.lines), by=CLERK, at=AT)
    assert (plan.cost_amount, plan.eligible_amount) == (Decimal("300100.00"), Decimal("300000.50"))
    assert plan.funding_amount == 450_000
    operation.refresh_from_db()
    assert (operation.total_cost_amount, operation.asked_amount) == (Decimal("300100.00"), 100_000)


@pytest.mark.parametrize("state", sorted(set(S) - EDITED_BY_OWNER))
def test_refused_when_the_file_is_no_longer_the_owners(state):
    with pytest.raises(RuleViolation, match="ne s’écrit plus"):
        write_plan(make_operation(state=state), MET, by=CLERK, at=AT)


def test_the_second_writer_is_told_and_nothing_is_written():
    operation = make_planned()
    read = operation.plan.version
    write_plan(operation, facts(10, line(K.OWN, 10), version=read), by=CLERK, at=AT)
    with pytest.raises(PlanChanged, match="modifié entre-temps"):
        write_plan(operation, facts(20, line(K.OWN, 20), version=read), by=CLERK, at=AT)
    assert FundingPlan.objects.get(operation=operation).cost_amount == 10


def test_a_line_written_again_is_the_same_line_even_in_another_place():
    operation = make_planned()
    sent = as_written(operation)
    write_plan(operation, PlanFacts(MET.costs, tuple(reversed(sent))), by=CLERK, at=AT)
    assert [one.pk for one in operation.plan.lines.all()] == [one.pk for one in reversed(sent)]


def test_a_line_of_another_plan_is_not_taken_over():
    other = make_planned()
    stolen = as_written(other)[0]
    operation = make_planned(PlanFacts((Cost("C", Decimal(1)),), (stolen,)))
    assert operation.plan.lines.get().pk != stolen.pk
    assert other.plan.lines.count() == 4


@pytest.mark.parametrize("state", [S.COMPLETION, S.REOPENED])
def test_what_a_funder_decided_stays_in_the_plan_once_it_was_submitted(state):
    obtained = line(
        K.STATE, 5, state=LineState.OBTAINED, obtained_amount=Decimal(5), decided_on=date(2024, 5, 2)
    )
    operation = make_planned(facts(10, line(K.OWN, 5), obtained), state)
    with pytest.raises(RuleViolation, match="reste au plan"):
        write_plan(operation, facts(10, line(K.OWN, 10)), by=CLERK, at=AT)


def test_before_it_was_submitted_any_line_may_go():
    operation = make_planned(facts(10, line(K.OWN, 5), line(K.STATE, 5, state=LineState.REFUSED)))
    write_plan(operation, facts(10, line(K.OWN, 10)), by=CLERK, at=AT)
    assert operation.plan.lines.count() == 1


def test_refused_beyond_what_a_plan_may_hold():
    many = tuple(line(K.STATE, 1) for _ in range(MOST_ROWS + 1))
    with pytest.raises(RuleViolation, match="au plus"):
        make_planned(facts(1, *many))


def test_refused_with_tax_that_is_recovered():
    with pytest.raises(RuleViolation, match="TVA récupérable"):
        make_planned(facts(10, basis=Basis.INCLUDING_TAX, recovers_tax=True))


def test_refused_when_an_amount_was_obtained_without_a_date():
    with pytest.raises(RuleViolation, match="date de décision"):
        make_planned(facts(10, line(K.STATE, 5, state=LineState.OBTAINED, obtained_amount=Decimal(5))))


def test_writing_is_told_in_the_journal_with_what_was_and_what_is():
    operation = make_planned()
    write_plan(operation, MISSED, by=CLERK, at=AT)
    told = JournalEntry.objects.filter(verb="plan.written").latest("pk").changes
    assert [len(one) for one in told["financements"]] == [4, 3]


def test_a_balanced_plan_is_settled_once_and_the_database_holds_it():
    operation = make_planned()
    settled = settle_plan(operation, by=CLERK, at=AT)
    assert settled.settled_at == AT
    settle_plan(operation, by=CLERK, at=AT)
    assert JournalEntry.objects.filter(verb="plan.settled").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        FundingPlan.objects.filter(pk=settled.pk).update(funding_amount=1)


def test_refused_when_a_cent_is_missing():
    operation = make_planned(facts("10.01", line(K.OWN, 10)))
    with pytest.raises(RuleViolation, match="il manque 0,01"):
        settle_plan(operation, by=CLERK, at=AT)


def test_a_settled_plan_that_is_written_again_is_no_longer_settled():
    operation = make_planned()
    settle_plan(operation, by=CLERK, at=AT)
    assert write_plan(operation, MISSED, by=CLERK, at=AT).settled_at is None


CUT_FROM = sorted(TRANSITIONS["reopen_plan"].sources)


@pytest.mark.parametrize("state", CUT_FROM)
def test_a_funder_who_cuts_reopens_the_plan_even_once_it_was_voted(state):
    operation = make_planned(state=state)
    settle_plan(operation, by=CLERK, at=AT)
    row = operation.plan.lines.get(kind=K.STATE)
    reopened = funder_cuts(row, Decimal(150_000), "crédits réduits", by=CLERK, at=AT)
    row.refresh_from_db()
    assert (reopened.state, row.asked_amount, row.state) == (S.REOPENED, 150_000, LineState.PLANNED)
    plan = FundingPlan.objects.get(operation=operation)
    assert (plan.settled_at, plan.funding_amount) == (None, 400_000)
    assert reopened.steps.last().reason == "État, DSIL : crédits réduits"


def test_a_funder_who_withdraws_gives_nothing_more():
    obtained = line(K.STATE, 5, "DSIL", state=LineState.OBTAINED, obtained_amount=Decimal(5), decided_on=ON)
    operation = make_planned(facts(10, line(K.OWN, 5), obtained), S.SHEET)
    row = operation.plan.lines.get(kind=K.STATE)
    funder_cuts(row, Decimal(0), "plus de crédits", by=CLERK, at=AT)
    row.refresh_from_db()
    assert (row.state, row.obtained_amount, row.decided_on) == (LineState.WITHDRAWN, None, ON)


@pytest.mark.parametrize("state", sorted(set(S) - TRANSITIONS["reopen_plan"].sources))
def test_refused_to_cut_where_the_plan_cannot_be_reopened(state):
    operation = make_planned(state=state)
    why = "entre vos mains" if state in EDITED_BY_OWNER else "n’est pas possible"
    with pytest.raises(RuleViolation, match=why):
        funder_cuts(operation.plan.lines.get(kind=K.STATE), Decimal(1), "x", by=CLERK, at=AT)
    assert operation.plan.lines.get(kind=K.STATE).asked_amount == 200_000


@pytest.mark.parametrize(
    ("kind", "amount", "reason", "told"),
    [
        (K.STATE, 200_000, "x", "donne moins que"),
        (K.STATE, -1, "x", "donne moins que"),
        (K.STATE, 1, " ", "Dites pourquoi"),
        (K.OWN, 1, "x", "maître d’ouvrage"),
    ],
)
def test_refused_when_it_is_no_cut(kind, amount, reason, told):
    operation = make_planned(state=S.SHEET)
    with pytest.raises(RuleViolation, match=told):
        funder_cuts(operation.plan.lines.get(kind=kind), Decimal(amount), reason, by=CLERK, at=AT)


def test_a_reopened_plan_is_settled_again_only_once_balanced():
    operation = make_planned(state=S.VOTED)
    funder_cuts(operation.plan.lines.get(kind=K.STATE), Decimal(0), "retrait", by=CLERK, at=AT)
    with pytest.raises(RuleViolation, match="il manque"):
        resettle_plan(operation, by=CLERK, at=AT)
    sent = [one for one in as_written(operation) if one.kind is not K.OWN] + [line(K.OWN, 300_000)]
    write_plan(operation, PlanFacts(MET.costs, tuple(sent)), by=CLERK, at=AT)
    moved = resettle_plan(operation, by=CLERK, at=AT)
    assert (moved.state, moved.voted_amount) == (S.ROUTING, None)
    assert moved.plan.settled_at == AT


def test_a_missed_own_share_forbids_the_fund_and_the_report_never_the_owners_typing():
    operation = make_planned(MISSED, S.ROUTING)
    [found] = blockers_for_own_share(operation, ON)
    assert "75\u202f000" in found.sentence
    assert "L1111-10" in found.source
    assert found.mend.href.endswith("/plan/#part-propre")
    for verb in ("route_to_fund", "send_report"):
        assert blockers_for_own_share in BLOCKERS[verb]
        assert found in blockers_for(verb, operation, ON)
    with pytest.raises(RuleViolation, match="Part propre insuffisante"):
        move_operation(operation, "route_to_fund", by=CLERK, at=AT)


def test_no_public_money_at_all_is_told():
    operation = make_planned(facts(10, line(K.PRIVATE, 10)), S.ROUTING)
    [found] = blockers_for_own_share(operation, ON)
    assert "aucun financement public" in found.sentence


def test_nothing_forbids_when_all_tests_are_met():
    operation = make_planned(state=S.ROUTING)
    assert blockers_for_balance(operation, ON) == []
    assert blockers_for_own_share(operation, ON) == []
    assert blockers_for_concours(operation, ON) == []


def test_a_fonds_de_concours_that_is_too_high_forbids():
    operation = make_planned(
        facts(500_000, line(K.STATE, 300_000), line(K.OWN, 90_000), line(K.EPCI, 110_000)), S.ROUTING
    )
    [found] = blockers_for_concours(operation, ON)
    assert "100\u202f000" in found.sentence
    assert blockers_for_concours in BLOCKERS["route_to_fund"]


amounts = st.decimals(0, 1000, places=2)
MOVES = st.one_of(
    st.tuples(st.just("write"), amounts, amounts),
    st.tuples(st.just("balance"), amounts, amounts),
    st.tuples(st.just("settle"), amounts, amounts),
    st.tuples(st.just("cut"), amounts, amounts),
    st.tuples(st.just("resettle"), amounts, amounts),
)


def _attempt(operation, verb, first, second):
    operation = Operation.objects.get(pk=operation.pk)
    match verb:
        case "write":
            write_plan(operation, facts(first, line(K.STATE, second)), by=CLERK, at=AT)
        case "balance":
            lines = (line(K.STATE, first), line(K.OWN, second))
            write_plan(operation, facts(first + second, *lines), by=CLERK, at=AT)
        case "settle":
            settle_plan(operation, by=CLERK, at=AT)
        case "cut":
            funder_cuts(operation.plan.lines.get(kind=K.STATE), first, "moins", by=CLERK, at=AT)
        case "resettle":
            resettle_plan(operation, by=CLERK, at=AT)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(MOVES, max_size=6), st.sampled_from([S.FILE, S.ROUTING]))
def test_no_sequence_leaves_a_settled_plan_unbalanced_or_totals_that_are_not_the_sums(moves, state):
    operation = make_planned(state=state, contract=_contract())
    for move in moves:
        with contextlib.suppress(RuleViolation):
            _attempt(operation, *move)
        read = Operation.objects.select_related("plan").get(pk=operation.pk)
        plan, rows = read.plan, plan_of(read)
        assert (plan.cost_amount, plan.funding_amount) == (rows.cost_amount, rows.funding_amount)
        assert (read.total_cost_amount, plan.eligible_amount) == (rows.cost_amount, rows.eligible_amount)
        assert read.asked_amount == rows.funded_by(K.DEPARTEMENT)
        assert plan.settled_at is None or rows.balances


def _contract():
    return Operation.objects.latest("pk").contract if Operation.objects.exists() else None
