"""Having versions looked at: the antivirus is asked outside any transaction, its answer written in one."""

import logging
from contextlib import suppress
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from beffroi.core.errors import ExternalFailure, RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import SYSTEM, PlainAuthor
from beffroi.files import scanning
from beffroi.files.models import PieceVersion
from beffroi.files.reading import MissingFile, read_whole
from beffroi.files.scanning import NoAnswer, Verdict
from beffroi.files.states import ScanState, may_follow

VERBS = {ScanState.CLEAN: "piece.scanned", ScanState.INFECTED: "piece.infected"}
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ScanReport:
    """How many versions were found sane, infected, or are left for later, with the reason of the last one."""

    clean: int = 0
    infected: int = 0
    left: int = 0
    reason: str = ""


def scan_pending() -> ScanReport:
    """Have everything looked at that never was; stop when the antivirus does not answer at all.

    Raises: RuleViolation, where no antivirus is configured.
    """
    if not scanning.is_configured():
        raise RuleViolation("Aucun antivirus n’est configuré : renseignez BEFFROI_CLAMAV_ADDRESS.")
    found: list[ScanState] = []
    numbers = list(PieceVersion.objects.to_scan().order_by("pk").values_list("pk", flat=True))
    reason = ""
    for number in numbers:
        try:
            found.append(scan_version(number))
        except (ExternalFailure, MissingFile) as failure:
            reason = failure.message
            if isinstance(failure, NoAnswer):
                break
    clean, infected = found.count(ScanState.CLEAN), found.count(ScanState.INFECTED)
    return ScanReport(clean, infected, len(numbers) - len(found), reason)


def scan_version(number: int) -> ScanState:
    """Ask the antivirus about one version and write what it says.

    Raises: ExternalFailure, the version then stays as it was; MissingFile.
    """
    version = PieceVersion.objects.get(pk=number)
    if not may_follow(ScanState(version.scan), ScanState.CLEAN):
        return ScanState(version.scan)
    try:
        verdict = scanning.scan(read_whole(version))
    except (ExternalFailure, MissingFile) as failure:
        log.warning("version %s was not scanned: %s", number, failure.message)
        raise
    return _note_verdict(number, verdict)


def scan_if_possible(number: int) -> None:
    """Ask the antivirus about one version; when it gives no verdict, leave the version for later."""
    with suppress(ExternalFailure, MissingFile):
        scan_version(number)


@transaction.atomic
def _note_verdict(number: int, verdict: Verdict) -> ScanState:
    held = (
        PieceVersion.objects.select_for_update(of=("self",))
        .select_related("piece__organisation")
        .get(pk=number)
    )
    before = ScanState(held.scan)
    if not may_follow(before, verdict.state):
        return before
    held.scan, held.scan_finding, held.scanned_at = verdict.state, verdict.finding, timezone.now()
    held.save(update_fields=["scan", "scan_finding", "scanned_at"])
    owner = held.piece.organisation
    record(
        VERBS[verdict.state],
        held.piece,
        by=PlainAuthor(None, SYSTEM.user_label, owner.pk, str(owner)),
        changes={"scan": [str(before.label), str(verdict.state.label)]},
        note=f"{held} : {verdict.finding}" if verdict.finding else str(held),
    )
    return verdict.state
