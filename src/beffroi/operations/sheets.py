"""What stands in a fiche opération: the sections that are written, and those that the data write.

A generated section is never typed: it is compared with the data before each sign-off, so that what both
authorities approve is what was entered, costed and decided.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import prefetch_related_objects

from beffroi.contracts.in_force import terms_on
from beffroi.contracts.kinds import ClauseScope
from beffroi.drafting.facts import NewAccess, Section
from beffroi.drafting.kinds import Level
from beffroi.law.french import french_date, money, percent
from beffroi.operations.kinds import FundingRoute, LineState, Subject
from beffroi.operations.models import Operation, OperationSheet, RouteDecision
from beffroi.operations.questions import subject_of
from beffroi.operations.rules.duties import Clause, duties_of
from beffroi.organisations.roles import OrganisationKind, Role

KIND = "fiche-operation"
PRESENTATION, COHERENCE, MONEY, PAYMENT, COMMUNICATION = (
    "presentation", "coherence", "financement", "versement", "communication",
)  # fmt: skip
TITLES = {
    PRESENTATION: "L’opération",
    COHERENCE: "Ce qui la rattache au contrat",
    MONEY: "Le plan de financement et l’aide",
    PAYMENT: "Les conditions de versement",
    COMMUNICATION: "Les obligations de communication",
}
# Written by the data: restored, never edited.
GENERATED = (COHERENCE, MONEY, COMMUNICATION)
PAYMENT_TO_BEGIN = (
    "- Le solde se calcule sur le coût éligible réel : un coût moindre réduit l’aide à proportion, "
    "un coût plus élevé ne l’augmente pas.\n"
    "- Le solde est versé quand chaque obligation de communication ci-dessous est remplie et acceptée."
)


@dataclass(frozen=True, slots=True)
class SheetMoney:
    """The amounts of a fiche. Unit: euros."""

    eligible_amount: Decimal
    proposed_amount: Decimal

    @property
    def rate(self) -> Decimal:
        """The part of the eligible cost that the aid covers, from 0 to 1."""
        return self.proposed_amount / self.eligible_amount if self.eligible_amount else Decimal(0)


def route_of(operation: Operation) -> RouteDecision | None:
    """Give the latest routing decision."""
    return next(iter(list(operation.routes.all())[-1:]), None)


def current_sheet(operation: Operation) -> OperationSheet | None:
    """Give the latest fiche, frozen or not."""
    return next(iter(list(operation.sheets.all())[-1:]), None)


def sections_of(operation: Operation, on: date) -> tuple[Section, ...]:
    """Write the sections of a new fiche from what the operation holds."""
    opening = "\n\n".join(one for one in (operation.summary, operation.description) if one)
    bodies = {PRESENTATION: opening, PAYMENT: PAYMENT_TO_BEGIN, **generated_sections(operation, on)}
    return tuple(Section(key, title, bodies[key]) for key, title in TITLES.items())


def generated_sections(operation: Operation, on: date) -> dict[str, str]:
    """Write the sections that only the data write, with the contract of that day, in limited Markdown."""
    return {
        COHERENCE: _coherence(operation, on),
        MONEY: _money(operation),
        COMMUNICATION: _communication(operation, on),
    }


def duties_for(operation: Operation, on: date) -> list[Clause]:
    """Give the communication duties of that day that bind an operation helped by the fund."""
    clauses = [
        Clause(
            one.duty, one.support, ClauseScope(one.applies_to), one.proof, one.blocks_final_payment, one.line
        )
        for one in terms_on(operation.contract, on).clauses
    ]
    helped = any(one.answered_at is not None for one in operation.support_requests.all())
    return duties_of(clauses, operation.kind, has_technical_aid=helped)


def _coherence(operation: Operation, on: date) -> str:
    terms = terms_on(operation.contract, on)
    lines = [f"- {terms.told(operation.axis)}"]
    themes = ", ".join(terms.told(one).title for one in operation.themes.all())
    if themes:
        lines.append(f"- Thèmes : {themes}")
    answers = [one for one in operation.coherence_answers.all() if one.subject != Subject.AXIS]
    prefetch_related_objects(answers, "public", "point", "commitment")
    for one in answers:
        about = terms.told(subject_of(one))
        reason = f" — {_plain(one.reason)}" if one.reason else ""
        lines.append(f"- {about} : {one.get_verdict_display()}{reason}")
    return "\n".join(lines)


def _money(operation: Operation) -> str:
    plan, route = operation.plan, route_of(operation)
    rows = ["| Financeur | Montant | État |", "| --- | --- | --- |"]
    for line in plan.lines.all():
        if line.state in (LineState.REFUSED, LineState.WITHDRAWN):
            continue
        amount = line.obtained_amount if line.obtained_amount is not None else line.asked_amount
        told = line.get_state_display()
        if line.decided_on:
            told = f"{told} le {french_date(line.decided_on)}"
        rows.append(f"| {_plain(line.funder)} | {money(amount)} | {told} |")
    said = [f"Montants {plan.get_basis_display()}. Coût total : {money(plan.cost_amount)}, "
            f"dont éligible : {money(plan.eligible_amount)}."]  # fmt: skip
    if route is not None and route.proposed_amount is not None:
        said.append(_aid(route, SheetMoney(plan.eligible_amount, route.proposed_amount)))
    return "\n\n".join([said[0], "\n".join(rows), *said[1:]])


def _aid(route: RouteDecision, asked: SheetMoney) -> str:
    whole = (
        f"Aide proposée au titre de « {_plain(str(route.fund))} » : {money(asked.proposed_amount)}, "
        f"soit {percent(asked.rate)} du coût éligible."
    )
    if route.route == FundingRoute.BOTH:
        return f"{whole} Un dispositif ordinaire complète cette aide par sa propre voie."
    return whole


def _communication(operation: Operation, on: date) -> str:
    lines = []
    for one in duties_for(operation, on):
        proof = f" Preuve : {one.proof}." if one.proof else ""
        held = " Conditionne le solde." if one.blocks_final_payment else ""
        lines.append(f"- {one.duty} ({one.support}).{proof}{held}")
    return "\n".join(lines) or "Le contrat n’écrit aucune obligation de communication pour cette opération."


def _plain(text: str) -> str:
    """Keep typed words on one line, without the signs that Markdown or a table would read."""
    line = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|#~" else sign for sign in line)


def access_of(operation: Operation) -> list[NewAccess]:
    """Say who reads, writes and approves a fiche. Source: rights.md, « fiche opération: draft »."""
    departement, epci = operation.departement, operation.epci
    given = [
        NewAccess(departement, Role.DEVELOPMENT_AGENT, Level.WRITE),
        NewAccess(departement, Role.MANAGER, Level.SIGN),
        NewAccess(departement, Role.MANAGER, Level.WRITE),
        *(
            NewAccess(departement, role, Level.READ)
            for role in (Role.FINANCE_AGENT, Role.COMMUNICATION_AGENT, Role.AUDITOR)
        ),
        NewAccess(epci, Role.PROJECT_LEAD, Level.WRITE),
        NewAccess(epci, Role.MANAGER, Level.SIGN),
        NewAccess(epci, Role.MANAGER, Level.WRITE),
        NewAccess(epci, Role.AUDITOR, Level.READ),
    ]
    if operation.owner.kind == OrganisationKind.COMMUNE:
        readers = (Role.COMMUNE_AGENT, Role.MANAGER, Role.AUDITOR)
        given += [NewAccess(operation.owner, role, Level.READ) for role in readers]
    return given
