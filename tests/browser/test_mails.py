"""Looking everywhere by keyboard; choosing one's mails; the calendar of a program; a mail that stops."""

from datetime import date
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from beffroi.operations.models import Operation
from beffroi.organisations.models import User
from beffroi.workspace.mails.sending import send_digests
from browser.accounts import SOMEONE
from browser.checks import follow, opens, tab_to
from browser.operations import DRAFT, load_operations
from browser.personas import LEAD
from operations.factories import AT
from workspace.mail_server import mail_server, text_of


@pytest.mark.parametrize("width", [1280, 390])
def test_with_the_keyboard_alone_one_looks_everywhere_from_any_page(open_page, people, width):
    load_operations()
    page = open_page(width=width)
    people(page, LEAD)
    page.goto("/compte/")
    tab_to(page, page.get_by_role("searchbox", name="Chercher partout"))
    page.keyboard.type("HALLE")
    with opens(page):
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Chercher")
    expect(page.get_by_role("link", name=DRAFT)).to_be_visible()


def test_one_chooses_a_day_and_a_program_reads_the_calendar_until_its_address_is_changed(page, people):
    people(page, SOMEONE)
    page.goto("/compte/")
    page.get_by_role("link", name="Courriels et calendrier").click()
    page.get_by_label("Jour, pour un envoi par semaine").select_option("Jeudi")
    follow(page, page.get_by_role("button", name="Enregistrer"))
    expect(page.get_by_label("Jour, pour un envoi par semaine")).to_have_value("3")
    follow(page, page.get_by_role("button", name="Ouvrir une adresse"))
    address = urlsplit(page.get_by_label("Adresse secrète").input_value()).path
    program = page.context.browser.new_context(base_url=page.url).request
    assert Calendar.from_ical(program.get(address).text()).name == "VCALENDAR"
    follow(page, page.get_by_role("button", name="Changer d’adresse"))
    assert program.get(address).status == 404


def test_the_link_of_a_mail_stops_them_for_who_is_not_signed_in(page, people, settings):
    load_operations()
    User.objects.filter(email=LEAD).update(is_persona=False, created_at=AT)
    Operation.objects.filter(title=DRAFT).update(due_on=date(2024, 7, 1))
    with mail_server(settings) as received:
        send_digests(date(2024, 7, 1), now=lambda: AT)
        said = {str(one["To"]): text_of(one) for one in received.messages}
    stop = next(word for word in said[LEAD].split() if "/courriels/arret/" in word)
    page.goto(urlsplit(stop).path)
    follow(page, page.get_by_role("button", name="Ne plus le recevoir"))
    expect(page.get_by_role("heading", level=1)).to_have_text("C’est fait")
    with mail_server(settings) as received:
        send_digests(date(2024, 7, 8), now=lambda: AT)
        assert LEAD not in received.recipients
