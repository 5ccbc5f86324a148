"""Loading the division of France: what is stored, what a second run does, what a new source changes."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from beffroi.core.errors import RuleViolation
from beffroi.territories.actions.load import load_territories
from beffroi.territories.actions.positions import SHIPPED
from beffroi.territories.models import Commune, Departement, Epci
from beffroi.territories.sources import read_source
from territories.factories import HAUTES_TERRES, VAL_CLAIR, group, today, write_division

pytestmark = pytest.mark.django_db
CABBALR = "200072460"


def reload(tmp_path, content):
    return load_territories(read_source(write_division(tmp_path / "package", content)))


def test_everything_is_stored(source):
    report = load_territories(source)
    assert Departement.objects.get(code="2A").region_code == "94"
    epci = Epci.objects.get(siren=VAL_CLAIR)
    assert (epci.kind, epci.population, epci.population_year) == ("CA", 7000, 2022)
    commune = Commune.objects.get(code="62002")
    assert (commune.name, commune.population, commune.population_year) == ("Nœux-les-Prés", 1200, 2022)
    assert commune.epci == epci
    assert (report.communes.created, report.epcis.created, report.departements.created) == (7, 2, 2)
    assert not Commune.objects.filter(code="62901").exists()


def test_a_commune_without_epci_has_no_population(source):
    load_territories(source)
    commune = Commune.objects.get(code="2A001")
    assert (commune.epci, commune.population, commune.population_year) == (None, None, None)


def test_a_second_run_changes_nothing_and_says_so(source):
    load_territories(source)
    before = list(Commune.objects.order_by("pk").values())
    report = load_territories(source)
    assert report.is_empty
    assert "Rien à changer : la base est déjà à jour." in list(report.lines())
    assert list(Commune.objects.order_by("pk").values()) == before


def test_merged_communes_are_stored_and_told_with_their_successor(source):
    report = load_territories(source)
    assert report.merged == [
        "Mesnil-Clair (62004) → Pontbrun-le-Neuf (62003)",
        "sans nom connu (62005) → Pontbrun-le-Neuf (62003)",
    ]
    ended = Commune.objects.ended()
    assert {(one.code, one.successor.code) for one in ended} == {("62004", "62003"), ("62005", "62003")}
    assert {str(one) for one in ended} == {"Mesnil-Clair", "commune 62005"}


def test_a_new_name_under_the_same_code_is_told_and_kept(source):
    report = load_territories(source)
    assert report.renamed == ["Pontbrun → Pontbrun-le-Neuf (62003)"]
    assert Commune.objects.get(code="62003").former_name == "Pontbrun"


def test_a_new_source_renames_moves_and_merges(tmp_path, source, content):
    load_territories(source)
    communes = [one for one in content["communes.json"] if one["code"] not in ("62006", "62002")]
    content["communes.json"] = [*communes, today("62002", "Nœux", anciensCodes=["62006"])]
    content["epci.json"] = [
        group(VAL_CLAIR, "CA du Val-Clair", {"62001": 5001, "62003": 800}, "CA"),
        group(HAUTES_TERRES, "CC des Hautes Terres", {"62002": 1500}),
    ]
    report = reload(tmp_path, content)
    assert report.renamed == ["Nœux-les-Prés → Nœux (62002)"]
    assert report.moved == [f"Nœux (62002) : {VAL_CLAIR} → {HAUTES_TERRES}"]
    assert report.merged == ["L’Étang (62006) → Nœux (62002)"]
    merged = Commune.objects.get(code="62006")
    assert (merged.name, merged.epci, merged.population, merged.is_current) == ("L’Étang", None, None, False)
    assert Commune.objects.get(code="62002").former_name == "Nœux-les-Prés"
    assert reload(tmp_path, content).is_empty


def test_what_leaves_the_source_ends_without_successor(tmp_path, source, content):
    load_territories(source)
    content["communes.json"] = [one for one in content["communes.json"] if one["code"] != "62006"]
    content["epci.json"] = content["epci.json"][:1]
    report = reload(tmp_path, content)
    assert report.gone == ["L’Étang (62006)", f"CC des Hautes Terres ({HAUTES_TERRES})"]
    assert not Epci.objects.current().filter(siren=HAUTES_TERRES).exists()
    assert Commune.objects.get(code="62006").successor is None
    assert reload(tmp_path, content).is_empty


def test_a_commune_that_comes_back_is_a_commune_again(tmp_path, source, content):
    load_territories(source)
    content["communes.json"][6] = today("62004", "Mesnil-Clair")
    reload(tmp_path, content)
    back = Commune.objects.get(code="62004")
    assert (back.is_current, back.successor) == (True, None)


def test_a_part_of_france_leaves_the_rest_alone(source):
    load_territories(source)
    report = load_territories(source.only(frozenset({"2A"})), whole=False)
    assert report.is_empty
    assert Commune.objects.current().count() == 5


def test_positions_survive_a_new_load(source):
    load_territories(source)
    Commune.objects.filter(code="62001").update(longitude="2.5", latitude="50.5")
    load_territories(source)
    assert Commune.objects.located().count() == 1


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("communes.json", "pas du JSON", "n’est pas du JSON lisible"),
        ("communes.json", "[1, 2]", "n’ont pas la forme du découpage administratif"),
        ("epci.json", '[{"code": "1"}]', "n’ont pas la forme du découpage administratif"),
        ("package.json", '{"name": "x", "version": "7.1.0"}', "--population-year"),
    ],
)
def test_a_source_of_another_shape_is_refused(tmp_path, content, name, text, said):
    folder = write_division(tmp_path / "package", content)
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(RuleViolation) as refusal:
        read_source(folder)
    assert said in refusal.value.message


def test_a_member_that_is_no_commune_is_refused(tmp_path, content):
    content["epci.json"].append(group("200000003", "CC perdue", {"62999": 1}))
    with pytest.raises(RuleViolation) as refusal:
        read_source(write_division(tmp_path / "package", content))
    assert "62999" in refusal.value.message


def test_the_year_of_the_populations_can_be_given(tmp_path, content):
    content["package.json"]["version"] = "7.0.0"
    folder = write_division(tmp_path / "package", content)
    assert read_source(folder, population_year=2023).population_year == 2023


def test_the_command_says_what_it_did_in_french(tmp_path, content):
    folder = write_division(tmp_path / "package", content)
    said = StringIO()
    call_command("territories", "load", "--from", str(folder), stdout=said)
    assert "Communes : 7 ajouts" in said.getvalue().replace("\u00a0", " ")
    assert "Positions de codes inconnus, laissées de côté : 100" in said.getvalue()
    assert "… et 80 autres (--details les montre toutes)" in said.getvalue()
    again = StringIO()
    call_command("territories", "load", "--from", str(folder), stdout=again)
    assert "Rien à changer" in again.getvalue()


def test_the_command_refuses_a_missing_folder_in_one_line(tmp_path):
    with pytest.raises(CommandError, match="manque dans"):
        call_command("territories", "load", "--from", str(tmp_path / "nowhere"))


def test_the_command_asks_what_to_load():
    with pytest.raises(CommandError, match="Que charger"):
        call_command("territories")


@pytest.fixture(scope="module")
def real():
    return read_source()


def test_the_real_source_counts_what_france_has(real):
    current = [one for one in real.communes.values() if not one.successor]
    assert (len(current), len(real.epcis), len(real.departements)) == (34_969, 1_255, 109)
    assert len(real.communes) - len(current) == 4_240
    assert all(one.successor in real.communes for one in real.communes.values() if one.successor)


def test_the_real_epci_has_its_hundred_communes_and_its_inhabitants(real):
    members = [one for one in real.communes.values() if one.epci == CABBALR]
    assert len(members) == 100
    assert sum(one.population for one in members) == 278_892 == real.epcis[CABBALR].population


def test_every_epci_of_the_real_source_is_the_sum_of_its_members(real):
    sums = dict.fromkeys(real.epcis, 0)
    for one in real.communes.values():
        if one.epci:
            sums[one.epci] += one.population
    assert sums == {siren: one.population for siren, one in real.epcis.items()}


def test_a_real_departement_is_stored_with_the_positions_of_its_epci(real):
    report = load_territories(real.only(frozenset({"62"})), whole=False)
    assert report.communes.created > 880
    members = Commune.objects.current().of_epci(CABBALR)
    assert members.count() == 100
    call_command("territories", "positions", str(SHIPPED / f"communes-{CABBALR}.csv"), stdout=StringIO())
    assert members.located().count() == 100
    assert load_territories(real.only(frozenset({"62"})), whole=False).is_empty
