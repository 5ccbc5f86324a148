"""What holds of an operation whatever was done, from the law and the domain, not from the code's blockers.

Sources: law.md § 7 and 9 (CGCT L1111-10, L1611-8, L1611-9, L5216-5), domain.md « How an operation lives ».
"""

from decimal import Decimal
from itertools import pairwise

from beffroi.assemblies.kinds import Outcome
from beffroi.contracts.kinds import Side
from beffroi.core.journal.models import JournalEntry
from beffroi.core.seals.models import Seal
from beffroi.drafting.models import SignOff
from beffroi.drafting.signoffs import latest_of
from beffroi.operations.kinds import FunderKind, FundingRoute, LineState, ReportState, SchemeVerdict
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import Operation, OperationStep, ReportItem
from beffroi.schemes.kinds import SchemeKind
from operations.machine.people import Scene

OWNER, DEPARTEMENT, EPCI = "owner", "departement", "epci"
# Whose turn it is: an organisation, always one, until the end.
ACTS_NEXT = {
    S.IDEA: OWNER, S.ENGINEERING: DEPARTEMENT, S.FILE: OWNER, S.COMPLETION: OWNER, S.REOPENED: OWNER,
    S.COHERENCE: DEPARTEMENT, S.SCHEMES: DEPARTEMENT, S.ROUTING: DEPARTEMENT, S.SCHEME_ROAD: DEPARTEMENT,
    S.SHEET: DEPARTEMENT, S.COUNTERSIGN: EPCI, S.REPORT: DEPARTEMENT, S.AGENDA: DEPARTEMENT,
}  # fmt: skip
FUND_ROAD = frozenset({S.SHEET, S.COUNTERSIGN, S.REPORT, S.AGENDA})
HANDED_IN = FUND_ROAD | {S.COHERENCE, S.SCHEMES, S.ROUTING, S.SCHEME_ROAD}
PAST_COHERENCE = HANDED_IN - {S.COHERENCE}
PAST_SCHEMES = PAST_COHERENCE - {S.SCHEMES}
GONE = frozenset({S.REFUSED, S.DROPPED, S.WITHDRAWN})
BRINGS_NOTHING = frozenset({LineState.REFUSED, LineState.WITHDRAWN})
NO_SUBSIDY = frozenset({FunderKind.OWN, FunderKind.PRIVATE})
CONCOURS = frozenset({FunderKind.EPCI, FunderKind.COMMUNE})


def check(scene: Scene, operation: Operation) -> None:
    """Assert everything that holds of an operation now."""
    check_turn(operation)
    check_amounts(operation)
    check_trace(operation)
    check_file(scene, operation)
    check_examination(scene, operation)
    check_money(operation)
    check_fiche(operation)
    check_agenda(operation)
    check_vote(operation)
    check_balance(operation)
    check_starts(operation)


def check_turn(operation: Operation) -> None:
    """Every state has exactly one next actor; who ended has none, and nothing is due of it."""
    who = ACTS_NEXT.get(operation.stage)
    expected = getattr(operation, who) if who else None
    assert operation.next_organisation == expected, f"{operation.state}: {operation.next_organisation}"
    assert who or operation.due_on is None


def _lines(operation: Operation) -> list[tuple[FunderKind, Decimal]]:
    """What each funder brings: what it gave, else what it is asked; nothing once it refused."""
    return [
        (
            FunderKind(one.kind),
            Decimal(0)
            if one.state in BRINGS_NOTHING
            else one.asked_amount
            if one.obtained_amount is None
            else one.obtained_amount,
        )
        for one in operation.plan.lines.all()
    ]


def _sum(lines: list[tuple[FunderKind, Decimal]], *kinds: FunderKind) -> Decimal:
    return sum((amount for kind, amount in lines if not kinds or kind in kinds), Decimal(0))


def check_amounts(operation: Operation) -> None:
    """What is kept beside a plan is its sum; a settled plan balances to the cent."""
    plan, lines = operation.plan, _lines(operation)
    cost = sum((one.amount for one in plan.costs.all()), Decimal(0))
    assert (plan.cost_amount, plan.funding_amount) == (cost, _sum(lines))
    assert operation.total_cost_amount == cost
    assert operation.asked_amount == _sum(lines, FunderKind.DEPARTEMENT)
    assert plan.settled_at is None or cost == _sum(lines) > 0


