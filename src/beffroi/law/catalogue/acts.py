"""Rules of an act once it is voted: enforceable, appeals, the prefect."""

from datetime import date

from beffroi.law.appeals import AdministrativeAppeal, appeal_deadline
from beffroi.law.assembly import AssemblyKind
from beffroi.law.catalogue.common import ALSACE_MOSELLE, assembly, day, yes
from beffroi.law.catalogue.model import Rule, Section
from beffroi.law.enforceable import enforceable_on
from beffroi.law.errors import LawInputError
from beffroi.law.prefect import prefect_deadline
from beffroi.law.reckoning import Reckoning


def enforceable_from_fields(
    received_on: date | None = None,
    published_on: date | None = None,
    *,
    individual: bool = False,
    notified_on: date | None = None,
    transmission_required: bool = True,
    assembly: AssemblyKind | None = None,
) -> Reckoning[date | None]:
    """Take a form's fields: every date may be left blank."""
    return enforceable_on(
        received_on,
        published_on,
        individual=individual,
        notified_on=notified_on,
        transmission_required=transmission_required,
        assembly=assembly,
    )


def appeal_from_fields(
    published_on: date,
    *,
    appeal_posted_on: date | None = None,
    appeal_received_on: date | None = None,
    appeal_rejected_on: date | None = None,
    appeal_notified_on: date | None = None,
    alsace_moselle: bool = False,
) -> Reckoning[date]:
    """Take a form's fields: an administrative appeal exists as soon as one of its dates is given."""
    dates = (appeal_posted_on, appeal_received_on, appeal_rejected_on, appeal_notified_on)
    appeal = None
    if any(on is not None for on in dates):
        appeal = AdministrativeAppeal(
            posted_on=appeal_posted_on,
            received_on=appeal_received_on,
            rejected_on=appeal_rejected_on,
            notified_on=appeal_notified_on,
        )
    try:
        return appeal_deadline(published_on, administrative_appeal=appeal, alsace_moselle=alsace_moselle)
    except LawInputError as error:
        known = error.field if error.field == "published_on" else f"appeal_{error.field}"
        raise LawInputError(known, error.message) from error


ENFORCEABLE = Rule(
    "enforceable",
    "Caractère exécutoire",
    "Depuis quand l’acte est-il exécutoire ?",
    Section.ACT,
    enforceable_from_fields,
    (
        day(
            "received_on",
            "Réception en préfecture",
            "L’acte transmis n’est pas exécutoire avant d’être reçu.",
        ),
        day(
            "published_on",
            "Publication",
            "Un acte qui n’est pas individuel n’est pas exécutoire avant d’être publié.",
        ),
        yes(
            "individual",
            "Décision individuelle",
            "Elle est notifiée : l’attribution d’une subvention en est une.",
        ),
        day("notified_on", "Notification", "C’est elle qui compte pour une décision individuelle."),
        yes(
            "not_transmitted",
            "Acte dispensé de transmission",
            "Certains actes n’ont pas à être transmis.",
            negates="transmission_required",
        ),
        assembly(required=False),
    ),
    {"received_on": "2023-12-20", "published_on": "2023-12-20", "assembly": "epci"},
)

APPEAL_DEADLINE = Rule(
    "appeal-deadline",
    "Délai de recours",
    "Jusqu’à quand peut-on aller devant le juge ?",
    Section.APPEAL,
    appeal_from_fields,
    (
        day("published_on", "Publication", "Le délai de deux mois francs en part.", required=True),
        day(
            "appeal_posted_on",
            "Recours gracieux : envoi",
            "Pour les actes publiés depuis le 30 juin 2025, l’envoi suffit.",
        ),
        day(
            "appeal_received_on",
            "Recours gracieux : réception",
            "Deux mois de silence à partir de ce jour valent rejet.",
        ),
        day("appeal_rejected_on", "Recours gracieux : rejet", "Un rejet exprès doit encore être notifié."),
        day("appeal_notified_on", "Recours gracieux : notification du rejet", "Un nouveau délai en part."),
        ALSACE_MOSELLE,
    ),
    {"published_on": "2023-12-20"},
)

PREFECT_DEADLINE = Rule(
    "prefect-deadline",
    "Déféré préfectoral",
    "Jusqu’à quand le préfet peut-il saisir le juge ?",
    Section.APPEAL,
    prefect_deadline,
    (
        day("received_on", "Réception en préfecture", "Le délai de deux mois francs en part.", required=True),
        day(
            "pieces_requested_on",
            "Demande de pièces",
            "Faite dans le délai, elle le fait repartir une fois satisfaite.",
        ),
        day("pieces_received_on", "Réception des pièces", "Un nouveau délai en part."),
        day("pieces_refused_on", "Refus des pièces", "Un nouveau délai en part aussi."),
        day(
            "withdrawal_requested_on",
            "Demande de retrait ou de modification",
            "Faite dans le délai, elle le prolonge.",
        ),
        day("withdrawal_rejected_on", "Rejet de cette demande", "Un nouveau délai en part."),
        day("explanation_requested_on", "Demande d’explications", "Elle ne change rien au délai."),
        assembly(required=False),
        ALSACE_MOSELLE,
    ),
    {"received_on": "2023-12-20"},
)
