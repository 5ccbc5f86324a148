"""How a version is drawn: its size, its state in a word and an icon, what is said when it cannot be had."""

from datetime import UTC, datetime

import pytest
from django.template.loader import render_to_string

from beffroi.files.models import Piece
from beffroi.files.shown import row_of, rows_of, told_size
from beffroi.files.states import ScanState
from files.factories import AT, make_piece, make_version

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (1, "1 octet"),
        (12, "12 octets"),
        (1023, "1 023 octets"),
        (1024, "1 Ko"),
        (20_480, "20 Ko"),
        (1_048_575, "1 Mo"),
        (3_565_158, "3,4 Mo"),
        (25 * 1024 * 1024, "25 Mo"),
        (3 * 1024**3, "3 Go"),
    ],
)
def test_a_size_is_said_in_french(size, told):
    assert told_size(size).replace("\u202f", " ").replace("\u00a0", " ") == told


def drawn(version, href="/pieces/1"):
    return " ".join(render_to_string("files/parts/piece.html", {"row": row_of(version, href)}).split())


def test_a_clean_version_is_a_link_to_its_file():
    page = drawn(
        make_piece(
            scan=ScanState.CLEAN, scanned_at=AT, uploaded_at=datetime(2024, 3, 5, 9, tzinfo=UTC)
        ).latest
    )
    assert '<a href="/pieces/1" download>devis.pdf</a>' in page
    assert "Analysé, sain" in page
    assert "#i-check" in page
    assert "5 mars 2024" in page
    assert "Léa Marchand" in page
    assert "antivirus" not in page


@pytest.mark.parametrize(
    ("fields", "told", "icon"),
    [
        ({"scan": ScanState.PENDING}, "En attente d’analyse", "#i-now"),
        (
            {"scan": ScanState.INFECTED, "scanned_at": AT, "scan_finding": "Eicar"},
            "Infecté, hors d’atteinte",
            "#i-cross",
        ),
    ],
)
def test_a_version_that_cannot_be_had_is_no_link_and_says_why(fields, told, icon):
    page = drawn(make_piece(**fields).latest)
    assert "<a " not in page
    assert told in page
    assert icon in page
    assert "antivirus" in page
    assert ("Eicar" in page) == ("scan_finding" in fields)


def test_a_version_that_nothing_looked_at_says_so(settings):
    version = make_piece().latest
    assert "ne sont pas analysés par un antivirus" in drawn(version)
    assert "Non analysé" in drawn(version)
    settings.CLAMAV_ADDRESS = "tcp://clamav"
    assert "ne sont pas analysés" not in drawn(version)
    assert "<a " not in drawn(version)


def test_a_name_is_escaped():
    page = drawn(make_piece(name="<b>.pdf").latest)
    assert "&lt;b&gt;.pdf" in page


def test_the_versions_are_shown_the_latest_first_in_two_queries(django_assert_num_queries):
    piece = make_piece(versions=0)
    for number in (1, 2, 3):
        make_version(piece, number, name=f"v{number}.pdf")
    with django_assert_num_queries(2):
        (read,) = Piece.objects.with_versions()
        rows = rows_of(read, lambda version: f"/v/{version.number}")
        page = render_to_string("files/parts/versions.html", {"rows": rows})
    assert [row.is_latest for row in rows] == [True, False, False]
    assert page.index("/v/3") < page.index("<details>") < page.index("/v/2") < page.index("/v/1")
    assert "Versions précédentes (2)" in page.replace("\u00a0", " ")


def test_one_version_or_none_needs_no_list():
    rows = rows_of(make_piece(), lambda version: "/v")
    assert "<details>" not in render_to_string("files/parts/versions.html", {"rows": rows})
    assert "Aucun fichier" in render_to_string("files/parts/versions.html", {"rows": []})
