"""The changes of state of the workspace: what one receives, and the address of one's calendar."""

from beffroi.workspace.actions.calendar import close_calendar, open_calendar
from beffroi.workspace.actions.mails import choose_mails, stop_mails

__all__ = ["choose_mails", "close_calendar", "open_calendar", "stop_mails"]
