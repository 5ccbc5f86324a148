"""The département's vote: opened from the report, written and sealed in the register, then carried over."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from beffroi.assemblies.actions.deliberations import record_deliberation
from beffroi.assemblies.actions.sittings import lock_sitting
from beffroi.assemblies.facts import ActFacts, DecisionFacts, VoteFacts
from beffroi.assemblies.kinds import Effect, Outcome
from beffroi.assemblies.models import Deliberation, Sitting
from beffroi.assemblies.vote_counts import excess_of
from beffroi.core.dates import local_day
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import changes_between, record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.law.french import money
from beffroi.operations.actions.award import write_vote
from beffroi.operations.actions.moves import place
from beffroi.operations.kinds import OperationState, ReportState
from beffroi.operations.models import Operation, Report, ReportItem
from beffroi.operations.report_blockers import blockers_for_vote, notice_of
from beffroi.operations.saving import lock_agenda, lock_report

# Local finances, subsidies (formats.md, ACTES).
SUBJECT = "7.5"
NOTICE = "CGCT, art. L3121-19"
ADVANCED = "Si la séance a été avancée pour une urgence, écrivez-en le motif."
AT_ONCE = "Même motivée, l’urgence laisse un jour franc."
AGAIN = "Abandonnez cette délibération, puis enregistrez de nouveau le vote."


@dataclass(frozen=True, slots=True)
class ReportVote:
    """How the assembly voted on a report: the sitting, the number, the counts, the amount of each item.

    An amount of zero refuses the operation; above what was proposed it would be another fiche.
    """

    sitting: Sitting
    vote: VoteFacts
    amounts: dict[int, Decimal]
    number: str = ""
    # Why the assembly had less time than the notice to read it, when the sitting was brought forward;
    # None leaves what the report says of it.
    urgency_reason: str | None = None


@dataclass(frozen=True, slots=True)
class _Voted:
    item: ReportItem
    amount: Decimal


@transaction.atomic
def record_vote(report: Report, facts: ReportVote, *, by: Author) -> Deliberation:
    """Open in the register the deliberation of a report, with what was voted for each operation.

    The operations move when the clerk seals it, in the same transaction as the seal.
    Raises: RuleViolation.
    """
    lock_sitting(facts.sitting)
    held = lock_report(report)
    items = lock_agenda(held)
    obstacles = blockers_for_vote(held)
    if obstacles:
        raise RuleViolation(" ".join(one.sentence for one in obstacles), obstacles[0].source)
    if facts.sitting.assembly_id != held.assembly_id:
        raise RuleViolation("Cette séance est celle d’une autre assemblée.")
    if excess := excess_of(facts.sitting, facts.vote):
        raise RuleViolation(excess)
    urgency = {"urgence motivée": held.urgency_reason}
    if facts.urgency_reason is not None:
        held.urgency_reason = facts.urgency_reason.strip()
    _check_notice(held, facts.sitting, AT_ONCE if held.urgency_reason else ADVANCED)
    if facts.amounts.keys() - {one.pk for one in items}:
        raise RuleViolation(
            "Une opération a quitté l’ordre du jour entre-temps : relisez le rapport, puis "
            "enregistrez le vote."
        )
    voted = [_checked(item, facts) for item in sorted(items, key=lambda one: one.rank)]
    for one in voted:
        one.item.voted_amount = one.amount
        save_checked(one.item)
    deliberation = record_deliberation(facts.sitting, _act_of(held, voted, facts), by=by)
    held.sitting, held.deliberation = facts.sitting, deliberation
    save_checked(held)
    changes = changes_between(urgency, {"urgence motivée": held.urgency_reason})
    record("report.vote_opened", held, by=by, changes=changes, note=str(deliberation))
    return deliberation


def _check_notice(report: Report, sitting: Sitting, mend: str) -> None:
    """Count the notice again to the day of the sitting, which may have been brought forward."""
    if report.sent_at is None:
        return
    sent_on = local_day(report.sent_at)
    if sitting.held_on < sent_on:
        raise RuleViolation("Une séance ne vote pas un rapport envoyé après elle.", NOTICE)
    notice = notice_of(report, sent_on, sitting.held_on)
    # What cannot be counted is a sitting more than a year later: there was time enough.
    if notice is not None and notice.holds is False:
        raise RuleViolation(f"{notice.title}. {notice.verdict} {mend}", NOTICE)


def _checked(item: ReportItem, facts: ReportVote) -> _Voted:
    amount = facts.amounts.get(item.pk)
    if amount is None:
        raise RuleViolation(f"Le montant voté pour « {item.operation} » manque.")
    if amount > item.proposed_amount:
        raise RuleViolation(
            f"« {item.operation} » : la fiche approuvée propose {money(item.proposed_amount)} ; "
            "une aide supérieure demande une nouvelle fiche."
        )
    return _Voted(item, Decimal(0) if facts.vote.outcome == Outcome.REJECTED else amount)


def _act_of(report: Report, voted: list[_Voted], facts: ReportVote) -> ActFacts:
    decisions = [
        DecisionFacts("ATTRIBUE", f"{money(one.amount)} à {one.item.operation.owner} : {one.item.operation}")
        if one.amount
        else DecisionFacts("N’ATTRIBUE PAS", f"d’aide à {one.item.operation.owner} : {one.item.operation}")
        for one in voted
    ]
    citations = [f"la délégation : {report.delegation}"] if report.delegation else []
    return ActFacts(
        title=report.title,
        vote=facts.vote,
        number=facts.number,
        subject_code=SUBJECT,
        effect=Effect.INDIVIDUAL,
        citations=(*citations, f"le {report.contract}"),
        decisions=tuple(decisions),
    )


def carry_over(report: Report, deliberation: Deliberation, *, by: Author, at: datetime) -> None:
    """Carry each operation of a report forward, or refuse it with an amount of 0, as its act was sealed.

    Raises: RuleViolation when the sitting, whose date may have been corrected, was too soon, and when an
    operation is no longer on the agenda.
    """
    report = lock_report(report)
    if report.state == ReportState.VOTED:
        return
    _check_notice(report, deliberation.sitting, AGAIN)
    adopted = deliberation.outcome == Outcome.ADOPTED
    for item in lock_agenda(report):
        if item.voted_amount is None or not adopted:
            item.voted_amount = Decimal(0)
            save_checked(item)
        _carry(item.operation, item.voted_amount, deliberation, by=by, at=at)
    report.state = ReportState.VOTED
    save_checked(report)
    record("report.voted", report, by=by, note=str(deliberation))


def _carry(
    operation: Operation, amount: Decimal, deliberation: Deliberation, *, by: Author, at: datetime
) -> None:
    if operation.stage is not OperationState.AGENDA:
        raise RuleViolation(
            f"« {operation} » n’est plus à l’ordre du jour : {operation.get_state_display()}. {AGAIN}"
        )
    write_vote(operation, amount, deliberation.sitting.held_on, by=by, at=at)
    operation.voted_amount = amount
    verb, state = ("adopt", OperationState.VOTED) if amount else ("reject", OperationState.REFUSED)
    place(operation, state, verb=verb, by=by, at=at, reason=f"Délibération : {deliberation}")


def release(report: Report, *, by: Author) -> None:
    """Free a report whose draft deliberation is dropped: its vote is to be recorded again."""
    held = lock_report(report)
    lock_agenda(held)
    held.deliberation = held.sitting = None
    save_checked(held)
    held.items.on_the_agenda().update(voted_amount=None)
    record("report.vote_dropped", held, by=by)
