"""The clerk's pages in the browser: accessible at every width, from the list to a published act."""

import os
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from assemblies import factories
from assemblies.emptying import emptied
from beffroi.assemblies.facts import MovementFacts
from beffroi.assemblies.models import Assembly
from beffroi.organisations.roles import Role
from browser.checks import check_accessible, opens, tab_to

__all__ = ["emptied"]

pytestmark = pytest.mark.usefixtures("emptied")
SHOTS = os.environ.get("BEFFROI_SHOTS")


@pytest.fixture
def council(transactional_db):
    """A council of 31 with a draft, and a published act, at the end of March 2024."""
    with time_machine.travel("2024-03-25 09:00:00+00:00", tick=True):
        assembly = factories.make_assembly(members=31)
        members = factories.members_of(assembly)
        sitting = factories.make_sitting(
            assembly, movements=(MovementFacts(members[2], arrives=False, before_rank=2),)
        )
        published = factories.make_published(
            sitting, vote=factories.VoteFacts(factories.Outcome.ADOPTED, votes_for=17, votes_against=0)
        )
        later = factories.make_sitting(assembly, held_on=factories.HELD_ON.replace(day=19))
        draft = factories.make_deliberation(later, number="")
    return assembly, later, draft, published


def signed_in(page, live_server, organisation):
    """Open the workspace as the clerk of an organisation."""
    client = Client()
    client.force_login(factories.make_actor(organisation, Role.ASSEMBLY_CLERK).user)
    cookie = client.cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
    return page


def test_every_page_of_the_clerk_is_accessible(page, live_server, council):
    assembly, sitting, draft, published = council
    signed_in(page, live_server, assembly.organisation)
    pages = {
        "sittings": [], "acts": [], "sitting": [sitting.pk], "sitting_edit": [sitting.pk],
        "sitting_roll": [sitting.pk], "act_add": [sitting.pk], "act": [draft.pk], "act_seal": [draft.pk],
        "act_drop": [draft.pk], "act_publish": [published.pk], "act_event": [published.pk, "appeal"],
        "assembly_add": [], "assembly_edit": [assembly.slug],
        "members": [assembly.slug], "member_add": [assembly.slug], "sitting_add": [assembly.slug],
    }  # fmt: skip
    addresses = {name: reverse(f"assemblies:{name}", args=args) for name, args in pages.items()}
    addresses["published"] = reverse("assemblies:act", args=[published.pk])
    for name, address in addresses.items():
        page.set_viewport_size({"width": 1280, "height": 900})
        response = page.goto(address)
        assert response is not None
        assert response.status == 200, name
        if SHOTS:
            for width in (1280, 390):
                page.set_viewport_size({"width": width, "height": 900})
                page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=width == 1280)
        check_accessible(page)


def test_with_the_keyboard_alone_an_assembly_is_opened(page, live_server, transactional_db):
    signed_in(page, live_server, factories.make_organisation())
    page.goto(reverse("assemblies:sittings"))
    tab_to(page, page.get_by_role("link", name="Ajouter une assemblée"))
    with opens(page):
        page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Nature et régime"))
    page.keyboard.type("bureau")
    tab_to(page, page.get_by_label("Nom", exact=True))
    page.keyboard.type("Bureau communautaire")
    with opens(page):
        page.keyboard.press("Enter")
    made = Assembly.objects.get()
    assert (made.kind, made.name) == ("bureau", "Bureau communautaire")
    assert page.url.endswith(reverse("assemblies:members", args=[made.slug]))
