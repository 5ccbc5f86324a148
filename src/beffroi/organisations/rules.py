"""What may be refused about invitations, roles and colours: plain values in, sentences out."""

from datetime import date, datetime

from beffroi.organisations.identity import LEAST_CONTRAST, LINEN, contrast
from beffroi.organisations.models import Invitation, Membership

# The relief is drawn on the accent and carries no words: it must only be seen.
LEAST_RELIEF = 1.3


def trouble_with_invitation(invitation: Invitation | None, at: datetime) -> str:
    """Say why an invitation cannot be accepted any more; nothing when it can."""
    if invitation is None:
        return "Ce lien n’est celui d’aucune invitation : il a sans doute été mal recopié."
    if invitation.revoked_at:
        return "Cette invitation a été annulée par l’organisation."
    if invitation.accepted_at:
        return "Cette invitation a déjà servi : un lien ne s’accepte qu’une fois."
    if invitation.expires_at <= at:
        return "Cette invitation a expiré : elle était valable sept jours."
    return ""


def figure(value: float) -> str:
    """Write a contrast, cut rather than rounded, so that 4,49 is never told as 4,5."""
    return f"{int(value * 100) / 100:.2f}".replace(".", ",")


def faults_of_accents(accent: str, relief: str) -> dict[str, str]:
    """Give what is wrong with two colours, by field. Source: WCAG 2.2, criterion 1.4.3."""
    faults: dict[str, str] = {}
    if accent and (told := contrast(accent, LINEN)) < LEAST_CONTRAST:
        faults["accent"] = (
            f"Contraste de {figure(told)} avec l’encre de lin : il faut au moins 4,5 pour être lu. "
            "Choisissez une couleur plus sombre."
        )
    if relief and not accent:
        faults["relief"] = "Le relief se dessine sur la couleur principale : choisissez-la d’abord."
    elif relief and (told := contrast(relief, accent)) < LEAST_RELIEF:
        faults["relief"] = (
            f"Contraste de {figure(told)} avec la couleur principale : il faut au moins 1,3 pour être vu."
        )
    return faults


def holds_on(membership: Membership, on: date) -> bool:
    """Whether a membership gives its role that day."""
    return membership.starts_on <= on and (membership.ends_on is None or membership.ends_on >= on)
