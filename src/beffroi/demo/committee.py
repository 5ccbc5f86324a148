"""The standing committee of the invented département, a report that it voted and one that waits."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from beffroi.assemblies.actions.assemblies import create_assembly
from beffroi.assemblies.actions.members import fill_seat
from beffroi.assemblies.actions.sealing import seal_deliberation
from beffroi.assemblies.actions.sittings import record_sitting
from beffroi.assemblies.assembly_refusals import AssemblyFacts
from beffroi.assemblies.facts import SittingFacts, VoteFacts
from beffroi.assemblies.kinds import Outcome
from beffroi.assemblies.models import Assembly
from beffroi.contracts.kinds import Side
from beffroi.contracts.models import Contract
from beffroi.core.dates import local_day
from beffroi.demo.councils import make_members, make_sheet
from beffroi.demo.voices import voice
from beffroi.law import AssemblyKind
from beffroi.operations.actions.report import NewReport, add_to_report, prepare_report, send_report
from beffroi.operations.actions.vote import ReportVote, record_vote
from beffroi.operations.models import Operation, Report

Told = Mapping[str, Any]
AGENT = "claire.vasseur@valclair.example"
CLERK = "agathe.noiret@valclair.example"
TITLE = "Fonds d’innovation territoriale : attributions (donnée de démonstration)"


@transaction.atomic
def vote(told: Told, contract: Contract, operations: Sequence[Operation], *, at: datetime) -> Report:
    """Have the committee sit twelve days ago and adopt what it was sent a month before."""
    assembly = _committee(told, contract)
    held_on = local_day(at) - timedelta(days=12)
    sent_at = at - timedelta(days=40)
    report = _sent(contract, assembly, operations, told["delegation"], held_on, sent_at)
    sitting = _sitting(told, assembly, held_on, at=at - timedelta(days=12))
    amounts = {one.pk: one.proposed_amount for one in report.items.all()}
    counts = VoteFacts(Outcome.ADOPTED, votes_for=5, votes_against=0, abstentions=0)
    facts = ReportVote(sitting, counts, amounts, number=f"{held_on:%Y-%m-%d}-01")
    act = record_vote(report, facts, by=voice(CLERK))
    seal_deliberation(act, by=voice(CLERK), at=at - timedelta(days=11))
    return report


@transaction.atomic
def put_on_agenda(contract: Contract, operations: Sequence[Operation], *, at: datetime) -> Report:
    """Send a report for a sitting that is to come."""
    assembly = Assembly.objects.get(
        organisation=contract.parties.get(side=Side.DEPARTEMENT).organisation,
        kind=AssemblyKind.STANDING_COMMITTEE.value,
    )
    delegation = Report.objects.filter(assembly=assembly).latest("pk").delegation
    planned_on = local_day(at) + timedelta(days=20)
    return _sent(contract, assembly, operations, delegation, planned_on, at - timedelta(days=2))


def _sent(
    contract: Contract,
    assembly: Assembly,
    operations: Sequence[Operation],
    delegation: str,
    planned_on: Any,
    sent_at: datetime,
) -> Report:
    report = prepare_report(
        NewReport(contract, assembly, planned_on, TITLE, delegation=delegation), by=voice(AGENT)
    )
    for one in operations:
        add_to_report(report, one, by=voice(AGENT))
    return send_report(report, by=voice(AGENT), at=sent_at)


def _committee(told: Told, contract: Contract) -> Assembly:
    departement = contract.parties.get(side=Side.DEPARTEMENT).organisation
    facts = AssemblyFacts(
        AssemblyKind.STANDING_COMMITTEE,
        told["name"],
        told["slug"],
        court=told["court"],
        seats=len(told["members"]),
    )
    assembly = create_assembly(departement, facts, by=voice(CLERK))
    members = make_members(assembly, told["members"], by=voice(CLERK))
    for seat, member in zip(assembly.seats.all(), members.values(), strict=True):
        fill_seat(seat, member, starts_on=told["since"], by=voice(CLERK))
    return assembly


def _sitting(told: Told, assembly: Assembly, held_on: Any, *, at: datetime) -> Any:
    members = {str(one): one for one in assembly.members.all()}
    facts = SittingFacts(
        held_on=held_on,
        place=told["place"],
        dispatched_on=held_on - timedelta(days=20),
        seats_in_office=len(members),
        chair=members[told["chair"]],
        secretary=members[told["secretary"]],
        attendances=make_sheet(members, told["members"], [], []),
    )
    return record_sitting(assembly, facts, by=voice(CLERK), at=at)
