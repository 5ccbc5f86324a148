"""The reader in a browser: dropped, chosen, by keyboard, without script, refused, printed."""

import io
import json
import re
from threading import Barrier

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from beffroi.portal import views
from browser import files
from browser.checks import follow, tab_to
from browser.conftest import PATIENCE_SECONDS, OpenPage
from portal.factories import TEXT

READ = "Lire l’acte"
DROP = """([name, text]) => {
    const held = new DataTransfer();
    held.items.add(new File([text], name));
    const zone = document.querySelector("[data-drop]");
    zone.dispatchEvent(new DragEvent("drop", { dataTransfer: held, bubbles: true, cancelable: true }));
}"""
SEND_SOON = "() => { setTimeout(() => document.querySelector('form[method=post]').requestSubmit(), 0); }"
REFUSED = {
    "a picture": (files.picture, "image"),
    "a zip bomb": (files.bomb, "trop de mémoire ou de temps"),
    "a page without text": (files.empty_pdf, "texte"),
    "a broken PDF": (files.noise, "abîmé"),
    "an empty file": (lambda: files.dropped("vide.txt", b""), "Ce fichier est vide."),
}


def choose(page: Page, file) -> None:
    page.goto("/lire/")
    page.set_input_files("input[type=file]", file)


def send(page: Page, file) -> None:
    choose(page, file)
    follow(page, page.get_by_role("button", name=READ))


