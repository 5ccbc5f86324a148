"""All that is due by itself: each job may be run again at any time, and does no harm when two run at once."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from tqdm import tqdm

from beffroi.core.errors import ExternalFailure, RuleViolation
from beffroi.drafting.actions.presence import forget_presences
from beffroi.files.actions import scan_pending
from beffroi.law.french import agree, plural
from beffroi.operations.actions.own_work import forget_expired_works
from beffroi.organisations.signin.sessions import forget_ended_sessions
from beffroi.organisations.signin.throttle import forget_old_attempts
from beffroi.workspace.mails.sending import MOST_REFUSALS, Report, digests_owed, forget_old, send_digests

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Told:
    """What one job did, in French; whether something outside Beffroi stood in its way."""

    sentence: str
    failed: bool = False


def tick(on: date, now: Clock) -> Iterator[Told]:
    """Do all that is due that day, one job after the other; one that fails does not stop the next."""
    jobs: tuple[Callable[[date, Clock], Told], ...] = (_digests, _pieces, _purge)
    for job in jobs:
        try:
            yield job(on, now)
        except (ExternalFailure, RuleViolation) as failure:
            yield Told(failure.message, failed=True)


def _digests(on: date, now: Clock) -> Told:
    total = len(digests_owed(on))
    with tqdm(total=total, unit=" courriels", disable=None, leave=False, file=sys.stderr) as bar:
        return tell(send_digests(on, now=now, step=bar.update))


def tell(report: Report) -> Told:
    """Say what became of the digests.

    Example: « Récapitulatifs : 3 envoyés, 1 personne sans rien à faire. »
    """
    parts = [plural(report.sent, "envoyé")]
    if report.empty:
        parts.append(f"{plural(report.empty, 'personne')} que rien n’{agree(report.empty, 'attend')}")
    if report.refused:
        parts.append(f"{plural(report.refused, 'refusé')}, à renvoyer ({MOST_REFUSALS} essais au plus)")
    sentence = f"Récapitulatifs : {', '.join(parts)}."
    if report.is_down:
        sentence += (
            f" Le service de courriel ne répond pas : {plural(report.left, 'récapitulatif')} en attente."
        )
    if report.lost:
        sentence += f" {plural(report.lost, 'envoi interrompu', 'envois interrompus')}, non repris."
    return Told(sentence, failed=report.is_down)


def _pieces(on: date, now: Clock) -> Told:
    del on, now
    if not settings.CLAMAV_ADDRESS:
        return Told("Pièces : aucun antivirus n’est réglé.")
    report = scan_pending()
    sentence = f"Pièces : {plural(report.clean, 'saine')}, {plural(report.infected, 'infectée')}"
    if report.left:
        return Told(f"{sentence}, {report.left} en attente. {report.reason}", failed=True)
    return Told(f"{sentence}.")


def _purge(on: date, now: Clock) -> Told:
    at = now()
    counts = (
        plural(forget_ended_sessions(at), "session terminée", "sessions terminées"),
        plural(forget_old_attempts(at), "essai de connexion", "essais de connexion"),
        plural(forget_presences(at), "présence"),
        plural(forget_expired_works(at), "travail préparé", "travaux préparés"),
        plural(forget_old(on), "ancien récapitulatif", "anciens récapitulatifs"),
    )
    return Told(f"Effacés : {', '.join(counts)}.")
