"""The menu leads nobody to a refusal."""

import pytest
from django.urls import reverse

from beffroi.organisations.roles import ROLES_OF_KIND
from organisations.factories import make_member, make_organisation

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HELD = [(kind, role) for kind, roles in ROLES_OF_KIND.items() for role in sorted(roles)]


@pytest.mark.parametrize(("kind", "role"), HELD)
def test_each_entry_of_the_menu_opens_for_whom_it_is_shown(client, kind, role):
    client.force_login(make_member(make_organisation(kind=kind), role), backend=BACKEND)
    page = client.get(reverse("organisations:home"))
    menu = page.content.decode().split("<nav", 1)[1].split("</nav>", 1)[0]
    entries = [one.split('"', 1)[0] for one in menu.split('href="')[1:]]
    assert len(entries) > 3
    assert {entry: client.get(entry).status_code for entry in entries} == dict.fromkeys(entries, 200)
