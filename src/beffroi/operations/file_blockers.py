"""What a file lacks before it can be handed in: each thing named, with what asks for it."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from beffroi.contracts.in_force import cited, terms_on
from beffroi.contracts.kinds import PieceStep
from beffroi.core.ui.parts import Blocker, Link
from beffroi.operations.kinds import StateAid
from beffroi.operations.models import Operation
from beffroi.operations.pieces import expected_of, pieces_of
from beffroi.operations.plan_blockers import blockers_for_balance
from beffroi.operations.taken_out import axis_taken_out, themes_taken_out
from beffroi.schemes.kinds import OperationKind

AXIS = "Contrat, examen des opérations : cohérence avec les axes et les engagements réciproques"
FILE = "Contrat, dépôt du dossier : un dossier complet est examiné"
FORECAST = "Contrat, ingénierie : les charges de fonctionnement se prévoient dès le projet"
STATE_AID = "TFUE, art. 107 et 108"
PUBLICS = "Contrat, engagements réciproques : publics cibles"
# What is built costs every year once it is open.
AFTER_WORKS = frozenset({OperationKind.BUILDING, OperationKind.EQUIPMENT})


def blockers_for_submission(operation: Operation, on: date) -> list[Blocker]:
    """Name everything that the file lacks; an empty list means that it may be handed in."""
    return [
        *_presentation(operation, on),
        *_place_and_time(operation),
        *_publics(operation),
        *_state_aid(operation),
        *_forecast(operation),
        *blockers_for_balance(operation, on),
        *_pieces(operation, on, PieceStep.FILE),
    ]


def _presentation(operation: Operation, on: date) -> Iterator[Blocker]:
    mend = _section(operation, "presentation", "Compléter la présentation")
    if not operation.description.strip():
        yield Blocker("La description de l’opération manque.", FILE, mend)
    terms = terms_on(operation.contract, on)
    settings = terms.settings
    if not operation.kind:
        yield Blocker("La nature de l’opération n’est pas choisie.", settings.told("kinds"), mend)
    elif not settings.admits_kind(operation.kind):
        told = operation.get_kind_display()
        yield Blocker(f"Le contrat n’admet pas cette nature : {told}.", settings.told("kinds"), mend)
    if operation.axis.contract_id != operation.contract_id:
        yield Blocker("L’axe n’est pas de ce contrat.", AXIS, mend)
    for gone in (axis_taken_out(operation, terms), *themes_taken_out(operation, terms)):
        if gone is not None:
            yield Blocker(f"{gone.sentence} : choisissez autre chose.", cited(gone.amendment), mend)


def _place_and_time(operation: Operation) -> Iterator[Blocker]:
    if not operation.communes.all():
        mend = _section(operation, "communes", "Choisir les communes")
        yield Blocker("Aucune commune concernée n’est choisie.", FILE, mend)
    mend = _section(operation, "calendrier", "Compléter le calendrier")
    if operation.starts_on is None:
        yield Blocker("Le début prévu de l’opération manque.", FILE, mend)
    if operation.ends_on is None:
        yield Blocker("La fin prévue de l’opération manque.", FILE, mend)


def _publics(operation: Operation) -> Iterator[Blocker]:
    if not operation.has_no_public and not operation.target_publics.all():
        mend = _section(operation, "publics", "Choisir les publics")
        yield Blocker("Ni public cible, ni « aucun », n’est choisi.", PUBLICS, mend)


def _state_aid(operation: Operation) -> Iterator[Blocker]:
    if operation.state_aid == StateAid.UNANSWERED:
        mend = _section(operation, "aides-d-etat", "Répondre à la question")
        yield Blocker("La question des aides d’État attend sa réponse.", STATE_AID, mend)


def _forecast(operation: Operation) -> Iterator[Blocker]:
    """A building or equipment foresees at least one year that follows its works."""
    if operation.kind not in AFTER_WORKS:
        return
    end = operation.ends_on.year if operation.ends_on else 0
    if not any(one.year >= end for one in operation.forecasts.all()):
        mend = _section(operation, "fonctionnement", "Prévoir le fonctionnement")
        yield Blocker("Aucune année de fonctionnement n’est prévue après les travaux.", FORECAST, mend)


def _pieces(operation: Operation, on: date, *steps: PieceStep) -> Iterator[Blocker]:
    for one in expected_of(operation, pieces_of(operation), steps, on):
        if one.problem:
            yield Blocker(one.problem, one.source, _piece(operation, one.asked.slug))


def blockers_for_sheet_pieces(operation: Operation, on: date) -> list[Blocker]:
    """Name the pieces that the contract asks for before the fiche, and that are missing."""
    return list(_pieces(operation, on, PieceStep.SHEET))


def blockers_for_vote_pieces(operation: Operation, on: date) -> list[Blocker]:
    """Name the pieces that the contract asks for before the vote, those of the fiche included."""
    return list(_pieces(operation, on, PieceStep.SHEET, PieceStep.REPORT))


def _piece(operation: Operation, slug: str) -> Link:
    href = reverse("operations:operation", args=[operation.pk])
    return Link(f"{href}#piece-{slug}", "Déposer la pièce")


def _section(operation: Operation, slug: str, label: str) -> Link:
    return Link(reverse("operations:section", args=[operation.pk, slug]), label)
