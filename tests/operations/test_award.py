"""What was voted, granted or refused, as the plan bears it; and who then balances it, without a new vote."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from assemblies.factories import CLERK
from beffroi.assemblies.actions.sealing import seal_deliberation
from beffroi.assemblies.kinds import Outcome
from beffroi.contracts.kinds import Side
from beffroi.core.errors import RuleViolation
from beffroi.operations.actions.moves import move_operation
from beffroi.operations.actions.plan import write_plan
from beffroi.operations.actions.routing import (
    SchemeGrant,
    SchemeRefusal,
    grant_by_scheme,
    refuse_by_scheme,
)
from beffroi.operations.actions.sheet import restore_sheet
from beffroi.operations.award import award_notice, line_asked_of
from beffroi.operations.kinds import FunderKind as K
from beffroi.operations.kinds import LineState
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import FundingPlan, Operation
from beffroi.operations.plan_facts import LineFacts, PlanFacts
from beffroi.operations.rules.plan import Cost
from beffroi.organisations.roles import Role
from contracts.factories import organisation_of
from operations.factories import AT
from operations.files import make_file
from operations.plans import MET, make_planned
from operations.voting import (
    HELD_ON,
    PROPOSED,
    SEALED_AT,
    agree,
    make_agreed,
    make_routed,
    make_sent,
    vote_on,
)
from organisations.factories import make_member
from schemes.factories import make_scheme

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ON = date(2024, 6, 10)
LESS = Decimal(90_000)


def make_voted(amount=PROPOSED, outcome=Outcome.ADOPTED):
    """An operation whose vote is sealed."""
    operation = make_agreed()
    report = make_sent(operation)
    act = vote_on(report, outcome, {report.items.get().pk: amount})
    seal_deliberation(act, by=CLERK, at=SEALED_AT)
    return Operation.objects.get(pk=operation.pk)


def line_of(operation, kind=K.DEPARTEMENT):
    return FundingPlan.objects.get(operation=operation).lines.get(kind=kind)


def as_written(operation, **amounts):
    """The plan as its owner sends it back, with other amounts for some kinds."""
    plan = FundingPlan.objects.get(operation=operation)
    lines = [
        LineFacts(
            one.funder, K(one.kind), Decimal(amounts.get(one.kind, one.asked_amount)), LineState(one.state),
            one.obtained_amount, one.decided_on, scheme=one.scheme, pk=one.pk,
        )
        for one in plan.lines.all()
    ]  # fmt: skip
    costs = [Cost(one.label, one.amount, one.is_eligible) for one in plan.costs.all()]
    return PlanFacts(tuple(costs), tuple(lines), version=plan.version)


# The vote


def test_what_is_voted_is_obtained_on_the_plans_line_at_the_day_of_the_sitting():
    operation = make_voted()
    row = line_of(operation)
    assert (row.state, row.obtained_amount, row.decided_on) == (LineState.OBTAINED, PROPOSED, HELD_ON)
    assert operation.plan.settled_at
    assert award_notice(operation) == ""


def test_a_lower_amount_leaves_the_plan_out_of_balance_and_says_who_acts_without_undoing_the_vote():
    operation = make_voted(LESS)
    assert (operation.state, operation.voted_amount) == (S.VOTED, LESS)
    assert line_of(operation).obtained_amount == LESS
    assert (operation.plan.settled_at, operation.plan.funding_amount) == (None, 244_000)
    told = award_notice(operation)
    assert "il manque 6\u202f000" in told
    assert str(operation.owner) in told
    assert "reste acquise" in told


def test_refused_at_the_vote_the_line_is_refused():
    operation = make_voted(outcome=Outcome.REJECTED)
    assert line_of(operation).state == LineState.REFUSED
    assert award_notice(operation) == ""


def test_the_owner_balances_the_plan_and_the_vote_stands():
    operation = make_voted(LESS)
    plan = write_plan(operation, as_written(operation, own=76_000), by=CLERK, at=AT)
    assert (plan.settled_at, plan.funding_amount) == (AT, 250_000)
    operation = Operation.objects.get(pk=operation.pk)
    assert (operation.state, operation.voted_amount) == (S.VOTED, LESS)
    assert award_notice(operation) == ""
    with pytest.raises(RuleViolation, match="ne s’écrit plus"):
        write_plan(operation, as_written(operation, own=77_000), by=CLERK, at=AT)


def changed(facts, kind=None, **changes):
    """The same plan, one line or the costs changed."""
    if kind is None:
        return PlanFacts(**{"costs": facts.costs, "lines": facts.lines, "version": facts.version, **changes})
    lines = []
    for one in facts.lines:
        values = {name: getattr(one, name) for name in LineFacts.__slots__}
        lines.append(LineFacts(**(values | changes)) if one.kind is kind else one)
    return PlanFacts(facts.costs, tuple(lines), version=facts.version)


def wrong(operation):
    """Plans that are refused once an aid is voted, each with its reason."""
    balanced = as_written(operation, own=76_000)
    return {
        "unbalanced": (as_written(operation, own=75_000), "il manque"),
        "no own share": (as_written(operation, own=40_000, state=120_000), "Part propre insuffisante"),
        "another cost": (changed(balanced, costs=(Cost("Travaux", Decimal(244_000)),)), "Une aide est acc"),
        "another aid": (changed(balanced, K.DEPARTEMENT, obtained_amount=PROPOSED), "Une aide est acc"),
        "no aid": (changed(balanced, lines=balanced.lines[1:]), "reste au plan"),
    }


@pytest.mark.parametrize("name", ["unbalanced", "no own share", "another cost", "another aid", "no aid"])
def test_refused_to_write_what_was_not_voted(name):
    operation = make_voted(LESS)
    facts, why = wrong(operation)[name]
    with pytest.raises(RuleViolation, match=why):
        write_plan(operation, facts, by=CLERK, at=AT)
    assert FundingPlan.objects.get(operation=operation).funding_amount == 244_000


def test_the_pages_say_it_and_the_owner_alone_writes(client):
    operation = make_voted(LESS)
    page, where = (reverse(f"operations:{name}", args=[operation.pk]) for name in ("operation", "plan"))
    for side, role, writes in (
        (Side.EPCI, Role.PROJECT_LEAD, True),
        (Side.DEPARTEMENT, Role.DEVELOPMENT_AGENT, False),
    ):
        client.force_login(make_member(organisation_of(operation.contract, side), role), backend=BACKEND)
        told = client.get(page).content.decode()
        assert "il manque 6\u202f000" in told
        assert "équilibrer le plan de financement" in told
        assert (f'href="{where}">Équilibrer le plan</a>' in told) is writes
        shown = client.get(where).content.decode()
        assert "reste acquise" in shown
        assert ('id="saisie"' in shown) is writes
        assert client.post(where, {}).status_code == (422 if writes else 403)


def test_who_reads_a_summary_is_told_nothing_of_the_plan(client):
    operation = make_voted(LESS)
    elected = make_member(organisation_of(operation.contract, Side.EPCI), Role.ELECTED_MEMBER)
    client.force_login(elected, backend=BACKEND)
    told = client.get(reverse("operations:operation", args=[operation.pk])).content.decode()
    assert "À personne" in told
    assert "équilibrer" not in told


# Which line


def asked(operation, *lines):
    """Give a plan these lines of the département: amount, scheme, state."""
    plan = operation.plan
    plan.lines.filter(kind=K.DEPARTEMENT).delete()
    for rank, (amount, scheme, state) in enumerate(lines, start=10):
        more = {"obtained_amount": amount, "decided_on": ON} if state is LineState.OBTAINED else {}
        plan.lines.create(
            rank=rank, funder="Département", kind=K.DEPARTEMENT, asked_amount=amount, scheme=scheme,
            state=state, **more,
        )  # fmt: skip
    found = line_asked_of(plan.lines.all(), operation.routes.get())
    return found.rank if found else None


def test_the_line_that_asked_is_named_by_its_scheme_or_its_amount_or_is_the_only_one():
    operation = make_agreed()
    fund, other = operation.routes.get().fund, make_scheme()
    waits, obtained = LineState.ASKED, LineState.OBTAINED
    assert asked(operation, (50_000, None, waits), (60_000, fund, waits)) == 11
    assert asked(operation, (50_000, None, waits), (PROPOSED, None, waits)) == 11
    assert asked(operation, (50_000, None, waits)) == 10
    assert asked(operation, (PROPOSED, other, waits), (50_000, None, waits)) == 11
    assert asked(operation, (50_000, None, obtained), (60_000, None, waits)) == 11
    assert asked(operation, (PROPOSED, None, obtained)) == 10
    assert asked(operation, (50_000, None, waits), (60_000, None, waits)) is None
    assert asked(operation, (PROPOSED, None, LineState.REFUSED)) is None


def test_when_no_line_surely_asked_the_plan_is_left_and_the_page_says_who_writes_it():
    operation = make_routed()
    asked(operation, (50_000, None, LineState.ASKED), (46_000, None, LineState.ASKED))
    restore_sheet(operation, by=CLERK, at=AT)
    agree(operation)
    report = make_sent(operation)
    seal_deliberation(vote_on(report), by=CLERK, at=SEALED_AT)
    operation = Operation.objects.get(pk=operation.pk)
    assert operation.plan.settled_at
    assert "n’est obtenue sur aucune ligne du plan" in award_notice(operation)
    with pytest.raises(RuleViolation, match="porte l’aide votée"):
        write_plan(operation, as_written(operation), by=CLERK, at=AT)


# The ordinary scheme


def test_a_scheme_that_refuses_marks_its_line_and_reopens_the_plan():
    operation = make_planned(state=S.SCHEME_ROAD)
    row = line_of(operation)
    moved = refuse_by_scheme(operation, SchemeRefusal(ON, "Crédits épuisés", row), by=CLERK, at=AT)
    row.refresh_from_db()
    assert (row.state, row.decided_on, row.obtained_amount) == (LineState.REFUSED, ON, None)
    assert moved.state == S.REOPENED
    assert [one.verb for one in moved.steps.all()][-2:] == ["scheme_refuses", "reopen_plan"]
    plan = FundingPlan.objects.get(operation=operation)
    assert (plan.settled_at, plan.funding_amount) == (None, 350_000)


def test_a_refusal_of_what_was_not_in_the_plan_is_routed_again_at_once():
    operation = make_planned(state=S.SCHEME_ROAD)
    moved = refuse_by_scheme(operation, SchemeRefusal(ON, "Crédits épuisés"), by=CLERK, at=AT)
    assert moved.state == S.ROUTING
    assert FundingPlan.objects.get(operation=operation).funding_amount == 450_000


@pytest.mark.parametrize(
    ("kind", "state", "reason", "why"),
    [
        (K.STATE, S.SCHEME_ROAD, "x", "pas un financement du Département"),
        (K.DEPARTEMENT, S.SHEET, "x", "n’est pas possible"),
        (K.DEPARTEMENT, S.SCHEME_ROAD, " ", "demande un motif"),
    ],
)
def test_a_refusal_is_refused_on_another_line_out_of_its_step_or_without_a_reason(kind, state, reason, why):
    operation = make_planned(state=state)
    row = line_of(operation, kind)
    with pytest.raises(RuleViolation, match=why):
        refuse_by_scheme(operation, SchemeRefusal(ON, reason, row), by=CLERK, at=AT)
    assert line_of(operation, kind).state == LineState.PLANNED


def test_a_line_that_was_decided_is_not_refused_again():
    operation = make_planned(state=S.SCHEME_ROAD)
    operation.plan.lines.filter(kind=K.DEPARTEMENT).update(state=LineState.REFUSED, decided_on=ON)
    with pytest.raises(RuleViolation, match="déjà sa décision"):
        refuse_by_scheme(operation, SchemeRefusal(ON, "x", line_of(operation)), by=CLERK, at=AT)


def test_the_refusal_is_typed_by_the_departement(client):
    operation = make_planned(state=S.SCHEME_ROAD)
    departement = organisation_of(operation.contract, Side.DEPARTEMENT)
    client.force_login(make_member(departement, Role.DEVELOPMENT_AGENT), backend=BACKEND)
    where = reverse("operations:scheme_refusal", args=[operation.pk])
    assert where in client.get(reverse("operations:operation", args=[operation.pk])).content.decode()
    assert client.post(where, {"reason": "Non"}).status_code == 422
    told = {"line": line_of(operation).pk, "decided_on": "10/06/2024", "reason": "Crédits épuisés"}
    page = client.post(where, told, follow=True).content.decode()
    assert "plan rouvert" in page
    assert line_of(operation).state == LineState.REFUSED
    assert client.get(where).status_code == 403


def test_a_lower_aid_of_a_scheme_is_told_and_balanced_by_the_owner():
    operation = make_planned(state=S.SCHEME_ROAD)
    grant = SchemeGrant(Decimal(80_000), ON, "CP", line_of(operation))
    granted = grant_by_scheme(operation, grant, by=CLERK, at=AT)
    granted = Operation.objects.get(pk=granted.pk)
    assert "il manque 20\u202f000" in award_notice(granted)
    assert write_plan(granted, as_written(granted, own=120_000), by=CLERK, at=AT).settled_at == AT


def test_an_aid_granted_as_asked_leaves_the_plan_settled():
    operation = make_file()
    move_operation(operation, "submit", by=CLERK, at=AT)
    Operation.objects.filter(pk=operation.pk).update(
        state=S.SCHEME_ROAD, next_turn="departement",
        next_organisation=organisation_of(operation.contract, Side.DEPARTEMENT),
    )  # fmt: skip
    row = line_of(operation)
    grant_by_scheme(operation, SchemeGrant(row.asked_amount, ON, "CP", row), by=CLERK, at=AT)
    assert FundingPlan.objects.get(operation=operation).settled_at == AT


# Handing in


@pytest.mark.parametrize(("state", "verb"), [(S.FILE, "submit"), (S.COMPLETION, "complete")])
def test_who_hands_a_file_in_settles_its_plan(state, verb):
    operation = make_file()
    if state is S.COMPLETION:
        move_operation(operation, "submit", by=CLERK, at=AT)
        move_operation(operation, "ask_completion", by=CLERK, at=AT, reason="Un devis")
        FundingPlan.objects.filter(operation=operation).update(settled_at=None)
    moved = move_operation(operation, verb, by=CLERK, at=AT)
    assert moved.state == S.COHERENCE
    plan = FundingPlan.objects.get(operation=operation)
    assert (plan.settled_at, plan.settled_by_label) == (AT, CLERK.user_label)


def test_a_file_that_is_refused_leaves_its_plan_as_it_was():
    operation = make_planned(MET)
    with pytest.raises(RuleViolation, match="description"):
        move_operation(operation, "submit", by=CLERK, at=AT)
    assert FundingPlan.objects.get(operation=operation).settled_at is None
