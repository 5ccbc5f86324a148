"""The subjects of acts are reference data, loaded from a file and loaded again."""

import json

import pytest
from django.core.management import CommandError, call_command

from beffroi.assemblies.models import ActSubject

pytestmark = pytest.mark.django_db


def test_the_list_that_comes_along_is_loaded_once(capsys):
    call_command("subjects", "load")
    count = ActSubject.objects.count()
    call_command("subjects", "load")
    assert ActSubject.objects.count() == count == 57
    assert "0 ajoutées, 0 modifiées" in capsys.readouterr().out
    assert ActSubject.objects.get(code="8.4").label.endswith("/Aménagement du territoire")


def test_a_newer_list_replaces_the_labels_and_keeps_what_left(tmp_path, capsys):
    call_command("subjects", "load")
    newer = {"version_on": "2027-01-01", "subjects": [{"code": "8.4", "label": "Territoire"}]}
    path = tmp_path / "newer.json"
    path.write_text(json.dumps(newer), encoding="utf-8")
    call_command("subjects", "load", str(path))
    assert ActSubject.objects.get(code="8.4").label == "Territoire"
    assert "1 modifiées, 56 hors de la liste" in capsys.readouterr().out


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"version_on": "2027-01-01", "subjects": []}',
        '{"version_on": "2027-01-01", "subjects": [{"code": "x", "label": "y"}]}',
    ],
)
def test_what_is_no_list_is_refused(tmp_path, text):
    path = tmp_path / "wrong.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("subjects", "load", str(path))
    assert not ActSubject.objects.exists()
