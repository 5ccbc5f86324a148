"""What the workspace keeps is a person's, whatever the organisation: it enters no archive."""

from beffroi.core.archive.registry import leave_out


def wire() -> None:
    """Say why the tables of mails and calendars stay out."""
    leave_out("choix et courriels de chaque personne", "workspace.mailchoice", "workspace.digestsending")
    leave_out("adresse secrète d’un calendrier : chacun rouvre la sienne", "workspace.calendaraddress")
