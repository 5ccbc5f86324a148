"""Where communes are: a table of points."""

from decimal import Decimal

import pytest

from beffroi.core.errors import RuleViolation
from beffroi.territories.actions.positions import load_positions, read_positions
from beffroi.territories.models import Commune
from territories.factories import make_commune


def table(tmp_path, text):
    path = tmp_path / "positions.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.django_db
def test_positions_are_written_once_and_unknown_codes_are_told(tmp_path):
    make_commune()
    path = table(tmp_path, "\ufeffcode,name,lon,lat\n62001,Valclair,2.5,50.5\n62999,Nulle-Part,2,50\n")
    assert load_positions(path) == (1, ["62999"])
    commune = Commune.objects.get(code="62001")
    assert (commune.longitude, commune.latitude) == (Decimal("2.5"), Decimal("50.5"))
    assert load_positions(path) == (0, ["62999"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "colonnes code, lon et lat"),
        ("commune;x;y\n62001;1;2\n", "colonnes code, lon et lat"),
        ("code,lon,lat\n62001,est,nord\n", "Ligne 2"),
        ("code,lon,lat\n62001,2.5\n", "Ligne 2"),
        ("code,lon,lat\n62001,650000,6850000\n", "n’est pas une position en degrés"),
        (b"code,lon,lat\n\xff\xfe", "lisible en UTF-8"),
    ],
)
def test_a_table_that_is_not_one_is_refused(tmp_path, text, said):
    with pytest.raises(RuleViolation) as refusal:
        read_positions(table(tmp_path, text))
    assert said in refusal.value.message


def test_a_missing_table_is_refused(tmp_path):
    with pytest.raises(RuleViolation, match="n’est pas une table lisible"):
        read_positions(tmp_path / "absent.csv")
