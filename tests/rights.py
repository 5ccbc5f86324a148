"""Who is who in the tests of rights: every role, in its own organisation, in another, in another territory.

A context declares, for each of its addresses, what each persona must be answered; `check_rights` asks.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from beffroi.organisations.models import Membership, Organisation, User
from beffroi.organisations.roles import ROLES_OF_KIND, OrganisationKind, Role
from organisations.factories import SINCE, make_organisation, make_user

OWN, OTHER, ELSEWHERE = "own", "other", "elsewhere"
PLACES = (OWN, OTHER, ELSEWHERE)


@dataclass(frozen=True)
class Persona:
    """Someone in the matrix: a role in an organisation of a kind, in one of the three places.

    « other » is another organisation of the same kind in the same territory.
    """

    role: Role | None = None
    kind: OrganisationKind | None = None
    place: str = OWN
    two_sided: bool = False

    def __str__(self) -> str:
        if self.two_sided:
            return "two-sided"
        return f"{self.role}@{self.kind}-{self.place}" if self.role else "public"


PUBLIC = Persona()
# Holds an elected seat at the département and at the EPCI; acts for the département first.
TWO_SIDED = Persona(Role.ELECTED_MEMBER, OrganisationKind.DEPARTEMENT, two_sided=True)
PERSONAS = (
    PUBLIC,
    TWO_SIDED,
    *(
        Persona(role, kind, place)
        for kind in OrganisationKind
        for role in Role
        if role in ROLES_OF_KIND[kind]
        for place in PLACES
    ),
)


def organisation_of(kind: OrganisationKind, place: str) -> Organisation:
    """Give the organisation of a kind at a place, made on first use."""
    slug = f"{kind}-{place}"
    found = Organisation.objects.filter(slug=slug).first()
    departement = "62" if place != ELSEWHERE else "59"
    return found or make_organisation(kind, slug=slug, name=f"a {slug}", departement_code=departement)


def user_of(persona: Persona) -> User:
    """Give the person of a persona, made on first use."""
    assert persona.role
    assert persona.kind
    email = f"{persona}@test.example".replace("_", "-").replace("@", ".", 1)
    user = User.objects.filter(email=email).first() or make_user(email)
    places = [organisation_of(persona.kind, persona.place)]
    if persona.two_sided:
        places.append(organisation_of(OrganisationKind.EPCI, OWN))
    for organisation in places:
        Membership.objects.get_or_create(
            user=user, organisation=organisation, role=persona.role, defaults={"starts_on": SINCE}
        )
    return user


def sign_in(client: Client, persona: Persona) -> User | None:
    """Sign a persona in; the public stays out."""
    if persona.role is None:
        return None
    user = user_of(persona)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return user


@dataclass(frozen=True)
class Case:
    """One address, how it is asked, and what each persona is answered.

    The most precise answer wins: `public`; then that of the place when it is not the object's own
    (`other`, `elsewhere`); then that of the role (`roles`, by role or by (kind, role)); then `signed`.
    """

    public: int
    signed: int
    roles: Mapping[Any, int] = field(default_factory=dict)
    other: int | None = None
    elsewhere: int | None = None
    two_sided: int | None = None
    method: str = "get"
    kwargs: Callable[[Persona], dict[str, Any]] = lambda persona: {}
    data: Callable[[Persona], dict[str, Any]] = lambda persona: {}

    def expected(self, persona: Persona) -> int:
        """Give the status that this persona must be answered."""
        if persona.role is None:
            return self.public
        if persona.two_sided and self.two_sided is not None:
            return self.two_sided
        by_place = {OTHER: self.other, ELSEWHERE: self.elsewhere}.get(persona.place)
        if by_place is not None:
            return by_place
        return self.roles.get((persona.kind, persona.role), self.roles.get(persona.role, self.signed))


def check_rights(cases: Mapping[str, Case], persona: Persona, client: Client) -> None:
    """Ask every address as one persona; tell all the answers that are not those expected."""
    wrong = []
    sign_in(client, persona)
    # What only asks goes first: a POST may end the session.
    for name, case in sorted(cases.items(), key=lambda item: item[1].method != "get"):
        if case.method != "get":
            client.logout()
            sign_in(client, persona)
        address = reverse(name, kwargs=case.kwargs(persona))
        answer = getattr(client, case.method)(address, case.data(persona))
        if answer.streaming:
            # Read to its end, so that what it was read from is closed.
            answer.getvalue()
        if answer.status_code != case.expected(persona):
            wrong.append(f"{name}: {answer.status_code}, {case.expected(persona)} expected")
    assert not wrong, "\n".join(wrong)


def routes() -> set[str]:
    """Give the names of all addresses of the resolver."""
    return set(parts_of_addresses())


def parts_of_addresses(patterns: Iterable[Any] | None = None, space: str = "") -> dict[str, list[str]]:
    """Give the names of all addresses of the resolver, each with the names of its parts."""
    found: dict[str, list[str]] = {}
    for one in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            found |= parts_of_addresses(one.url_patterns, inner)
        elif isinstance(one, URLPattern):
            found[f"{space}{one.name or one.pattern}"] = list(one.pattern.regex.groupindex)
    return found
