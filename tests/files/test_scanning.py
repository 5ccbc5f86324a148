"""The antivirus's protocol, against a small server of our own: every answer, and none."""

import socket
import time

import pytest
from django.core.exceptions import ImproperlyConfigured

from beffroi.core.errors import ExternalFailure
from beffroi.files import scanning
from beffroi.files.apps import check_antivirus
from beffroi.files.scanning import NoAnswer, address_of, scan
from beffroi.files.states import ScanState
from files.clamd import fake_clamd


@pytest.fixture(autouse=True)
def _short(settings):
    settings.CLAMAV_SECONDS = 5


def test_a_sane_content_is_sent_whole_and_found_clean(settings):
    content = bytes(range(256)) * 1000
    with fake_clamd() as server:
        settings.CLAMAV_ADDRESS = server.address
        assert scan(content).state == ScanState.CLEAN
    assert server.asked == [content]


def test_the_antivirus_is_reached_by_a_unix_socket_too(settings, tmp_path):
    with fake_clamd(path=str(tmp_path / "c.sock")) as server:
        settings.CLAMAV_ADDRESS = server.address
        assert scan(b"abc").state == ScanState.CLEAN


def test_an_infected_content_is_told_by_the_name_of_what_was_found(settings):
    with fake_clamd(b"stream: Eicar-Test-Signature FOUND\0") as server:
        settings.CLAMAV_ADDRESS = server.address
        verdict = scan(b"abc")
    assert (verdict.state, verdict.finding) == (ScanState.INFECTED, "Eicar-Test-Signature")


@pytest.mark.parametrize(
    "answer", [b"stream: Can't allocate memory ERROR\0", b"", b"\0", b"stream: OK but\0", b"x" * 10_000]
)
def test_what_is_no_verdict_is_a_failure_never_a_clean_file(settings, answer):
    with fake_clamd(answer) as server:
        settings.CLAMAV_ADDRESS = server.address
        with pytest.raises(ExternalFailure, match="pas rendu d’avis"):
            scan(b"abc")


def test_a_content_too_large_for_the_antivirus_is_a_failure(settings):
    with fake_clamd(most=1000) as server:
        settings.CLAMAV_ADDRESS = server.address
        with pytest.raises(ExternalFailure, match=r"size limit exceeded|coupé la liaison"):
            scan(b"x" * 5_000_000)


def test_a_late_answer_is_not_waited_for(settings):
    settings.CLAMAV_SECONDS = 0.3
    with fake_clamd(waits=2.5) as server:
        settings.CLAMAV_ADDRESS = server.address
        start = time.monotonic()
        with pytest.raises(ExternalFailure, match="à temps") as caught:
            scan(b"abc")
        assert time.monotonic() - start < 2
    assert not isinstance(caught.value, NoAnswer)


def test_nobody_at_the_address_is_told_as_such(settings, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for address in (f"tcp://127.0.0.1:{port}", f"unix:{tmp_path}/none.sock"):
        settings.CLAMAV_ADDRESS = address
        with pytest.raises(NoAnswer, match="ne répond pas"):
            scan(b"abc")


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("tcp://clamav:3310", ("clamav", 3310)),
        ("tcp://clamav", ("clamav", 3310)),
        ("unix:/run/clamav/clamd.ctl", "/run/clamav/clamd.ctl"),
        ("unix:///run/clamav/clamd.ctl", "/run/clamav/clamd.ctl"),
    ],
)
def test_an_address_is_read(told, read):
    assert address_of(told) == read


@pytest.mark.parametrize("told", ["clamav", "http://clamav", "tcp://", "tcp://clamav:port", "unix:clamd.ctl"])
def test_an_address_that_cannot_be_read_stops_the_installation(settings, told):
    with pytest.raises(ImproperlyConfigured, match="BEFFROI_CLAMAV_ADDRESS"):
        address_of(told)
    settings.CLAMAV_ADDRESS = told
    assert [one.id for one in check_antivirus(None)] == ["files.E001"]


def test_the_pages_say_when_nothing_is_looked_at(settings):
    assert "ne sont pas analysés" in scanning.notice()
    assert check_antivirus(None) == []
    settings.CLAMAV_ADDRESS = "tcp://clamav"
    assert scanning.notice() == ""
    assert check_antivirus(None) == []


def test_no_time_is_left_once_the_deadline_is_past():
    with pytest.raises(TimeoutError):
        scanning._left(time.monotonic() - 1)
