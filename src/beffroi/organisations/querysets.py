"""Lists of people, as the pages show them."""

from dataclasses import dataclass
from datetime import date

from beffroi.core.text import fold
from beffroi.core.ui.lists import Filter, ListKind, Sort
from beffroi.organisations.models import Membership, Organisation, User
from beffroi.organisations.roles import Role
from beffroi.organisations.rules import holds_on


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody of an organisation, with the roles held today and before."""

    user: User
    memberships: tuple[Membership, ...]
    roles: frozenset[str]

    @property
    def is_here(self) -> bool:
        """Whether a role is held today."""
        return bool(self.roles) and self.user.is_active

    @property
    def told_roles(self) -> str:
        """The roles held today, in words."""
        return ", ".join(str(Role(role).label) for role in Role.values if role in self.roles)


def people_of(organisation: Organisation, on: date) -> list[PersonRow]:
    """Give everyone who holds or held a role for an organisation: one query."""
    found: dict[int, list[Membership]] = {}
    for one in Membership.objects.filter(organisation=organisation).select_related("user"):
        found.setdefault(one.user_id, []).append(one)
    return [
        PersonRow(held[0].user, tuple(held), frozenset(one.role for one in held if holds_on(one, on)))
        for held in found.values()
    ]


PEOPLE: ListKind[PersonRow] = ListKind(
    noun="personne",
    nouns="personnes",
    words=lambda row: f"{row.user} {row.user.email}",
    filters=(
        Filter("role", "Rôle", tuple(Role.choices), lambda row, value: value in row.roles),
        Filter(
            "etat",
            "État",
            (("ici", "En fonction"), ("parti", "Sans rôle")),
            lambda row, value: row.is_here == (value == "ici"),
        ),
    ),
    sorts=(Sort("nom", "Nom", lambda row: fold(f"{row.user.last_name} {row.user.first_name}")),),
)
