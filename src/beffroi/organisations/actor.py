"""Who acts: a person for one organisation at a time, with the roles held there that day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from beffroi.core.errors import NotAllowed
from beffroi.organisations.models import Membership, Organisation, User
from beffroi.organisations.roles import OrganisationKind, Role

SESSION_KEY = "acting_for"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting for an organisation. It is the author that the journal keeps."""

    user: User
    organisation: Organisation
    roles: frozenset[Role]

    @property
    def user_id(self) -> int:
        """The person's number."""
        return int(self.user.pk)

    @property
    def user_label(self) -> str:
        """The person's name, kept after the account."""
        return str(self.user)

    @property
    def organisation_id(self) -> int:
        """The organisation's number."""
        return int(self.organisation.pk)

    @property
    def organisation_label(self) -> str:
        """The organisation's name, kept after it."""
        return str(self.organisation)

    @property
    def told_roles(self) -> str:
        """The roles in words, in the order of the list of roles."""
        return ", ".join(str(role.label) for role in Role if role in self.roles)

    def is_one_of(self, *roles: Role) -> bool:
        """Whether one of these roles is held."""
        return not self.roles.isdisjoint(roles)

    def acts_for(self, organisation_id: int) -> bool:
        """Whether it is this organisation that the person acts for."""
        return self.organisation_id == organisation_id

    def is_of(self, kind: OrganisationKind) -> bool:
        """Whether the organisation is of this kind."""
        return self.organisation.kind == kind


def actors_of(user: User, on: date) -> list[Actor]:
    """Everyone this person can be that day, one for each organisation, in the order of their names."""
    found: dict[int, tuple[Organisation, set[Role]]] = {}
    memberships = Membership.objects.of(user).active(on).select_related("organisation")
    # A logo weighs; the pages that show it ask for it.
    memberships = memberships.defer("organisation__logo")
    for one in memberships.order_by("organisation__name"):
        found.setdefault(one.organisation_id, (one.organisation, set()))[1].add(Role(one.role))
    return [Actor(user, organisation, frozenset(roles)) for organisation, roles in found.values()]


def current_actor(request: HttpRequest, on: date) -> Actor | None:
    """Who is at the keyboard: the organisation chosen in the session, else the first one."""
    user = request.user
    if not isinstance(user, User):
        return None
    actors = actors_of(user, on)
    chosen = request.session.get(SESSION_KEY)
    return next((one for one in actors if one.organisation_id == chosen), actors[0] if actors else None)


class ActorMiddleware:
    """Gives each request its actor; a session is read only when someone is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        found: Any = request
        # Without the cookie nobody is there, and a page that reads no session may be kept by any cache.
        signed = settings.SESSION_COOKIE_NAME in request.COOKIES
        found.actor = current_actor(request, timezone.localdate()) if signed else None
        return self.get_response(request)


def actor_of(request: HttpRequest) -> Actor | None:
    """Who acts in this request; None for the public."""
    found: Actor | None = getattr(request, "actor", None)
    return found


def acting(request: HttpRequest) -> Actor:
    """Who acts in this request.

    Raises: NotAllowed, for who has no role today.
    """
    actor = actor_of(request)
    if actor is None:
        raise NotAllowed("Vous n’avez aujourd’hui aucun rôle dans aucune organisation.")
    return actor


def user_of(request: HttpRequest) -> User:
    """Who is signed in, where the middleware has made sure that somebody is."""
    assert isinstance(request.user, User)
    return request.user
