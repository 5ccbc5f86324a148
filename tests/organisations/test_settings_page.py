"""The settings of an organisation: numbers, colours with their contrast, a logo looked at for what it is."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from beffroi.core.errors import NotReadable, RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.organisations.actions import change_identity
from beffroi.organisations.identity import LINEN, contrast
from beffroi.organisations.logo import read_logo
from beffroi.organisations.rules import faults_of_accents, figure
from core.html_checks import check_page
from organisations.factories import make_actor, make_organisation

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SIREN, SIRET = "732829320", "73282932000074"


def picture(kind="PNG", size=(800, 400), mode="RGBA", **options):
    written = io.BytesIO()
    Image.new(mode, size, "navy").save(written, kind, **options)
    return written.getvalue()


@pytest.fixture
def admin(db):
    return make_actor(make_organisation(slug="val-clair", name="Val-Clair", short_name="Val-Clair"))


@pytest.fixture
def signed(client, admin):
    client.force_login(admin.user, backend=BACKEND)
    return client


def sent(**changes):
    return {
        "name": "Val-Clair Agglomération", "short_name": "Val-Clair", "siren": "", "siret": "",
        "accent": "", "relief": "", **changes,
    }  # fmt: skip


def post(client, **changes):
    return client.post(reverse("organisations:settings"), sent(**changes))


def test_black_on_white_has_the_greatest_contrast():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


def test_a_contrast_is_cut_and_not_rounded():
    assert figure(4.499) == "4,49"


def test_a_pale_colour_is_refused_with_its_figure():
    told = faults_of_accents("#a0a0a0", "")["accent"]
    assert figure(contrast("#a0a0a0", LINEN)) in told


def test_a_relief_that_cannot_be_seen_is_refused():
    assert "1,00" in faults_of_accents("#23423a", "#23423a")["relief"]
    assert "d’abord" in faults_of_accents("", "#23423a")["relief"]
    assert faults_of_accents("#23423a", "#4d6b62") == {}


def test_the_settings_are_kept_and_told(signed, admin):
    answer = post(signed, siren="732 829 320", siret=SIRET, accent="#23423A", relief="#4d6b62")
    assert answer.status_code == 302
    admin.organisation.refresh_from_db()
    assert admin.organisation.siren == SIREN
    assert admin.organisation.accent == "#23423a"
    page = signed.get(reverse("organisations:settings")).content.decode()
    check_page(page)
    assert "contraste de 9,2" in page
    changed = JournalEntry.objects.get(verb="organisation.changed").changes
    assert changed["siren"] == ["", SIREN]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"siren": "732829321"}, "neuf chiffres, dont une clé"),
        ({"siret": "73282932000075"}, "quatorze chiffres et une clé"),
        ({"siren": SIREN, "siret": "55210055400013"}, "doit commencer par le SIREN"),
        ({"accent": "rouge"}, "dièse"),
        ({"accent": "#ffffff"}, "plus sombre"),
        ({"accent": "#23423a", "relief": "#23423b"}, "pour être vu"),
        ({"name": ""}, "Nom"),
    ],
)
def test_what_is_wrong_is_refused(signed, admin, changes, told):
    page = post(signed, **changes)
    assert page.status_code == 200
    assert told in page.content.decode()
    check_page(page.content.decode())
    admin.organisation.refresh_from_db()
    assert admin.organisation.name == "Val-Clair"


def test_a_siren_is_that_of_one_organisation(signed):
    make_organisation(siren=SIREN)
    assert "porte déjà ce SIREN" in post(signed, siren=SIREN).content.decode()


def test_the_action_refuses_a_pale_colour_too(admin):
    with pytest.raises(RuleViolation, match="Contraste"):
        change_identity(admin.organisation, {"accent": "#ffffff"}, by=admin)


def test_nothing_changed_is_not_told(admin):
    change_identity(admin.organisation, {"name": "Val-Clair"}, by=admin)
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("JPEG", "RGB"), ("WEBP", "RGB"), ("PNG", "P")])
def test_a_logo_is_written_anew_as_a_small_png(kind, mode):
    with Image.open(io.BytesIO(read_logo(picture(kind, (1200, 900), mode)))) as seen:
        assert (seen.format, seen.size) == ("PNG", (600, 450))


def bomb():
    """A PNG of 30,000 × 30,000 points in a few bytes."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    points = zlib.compress(b"\0" * (30_000 // 8 + 1) * 10)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", points) + chunk(b"IEND", b"")


def wide():
    return picture("PNG", (4001, 4001), "1")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
ATTACKS = {
    "a drawing that runs": SVG,
    "a page": b"<html><script>alert(1)</script></html>",
    "another kind of picture": picture("GIF", mode="P"),
    "a bomb": bomb(),
    "too many points": wide(),
    "cut short": picture()[:200],
    "a PDF": b"%PDF-1.7\n",
    "nothing": b"",
    "only a signature": b"\x89PNG\r\n\x1a\n",
    "too heavy": picture() + b"\0" * (512 * 1024),
}


@pytest.mark.parametrize("content", ATTACKS.values(), ids=ATTACKS)
def test_what_is_not_a_picture_is_refused(content):
    with pytest.raises(NotReadable):
        read_logo(content)


def test_what_hides_behind_a_picture_is_left_behind():
    polyglot = picture() + SVG
    assert b"script" not in read_logo(polyglot)
    hidden = picture("JPEG", mode="RGB", comment=SVG)
    assert b"script" in hidden
    assert b"script" not in read_logo(hidden)


def test_a_logo_is_sent_shown_and_taken_away(signed, client, admin):
    logo = SimpleUploadedFile("logo.svg", picture(), "image/svg+xml")
    assert post(signed, logo=logo).status_code == 302
    address = reverse("organisations:logo", args=["val-clair"])
    assert address in signed.get(reverse("organisations:settings")).content.decode()
    shown = type(client)().get(address)
    assert shown["Content-Type"] == "image/png"
    assert shown.content.startswith(b"\x89PNG")
    post(signed)
    assert signed.get(address).status_code == 200
    post(signed, no_logo="oui")
    assert signed.get(address).status_code == 404


def test_a_logo_that_is_not_one_is_refused_on_the_page(signed):
    page = post(signed, logo=SimpleUploadedFile("logo.png", SVG, "image/png"))
    assert "n’est pas une image" in page.content.decode()


@pytest.mark.django_db
def test_the_stylesheet_is_public_and_may_be_kept(client):
    make_organisation(slug="ambre", accent="#24405c", relief="#4a6684")
    answer = client.get(reverse("organisations:stylesheet", args=["ambre"]))
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert "--authority:#24405c;--authority-accent:#4a6684;" in answer.content.decode()
    assert "public" in answer["Cache-Control"]
    assert "Vary" not in answer
    again = client.get(answer.request["PATH_INFO"], headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304
    assert client.get(reverse("organisations:stylesheet", args=["inconnue"])).status_code == 404


@pytest.mark.django_db
def test_an_organisation_without_colours_has_an_empty_sheet(client):
    make_organisation(slug="nue")
    assert client.get(reverse("organisations:stylesheet", args=["nue"])).content == b""


def test_a_logo_thrown_away_for_its_weight_is_refused_and_not_left_aside(signed, settings):
    settings.READER_MAX_BYTES = 1000
    answer = post(signed, logo=SimpleUploadedFile("logo.png", b"\x89PNG" + bytes(2000)))
    assert answer.status_code == 200
    assert "pèse plus de 512" in answer.content.decode()
