"""What changes a text: opened, edited, arranged, commented, agreed to, frozen."""

from beffroi.drafting.actions.comments import answer_comment, comment_text, reopen_comment, resolve_comment
from beffroi.drafting.actions.presence import leave_section, tell_presence
from beffroi.drafting.actions.signoffs import sign_off
from beffroi.drafting.actions.structure import add_section, move_section, remove_section, rename_section
from beffroi.drafting.actions.texts import freeze_text, give_access, open_text
from beffroi.drafting.actions.versions import save_section

__all__ = [
    "add_section",
    "answer_comment",
    "comment_text",
    "freeze_text",
    "give_access",
    "leave_section",
    "move_section",
    "open_text",
    "remove_section",
    "rename_section",
    "reopen_comment",
    "resolve_comment",
    "save_section",
    "sign_off",
    "tell_presence",
]
