"""What waits for somebody, from each context: one query a source, none for who has no part in it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from beffroi.contracts.kinds import ContractState
from beffroi.contracts.models import Contract, ContractParty
from beffroi.drafting.kinds import Level
from beffroi.drafting.models import Access, SignOff, Text
from beffroi.operations.award import what_it_lacks
from beffroi.operations.kinds import ReportState, Turn
from beffroi.operations.links import page_href, plan_href
from beffroi.operations.models import Operation, Report, SupportRequest
from beffroi.operations.offers import move_href
from beffroi.operations.permissions import EXAMINERS
from beffroi.operations.querysets import OWNERS, OperationQuerySet
from beffroi.operations.states import AWAITED, STEP_OF, TASKS, TRANSITIONS
from beffroi.organisations.actor import Actor
from beffroi.organisations.roles import OrganisationKind, Role
from beffroi.workspace.rules import Due, tell_due, tell_since

# A list shows so many; the list of operations, filtered, shows the others.
MOST = 25
# Who makes the move of each turn. Source: rights.md; `operations.permissions.can_move`.
MOVERS: dict[Turn, tuple[Role, ...]] = {
    Turn.OWNER: OWNERS,
    Turn.DEPARTEMENT: EXAMINERS,
    Turn.EPCI: (Role.MANAGER,),
    Turn.CLERK: (Role.ASSEMBLY_CLERK,),
    Turn.NOBODY: (),
}
# An administrator of accounts alone reads no business.
BUSINESS = tuple(role for role in Role if role is not Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: what, about what, before when, and the page that does it; its key names it."""

    key: str
    title: str
    about: str
    why: str
    href: str
    button: str
    due_on: date | None
    due: Due
    since: str = ""

    @property
    def order(self) -> tuple[bool, date, str]:
        """Those that are due first, first; those without a date last."""
        return self.due_on is None, self.due_on or date.max, self.title


def first_operations(rows: OperationQuerySet) -> list[Operation]:
    """Read the first ones to fall due, one more than is shown: the index of the due dates gives them."""
    lean = rows.select_related("owner", "next_organisation").only(
        "pk", "title", "number", "state", "state_since", "due_on", "next_turn",
        "owner__name", "owner__short_name", "next_organisation__name", "next_organisation__short_name",
    )  # fmt: skip
    return list(lean.order_by(F("due_on").asc(nulls_last=True), "pk")[: MOST + 1])


def turns_of(actor: Actor) -> set[Turn]:
    """The turns whose move a role of this person makes."""
    return {turn for turn in Turn if actor.is_one_of(*MOVERS[turn])}


def first_of_turns(actor: Actor, turns: Collection[Turn]) -> list[Operation]:
    """Read the first that wait for this organisation, turn by turn: an index gives each in its order."""
    waiting = Operation.objects.visible_to(actor).waiting_for(actor)
    possible = [turn for turn in Turn if turn in turns and _can_be(actor, turn)]
    found = [one for turn in possible for one in first_operations(waiting.filter(next_turn=turn))]
    return sorted(found, key=lambda one: (one.due_on is None, one.due_on or date.max, one.pk))[: MOST + 1]


def _can_be(actor: Actor, turn: Turn) -> bool:
    """Whether the turn can be that of this organisation: a département owns no operation of a contract."""
    kinds = {
        Turn.OWNER: (OrganisationKind.EPCI, OrganisationKind.COMMUNE),
        Turn.EPCI: (OrganisationKind.EPCI,),
        Turn.DEPARTEMENT: (OrganisationKind.DEPARTEMENT,),
        Turn.CLERK: (OrganisationKind.DEPARTEMENT,),
    }
    return any(actor.is_of(kind) for kind in kinds[turn])


def operation_task(one: Operation, on: date, *, mine: bool = True) -> Task:
    """Say what an operation waits for."""
    state = one.stage
    verb = AWAITED[state]
    task = TASKS[state]
    title = f"{task[:1].upper()}{task[1:]}"
    return Task(
        key=f"operation-{one.pk}-{state}",
        title=title if mine else str(one.next_organisation),
        about=f"{one.title}, étape {STEP_OF[state]} sur 8",
        why=f"Maître d’ouvrage : {one.owner}." if mine else f"{title}.",
        href=move_href(one, verb) if mine else page_href(one, "operation"),
        button=TRANSITIONS[verb].label if mine else "",
        due_on=one.due_on,
        due=tell_due(one.due_on, on),
        since=tell_since(timezone.localdate(one.state_since), on),
    )


def plans_to_balance(actor: Actor, on: date) -> list[Task]:
    """The plans that a decision of the département left out of balance, for the owner who writes them."""
    if not actor.is_one_of(*MOVERS[Turn.OWNER]) or not _can_be(actor, Turn.OWNER):
        return []
    mine = Operation.objects.visible_to(actor).filter(owner=actor.organisation).awaiting_balance()
    rows = mine.select_related("plan").only(
        "pk", "title", "state", "awaits_balance_since", "voted_amount",
        "plan__cost_amount", "plan__funding_amount",
    )  # fmt: skip
    return [_plan_task(one, on) for one in rows.order_by("awaits_balance_since", "pk")[:MOST]]


