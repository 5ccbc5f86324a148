"""The invented organisations and people of the demonstration, from a file of facts."""

import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from beffroi.organisations.models import Membership, Organisation, User
from beffroi.organisations.roles import Role

# Before the first act of the demonstration's years.
STARTS_ON = date(2022, 1, 3)


def facts() -> dict[str, Any]:
    """Read the file."""
    return tomllib.loads(files("beffroi.demo").joinpath("data/people.toml").read_text(encoding="utf-8"))


@transaction.atomic
def load_people() -> list[User]:
    """Make the organisations and the personas, or bring them back to what the file says."""
    told = facts()
    places = {}
    for one in told["organisations"]:
        slug = one.pop("slug")
        places[slug], _ = Organisation.objects.update_or_create(
            slug=slug, defaults={**one, "is_fictitious": True}
        )
    return [_load_person(one, places) for one in told["people"]]


def _load_person(one: dict[str, Any], places: dict[str, Organisation]) -> User:
    names = {"first_name": one["first_name"], "last_name": one["last_name"]}
    user, _ = User.objects.update_or_create(
        email=one["email"], defaults={**names, "is_persona": True, "is_active": True}
    )
    if user.has_usable_password() or not user.password:
        # Played with one click, and in no other way.
        user.set_unusable_password()
        user.save(update_fields=["password"])
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    for slug, role in one["memberships"]:
        Membership.objects.update_or_create(
            user=user,
            organisation=places[slug],
            role=Role(role),
            starts_on=STARTS_ON,
            defaults={"ends_on": None},
        )
    return user


def told_personas() -> list[tuple[int, str, str]]:
    """Give the personas in the order of the file: number, name, what they are."""
    held: dict[int, list[Membership]] = {}
    rows = Membership.objects.filter(user__is_persona=True, user__is_active=True, ends_on=None)
    for one in (
        rows.select_related("user", "organisation").defer("organisation__logo").order_by("user_id", "id")
    ):
        held.setdefault(one.user_id, []).append(one)
    return [(pk, str(ones[0].user), _told(ones)) for pk, ones in held.items()]


def _told(ones: list[Membership]) -> str:
    first = ones[0]
    roles = ", ".join(
        str(one.get_role_display()) for one in ones if one.organisation_id == first.organisation_id
    )
    others = {one.organisation.short_name for one in ones if one.organisation_id != first.organisation_id}
    also = f", et {' et '.join(sorted(others))}" if others else ""
    return f"{roles}, {first.organisation.short_name}{also}"
