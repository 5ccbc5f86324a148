"""What Beffroi keeps on a person, for that person."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from beffroi.core.journal.models import JournalEntry
from beffroi.organisations.models import Invitation, Membership, User
from beffroi.organisations.personal import told_parts
from beffroi.organisations.signin.sessions import open_sessions


def personal_data(user: User) -> dict[str, Any]:
    """Gather everything kept on a person; secrets are named, never shown."""
    return {
        "compte": {
            "numero": user.pk,
            "prenom": user.first_name,
            "nom": user.last_name,
            "adresse_electronique": user.email,
            "cree_le": user.created_at,
            "derniere_connexion": user.last_login,
            "notice_lue_le": user.notice_read_at,
        },
        "appartenances": [
            {
                "organisation": one.organisation.name,
                "role": one.get_role_display(),
                "depuis_le": one.starts_on,
                "jusqu_au": one.ends_on,
            }
            for one in Membership.objects.of(user).select_related("organisation")
        ],
        "invitations": [
            {
                "organisation": one.organisation.name,
                "envoyee_le": one.created_at,
                "acceptee_le": one.accepted_at,
            }
            for one in Invitation.objects.filter(email=user.email).select_related("organisation")
        ],
        "cles": [
            {"nature": one.get_type_display(), "ajoutee_le": one.created_at, "utilisee_le": one.last_used_at}
            for one in Authenticator.objects.filter(user=user)
        ],
        "comptes_lies": list(
            SocialAccount.objects.filter(user=user).values("provider", "uid", "date_joined")
        ),
        "sessions_ouvertes": [
            {"depuis": one.created_at, "adresse": one.ip, "navigateur": one.user_agent}
            for one in open_sessions(user)
        ],
        **told_parts(user),
        "journal": [_told(entry) for entry in JournalEntry.objects.filter(user_id=user.pk).order_by("id")],
    }


def _told(entry: JournalEntry) -> dict[str, Any]:
    return {
        "moment": entry.at,
        "organisation": entry.organisation_label,
        "action": entry.verb,
        "objet": entry.object_label,
        "changements": entry.changes,
        "note": entry.note,
    }
