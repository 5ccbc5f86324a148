"""Two people write the same text at once, each in their own browser."""

import pytest
from playwright.sync_api import expect

from beffroi.drafting.models import Text, Version
from browser.checks import follow
from browser.conftest import ComeIn, OpenPage
from browser.drafting import LIVELY, load_texts
from browser.personas import EPCI_MANAGER, LEAD

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_second_writer_of_a_section_sees_both_texts(open_page: OpenPage, people: ComeIn):
    load_texts()
    text = Text.objects.get(title=LIVELY)
    address = f"/textes/{text.pk}/sections/suivi/"
    # One of them runs no script: nothing of this needs any.
    first, second = open_page(), open_page(width=390, javascript=False)
    for page, who in ((first, EPCI_MANAGER), (second, LEAD)):
        people(page, who)
        page.goto(address)
        page.get_by_label("Le texte de la section").fill(f"Écrit par {who}.")
    follow(first, first.get_by_role("button", name="Enregistrer la section"))
    expect(first.get_by_text("La version 3 est enregistrée.")).to_be_visible()
    follow(second, second.get_by_role("button", name="Enregistrer la section"))
    expect(second.get_by_role("heading", level=1)).to_contain_text("Deux textes pour")
    expect(second.get_by_label("Le leur, à reprendre")).to_have_value(f"Écrit par {EPCI_MANAGER}.")
    expect(second.get_by_label("Ce qui sera enregistré")).to_have_value(f"Écrit par {LEAD}.")
    second.get_by_label("Ce qui sera enregistré").fill("Écrit ensemble.")
    follow(second, second.get_by_role("button", name="Enregistrer par-dessus la version 3"))
    expect(second.get_by_text("Écrit ensemble.")).to_be_visible()
    bodies = [one.part("suivi").body for one in Version.objects.filter(text=text).order_by("number")]
    assert bodies == ["", "", f"Écrit par {EPCI_MANAGER}.", "Écrit ensemble."]


def test_who_writes_is_seen_by_the_other(open_page: OpenPage, people: ComeIn):
    load_texts()
    text = Text.objects.get(title=LIVELY)
    first, second = open_page(), open_page(javascript=False)
    people(first, EPCI_MANAGER)
    people(second, LEAD)
    # Without anybody doing anything, the page says after some seconds that it is open.
    with first.expect_response(lambda one: one.url.endswith("/presence/") and one.request.method == "POST"):
        first.goto(f"/textes/{text.pk}/sections/objet/")
    second.goto(f"/textes/{text.pk}/")
    expect(second.get_by_text("écrit la section « Objet de l’opération »")).to_be_visible()