def check_trace(operation: Operation) -> None:
    """The steps lead from one to the next up to the state, each with its entry in the journal."""
    steps = list(OperationStep.objects.filter(operation=operation).order_by("pk"))
    assert steps[0].to_state == S.IDEA
    assert steps[-1].to_state == operation.state
    for before, after in pairwise(steps):
        assert before.to_state == after.from_state
    told = JournalEntry.objects.about(operation).filter(verb="operation.moved").count()
    assert told == len(steps) - 1
    assert all(one.user_label and one.organisation_label for one in steps)
    if operation.stage in GONE:
        assert steps[-1].reason.strip(), f"{operation.state} without a reason"


def check_file(scene: Scene, operation: Operation) -> None:
    """What is handed in is whole: its words, its places, its days, its pieces, a plan that balances."""
    if operation.stage not in HANDED_IN:
        return
    plan = operation.plan
    assert plan.cost_amount == plan.funding_amount > 0, "handed in out of balance"
    assert plan.settled_at is not None, "handed in, its plan not settled"
    assert operation.description.strip()
    assert operation.kind
    assert operation.communes.exists()
    assert operation.starts_on
    assert operation.ends_on
    assert operation.has_no_public or operation.target_publics.exists()
    assert operation.state_aid
    there = {one.slug for one in operation.pieces.all() if one.piece.versions.exists()}
    asked = set(scene.contract.required_pieces.values_list("slug", flat=True))
    assert asked <= there, f"pieces missing: {asked - there}"
    if operation.kind in ("building", "equipment"):
        assert operation.forecasts.filter(year__gte=operation.ends_on.year).exists()


def check_examination(scene: Scene, operation: Operation) -> None:
    """Each question has its answer, each ordinary scheme its one reason, before what follows."""
    answers = list(operation.coherence_answers.all())
    for one in answers:
        assert one.verdict in ("yes", "partly") or one.reason.strip()
    if operation.stage in PAST_COHERENCE:
        contract = scene.contract
        asked = 1 + sum(
            found.count()
            for found in (
                contract.target_publics,
                contract.attention_points,
                contract.commitments.exclude(side=Side.DEPARTEMENT),
            )
        )
        assert len(answers) == asked
    examined = list(operation.scheme_examinations.all())
    assert all(one.reason.strip() and one.verdict in SchemeVerdict.values for one in examined)
    assert len({one.scheme_id for one in examined}) == len(examined)
    if operation.stage in PAST_SCHEMES:
        assert {one.pk for one in scene.ordinary} <= {one.scheme_id for one in examined}


def check_money(operation: Operation) -> None:
    """Towards the fund: 20 % of the public money is the owner's own, a fonds de concours no more than it.

    Source: CGCT L1111-10 III, L5216-5 VI. The fund is the département's own.
    """
    if operation.stage not in FUND_ROAD:
        return
    route = operation.routes.order_by("-pk").first()
    assert route is not None
    assert route.route in (FundingRoute.FUND, FundingRoute.BOTH)
    assert route.reason.strip()
    assert route.fund.kind == SchemeKind.FUND
    assert route.fund.organisation_id == operation.departement_id
    assert 0 < route.proposed_amount <= operation.total_cost_amount
    lines = _lines(operation)
    own, private = _sum(lines, FunderKind.OWN), _sum(lines, FunderKind.PRIVATE)
    public = _sum(lines) - private
    if operation.kind not in ("event", "operating"):
        assert public > 0
        assert own * 5 >= public, f"own share {own} of {public}"
    concours = _sum(lines, *CONCOURS)
    assert concours <= own, f"fonds de concours {concours} above the own share {own}"


def _agreed(operation: Operation) -> set[int]:
    """Who agreed to the very words that stand: the same version, the same fingerprint."""
    sheet = operation.sheets.order_by("-number").first()
    assert sheet is not None
    latest = latest_of(sheet.text)
    found = SignOff.objects.filter(
        text=sheet.text, version=latest, sha256=latest.sha256, voided_at__isnull=True
    )
    return set(found.values_list("organisation", flat=True))