def _plan_task(one: Operation, on: date) -> Task:
    assert one.awaits_balance_since
    return Task(
        key=f"plan-{one.pk}",
        title="Équilibrer le plan de financement",
        about=f"{one.title}, étape {STEP_OF[one.stage]} sur 8",
        why=what_it_lacks(one),
        href=plan_href(one),
        button="Équilibrer le plan",
        due_on=None,
        due=tell_due(None, on),
        since=tell_since(timezone.localdate(one.awaits_balance_since), on),
    )


def texts_to_sign(actor: Actor, on: date) -> list[Task]:
    """The texts to which this person may agree for the organisation, and has not."""
    if not actor.is_one_of(*BUSINESS):
        return []
    mine = Access.objects.filter(
        text=OuterRef("pk"), organisation=actor.organisation_id, role__in=actor.roles, level=Level.SIGN
    )
    given = SignOff.objects.standing().filter(text=OuterRef("pk"), organisation=actor.organisation_id)
    texts = Text.objects.filter(Exists(mine), ~Exists(given), frozen_at__isnull=True)
    return [
        Task(
            key=f"text-{one.pk}",
            title="Donner l’accord de votre organisation à un texte",
            about=one.title,
            why="Un texte se fige quand chaque organisation est d’accord avec la même version.",
            href=reverse("drafting:text", args=[one.pk]) + "#accords",
            button="Lire et approuver",
            due_on=None,
            due=tell_due(None, on),
            since=tell_since(timezone.localdate(one.opened_at), on),
        )
        for one in texts.order_by("opened_at", "pk")[:MOST]
    ]


def supports_to_answer(actor: Actor, on: date) -> list[Task]:
    """The questions given to this partner that wait for an opinion."""
    if not actor.is_of(OrganisationKind.PARTNER) or not actor.is_one_of(
        Role.ENGINEERING_PARTNER, Role.MANAGER
    ):
        return []
    asked = SupportRequest.objects.filter(partner=actor.organisation, answered_at__isnull=True)
    seen = asked.filter(operation__in=Operation.objects.visible_to(actor)).select_related("operation")
    return [
        Task(
            key=f"support-{one.pk}",
            title="Rendre un avis d’ingénierie",
            about=one.operation.title,
            why=one.question[:200],
            href=reverse("operations:operation", args=[one.operation_id]),
            button="Répondre",
            due_on=one.due_on,
            due=tell_due(one.due_on, on),
        )
        for one in seen.order_by(F("due_on").asc(nulls_last=True), "pk")[:MOST]
    ]


def reports_to_vote(actor: Actor, on: date) -> list[Task]:
    """The reports on an agenda whose vote the clerk records."""
    if not actor.is_of(OrganisationKind.DEPARTEMENT) or not actor.is_one_of(Role.ASSEMBLY_CLERK):
        return []
    mine = ContractParty.objects.filter(organisation=actor.organisation).values("contract")
    reports = Report.objects.filter(state=ReportState.SENT, contract__in=mine)
    return [
        Task(
            key=f"report-{one.pk}",
            title="Enregistrer le vote d’un rapport",
            about=one.title,
            why="Le vote enregistré fait avancer, ou refuse, chacune de ses opérations.",
            href=reverse("operations:report", args=[one.pk]),
            button="Ouvrir le rapport",
            due_on=one.planned_on,
            due=tell_due(one.planned_on, on),
        )
        for one in reports.order_by("planned_on", "pk")[:MOST]
    ]


def contracts_to_carry(actor: Actor, on: date) -> list[Task]:
    """The contracts that wait for the clerk's deliberation, or for the manager's signature."""
    found = Q(pk__in=[])
    if actor.is_one_of(Role.ASSEMBLY_CLERK):
        unvoted = ContractParty.objects.filter(organisation=actor.organisation, approval__isnull=True)
        found |= Q(state=ContractState.VOTES, pk__in=unvoted.values("contract"))
    if actor.is_one_of(Role.MANAGER):
        found |= Q(state__in=(ContractState.ENFORCEABLE, ContractState.SIGNATURE))
    if not actor.is_one_of(Role.ASSEMBLY_CLERK, Role.MANAGER):
        return []
    rows = Contract.objects.visible_to(actor).of(actor).filter(found).order_by("pk")[:MOST]
    return [_contract_task(one, on) for one in rows]


_CONTRACT_TASKS = {
    ContractState.VOTES: ("Enregistrer la délibération qui approuve le contrat", "Enregistrer"),
    ContractState.ENFORCEABLE: ("Ouvrir la signature du contrat", "Ouvrir"),
    ContractState.SIGNATURE: ("Enregistrer la signature du contrat", "Signer"),
}


def _contract_task(one: Contract, on: date) -> Task:
    title, button = _CONTRACT_TASKS[ContractState(one.state)]
    href = reverse("contracts:workspace", args=[one.slug])
    key = f"contract-{one.pk}-{one.state}"
    return Task(key, title, one.title, "", href, button, None, tell_due(None, on))


def in_order(tasks: Iterable[Task]) -> list[Task]:
    """Sort by due date, those without one last."""
    return sorted(tasks, key=lambda one: one.order)
