"""What is asked of people about their account, their colleagues and their organisation."""

from beffroi.organisations.forms.account import AcceptForm, CloseForm, NamesForm
from beffroi.organisations.forms.organisation import SettingsForm
from beffroi.organisations.forms.people import EndForm, HandoverForm, InviteForm, RoleForm

__all__ = [
    "AcceptForm",
    "CloseForm",
    "EndForm",
    "HandoverForm",
    "InviteForm",
    "NamesForm",
    "RoleForm",
    "SettingsForm",
]
