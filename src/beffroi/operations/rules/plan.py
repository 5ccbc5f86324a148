"""A funding plan in plain values: what counts, whether it balances, and the tests that the law puts to it."""

from dataclasses import dataclass, replace
from decimal import Decimal

from beffroi.law import LawInputError, Reckoning, fonds_de_concours, lead_authority, own_share
from beffroi.law.french import money
from beffroi.operations.kinds import Basis, FunderKind, LineState
from beffroi.schemes.kinds import OperationKind

ZERO = Decimal(0)
NOTHING = frozenset({LineState.REFUSED, LineState.WITHDRAWN})
# What a fonds de concours is: money between an EPCI and a commune that belongs to it.
CONCOURS = frozenset({FunderKind.EPCI, FunderKind.COMMUNE})
OUTSIDE_PUBLIC = frozenset({FunderKind.OWN, FunderKind.PRIVATE})
NOT_INVESTMENT = frozenset({OperationKind.EVENT, OperationKind.OPERATING})


@dataclass(frozen=True, slots=True)
class Cost:
    """One item of cost."""

    label: str
    amount: Decimal
    is_eligible: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """What one funder is asked, then gives."""

    funder: str
    kind: FunderKind
    asked_amount: Decimal
    state: LineState = LineState.PLANNED
    obtained_amount: Decimal | None = None

    @property
    def counted_amount(self) -> Decimal:
        """What the line brings: what was obtained, else what is asked; nothing once refused or withdrawn."""
        if self.state in NOTHING:
            return ZERO
        return self.asked_amount if self.obtained_amount is None else self.obtained_amount


@dataclass(frozen=True, slots=True)
class Plan:
    """Costs and funders on one basis, and what the own-share test depends on."""

    costs: tuple[Cost, ...]
    lines: tuple[Line, ...]
    basis: Basis = Basis.EXCLUDING_TAX
    exception: str = ""
    lead_field: str = ""
    is_investment: bool = True

    @property
    def cost_amount(self) -> Decimal:
        """The whole cost."""
        return sum((one.amount for one in self.costs), ZERO)

    @property
    def eligible_amount(self) -> Decimal:
        """The part of the cost that aids are computed on."""
        return sum((one.amount for one in self.costs if one.is_eligible), ZERO)

    @property
    def funding_amount(self) -> Decimal:
        """All that the lines bring."""
        return sum((one.counted_amount for one in self.lines), ZERO)

    def funded_by(self, *kinds: FunderKind) -> Decimal:
        """What the lines of these kinds bring."""
        return sum((one.counted_amount for one in self.lines if one.kind in kinds), ZERO)

    @property
    def own_amount(self) -> Decimal:
        """The owner's own money."""
        return self.funded_by(FunderKind.OWN)

    @property
    def subsidies(self) -> tuple[Decimal, ...]:
        """Each public subsidy that counts."""
        found = (one.counted_amount for one in self.lines if one.kind not in OUTSIDE_PUBLIC)
        return tuple(one for one in found if one)

    @property
    def gap_amount(self) -> Decimal:
        """What is missing, below zero when there is too much."""
        return self.cost_amount - self.funding_amount

    @property
    def balances(self) -> bool:
        """Whether it holds to the cent, and is about something."""
        return self.cost_amount > 0 and self.gap_amount == 0


def is_investment(kind: str) -> bool:
    """Whether the floor of the own share is about such an operation; unsaid, it is."""
    return kind not in NOT_INVESTMENT


def imbalance(plan: Plan) -> str:
    """Say what keeps a plan from balancing; empty when it does."""
    if plan.cost_amount == 0:
        return "Le plan de financement n’a aucun coût."
    if plan.balances:
        return ""
    told = f"{money(plan.funding_amount)} de financements pour {money(plan.cost_amount)} de coût"
    if plan.gap_amount > 0:
        return f"Le plan n’est pas équilibré : {told}, il manque {money(plan.gap_amount)}."
    return f"Le plan n’est pas équilibré : {told}, soit {money(-plan.gap_amount)} de trop."


def own_share_of(plan: Plan) -> Reckoning[Decimal] | None:
    """Put the test of the owner's own share; None when there is no public money to share.

    Source: CGCT L1111-10 III.
    """
    try:
        return own_share(
            plan.subsidies,
            plan.own_amount,
            private=plan.funded_by(FunderKind.PRIVATE),
            exception=plan.exception or None,
            investment=plan.is_investment,
        )
    except LawInputError:
        return None


def lead_of(plan: Plan) -> Reckoning[Decimal] | None:
    """Look at a plan in a field that an authority leads; None when it names none, or has no public money.

    Source: CGCT L1111-9 I. It warns, and forbids nothing.
    """
    if not plan.lead_field:
        return None
    try:
        return lead_authority(
            plan.lead_field,
            plan.subsidies,
            plan.own_amount,
            region=plan.funded_by(FunderKind.REGION),
            departement=plan.funded_by(FunderKind.DEPARTEMENT),
        )
    except LawInputError:
        return None


def concours_of(plan: Plan) -> Reckoning[Decimal] | None:
    """Put the test of the fonds de concours; None when the plan has none, or brings more than it costs.

    What the owner carries is the cost without any other help, private money included.

    Source: CGCT L5216-5 VI.
    """
    asked = plan.funded_by(*CONCOURS)
    if not asked or not plan.cost_amount:
        return None
    helped = plan.funding_amount - plan.own_amount - asked
    return fonds_de_concours(plan.cost_amount, helped, asked) if helped <= plan.cost_amount else None


def cut(line: Line, amount: Decimal) -> Line:
    """Give the line once its funder has cut it to an amount, or withdrawn at zero."""
    if amount == 0:
        return replace(line, state=LineState.WITHDRAWN, obtained_amount=None)
    if line.state is LineState.OBTAINED:
        return replace(line, obtained_amount=amount)
    return replace(line, asked_amount=amount)


@dataclass(frozen=True, slots=True)
class Share:
    """One funder of the bar: what it brings, and its part of the whole."""

    line: Line
    amount: Decimal
    start_rate: Decimal
    rate: Decimal


def shares(plan: Plan) -> tuple[Share, ...]:
    """Cut the bar: each line that counts, where it starts and how long it is, in parts of the whole.

    The whole is the cost, or the funding when there is more of it.
    """
    whole = max(plan.cost_amount, plan.funding_amount)
    found: list[Share] = []
    reached = ZERO
    for line in plan.lines:
        amount = line.counted_amount
        if amount:
            found.append(Share(line, amount, reached / whole, amount / whole))
            reached += amount
    return tuple(found)
