"""What anybody may attempt on the fiche, the report and the vote."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from assemblies.factories import members_of
from beffroi.assemblies.actions.deliberations import drop_deliberation
from beffroi.assemblies.actions.sealing import seal_deliberation
from beffroi.assemblies.facts import VoteFacts
from beffroi.assemblies.kinds import Outcome
from beffroi.assemblies.models import Sitting
from beffroi.assemblies.permissions import can_record_acts
from beffroi.drafting.actions import save_section, sign_off
from beffroi.drafting.models import Text
from beffroi.drafting.permissions import can_sign_text, can_write_text
from beffroi.drafting.signoffs import latest_of
from beffroi.operations.actions.report import (
    NewReport,
    add_to_report,
    declare_interest,
    edit_report,
    prepare_report,
    remove_from_report,
    send_report,
    take_off_agenda,
)
from beffroi.operations.actions.sheet import restore_sheet
from beffroi.operations.actions.vote import ReportVote, record_vote
from beffroi.operations.kinds import InterestKind
from beffroi.operations.models import Operation, Report, ReportItem
from beffroi.operations.page import whole
from beffroi.operations.report_permissions import (
    can_prepare_reports,
    can_record_vote,
    can_restore_sheet,
    can_write_report,
    reports_visible_to,
)
from beffroi.operations.sheets import current_sheet
from beffroi.organisations.actor import Actor
from operations.machine.attempts import AT, Unseen, allow, pick, reason
from operations.machine.people import PLANNED_ON, Scene

# Once the last of the sittings was held (see people.py).
SEALED_AT = datetime(2026, 2, 20, 9, 0, tzinfo=UTC)
DELEGATION = "Délibération n° 12 du 1er juillet 2021"


def _text(operation: Operation, who: Actor) -> Text:
    sheet = current_sheet(operation)
    if sheet is None or not Text.objects.visible_to(who).filter(pk=sheet.text_id).exists():
        raise Unseen("fiche")
    return sheet.text


def write(_scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
    """Write in the fiche: what is written there, or what only the data write."""
    text = _text(operation, who)
    allow(can_write_text(who, text), "can_write_text")
    key = pick(("presentation", "presentation", "financement"), chosen)
    return save_section(text, key, f"Mots {chosen % 3}.", latest_of(text).number, by=who, at=AT)


def restore(_scene: Scene, operation: Operation, who: Actor, _chosen: int) -> object:
    """Write again what only the data write."""
    found = whole(Operation.objects.visible_to(who)).filter(pk=operation.pk).first()
    if found is None:
        raise Unseen("operation")
    allow(can_restore_sheet(who, found), "can_restore_sheet")
    return restore_sheet(found, by=who, at=AT)


def sign(_scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
    """Agree to the fiche, read at its latest version or at the one before."""
    text = _text(operation, who)
    allow(can_sign_text(who, text), "can_sign_text")
    number = latest_of(text).number - (1 if chosen % 5 == 4 else 0)
    return sign_off(text, number, by=who, at=AT)


def _facts(scene: Scene, chosen: int) -> NewReport:
    bad = chosen % 6
    return NewReport(
        scene.contract,
        scene.far_assembly if bad == 5 else scene.committee,
        {3: date(2026, 1, 14), 4: date(2026, 1, 2)}.get(bad, PLANNED_ON),
        "Fonds d’innovation territoriale",
        " " if bad == 2 else DELEGATION,
    )


def prepare(scene: Scene, _operation: Operation, who: Actor, chosen: int) -> object:
    """Open a report."""
    allow(can_prepare_reports(who), "can_prepare_reports")
    if not scene.contract.parties.filter(organisation=who.organisation).exists():
        raise Unseen("contract")
    return prepare_report(_facts(scene, chosen), by=who)


def _report(who: Actor, chosen: int) -> Report:
    found = list(reports_visible_to(who).select_related("assembly__organisation", "contract").order_by("pk"))
    if not found:
        raise Unseen("report")
    # The last one, most of the time.
    return found[-1] if chosen % 3 else pick(found, chosen // 3)


def _report_of(operation: Operation, who: Actor, chosen: int) -> Report:
    held = reports_visible_to(who).filter(items__operation=operation, items__is_taken_off=False)
    found = held.select_related("assembly__organisation", "contract").order_by("pk").last()
    return found or _report(who, chosen)


def _item(report: Report, operation: Operation, chosen: int) -> ReportItem:
    items = list(report.items.select_related("operation", "report").order_by("rank"))
    if not items:
        raise Unseen("item of the report")
    mine = [one for one in items if one.operation_id == operation.pk]
    return mine[-1] if mine else pick(items, chosen)


def _own(who: Actor, report: Report) -> Report:
    allow(can_write_report(who, report), "can_write_report")
    return report


def edit(scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
    """Change what a report says."""
    found = _own(who, _report_of(operation, who, chosen))
    return edit_report(found, _facts(scene, chosen), by=who)


def add(_scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
    """Group the operation in a report."""
    found = _own(who, _report(who, chosen))
    return add_to_report(found, operation, by=who)


def remove(_scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
    """Take the operation out of a report that is not sent."""
    found = _own(who, _report_of(operation, who, chosen))
    return remove_from_report(_item(found, operation, chosen), by=who)


def send(_scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
    """Send a report to its assembly."""
    return send_report(_own(who, _report_of(operation, who, chosen)), by=who, at=AT)


def take_off(_scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
    """Take the operation off the agenda."""
    found = _report_of(operation, who, chosen)
    allow(can_record_vote(who, found), "can_record_vote")
    return take_off_agenda(_item(found, operation, chosen), reason(chosen), by=who, at=AT)


def declare(scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
    """Record the interest of a member."""
    found = _report_of(operation, who, chosen)
    allow(can_record_vote(who, found), "can_record_vote")
    item = _item(found, operation, chosen)
    assembly = scene.far_assembly if chosen % 4 == 3 else found.assembly
    declared = set(item.interests.values_list("member", flat=True))
    member = next((one for one in members_of(assembly) if one.pk not in declared), None)
    if member is None:
        raise Unseen("member")
    return declare_interest(item, member, InterestKind.PRIVATE, "parent", by=who, at=AT)


def _sitting(scene: Scene, kind: int) -> Sitting:
    if kind in (5, 6):
        return scene.far_sitting if kind == 5 else scene.past_sitting
    fresh = Sitting.objects.filter(pk__in=[one.pk for one in scene.sittings], sealed_at__isnull=True)
    return fresh.order_by("held_on").first() or scene.sittings[-1]


def vote(scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
    """Open the deliberation of a report: adopted, rejected, less, nothing, more, or elsewhere."""
    found = _report_of(operation, who, chosen)
    allow(can_record_vote(who, found), "can_record_vote")
    kind = chosen % 9
    amounts = {one.pk: one.proposed_amount for one in found.items.on_the_agenda()}
    typed = {key: _typed(kind, amount) for key, amount in amounts.items()}
    if kind == 7:
        typed = {}
    if kind == 8:
        typed[0] = Decimal(1)
    outcome = Outcome.REJECTED if kind == 1 else Outcome.ADOPTED
    wins, loses = (1, 2) if kind == 1 else (3, 0)
    facts = ReportVote(
        _sitting(scene, kind),
        VoteFacts(outcome, votes_for=wins, votes_against=loses, abstentions=0),
        typed,
        number="2026-7",
    )
    return record_vote(found, facts, by=who)


def _typed(kind: int, amount: Decimal) -> Decimal:
    return {2: amount - 10_000, 3: Decimal(0), 4: amount + 1}.get(kind, amount)


def _act(operation: Operation, who: Actor, chosen: int) -> Any:
    found = _report_of(operation, who, chosen)
    if found.deliberation is None:
        raise Unseen("deliberation")
    allow(can_record_acts(who, found.assembly), "can_record_acts")
    return found.deliberation


def seal(_scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
    """Seal the deliberation of a report."""
    return seal_deliberation(_act(operation, who, chosen), by=who, at=SEALED_AT)


def drop(_scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
    """Drop the draft of a deliberation."""
    return drop_deliberation(_act(operation, who, chosen), by=who)