def expect_result(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce qui a été lu")


def expect_the_act(page: Page) -> None:
    expect_result(page)
    expect(page.locator(".value", has_text="12\u00a0mars\u00a02024").first).to_be_visible()
    expect(page.locator(".reading-summary")).to_contain_text("2\u00a0présents")


def test_a_dropped_file_is_read(page):
    page.goto("/lire/")
    expect(page.get_by_text("Vous pouvez aussi glisser le fichier ici.")).to_be_visible()
    page.evaluate(DROP, ["acte.txt", TEXT])
    expect(page.locator("[data-drop-status]")).to_have_text("Choisi\u202f: acte.txt")
    follow(page, page.get_by_role("button", name=READ))
    expect_the_act(page)


def test_a_dropped_text_that_is_no_file_changes_nothing(page):
    page.goto("/lire/")
    page.locator("[data-drop]").evaluate(
        "zone => zone.dispatchEvent(new DragEvent('drop', {dataTransfer: new DataTransfer(), bubbles: true}))"
    )
    expect(page.locator("[data-drop-status]")).to_have_text("")
    assert page.locator("input[type=file]").evaluate("field => field.files.length") == 0


def test_without_script_a_file_is_read_and_a_value_leads_to_its_line_and_back(plain):
    plain.goto("/lire/")
    expect(plain.get_by_text("Vous pouvez aussi glisser le fichier ici.")).to_be_hidden()
    send(plain, files.text_file())
    expect_the_act(plain)
    plain.locator(".value", has_text="12\u00a0mars\u00a02024").first.get_by_role("link").click()
    expect(plain).to_have_url(re.compile("#l2$"))
    expect(plain.locator("#l2")).to_be_in_viewport()
    plain.locator("#l2 mark a").first.click()
    expect(plain).to_have_url(re.compile("#v-seance-"))
    expect(plain.locator(".value:target")).to_be_in_viewport()


def test_with_the_keyboard_alone_from_the_file_to_the_line_and_back(page):
    # Said early: the browser must know that the choice is ours before the key is pressed.
    page.on("filechooser", lambda chooser: None)
    page.goto("/lire/")
    tab_to(page, page.locator("input[type=file]"))
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(files.text_file())
    expect(page.locator("[data-drop-status]")).to_have_text("Choisi\u202f: acte.txt")
    tab_to(page, page.get_by_role("button", name=READ), most=1)
    page.keyboard.press("Enter")
    expect_the_act(page)
    tab_to(page, page.get_by_role("link", name="Passer le texte"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator(".value", has_text="12\u00a0mars\u00a02024").first.get_by_role("link"))
    page.keyboard.press("Enter")
    expect(page.locator("#l2:target")).to_be_in_viewport()
    tab_to(page, page.locator("#l2 mark a").first, most=1)
    page.keyboard.press("Enter")
    expect(page.locator(".value:target")).to_be_in_viewport()


def test_on_a_telephone_a_value_leads_to_its_line(phone):
    send(phone, files.SEVERAL)
    expect_result(phone)
    phone.locator(".value", has_text="Secrétaire").get_by_role("link").click()
    expect(phone.locator(".source li:target")).to_be_in_viewport()


def test_the_real_act_gives_the_facts_checked_by_hand(page, seed):
    send(page, seed)
    expect_result(page)
    summary = page.locator(".reading-summary")
    for words in ("102\u00a0présents", "23\u00a0procurations", "27\u00a0excusés"):
        expect(summary).to_contain_text(words)
    expect(
        page.get_by_role("heading", name="Recours ouvert jusqu’au mercredi 21 février 2024")
    ).to_be_visible()


@pytest.mark.parametrize("make", [files.docx_file, files.pdf_file], ids=["DOCX", "PDF"])
@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without"])
def test_a_document_of_an_office_is_read(open_page: OpenPage, make, javascript):
    page = open_page(javascript=javascript)
    send(page, make())
    expect_the_act(page)


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without"])
@pytest.mark.parametrize("case", REFUSED)
def test_a_hostile_file_is_refused_beside_the_field_and_in_the_summary(open_page: OpenPage, case, javascript):
    make, words = REFUSED[case]
    page = open_page(javascript=javascript)
    send(page, make())
    beside = page.locator("#id_file_error")
    expect(beside).to_contain_text(words)
    sentence = beside.inner_text().strip()
    assert sentence.endswith(".")
    summary = page.locator("#erreurs")
    expect(summary).to_contain_text(sentence)
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()
    field = page.get_by_label("Votre fichier", exact=True)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(
        f"{page.locator('#id_file_helptext').inner_text()} {sentence}"
    )
    expect(page).to_have_title("Erreur\u202f: Lire un acte — Beffroi")


def test_the_summary_leads_to_the_field_by_keyboard(page):
    page.goto("/lire/")
    tab_to(page, page.get_by_role("button", name=READ))
    page.keyboard.press("Enter")
    expect(page.locator("#erreurs")).to_be_focused()
    tab_to(page, page.locator("#erreurs").get_by_role("link"), most=1)
    page.keyboard.press("Enter")
    expect(page.locator("input[type=file]")).to_be_focused()


@pytest.mark.parametrize("times", [2, 9], ids=["a little", "far"])
def test_a_file_over_the_limit_is_told_so(page, settings, tmp_path, times):
    settings.READER_MAX_BYTES = 1024 * 1024
    large = tmp_path / "grand.txt"
    large.write_bytes(b"x" * (times * 1024 * 1024))
    send(page, large)
    expect(page.get_by_text("Ce fichier dépasse 1\u00a0Mo").first).to_be_visible()


def test_after_going_back_the_form_waits_for_a_file(page):
    send(page, files.text_file())
    expect_the_act(page)
    page.go_back()
    expect(page.get_by_role("button", name=READ)).to_be_enabled()
    expect(page.locator("[data-drop-status]")).not_to_have_text("Lecture en cours…")
    send(page, files.text_file())
    expect_the_act(page)


def test_a_double_click_sends_the_file_once(page):
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    choose(page, files.text_file())
    page.get_by_role("button", name=READ).dblclick()
    expect_the_act(page)
    assert len(sent) == 1


def test_the_json_comes_as_a_file_and_the_page_waits_no_more(page):
    choose(page, files.text_file())
    with page.expect_download() as download:
        page.get_by_role("button", name="Obtenir le JSON").click()
    assert json.loads(download.value.path().read_text(encoding="utf-8"))["sitting_on"] == "2024-03-12"
    expect(page.locator("[data-drop-status]")).not_to_have_text("Lecture en cours…")
    follow(page, page.get_by_role("button", name=READ))
    expect_the_act(page)


def test_two_people_at_once_each_get_their_own_act(open_page: OpenPage, monkeypatch):
    both = Barrier(2, timeout=PATIENCE_SECONDS)
    read_source = views.read_source

    def meet_and_read(source):
        both.wait()
        return read_source(source)

    monkeypatch.setattr(views, "read_source", meet_and_read)
    pages = [open_page(), open_page()]
    for page, commune in zip(pages, ("Valclair", "Hautmont"), strict=True):
        choose(page, files.text_file(TEXT.replace("Valclair", commune)))
    for page in pages:
        page.evaluate(
            "() => { setTimeout(() => document.querySelector('form[method=post]').requestSubmit(), 0); }"
        )
    for page, commune, other in zip(pages, ("Valclair", "Hautmont"), ("Hautmont", "Valclair"), strict=True):
        expect_the_act(page)
        expect(page.locator(".source")).to_contain_text(commune)
        expect(page.locator("main")).not_to_contain_text(other)


def test_what_a_hostile_act_says_is_only_text(page):
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    text = f"<script>alert(1)</script><img src=x onerror=alert(2)>\n{TEXT}"
    send(page, files.text_file(text, name="<img src=y onerror=alert(3)>.txt"))
    expect_result(page)
    expect(page.locator("#l1")).to_contain_text("<script>alert(1)</script>")
    assert said == []


def test_a_printed_result_keeps_the_text_the_values_and_the_names(page):
    lines = [f"VU la loi n° 2015-{number} du 7 août 2015 ;" for number in range(101, 161)]
    send(page, files.text_file(TEXT.replace("DÉLIBÉRATION N° 7", "DÉLIBÉRATION N° 7\n" + "\n".join(lines))))
    expect_the_act(page)
    page.emulate_media(media="print")
    expect(page.locator("#l4")).to_be_visible()
    expect(page.get_by_role("navigation", name="Rubriques")).to_be_hidden()
    expect(page.get_by_role("link", name="Passer le texte")).to_be_hidden()
    printed = " ".join(text_of(page.pdf()).split())
    for words in (TEXT.split("\n")[0], lines[-1], "12 mars 2024", "PETIT Luc", "La lecture en JSON"):
        assert words in printed, words


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        text = "\n".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
    return text.replace("\u00a0", " ").replace("\u202f", " ")
