"""The real clamd, with one signature of our own: `make test-browser` installs it and never skips this."""

import subprocess
import time

import pytest

from beffroi.core.errors import ExternalFailure
from beffroi.files.scanning import scan
from beffroi.files.states import ScanState

pytestmark = pytest.mark.service
# Broken in two, so that no antivirus takes this file for the test virus.
EICAR = r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD" + "-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture(scope="module")
def clamd(tmp_path_factory):
    """A clamd that knows one virus and listens on a socket of its own."""
    home = tmp_path_factory.mktemp("clamd")
    (home / "own.ndb").write_text(f"Eicar-Test:0:0:{EICAR.encode().hex()}\n")
    lines = {
        "DatabaseDirectory": home, "LocalSocket": home / "clamd.sock", "Foreground": "yes",
        "LogFile": home / "log", "StreamMaxLength": "1M", "TemporaryDirectory": home, "User": "root",
    }  # fmt: skip
    if not _is_root():
        del lines["User"]
    (home / "clamd.conf").write_text("".join(f"{name} {value}\n" for name, value in lines.items()))
    server = subprocess.Popen(["/usr/sbin/clamd", "-c", str(home / "clamd.conf")])
    try:
        deadline = time.monotonic() + 60
        while not (home / "clamd.sock").exists():
            assert server.poll() is None, (home / "log").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.1)
        yield f"unix:{home}/clamd.sock"
    finally:
        server.terminate()
        server.wait(timeout=30)


def _is_root() -> bool:
    return subprocess.run(["id", "-u"], capture_output=True, check=True).stdout.strip() == b"0"


@pytest.fixture(autouse=True)
def _address(settings, clamd):
    settings.CLAMAV_ADDRESS = clamd


def test_clamd_finds_a_sane_content_clean():
    assert scan(b"bonjour " * 20_000).state == ScanState.CLEAN


def test_clamd_finds_the_test_virus_and_names_it():
    verdict = scan(EICAR.encode())
    assert verdict.state == ScanState.INFECTED
    assert verdict.finding.startswith("Eicar-Test")


def test_clamd_refuses_what_is_longer_than_it_takes():
    with pytest.raises(ExternalFailure, match=r"size limit exceeded|coupé la liaison"):
        scan(b"x" * 3_000_000)
