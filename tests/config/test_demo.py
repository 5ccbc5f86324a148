"""`beffroi demo`: prepared from nothing, its address told, a busy port refused in French."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from contextlib import contextmanager

import pytest

from beffroi.config import demo
from beffroi.config.demo import Refused, free_address, main, welcome
from beffroi.demo.people import load_people


@contextmanager
def listening():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def refusal(capsys, *words):
    assert main(words) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    return printed.err


def test_a_busy_port_is_refused_in_one_line(capsys):
    with listening() as port:
        assert f"le port {port} de localhost est déjà pris" in refusal(capsys, "--port", str(port))


@pytest.mark.parametrize("port", ["0", "70000"])
def test_a_port_that_does_not_exist_is_refused(capsys, port):
    assert "n’existe pas" in refusal(capsys, "--port", port)


@pytest.mark.parametrize("words", [["--port", "huit"], ["--port"], ["--colour"], ["extra"]])
def test_refused_when_asked_wrongly(capsys, words):
    assert "voir « beffroi demo --aide »" in refusal(capsys, *words)


def test_an_unknown_host_is_refused(monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror

    monkeypatch.setattr(demo.socket, "getaddrinfo", unknown)
    with pytest.raises(Refused, match="n’est pas connue"):
        free_address("nulle.part", 8000)


def test_localhost_is_served_on_the_first_kind_of_address():
    assert free_address("localhost", free_port()) == "127.0.0.1"


def test_its_help_is_french(capsys):
    assert main(["--aide"]) == 0
    assert "jusqu’à Ctrl-C" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_welcome_says_where_to_go_and_who_can_be_played(settings, tmp_path):
    settings.SEED_DIR = tmp_path
    load_people()
    told = welcome("localhost", 8000)
    assert told.startswith("Beffroi est prêt : http://localhost:8000/\n")
    assert "http://localhost:8000/lire/" in told
    assert "  Claire Vasseur, Développement territorial, Ambre" in told
    assert "  Jeanne Lefort, Élu, Val-Clair, et Ambre" in told
    assert "Texte source absent" in told


@pytest.mark.django_db
def test_an_address_of_the_second_kind_is_written_in_brackets():
    assert "http://[::1]:8000/" in welcome("::1", 8000)


def test_it_serves_from_nothing_and_stops_on_interrupt(tmp_path):
    port = free_port()
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "beffroi", "demo", "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env={**kept, "BEFFROI_DATA_DIR": str(tmp_path / "data")},
    )
    try:
        page = opened(f"http://127.0.0.1:{port}/", process)
        sheet = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', page)
        assert sheet, "a page of the demonstration names hashed files"
        assert opened(f"http://127.0.0.1:{port}{sheet[1]}", process)
        # Documents were drawn before the workers began: they must still draw their own.
        assert certified(f"http://127.0.0.1:{port}").startswith(b"%PDF-")
    finally:
        # As Ctrl-C does in a terminal: to the command and to its workers at once.
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    assert f"Beffroi est prêt : http://localhost:{port}/" in out.decode()
    assert (tmp_path / "data" / "static" / "staticfiles.json").is_file()


def certified(root):
    """Play a clerk, and have an act of the council certified."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())

    def ask(path, found=None, **sent):
        data = urllib.parse.urlencode(sent).encode() if sent else None
        answer = browser.open(f"{root}{path}", data, timeout=120).read()
        return re.search(found, answer.decode())[1] if found else answer

    token = 'name="csrfmiddlewaretoken" value="([^"]+)"'
    clerk = ask("/", 'value="([0-9]+)"[^>]*>Louise Tanguy')
    ask("/demonstration/jouer/", persona=clerk, csrfmiddlewaretoken=ask("/", token))
    act = ask("/registre/?assemblee=conseil-de-val-clair", '"/registre/([0-9]+)/"')
    return ask(f"/registre/{act}/certifier/", csrfmiddlewaretoken=ask("/compte/", token))


def opened(address, process, patience=180.0):
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:
                return answer.read().decode()
        except (ConnectionError, urllib.error.URLError):
            time.sleep(0.1)
    raise AssertionError("the demonstration does not answer")
