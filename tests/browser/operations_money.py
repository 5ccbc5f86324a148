"""The pages of the examination and the money: empty, filled, in error, on both sides."""

from decimal import Decimal

from django.db import transaction

from assemblies.factories import CLERK
from beffroi.contracts.kinds import Side
from beffroi.contracts.models import Contract
from beffroi.demo.spaces import load_fictitious_space
from beffroi.operations.actions.scenarios import copy_plan
from beffroi.operations.kinds import FunderKind, LineState
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import FundingLine, FundingScenario, Operation
from beffroi.schemes.kinds import SchemeKind
from browser.contracts import AT, INVENTED
from browser.personas import AGENT, LEAD
from browser.sample import ERRORS, Sample, sends
from operations.plans import MET, MISSED, facts, line, make_planned
from schemes.factories import make_rules, make_scheme

# The département voted 1,000 € of the 100,000 € asked for.
LOWER = facts(
    450_000,
    line(
        FunderKind.DEPARTEMENT, 100_000, state=LineState.OBTAINED, obtained_amount=Decimal(1000),
        decided_on=AT.date(),
    ),
    line(FunderKind.STATE, 200_000, "État, DSIL"),
    line(FunderKind.OWN, 150_000),
)  # fmt: skip
STATES = (S.COMPLETION, S.COHERENCE, S.SCHEMES, S.ROUTING, S.SHEET, S.SCHEME_ROAD, S.REOPENED)


@transaction.atomic
def load_money() -> None:
    """Load the invented space, its schemes and its fund, then a planned operation at each step."""
    load_fictitious_space(at=AT)
    contract = Contract.objects.get(**INVENTED)
    departement = contract.parties.get(side=Side.DEPARTEMENT).organisation
    ordinary = make_scheme(organisation=departement, slug="halles", name="Aide aux halles (essai)")
    make_rules(ordinary, rate=Decimal("0.25"), cap_amount=Decimal(100_000), operation_kinds=["building"])
    make_scheme(organisation=departement, slug="fit-essai", name="FIT (essai)", kind=SchemeKind.FUND)
    make_planned(facts(0), S.FILE, contract=contract, title="Sans plan")
    make_planned(LOWER, S.VOTED, contract=contract, title=f"Halle, {S.VOTED.label}")
    for state in STATES:
        plan = MISSED if state is S.ROUTING else MET
        made = make_planned(plan, state, contract=contract, title=f"Halle, {state.label}")
        if state is S.COHERENCE:
            copy_plan(made, made.owner, "Sans l’État", by=CLERK, at=AT)


def pk_of(title: str) -> dict[str, object]:
    """The address of an operation."""
    return {"pk": Operation.objects.get(title=title).pk}


def _at(label: str, state: S, persona: str = LEAD, **more: object) -> Sample:
    return Sample(label, ready=lambda: pk_of(f"Halle, {state.label}"), persona=persona, **more)


def _line() -> dict[str, object]:
    row = FundingLine.objects.get(plan__operation__title=f"Halle, {S.SHEET.label}", rank=2)
    return {"pk": row.plan.operation_id, "line": row.pk}


def _scenario() -> dict[str, object]:
    row = FundingScenario.objects.get()
    return {"pk": row.operation_id, "scenario": row.pk}


WRONG_LINE = {"line-0-asked_amount": "beaucoup", "line-1-funder": ""}
MONEY_PAGES = {
    "operations:plan": [
        Sample("a plan to write", ready=lambda: pk_of("Sans plan"), persona=LEAD),
        _at("a plan of ours", S.COMPLETION),
        _at(
            "a plan with errors", S.COMPLETION, then=sends("Enregistrer le plan", **WRONG_LINE), shows=ERRORS
        ),
        _at("a plan reopened", S.REOPENED),
        _at("a plan after a lower vote", S.VOTED),
        _at("a lower vote, not balanced", S.VOTED, then=sends("Enregistrer le plan"), shows=ERRORS),
        _at("a plan after a lower vote, read by the département", S.VOTED, AGENT),
        _at("a plan missed, read by the département", S.ROUTING, AGENT),
    ],
    "operations:cut": [
        Sample("a funder cuts", ready=_line, persona=LEAD),
        Sample(
            "no amount given", ready=_line, persona=LEAD, then=sends("Rouvrir le plan"), shows=ERRORS
        ),
    ],
    "operations:means": [
        _at("means of the owner", S.COMPLETION),
        _at("means, nothing given", S.COMPLETION, then=sends("Enregistrer"), shows=ERRORS),
    ],
    "operations:scenarios": [
        _at("our scenarios", S.COHERENCE),
        _at("no scenario of ours", S.COHERENCE, AGENT),
        _at("no name given", S.COHERENCE, then=sends("Copier le plan"), shows=ERRORS),
    ],
    "operations:scenario": [
        Sample("a scenario", ready=_scenario, persona=LEAD),
        Sample(
            "a scenario with errors", ready=_scenario, persona=LEAD,
            then=sends("Enregistrer le scénario", cost="beaucoup"), shows=ERRORS,
        ),
    ],
    "operations:coherence": [
        _at("coherence to examine", S.COHERENCE, AGENT),
        _at(
            "an explanation without an answer", S.COHERENCE, AGENT,
            then=sends("Enregistrer toutes les réponses", **{"reason-axis": "Parce que"}), shows=ERRORS,
        ),
        _at("coherence, read once routed", S.SHEET),
        _at("coherence, not yet for the owner", S.COHERENCE, statuses=(403,)),
    ],
    "operations:schemes": [
        _at("schemes to examine", S.SCHEMES, AGENT),
        _at("schemes, read once routed", S.SHEET),
    ],
    "operations:routing": [
        _at("a route to decide", S.ROUTING, AGENT),
        _at(
            "no route chosen", S.ROUTING, AGENT, then=sends("Décider l’orientation"), shows=ERRORS
        ),
        _at("a route, read once decided", S.SHEET),
    ],
    "operations:scheme_road": [
        _at("a scheme's aid to record", S.SCHEME_ROAD, AGENT),
        _at("no aid given", S.SCHEME_ROAD, AGENT, then=sends("Enregistrer l’aide"), shows=ERRORS),
    ],
    "operations:scheme_refusal": [
        _at("a scheme's refusal to record", S.SCHEME_ROAD, AGENT),
        _at("no refusal given", S.SCHEME_ROAD, AGENT, then=sends("Enregistrer le refus"), shows=ERRORS),
        _at("a refusal, not for the owner", S.SCHEME_ROAD, statuses=(403,)),
    ],
    "operations:statement": [
        _at("statement of subsidies", S.COHERENCE),
        Sample("statement, nothing yet", ready=lambda: pk_of("Sans plan"), persona=LEAD),
    ],
    "operations:operation": [
        _at("an operation with its plan", S.SHEET),
        _at("an operation examined", S.ROUTING, AGENT),
        _at("an operation voted below what it asked", S.VOTED),
    ],
}  # fmt: skip
MONEY_FILES = {"operations:statement_pdf": [_at("statement in PDF", S.COHERENCE)]}
MONEY_POSTS = frozenset({"operations:settle"})
