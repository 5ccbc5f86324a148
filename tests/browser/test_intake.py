"""A clerk takes an act into the register: read, corrected, answered, confirmed; axe on each page."""

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from assemblies.factories import make_actor, make_organisation
from assemblies.intake.factories import TEXT, make_council, make_intake
from beffroi.assemblies.models import Intake, Sitting
from beffroi.organisations.models import User
from beffroi.organisations.roles import Role
from browser.checks import check_accessible, follow

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(page, user: User, home: str) -> None:
    """Open a session for someone, as signing in does."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": home}]
    )


@pytest.fixture
def council():
    return make_council(make_organisation(), ("DURANT", "Anne"))


@pytest.fixture
def page(open_page, live_server, council):
    opened = open_page()
    sign_in(opened, make_actor(council.organisation, Role.ASSEMBLY_CLERK).user, live_server.url)
    return opened


def test_from_the_text_to_the_register(page, live_server, tmp_path):
    act = tmp_path / "seance.txt"
    act.write_text(TEXT, encoding="utf-8")
    page.goto(f"{live_server.url}/lire/")
    page.set_input_files("#id_file", str(act))
    follow(page, page.get_by_role("button", name="Lire l’acte"))
    check_accessible(page)
    follow(page, page.get_by_role("button", name="Confirmer dans le registre"))
    check_accessible(page)
    assert "Brouillon" in page.content()
    follow(page, page.get_by_role("link", name="Corriger : Séance"))
    check_accessible(page)
    page.get_by_label("Lieu").fill("salle des fêtes")
    follow(page, page.get_by_role("button", name="Garder la correction"))
    follow(page, page.get_by_role("link", name="Répondre sur les noms").first)
    check_accessible(page)
    page.get_by_label("DURANT Anne, membre de l’assemblée").check()
    page.get_by_label("Créer les 4 membres proposés").check()
    follow(page, page.get_by_role("button", name="Garder ces réponses"))
    follow(page, page.get_by_role("button", name="Confirmer dans le registre"))
    assert "Confirmée" in page.content()
    check_accessible(page)
    sitting = Sitting.objects.get()
    assert (sitting.place, sitting.attendances.count()) == ("salle des fêtes", 5)


def test_every_page_of_an_intake_is_accessible(page, live_server, council):
    intake = make_intake(council)
    for tail in ("", f"{intake.pk}/", f"{intake.pk}/presence/", f"{intake.pk}/acte-1/"):
        page.goto(f"{live_server.url}/seances/reprises/{tail}")
        check_accessible(page)
    page.goto(f"{live_server.url}/seances/reprises/{intake.pk}/")
    follow(page, page.get_by_role("button", name="Confirmer dans le registre"))
    assert "Rien n’a été enregistré" in page.content()
    check_accessible(page)
    assert Intake.objects.waiting().count() == 1