def check_fiche(operation: Operation) -> None:
    """Both authorities agree to one and the same version; what goes to the vote is frozen and sealed."""
    departement, epci = operation.departement_id, operation.epci_id
    if operation.stage in FUND_ROAD:
        assert operation.sheets.exists()
    if operation.stage is S.COUNTERSIGN:
        assert departement in _agreed(operation)
    if operation.stage in (S.REPORT, S.AGENDA, S.VOTED):
        assert {departement, epci} <= _agreed(operation)
    numbers = list(operation.sheets.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    for sheet in operation.sheets.filter(sealed_at__isnull=False):
        assert sheet.text.frozen_at is not None
        assert Seal.objects.filter(kind="operation_sheet", object_id=sheet.pk).count() == 1


def check_agenda(operation: Operation) -> None:
    """On an agenda it stands on one sent report, with its fiche and its amount of now; else on none."""
    items = list(
        ReportItem.objects.filter(operation=operation, is_taken_off=False).select_related("report", "sheet")
    )
    waiting = [one for one in items if one.report.state != ReportState.VOTED]
    sent = [one for one in waiting if one.report.state == ReportState.SENT]
    assert len(waiting) <= 1, "in two reports at once"
    for one in ReportItem.objects.filter(operation=operation, is_taken_off=True):
        assert one.taken_off_reason.strip()
    if operation.stage is not S.AGENDA:
        assert not sent, f"{operation.state}, and still on an agenda"
        return
    [item] = sent
    assert item.sheet == operation.sheets.order_by("-number").first()
    assert item.sheet.sealed_at is not None
    assert item.proposed_amount == operation.routes.order_by("-pk")[0].proposed_amount
    assert item.statement, "no statement of the subsidies (L1611-8)"
    local = {one["funder"] for one in item.statement["local"]}
    kept = operation.plan.lines.exclude(state__in=BRINGS_NOTHING)
    assert {one.funder for one in kept if one.kind == FunderKind.DEPARTEMENT} <= local
    check_sent(operation, item)


def check_sent(operation: Operation, item: ReportItem) -> None:
    """A report went to its assembly in time, cites its delegation, and has the impact study that is due."""
    report = item.report
    assert report.delegation.strip(), "a standing committee decides by a cited delegation (L3211-2)"
    days = (report.planned_on - report.sent_at.date()).days
    assert days >= 8, "a standing committee reads its reports for eight days"
    basis = getattr(operation, "financial_basis", None)
    if basis is None or operation.kind in ("event", "operating"):
        return
    # 5,000 to 14,999 inhabitants: the whole real operating revenue; 50,000 to 400,000: its half (D1611-35).
    share = Decimal(1) if basis.population < 15_000 else Decimal("0.5")
    if operation.total_cost_amount > basis.operating_revenue_amount * share:
        assert operation.pieces.filter(slug="etude-impact").exists()


def check_vote(operation: Operation) -> None:
    """Adopted, a sealed act gives no more than what was proposed; rejected, it gives nothing."""
    last = operation.steps.order_by("pk").last()
    if operation.stage is S.VOTED:
        item = ReportItem.objects.filter(operation=operation, report__state=ReportState.VOTED).last()
        assert item is not None
        act = item.report.deliberation
        assert act.sealed_at is not None
        assert act.outcome == Outcome.ADOPTED
        assert Seal.objects.filter(kind="deliberation", object_id=act.pk).count() == 1
        assert 0 < operation.voted_amount == item.voted_amount <= item.proposed_amount
        assert item.proposed_amount <= operation.total_cost_amount
        assert item.sheet.sealed_at is not None
        assert act.sitting.held_on >= item.report.sent_at.date()
    elif operation.stage is S.REFUSED and last.verb == "reject":
        assert operation.voted_amount == 0
        item = ReportItem.objects.filter(operation=operation, report__state=ReportState.VOTED).last()
        assert item.voted_amount == 0
        assert item.report.deliberation.sealed_at is not None
    elif operation.stage is not S.REOPENED:
        assert operation.voted_amount is None


def check_balance(operation: Operation) -> None:
    """Once an aid is given, its owner is told of a plan out of balance, or that does not bear that aid."""
    lines = [one for one in operation.plan.lines.all() if one.kind == FunderKind.DEPARTEMENT]
    borne = operation.voted_amount in [one.obtained_amount for one in lines]
    cost = operation.total_cost_amount
    astray = _sum(_lines(operation)) != cost or (operation.stage is S.VOTED and not borne)
    awaits = operation.stage in {S.VOTED, S.SCHEME_GRANTED} and cost > 0 and astray
    assert (operation.awaits_balance_since is not None) is awaits


def check_starts(operation: Operation) -> None:
    """Four eyes: who asks to begin early does not grant it; a permission is dated and says why."""
    starts = list(operation.early_starts.all())
    assert len([one for one in starts if one.is_granted is None]) <= 1
    for one in starts:
        if one.is_granted is not None:
            assert one.decided_by_id != one.asked_by_id
            assert one.answer.strip()
        assert one.granted_from_on if one.is_granted else one.granted_from_on is None
