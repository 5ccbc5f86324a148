"""The `beffroi` command: which room answers, in what language, and what it loads."""

import subprocess
import sys
from importlib.metadata import entry_points

import pytest

from beffroi.config import command, management

SECRET = "x" * 25 + "0123456789" * 3 + "secret de test"
SEAL_KEY = "bm90aGluZyBidXQgYSB0ZXN0LCBub3Qgc2VjcmV0ISE="


@pytest.mark.parametrize("argv", [[], ["--help"], ["-h"], ["--aide"]])
def test_alone_it_lists_its_rooms_in_french(capsys, argv):
    assert command.main(argv) == 0
    told = capsys.readouterr().out
    for room in ("beffroi read", "beffroi law", "beffroi demo", "migrate"):
        assert room in told


def test_the_package_names_the_command():
    (found,) = entry_points(group="console_scripts", name="beffroi")
    assert found.value == "beffroi.config.command:main"


def test_it_tells_its_version(capsys):
    assert command.main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("beffroi 0.")


def test_law_answers_in_its_room(capsys):
    assert command.main(["law"]) == 0
    assert "Règles que Beffroi sait calculer" in capsys.readouterr().out


def test_a_refusal_of_the_law_keeps_its_exit_code(capsys):
    assert command.main(["law", "nothing-of-the-kind"]) == 2
    assert "n’existe pas" in capsys.readouterr().err


def test_any_other_word_goes_to_django(monkeypatch):
    asked = []
    monkeypatch.setattr(management, "execute_from_command_line", asked.append)
    assert command.main(["migrate", "--plan"]) == 0
    assert asked == [["beffroi", "migrate", "--plan"]]


@pytest.mark.parametrize("words", [["law"], ["read", "--aide"]])
def test_law_and_read_start_without_django(words):
    script = (
        "import sys; from beffroi.config.command import main; "
        f"code = main({words!r}); "
        "loaded = {name.partition('.')[0] for name in sys.modules}; "
        "sys.exit(code or bool(loaded & {'django', 'granian', 'csp'}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("package", ["law.registry", "reader.command", "reader.intake"])
def test_law_and_reader_import_without_django(package):
    script = f"import sys, beffroi.{package}; sys.exit('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr


def test_without_secrets_production_says_in_one_line_what_it_lacks(beffroi):
    done = beffroi("check")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "beffroi : BEFFROI_SECRET_KEY manque : un long texte au hasard, gardé hors du dépôt."
    ]


def test_production_is_what_management_runs_on(beffroi):
    good = {"BEFFROI_SECRET_KEY": SECRET, "BEFFROI_HOSTS": "beffroi.exemple.fr", "BEFFROI_SEAL_KEY": SEAL_KEY}
    done = beffroi("diffsettings", "--all", **good)
    assert done.returncode == 0, done.stderr
    assert "SECURE_SSL_REDIRECT = True" in done.stdout


def test_the_settings_named_by_the_environment_win(beffroi):
    done = beffroi("diffsettings", "--all", DJANGO_SETTINGS_MODULE="beffroi.config.settings.dev")
    assert done.returncode == 0, done.stderr
    assert "DEBUG = True" in done.stdout


def test_an_early_end_of_the_pipe_is_harmless(tmp_path):
    act = tmp_path / "acte.txt"
    act.write_text("Le conseil municipal\n" * 50_000, encoding="utf-8")
    script = f'{sys.executable} -m beffroi read "{act}" --text | head -n 1; exit "${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", script], capture_output=True, check=False, timeout=300)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().endswith("Le conseil municipal\n")
