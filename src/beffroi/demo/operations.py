"""Operations of the invented territory, each carried by the real actions of its actors up to its step."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from importlib.resources import files
from typing import Any

from django.db import transaction

from beffroi.contracts.models import Contract
from beffroi.core.dates import local_day
from beffroi.demo import committee
from beffroi.demo.voices import voice
from beffroi.drafting.actions import sign_off
from beffroi.drafting.signoffs import latest_of
from beffroi.operations.actions.appraisal import Conclusion, answer_coherence, examine_schemes
from beffroi.operations.actions.file import edit_section
from beffroi.operations.actions.moves import move_operation
from beffroi.operations.actions.plan import funder_cuts, settle_plan, write_plan
from beffroi.operations.actions.proposals import propose_operation
from beffroi.operations.actions.routing import RouteFacts, decide_route
from beffroi.operations.actions.support import OpinionFacts, ask_support, assign_support, sign_opinion
from beffroi.operations.examination import ordinary_schemes
from beffroi.operations.facts import NewOperation
from beffroi.operations.kinds import (
    FunderKind,
    FundingRoute,
    LineState,
    OperationState,
    SchemeVerdict,
    Verdict,
)
from beffroi.operations.models import Operation
from beffroi.operations.plan_facts import LineFacts, PlanFacts
from beffroi.operations.questions import questions_of
from beffroi.operations.rules.plan import Cost
from beffroi.operations.rules.questions import Answer
from beffroi.operations.sections import BY_SLUG, mark_of, told
from beffroi.operations.sheets import current_sheet
from beffroi.organisations.models import Organisation
from beffroi.schemes.kinds import SchemeKind
from beffroi.schemes.models import Scheme

S = OperationState
Told = Mapping[str, Any]
LEAD = "samir.belkadi@valclair.example"
EPCI_MANAGER = "victor.aubin@valclair.example"
AGENT = "claire.vasseur@valclair.example"
MANAGER = "paul.remy@valclair.example"
PARTNER = "rosa.guilbert@valclair.example"
DAYS_A_STEP = timedelta(days=6)
# The road of an operation, in order; each step is one state reached.
ROAD = (S.IDEA, S.ENGINEERING, S.FILE, S.COHERENCE, S.SCHEMES, S.ROUTING, S.SHEET, S.COUNTERSIGN, S.REPORT)
# Where an operation of each other state leaves the road.
LEAVES_AT = {
    S.COMPLETION: S.COHERENCE,
    S.AGENDA: S.REPORT,
    S.VOTED: S.REPORT,
    S.REOPENED: S.SHEET,
    S.SCHEME_ROAD: S.ROUTING,
    S.REFUSED: S.COHERENCE,
    S.WITHDRAWN: S.SCHEMES,
    S.DROPPED: S.IDEA,
}


@dataclass
class Walk:
    """An operation on its way: what is told of it, and the moment of its next step."""

    told: Told
    operation: Operation
    at: datetime

    def next_day(self) -> datetime:
        """The moment of the next step."""
        self.at += DAYS_A_STEP
        return self.at


def load_operations(contract: Contract, *, at: datetime) -> list[Operation]:
    """Carry each operation of the file to its step. A second time, nothing changes."""
    if Operation.objects.filter(contract=contract).exists():
        return []
    facts = read()
    walks = [_walk(one, contract, at) for one in facts["operations"]]
    committee.vote(facts["committee"], contract, _waiting(walks, S.VOTED), at=at)
    committee.put_on_agenda(contract, _waiting(walks, S.AGENDA), at=at)
    return [one.operation for one in walks]


def read() -> dict[str, Any]:
    """Read the file of facts."""
    path = files("beffroi.demo").joinpath("data/val-clair-operations.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _waiting(walks: list[Walk], state: OperationState) -> list[Operation]:
    return [one.operation for one in walks if one.told["state"] == state]


@transaction.atomic
def _walk(told_of: Told, contract: Contract, at: datetime) -> Walk:
    wanted = S(told_of["state"])
    walk = _propose(told_of, contract, at - timedelta(days=told_of["days"]))
    last = LEAVES_AT.get(wanted, wanted)
    for state in ROAD[1 : ROAD.index(last) + 1]:
        STEPS[state](walk)
    if wanted in EXITS:
        EXITS[wanted](walk)
    return walk


def _propose(told_of: Told, contract: Contract, at: datetime) -> Walk:
    owner = Organisation.objects.get(slug=told_of["owner"])
    axis = contract.axes.get(rank=told_of["axis"])
    idea = NewOperation(contract, owner, told_of["title"], axis, told_of["summary"])
    operation = propose_operation(idea, by=voice(LEAD), at=at)
    walk = Walk(told_of, operation, at)
    _write(walk, "presentation", description=told_of["summary"], kind=told_of["kind"])
    communes = list(contract.communes.filter(name__in=told_of["communes"]))
    _write(walk, "communes", communes=communes)
    return walk


def _write(walk: Walk, slug: str, **values: Any) -> None:
    section = BY_SLUG[slug]
    mark = mark_of(told(walk.operation, section.names))
    walk.operation = edit_section(walk.operation, section, values, read=mark, by=voice(LEAD), at=walk.at)


def _engineering(walk: Walk) -> None:
    question = walk.told.get("question", "Que prévoir pour le fonctionnement ?")
    request = ask_support(walk.operation, question, by=voice(LEAD), at=walk.next_day())
    caue = Organisation.objects.get(slug="caue-de-l-ambre")
    due_on = local_day(walk.at) + timedelta(days=30)
    assign_support(request, caue, due_on, by=voice(AGENT), at=walk.at)
    if walk.told["state"] != S.ENGINEERING:
        opinion = OpinionFacts(walk.told.get("opinion", "Le projet tient, sous réserve de son entretien."))
        sign_opinion(request, opinion, by=voice(PARTNER), at=walk.next_day())
    walk.operation.refresh_from_db()


def _file(walk: Walk) -> None:
    _move(walk, "return_advice", AGENT)
    if "cost" in walk.told:
        _money(walk)
    _rest_of_the_file(walk)


def _money(walk: Walk) -> None:
    told_of = walk.told
    names = {"departement": ("Département de l’Ambre", FunderKind.DEPARTEMENT),
             "state_aid": ("État", FunderKind.STATE),
             "own": ("Communauté d’agglomération de Val-Clair", FunderKind.OWN)}  # fmt: skip
    lines = tuple(
        LineFacts(funder, kind, Decimal(told_of[key]), LineState.ASKED)
        for key, (funder, kind) in names.items()
    )
    costs = (Cost("Études et maîtrise d’œuvre", Decimal(told_of["cost"]) / 10),
             Cost("Travaux et équipements", Decimal(told_of["cost"]) * 9 / 10))  # fmt: skip
    write_plan(walk.operation, PlanFacts(costs, lines), by=voice(LEAD), at=walk.next_day())
    settle_plan(walk.operation, by=voice(LEAD), at=walk.at)
    walk.operation.refresh_from_db()


def _rest_of_the_file(walk: Walk) -> None:
    begins = local_day(walk.at) + timedelta(days=240)
    ends = begins + timedelta(days=400)
    _write(walk, "calendrier", starts_on=begins, ends_on=ends)
    publics = list(walk.operation.contract.target_publics.all()[:2])
    _write(walk, "publics", target_publics=publics)
    years = [(ends.year + rank, Decimal(18_000 + 500 * rank), Decimal(4_000)) for rank in range(5)]
    _write(walk, "fonctionnement", forecasts=years)
    _write(walk, "aides-d-etat", state_aid="not_economic", state_aid_note="Service public gratuit.")


def _coherence(walk: Walk) -> None:
    _move(walk, "submit", LEAD)


def _schemes(walk: Walk) -> None:
    answers = [
        Answer(one.key, Verdict.YES if rank % 3 else Verdict.PARTLY, "Le dossier le dit.")
        for rank, one in enumerate(questions_of(walk.operation, local_day(walk.at)))
    ]
    answer_coherence(walk.operation, answers, by=voice(AGENT), at=walk.next_day())
    _move(walk, "settle_coherence", AGENT)


def _routing(walk: Walk) -> None:
    known = ordinary_schemes(walk.operation, local_day(walk.at))
    told_of = [
        Conclusion(one, SchemeVerdict.NOT_SUITED, "Le dispositif ne couvre pas ce qui est demandé.")
        for one in known
    ]
    examine_schemes(walk.operation, told_of, by=voice(AGENT), at=walk.next_day())
    _move(walk, "settle_schemes", AGENT)


def _sheet(walk: Walk) -> None:
    departement = Organisation.objects.get(slug="departement-de-l-ambre")
    fund = Scheme.objects.of(departement).filter(kind=SchemeKind.FUND).get()
    route = RouteFacts(
        FundingRoute.FUND, "Aucun dispositif ordinaire ne convient.", fund, Decimal(walk.told["departement"])
    )
    walk.operation = decide_route(walk.operation, route, by=voice(AGENT), at=walk.next_day())


def _countersign(walk: Walk) -> None:
    _agree(walk, MANAGER)


def _report(walk: Walk) -> None:
    _agree(walk, EPCI_MANAGER)


def _agree(walk: Walk, who: str) -> None:
    sheet = current_sheet(walk.operation)
    assert sheet
    sign_off(sheet.text, latest_of(sheet.text).number, by=voice(who), at=walk.next_day())
    walk.operation.refresh_from_db()


def _move(walk: Walk, verb: str, who: str) -> None:
    reason = walk.told.get("reason", "")
    walk.operation = move_operation(walk.operation, verb, by=voice(who), at=walk.next_day(), reason=reason)


def _reopen(walk: Walk) -> None:
    line = walk.operation.plan.lines.get(kind=FunderKind.STATE)
    walk.operation = funder_cuts(
        line, line.asked_amount / 2, walk.told["reason"], by=voice(LEAD), at=walk.next_day()
    )


def _to_scheme(walk: Walk) -> None:
    route = RouteFacts(FundingRoute.SCHEME, walk.told["reason"])
    walk.operation = decide_route(walk.operation, route, by=voice(AGENT), at=walk.next_day())


Step = Callable[[Walk], None]
STEPS: dict[OperationState, Step] = {
    S.ENGINEERING: _engineering,
    S.FILE: _file,
    S.COHERENCE: _coherence,
    S.SCHEMES: _schemes,
    S.ROUTING: _routing,
    S.SHEET: _sheet,
    S.COUNTERSIGN: _countersign,
    S.REPORT: _report,
}
EXITS: dict[OperationState, Step] = {
    S.COMPLETION: lambda walk: _move(walk, "ask_completion", AGENT),
    S.REOPENED: _reopen,
    S.SCHEME_ROAD: _to_scheme,
    S.REFUSED: lambda walk: _move(walk, "refuse", MANAGER),
    S.WITHDRAWN: lambda walk: _move(walk, "withdraw", LEAD),
    S.DROPPED: lambda walk: _move(walk, "drop", LEAD),
}
