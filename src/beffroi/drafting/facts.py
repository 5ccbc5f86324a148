"""The plain values that texts are made of, and that the actions take."""

from dataclasses import dataclass

from beffroi.drafting.kinds import Level
from beffroi.organisations.models import Organisation
from beffroi.organisations.roles import Role


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a text: its key does not change, its body is limited Markdown."""

    key: str
    title: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class NewAccess:
    """What a role of an organisation may do."""

    organisation: Organisation
    role: Role
    level: Level
