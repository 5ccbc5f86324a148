import json
from threading import Thread

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from beffroi.core import gate
from portal.factories import TEXT

ADDRESS = "/lire/"
HOSTILE = 'Séance du 12 mars 2024\n<script>alert(1)</script> & "><img src=x onerror=alert(2)>\n« Vu »'


def drop(client, data: bytes, name: str = "acte.txt", **more):
    return client.post(ADDRESS, {"file": SimpleUploadedFile(name, data), **more})


def refusal(response) -> str:
    assert response.status_code == 422
    assert "no-store" in response["Cache-Control"]
    html = response.content.decode().replace("\u202f", " ").replace("\u00a0", " ")
    assert "<title>Erreur" in html
    assert 'class="error-summary"' in html
    assert 'href="#id_file"' in html
    assert 'aria-invalid="true"' in html
    return html


def test_the_form_says_what_happens_to_the_file(page):
    html = page(ADDRESS)
    assert "Rien n’est conservé" in html
    assert 'enctype="multipart/form-data"' in html
    assert "20\u00a0Mo" in html or "20 Mo" in html
    assert "Confirmer" not in html


def test_a_dropped_act_is_shown_line_by_line_beside_its_values(client):
    response = drop(client, TEXT.encode())
    html = response.content.decode()
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert '<li id="l2">' in html
    assert "12 mars 2024" in html
    assert "absent du texte" in html
    assert "Confirmer" not in html


def test_nothing_is_stored_and_nothing_is_remembered(client):
    response = drop(client, TEXT.encode())
    assert "sessionid" not in response.cookies
    assert "Valclair" not in client.get(ADDRESS).content.decode()


def test_hostile_text_is_shown_as_text(client):
    html = drop(client, HOSTILE.encode(), name='"><script>alert(3)<script>.txt').content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_hostile_text_inside_a_read_value_is_shown_as_text(client):
    text = "Conseil municipal de Val\nSéance du 12 mars 2024\nPrésents : <b>DURAND</b> Anne, PETIT <i>Luc\n"
    html = drop(client, text.encode()).content.decode()
    assert "<b>DURAND" not in html
    assert "<i>Luc" not in html


def test_the_json_can_be_had_as_a_file(client):
    response = drop(client, TEXT.encode(), format="json")
    assert response["Content-Disposition"] == 'attachment; filename="lecture.json"'
    assert "no-store" in response["Cache-Control"]
    assert json.loads(response.content)["sitting_on"] == "2024-03-12"


def test_refused_when_no_file_is_chosen(client):
    assert "Choisissez d’abord un fichier." in refusal(client.post(ADDRESS, {}))


def test_refused_when_the_file_is_empty(client):
    assert "Ce fichier est vide." in refusal(drop(client, b""))


def test_refused_when_the_file_is_too_large(client, settings):
    settings.READER_MAX_BYTES = 1024 * 1024
    assert "Ce fichier dépasse 1 Mo : il n’a pas été lu." in refusal(drop(client, b"x" * (1024 * 1024 + 1)))


def test_refused_when_several_files_are_sent(client):
    files = [SimpleUploadedFile(f"{n}.txt", TEXT.encode()) for n in range(2)]
    assert "Un seul fichier à la fois." in refusal(client.post(ADDRESS, {"file": files}))


def test_marks_that_turn_a_line_around_are_seen(client):
    html = drop(client, f"{TEXT}\nFait \u202ele".encode(), name="a\u2066cte.txt").content.decode()
    assert "⟦U+202E⟧" in html
    assert "\u202e" not in html.partition('id="t-json"')[0]
    assert "\u2066" not in html  # Django drops it from the name


def test_refused_when_it_is_no_text(client):
    html = refusal(drop(client, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, name="photo.txt"))
    assert "image" in html


def test_refused_when_it_is_a_field_of_text_and_no_file(client):
    assert "Choisissez d’abord un fichier." in refusal(client.post(ADDRESS, {"file": "bonjour"}))


def test_a_text_of_200000_lines_gives_a_page_that_a_browser_can_show(client):
    text = TEXT + "\nUne ligne de texte quelconque." * 200_000
    response = drop(client, text.encode())
    assert response.status_code == 200
    assert len(response.content) < 1_500_000
    assert "lignes non montrées" in response.content.decode()


def test_one_endless_line_gives_a_page_that_a_browser_can_show(client):
    response = drop(client, ("Séance du 12 mars 2024 " + "x" * 3_000_000).encode())
    assert response.status_code == 200
    assert len(response.content) < 1_500_000


def test_when_every_place_is_taken_the_sender_is_asked_to_come_back(client, settings, monkeypatch):
    monkeypatch.setattr(gate, "PATIENCE_SECONDS", 0.01)
    for _ in range(settings.READER_MOST_AT_ONCE):
        gate._PLACES.acquire()
    try:
        response = drop(client, TEXT.encode())
    finally:
        gate._PLACES.release(settings.READER_MOST_AT_ONCE)
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert "Le lecteur est occupé" in response.content.decode()
    assert drop(client, TEXT.encode()).status_code == 200


def test_a_place_is_given_back_when_a_reading_fails(client, settings):
    for _ in range(settings.READER_MOST_AT_ONCE + 1):
        drop(client, b"\x00\x01\x02" * 40)
    assert drop(client, TEXT.encode()).status_code == 200


def test_two_can_read_at_the_same_time():
    statuses = []

    def send() -> None:
        statuses.append(drop(Client(), TEXT.encode()).status_code)

    threads = [Thread(target=send) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert statuses == [200, 200]


def test_refused_when_the_text_takes_too_long_to_read(client, settings):
    patience, settings.READER_SECONDS = settings.READER_SECONDS, 0.2
    assert "La lecture de ce texte demande trop de temps" in refusal(drop(client, (TEXT * 4000).encode()))
    settings.READER_SECONDS = patience
    assert drop(client, TEXT.encode()).status_code == 200


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)(ADDRESS).status_code == 405
