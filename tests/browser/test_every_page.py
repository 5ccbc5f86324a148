"""Every page of the resolver, every result and every error: axe, reflow, silence of the console."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from beffroi.core import gate
from browser import files
from browser.checks import check_accessible, faults_of, faulty_stops, follow
from browser.conftest import ComeIn, OpenPage
from browser.sample import ERRORS, Sample
from browser.table import FILES, POSTS, WORLDS, address_of, addresses, routes, sampled

FAILURES = {"/incompris/": 400, "/refuse/": 403, "/rien-ici/": 404, "/casse/": 500}
WALKED = [
    "/", "/lire/", "/lire/exemple/", "/calculer/", "/calculer/appeal-deadline/?published_on=2023-12-20",
    "/calculer/quorum/?in_office=dix", "/a-propos/", "/accessibilite/", "/rien-ici/",
]  # fmt: skip


def drop(page: Page, file) -> None:
    page.goto("/lire/")
    page.set_input_files("input[type=file]", file)
    follow(page, page.get_by_role("button", name="Lire l’acte"))


def look(page: Page, come_in: ComeIn, route: str, sample: Sample) -> list[str]:
    """See one page as its persona does, and say what is wrong with it."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.context.clear_cookies()
    address = address_of(route, sample)
    if sample.persona:
        come_in(page, sample.persona)
    answer = page.goto(address)
    if answer.status not in sample.statuses:
        return [f"{address} answered {answer.status}"]
    expected = sample.sent_to() if sample.sent_to else urlsplit(address).path
    if urlsplit(page.url).path != expected:
        return [f"{address} was sent to {page.url}"]
    if sample.then:
        sample.then(page)
    missing = [one for one in ("h1", sample.shows) if one and not page.locator(one).first.is_visible()]
    untold = sample.shows == ERRORS and not page.title().startswith("Erreur")
    return [f"{one} is not shown" for one in missing + ["Erreur in the title"] * untold] + faults_of(page)


def test_every_route_has_its_sample():
    assert routes() == sampled() | POSTS


def test_every_rule_is_asked_answered_and_refused():
    labels = [one for world in WORLDS.values() for one in addresses(world) if one[1] == "calculators:rule"]
    assert len(labels) >= 3 * 16


@pytest.mark.parametrize("world", WORLDS)
def test_the_pages_are_accessible_and_silent(page, people, world):
    WORLDS[world].prepare()
    seen = {label: look(page, people, route, sample) for label, route, sample in addresses(WORLDS[world])}
    assert {label: faults for label, faults in seen.items() if faults} == {}


@pytest.mark.parametrize("world", FILES)
def test_the_files_are_given(page, people, world):
    FILES[world].prepare()
    for label, route, sample in addresses(FILES[world]):
        address = address_of(route, sample)
        if sample.persona:
            people(page, sample.persona)
        answer = page.context.request.get(address)
        assert answer.status in sample.statuses, label
        if urlsplit(address).path.endswith(".json"):
            assert answer.json(), label
        elif urlsplit(address).path.endswith(".docx"):
            assert answer.body().startswith(b"PK"), label
        elif answer.headers["content-type"].startswith("text/csv"):
            assert answer.text().count(";") > 1, label
        else:
            assert answer.body().startswith((b"%PDF", b"PK")), label


@pytest.mark.parametrize(("address", "status"), FAILURES.items())
def test_an_error_page_is_accessible(page, settings, address, status):
    settings.ROOT_URLCONF = "browser.urls"
    assert page.goto(address).status == status
    expect(page.get_by_text(f"Erreur {status}")).to_be_visible()
    check_accessible(page)


def test_a_form_whose_origin_is_unknown_is_refused_in_the_look(page):
    page.goto("/lire/")
    page.context.clear_cookies()
    follow(page, page.get_by_role("button", name="Lire l’acte"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Le formulaire n’a pas été accepté")
    check_accessible(page)


def test_the_act_without_its_text_is_accessible(page, no_seed):
    page.goto("/actes/bethune-bruay-2023-12-12/")
    expect(page.get_by_text("Texte source absent")).to_be_visible()
    check_accessible(page)
    assert page.goto("/actes/bethune-bruay-2023-12-12/texte/").status == 404
    check_accessible(page)


@pytest.mark.parametrize("case", ["one act", "several acts", "a table", "a PDF", "nothing recognised"])
def test_a_result_is_accessible(page, case):
    file = {
        "one act": files.text_file,
        "several acts": lambda: files.SEVERAL,
        "a table": lambda: files.ACTS / "08-agglo-docx-tableau-appel.docx",
        "a PDF": files.pdf_file,
        "nothing recognised": lambda: files.text_file("Liste de courses\nPain\n"),
    }[case]()
    drop(page, file)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce qui a été lu")
    check_accessible(page)


@pytest.mark.parametrize("case", ["no file", "no text", "too large"])
def test_a_refusal_is_accessible(page, settings, case):
    settings.READER_MAX_BYTES = 1024 * 1024
    file = {
        "no file": lambda: [],
        "no text": files.picture,
        "too large": lambda: files.text_file("x" * (1024 * 1024 + 1)),
    }[case]()
    drop(page, file)
    expect(page.locator("#erreurs")).to_be_visible()
    check_accessible(page)


def test_a_busy_reader_is_accessible(page, settings, monkeypatch):
    monkeypatch.setattr(gate, "PATIENCE_SECONDS", 0.01)
    for _ in range(settings.READER_MOST_AT_ONCE):
        gate._PLACES.acquire()
    try:
        drop(page, files.text_file())
        expect(page.get_by_role("heading", level=1)).to_have_text("Le lecteur est occupé")
    finally:
        gate._PLACES.release(settings.READER_MOST_AT_ONCE)
    check_accessible(page)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("address", WALKED)
def test_the_focus_shows_at_every_stop(open_page: OpenPage, address, width):
    page = open_page(width=width)
    page.goto(address)
    assert faulty_stops(page) == []
