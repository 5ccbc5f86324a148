"""Handing a version over: as a file to save, and only when it may be."""

import pytest

from beffroi.core.errors import NotAllowed
from beffroi.files.delivery import deliver
from beffroi.files.states import ScanState
from files.factories import AT, PDF, make_piece

pytestmark = pytest.mark.django_db
INFECTED = {"scan": ScanState.INFECTED, "scanned_at": AT, "scan_finding": "Eicar"}
CLEAN = {"scan": ScanState.CLEAN, "scanned_at": AT}


def test_a_clean_version_is_streamed_as_a_file_to_save():
    version = make_piece(name="Devis « toiture » école.pdf", **CLEAN).latest
    response = deliver(version)
    assert b"".join(response) == PDF
    assert response.streaming
    assert response["Content-Type"] == "application/pdf"
    told = response["Content-Disposition"]
    assert told.startswith("attachment")
    assert "filename*=utf-8''Devis%20%C2%AB%20toiture%20%C2%BB%20%C3%A9cole.pdf" in told
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Length"] == str(len(PDF))
    response.close()


def test_a_name_cannot_add_a_header():
    version = make_piece(name='a";\r\nX-Evil: 1.pdf', **CLEAN).latest
    response = deliver(version)
    assert "\n" not in response["Content-Disposition"]
    assert "X-Evil" not in response.headers
    response.close()


@pytest.mark.parametrize(
    ("fields", "sentence"), [({"scan": ScanState.PENDING}, "attend l’analyse"), (INFECTED, "virus")]
)
@pytest.mark.parametrize("address", ["", "tcp://clamav"])
def test_refused_when_the_version_is_not_known_to_be_sane(settings, address, fields, sentence):
    settings.CLAMAV_ADDRESS = address
    with pytest.raises(NotAllowed, match=sentence):
        deliver(make_piece(**fields).latest)


def test_what_nothing_could_look_at_is_handed_over_only_while_there_is_no_antivirus(settings):
    version = make_piece(scan=ScanState.UNSCANNED).latest
    deliver(version).close()
    settings.CLAMAV_ADDRESS = "tcp://clamav"
    with pytest.raises(NotAllowed, match="attend l’analyse"):
        deliver(version)


def test_refused_when_the_file_is_missing_or_altered():
    version = make_piece(**CLEAN).latest
    storage = version.stored.storage
    with storage.open(version.stored.name, "wb") as stream:
        stream.write(b"something else")
    with pytest.raises(NotAllowed, match="n’est plus celui"):
        deliver(version)
    storage.delete(version.stored.name)
    with pytest.raises(NotAllowed, match=r"manque.*Prévenez"):
        deliver(version)
