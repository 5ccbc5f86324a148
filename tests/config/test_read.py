"""`beffroi read`: what is printed, what is refused, from a file or from standard input."""

import io
import json
import sys
from types import SimpleNamespace

import pytest

from beffroi.reader import read
from beffroi.reader.command import main, numbered
from beffroi.reader.export import to_dict
from beffroi.reader.intake import DEFAULT_LIMITS

ACT = """\
Commune de Val-Clair
CONSEIL MUNICIPAL
Séance du 14 mars 2024

L'an deux mille vingt-quatre, le quatorze mars à dix-neuf heures, le conseil municipal s'est réuni.
Date de convocation : 8 mars 2024
Nombre de membres en exercice : 5
Présents : M. Paul LENOIR, Mme Anne BRUNET, M. Luc VASSEUR
Absents : M. Marc DELVAL, Mme Zoé CARON

Délibération n° 2024-07 : Subvention à l'école de musique
Le conseil municipal, après en avoir délibéré, à l'unanimité,
APPROUVE le versement d'une subvention de 500 €.
"""


@pytest.fixture
def act(tmp_path):
    path = tmp_path / "acte été.txt"
    path.write_text(ACT, encoding="utf-8")
    return path


def run(capsys, *words):
    code = main([str(word) for word in words])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def refusal(capsys, *words):
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert err.startswith("beffroi read")
    assert err.count("\n") == 1
    return err.replace("\u202f", " ").replace("\u00a0", " ")


def test_json_is_the_reading_and_nothing_else(capsys, act):
    code, out, err = run(capsys, act, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == json.loads(json.dumps(to_dict(read(ACT.rstrip("\n")))))


def test_text_numbers_the_lines_that_findings_name(capsys, act):
    code, out, _ = run(capsys, "--text", act)
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == " 1  Commune de Val-Clair"
    assert lines[9] == "10"
    assert lines[10].startswith("11  Délibération n° 2024-07")


def test_numbers_keep_one_width():
    assert numbered("a\n" * 9 + "b").splitlines()[-1] == "10  b"
    assert numbered("a\nb") == "1  a\n2  b"


def test_alone_it_tells_the_act_in_french(capsys, act):
    code, out, _ = run(capsys, act)
    told = out.replace("\u202f", " ").replace("\u00a0", " ")
    assert code == 0
    assert "Séance du : 14 mars 2024 à 19 h 00" in told
    assert "3 présents" in told
    assert "Délibération n° 2024-07" in told


def test_what_is_not_read_is_told_as_not_read(capsys, tmp_path):
    path = tmp_path / "note.txt"
    path.write_text("Bonjour,\nmerci de votre retour.\n", encoding="utf-8")
    code, out, _ = run(capsys, path)
    assert code == 0
    assert "Assemblée non lue" in out
    assert "Aucun constat" in out


def test_a_dash_reads_standard_input(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(ACT.encode())))
    code, out, _ = run(capsys, "-", "--json")
    assert code == 0
    assert json.loads(out)["sitting_on"] == "2024-03-14"


@pytest.mark.parametrize("word", ["-h", "--help", "--aide"])
def test_its_help_is_french(capsys, word):
    code, out, err = run(capsys, word)
    assert (code, err) == (0, "")
    assert "Lit une délibération" in out


def test_refused_when_the_file_is_missing(capsys, tmp_path):
    assert "n’existe pas" in refusal(capsys, tmp_path / "absent.txt", "--json")


def test_refused_when_it_is_a_folder(capsys, tmp_path):
    assert "est un dossier" in refusal(capsys, tmp_path)


def test_refused_when_its_name_cannot_be(capsys):
    assert "ne peut pas être ouvert" in refusal(capsys, "acte\0.txt")


def test_refused_when_too_large_without_reading_it_whole(capsys, tmp_path):
    path = tmp_path / "enorme.txt"
    with path.open("wb") as file:
        file.truncate(DEFAULT_LIMITS.max_input_bytes * 50)
    assert "trop volumineux" in refusal(capsys, path)


def test_refused_when_no_text_can_be_had(capsys, tmp_path):
    path = tmp_path / "bruit.bin"
    path.write_bytes(bytes(range(256)) * 40)
    assert refusal(capsys, path)


@pytest.mark.parametrize("words", [[], ["a", "b"], ["a", "--json", "--text"], ["a", "--yaml"]])
def test_refused_when_asked_wrongly(capsys, words):
    assert "donnez un fichier" in refusal(capsys, *words)


def test_utf8_whatever_the_locale(beffroi, act):
    done = beffroi("read", str(act), "--json", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="latin-1")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["assembly"]
    assert "école de musique" in done.stdout


def test_standard_input_through_the_command(beffroi):
    done = beffroi("read", "-", "--text", given=ACT.encode("cp1252"))
    assert done.returncode == 0, done.stderr
    assert "Séance du 14 mars 2024" in done.stdout
