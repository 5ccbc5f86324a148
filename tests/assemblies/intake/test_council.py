import pytest

from beffroi.assemblies.intake.council import Council, why_not_theirs
from beffroi.law import AssemblyKind

AGGLO = Council(
    AssemblyKind.EPCI,
    "Conseil communautaire",
    ("Conseil communautaire", "Communauté d’agglomération de Béthune-Bruay, Artois-Lys Romane", "CABBALR"),
)
TOWN = Council(AssemblyKind.COMMUNE, "Conseil municipal", ("Conseil municipal", "Commune de Saint-Martin"))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Communauté d'agglomération de Béthune-Bruay, Artois-Lys Romane", "epci"),
        ("COMMUNAUTE D'AGGLOMERATION DE BETHUNE BRUAY ARTOIS LYS ROMANE", "epci"),
        ("Communauté d’agglomération de Béthune-Bruay", None),
        ("conseil communautaire", "epci"),
        (None, "epci"),
        (None, None),
    ],
)
def test_taken_for_ones_own_council(name, kind):
    assert why_not_theirs(read_name=name, read_kind=kind, own=AGGLO) == ""


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Commune de Béthune", "commune"),
        ("Ville de Béthune", None),
        ("Communauté de communes de Val-Clair", "epci"),
        (None, "commune"),
        ("bureau communautaire", "bureau"),
    ],
)
def test_refused_for_another_council(name, kind):
    reason = why_not_theirs(read_name=name, read_kind=kind, own=AGGLO)
    assert reason.startswith("Cet acte a été lu pour")
    assert "votre assemblée est « Conseil communautaire »" in reason


def test_refused_for_a_commune_whose_name_is_only_longer_or_shorter():
    assert not why_not_theirs(read_name="Commune de Saint-Martin", read_kind="commune", own=TOWN)
    assert why_not_theirs(read_name="Commune de Saint-Martin-au-Laërt", read_kind="commune", own=TOWN)
