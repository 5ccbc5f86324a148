from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assemblies.factories import AT, CLERK, make_published, make_sealed
from assemblies.register.pages import act_seal, make_redacted, page
from beffroi.assemblies.actions.events import record_event
from beffroi.assemblies.actions.extracts import certify
from beffroi.assemblies.facts import EventFacts
from beffroi.assemblies.kinds import EventKind
from beffroi.assemblies.register.verification import verify_text
from beffroi.core import gate

pytestmark = pytest.mark.django_db
ADDRESS = "/registre/verifier/"


def drop(client, content: bytes, name: str = "acte.pdf", status: int = 200) -> str:
    answer = client.post(ADDRESS, {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == status
    return answer.content.decode().replace("\u202f", " ").replace("\u00a0", " ")


def saved_again(content: bytes) -> bytes:
    """The same document, with other bytes."""
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.docinfo["/Altered"] = "oui"
        pdf.save(out)
    return out.getvalue()


def test_the_sealed_file_is_as_recorded(client):
    act = make_published()
    shown = drop(client, bytes(act_seal(act).pdf))
    assert "Conforme à ce qui a été enregistré le 20 mars 2024 à 11 h 00" in shown
    assert f'href="/registre/{act.pk}/"' in shown


def test_a_file_saved_again_is_not_the_recorded_one(client):
    seal = act_seal(make_published())
    shown = drop(client, saved_again(bytes(seal.pdf)))
    assert "Ce fichier n’est pas celui qui a été enregistré" in shown
    assert seal.shown_code in shown


def test_a_file_of_elsewhere_is_unknown(client):
    make_published()
    assert "Ce fichier n’est pas au registre" in drop(client, "Délibération 2023-2026 ABCD-EFGH".encode())


def test_an_extract_gives_way_to_the_next_one(client):
    act = make_published()
    first = certify(act, by=CLERK, at=AT)
    record_event(act, EventKind.EXPLANATION_REQUESTED, EventFacts(date(2024, 3, 18)), by=CLERK, at=AT)
    second = certify(act, by=CLERK, at=AT)
    shown = drop(client, bytes(first.pdf))
    assert "mais dépassé depuis" in shown
    assert second.shown_code in shown
    assert "mais dépassé depuis" not in drop(client, bytes(second.pdf))
    assert "dépassé depuis" in page(client, f"/v/{first.shown_code}")


@pytest.mark.parametrize("kind", [EventKind.WITHDRAWAL, EventKind.ANNULMENT, EventKind.REPEAL])
def test_an_act_that_is_no_more_is_out_of_date(client, kind):
    act = make_published()
    record_event(act, kind, EventFacts(date(2024, 3, 18)), by=CLERK, at=AT)
    shown = drop(client, bytes(act_seal(act).pdf))
    assert "mais dépassé depuis" in shown
    assert f"{kind.label.capitalize()} de l’acte le 18 mars 2024." in shown


@pytest.mark.parametrize(
    "dress", [str, str.lower, lambda code: code.replace("-", " "), lambda code: f" {code} "]
)
def test_a_code_is_read_as_it_is_typed(client, dress):
    seal = act_seal(make_published())
    answer = client.get(ADDRESS, {"code": dress(seal.shown_code)}, follow=True)
    assert "Ce code est celui d’un document enregistré le" in answer.content.decode()
    assert answer.redirect_chain[-1][0] == f"/v/{seal.shown_code}"


def test_an_unknown_code_says_so(client):
    shown = page(client, "/v/7K4Q-M9TD", status=404)
    assert "Ce code n’est pas au registre" in shown


@pytest.mark.parametrize("typed", ["", "abc", "7K4Q-M9T", "é" * 8, "x" * 500, "\x00" * 8])
def test_what_cannot_be_a_code_is_refused_beside_the_field(client, typed):
    answer = client.get(ADDRESS, {"code": typed})
    assert answer.status_code == 422
    assert 'href="#id_code"' in answer.content.decode()


@pytest.mark.parametrize("code", ["%00", "é", "x" * 300, "..", "'\"<script>"])
def test_an_address_that_is_no_code_is_unknown(client, code):
    assert client.get(f"/v/{code}").status_code == 404


def test_an_act_not_yet_published_is_known_without_its_title(client):
    act = make_sealed(title="Un titre qui attend")
    shown = page(client, f"/v/{act_seal(act).shown_code}")
    assert "non publiée à ce jour" in shown
    assert "Un titre qui attend" not in shown


def test_the_code_of_a_copy_finds_it(client):
    act = make_redacted()
    copy = act_seal(act, "redacted_extract")
    assert "Conforme à ce qui a été enregistré" in drop(client, bytes(copy.pdf))


def test_the_codes_of_sittings_and_events_verify_no_document(client):
    act = make_published()
    assert "Ce code n’est pas au registre" in page(client, f"/v/{act_seal(act, 'event').shown_code}", 404)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7\n",
        b"%PDF-1.7\n1 0 obj << /Type /Catalog >>" + b"\x00" * 500,
        b"PK\x03\x04",
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_french(client, content):
    assert "Le fichier n’a pas été vérifié" in drop(client, content, status=422)


def test_a_file_that_is_too_large_is_refused(client, settings):
    settings.READER_MAX_BYTES = 1000
    assert "dépasse" in drop(client, b"a" * 5000, status=422)


def test_two_files_are_refused(client):
    files = [SimpleUploadedFile(name, b"texte") for name in ("a.txt", "b.txt")]
    assert client.post(ADDRESS, {"file": files}).status_code == 422


def test_no_place_left_asks_to_come_back(client, monkeypatch):
    monkeypatch.setattr(gate, "PATIENCE_SECONDS", 0.01)
    with gate.one_place(), gate.one_place():
        answer = client.post(ADDRESS, {"file": SimpleUploadedFile("a.txt", b"texte")})
    assert answer.status_code == 503
    assert answer["Retry-After"]


def test_a_text_full_of_codes_costs_two_queries(django_assert_max_num_queries):
    text = " ".join(f"{number:04}-{number:04}" for number in range(9000))
    with django_assert_max_num_queries(2):
        verify_text(text)


def test_nothing_is_kept_of_what_was_typed(client):
    answer = client.get(ADDRESS)
    assert answer["Cache-Control"].startswith("max-age=0")
    assert not answer.cookies.get("sessionid")
