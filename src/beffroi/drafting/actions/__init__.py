"""What changes a text: opened, edited, commented, agreed to, frozen."""

from beffroi.drafting.actions.signoffs import sign_off
from beffroi.drafting.actions.texts import freeze_text, give_access, open_text
from beffroi.drafting.actions.versions import save_section

__all__ = ["freeze_text", "give_access", "open_text", "save_section", "sign_off"]
