"""What the workspace keeps on a person: told to them, erased with their account."""

from typing import Any

from beffroi.organisations.models import User
from beffroi.workspace.mails.choices import choice_of
from beffroi.workspace.models import CalendarAddress, DigestSending, MailChoice


def workspace_data(user: User) -> dict[str, Any]:
    """Tell what a person receives; the secret of their calendar's address is not shown."""
    choice = choice_of(user)
    address = CalendarAddress.objects.filter(user=user).first()
    return {
        "recapitulatif": str(choice),
        "choisi_le": choice.chosen_on if choice.pk else None,
        "recapitulatifs": [
            {"du": one.due_on, "etat": one.get_state_display()}
            for one in DigestSending.objects.filter(user=user)
        ],
        "calendrier_ouvert_le": address.opened_at if address else None,
    }


def forget_workspace(user: User) -> None:
    """Erase what is kept on a person, within the transaction that closes their account."""
    for kept in (MailChoice, DigestSending, CalendarAddress):
        kept.objects.filter(user=user).delete()
