"""Loading outlines: a good map, every kind of bad one, and that nothing is half written."""

import json
import sqlite3
from contextlib import closing
from io import StringIO

import numpy as np
import pyogrio
import pytest
import shapely
from django.core.management import CommandError, call_command

from beffroi.core.errors import RuleViolation
from beffroi.territories import contour_files
from beffroi.territories.actions.contours import load_contours, simplified
from beffroi.territories.models import Commune, Contour
from territories.factories import feature, make_commune, square, write_map

pytestmark = pytest.mark.django_db
SOURCE = "Carte inventée, 2024, Licence Ouverte"


@pytest.fixture
def communes():
    return [make_commune(), make_commune("62002", "Nœux-les-Prés")]


@pytest.fixture
def neighbours(tmp_path):
    """Two squares side by side."""
    return write_map(
        tmp_path / "carte.geojson", [feature("62001", square(2, 50)), feature("62002", square(2.1, 50))]
    )


def outline_of(code):
    return shapely.from_wkb(bytes(Contour.objects.get(commune__code=code).outline))


def refused(path, **options):
    with pytest.raises(RuleViolation) as refusal:
        load_contours(path, **options)
    assert not Contour.objects.exists()
    return refusal.value.message


def test_outlines_are_stored_with_their_source(communes, neighbours):
    report = load_contours(neighbours, source=SOURCE)
    assert (report.created, report.replaced, report.gaps) == (2, 0, 0)
    contour = Contour.objects.get(commune__code="62001")
    assert contour.source == SOURCE
    assert outline_of("62001").bounds == pytest.approx((2, 50, 2.1, 50.1))


def test_neighbours_still_touch_once_simplified(communes, neighbours):
    report = load_contours(neighbours, tolerance=1000)
    assert report.points_after < report.points_before
    one, other = outline_of("62001"), outline_of("62002")
    assert one.intersection(other).length == pytest.approx(0.1)
    assert one.intersection(other).area == 0
    assert bool(shapely.coverage_is_valid([one, other]))


def test_a_second_run_replaces(communes, neighbours, tmp_path):
    load_contours(neighbours, source="ancienne")
    moved = write_map(tmp_path / "autre.geojson", [feature("62001", square(3, 50))])
    report = load_contours(moved, source=SOURCE)
    assert (report.created, report.replaced) == (0, 1)
    assert outline_of("62001").bounds[0] == pytest.approx(3)
    assert dict(Contour.objects.values_list("commune__code", "source")) == {
        "62001": SOURCE,
        "62002": "ancienne",
    }


@pytest.mark.parametrize("column", ["code", "insee", "INSEE_COM", "codgeo", "code_insee"])
def test_codes_are_found_under_their_usual_names(communes, tmp_path, column):
    path = write_map(tmp_path / "carte.json", [feature("62001", square(2, 50), column)])
    assert load_contours(path).column == column


def test_a_code_read_as_a_number_finds_its_zero(tmp_path):
    make_commune("01001", "Bourg-Clair")
    load_contours(write_map(tmp_path / "carte.geojson", [feature(1001, square(5, 46))]))
    assert Contour.objects.filter(commune__code="01001").exists()


def test_a_geopackage_is_read_at_its_layer_of_communes(communes, tmp_path):
    path = tmp_path / "carte.gpkg"
    wkb = np.array([shapely.to_wkb(shapely.Polygon(square(2, 50)))], dtype=object)
    for layer, code in (("region", "62002"), ("commune", "62001")):
        pyogrio.raw.write(
            path, wkb, [np.array([code], dtype=object)], ["INSEE_COM"],
            layer=layer, geometry_type="Polygon", crs="EPSG:4326", driver="GPKG", append=path.exists(),
        )  # fmt: skip
    load_contours(path)
    assert [one.commune.code for one in Contour.objects.select_related("commune")] == ["62001"]


def test_a_merged_commune_brings_its_outline_to_its_successor(communes, tmp_path):
    make_commune("62009", "Ancienne", is_current=False, successor=communes[0])
    path = write_map(
        tmp_path / "carte.geojson", [feature("62001", square(2, 50)), feature("62009", square(2.1, 50))]
    )
    report = load_contours(path)
    assert report.joined == ["62009"]
    assert outline_of("62001").area == pytest.approx(0.02)


def test_what_is_wrong_with_some_outlines_is_told_and_the_rest_is_loaded(communes, tmp_path):
    bow_tie = [[2, 50], [2.1, 50.1], [2.1, 50], [2, 50.1], [2, 50]]
    line = {
        "type": "Feature",
        "properties": {"code": "62003"},
        "geometry": {"type": "LineString", "coordinates": [[2, 50], [3, 50]]},
    }
    nothing = {"type": "Feature", "properties": {"code": "62004"}, "geometry": None}
    flat = feature("62005", [[2, 50], [2, 50], [2, 50], [2, 50]])
    features = [
        feature("62001", bow_tie),
        feature("62002", square(2.2, 50)),
        feature("62999", square(2.3, 50)),
        *(line, nothing, flat),
    ]
    report = load_contours(write_map(tmp_path / "carte.geojson", features))
    assert report.repaired == ["62001"]
    assert report.useless == ["62003", "62004", "62005"]
    assert report.unknown == ["62999"]
    assert Contour.objects.count() == 2
    assert outline_of("62001").is_valid


def test_neighbours_that_overlap_are_told(communes, tmp_path):
    features = [feature("62001", square(2, 50)), feature("62002", square(2.09, 50))]
    assert load_contours(write_map(tmp_path / "carte.geojson", features)).gaps == 2


@pytest.mark.parametrize(
    "content",
    [b"", b"Bonjour", b"%PDF-1.7", b"{", b'{"a": 1}', b"SQLite format 3\0" + b"\0" * 100, b"{}" * 300],
)
def test_a_file_that_is_no_map_is_refused(communes, tmp_path, content):
    path = tmp_path / "carte.geojson"
    path.write_bytes(content)
    assert "n’est pas une carte lisible" in refused(path)


def test_a_map_cut_short_is_refused(communes, tmp_path, neighbours):
    path = tmp_path / "coupee.geojson"
    path.write_bytes(neighbours.read_bytes()[:-200])
    assert "carte" in refused(path)


def test_a_missing_file_is_refused(tmp_path):
    assert "n’existe pas" in refused(tmp_path / "absent.geojson")


def test_another_system_of_coordinates_is_refused_with_the_way_out(communes, tmp_path):
    path = write_map(
        tmp_path / "carte.geojson",
        [feature("62001", square(650_000, 6_850_000, 1000))],
        crs="urn:ogc:def:crs:EPSG::2154",
    )
    said = refused(path)
    assert "EPSG:2154" in said
    assert "ogr2ogr -t_srs EPSG:4326" in said


def test_metres_that_say_they_are_degrees_are_refused(communes, tmp_path):
    path = write_map(tmp_path / "carte.geojson", [feature("62001", square(650_000, 6_850_000, 1000))])
    assert "ne sont pas des degrés" in refused(path)


def test_swapped_axes_are_refused(communes, tmp_path):
    path = write_map(tmp_path / "carte.geojson", [feature("62001", square(50, 2))])
    assert "échangées" in refused(path)


def test_a_map_without_codes_is_refused_and_its_columns_are_told(communes, tmp_path):
    path = write_map(tmp_path / "carte.geojson", [feature("x", square(2, 50), "nom")])
    assert "Colonnes vues : nom" in refused(path)


def test_a_map_of_unknown_communes_is_refused(communes, tmp_path):
    path = write_map(tmp_path / "carte.geojson", [feature("62999", square(2, 50))])
    said = refused(path)
    assert "62999" in said
    assert "beffroi territories load" in said


def test_a_map_without_surfaces_is_refused(communes, tmp_path):
    content = {
        "type": "Feature",
        "properties": {"code": "62001"},
        "geometry": {"type": "Point", "coordinates": [2, 50]},
    }
    assert "Aucune surface" in refused(write_map(tmp_path / "carte.geojson", [content]))


def test_a_huge_file_is_refused_before_it_is_read(communes, neighbours, monkeypatch):
    monkeypatch.setattr(contour_files, "MOST_BYTES", 100)
    assert "dépasse" in refused(neighbours)


def test_too_many_shapes_are_refused(communes, neighbours, monkeypatch):
    monkeypatch.setattr(contour_files, "MOST_FEATURES", 1)
    assert "plus que la France n’a de communes" in refused(neighbours)


@pytest.mark.parametrize("tolerance", [-1, 5001, float("nan")])
def test_a_tolerance_out_of_reach_is_refused(communes, neighbours, tolerance):
    assert "tolérance" in refused(neighbours, tolerance=tolerance)


def test_a_source_too_long_is_refused(communes, neighbours):
    assert "300" in refused(neighbours, source="x" * 301)


def test_no_tolerance_leaves_the_outlines_as_they_are(communes, neighbours):
    shape = shapely.Polygon(square(2, 50))
    assert simplified([shape], 0) == [shape]


def test_a_failure_while_writing_leaves_what_was_there(communes, neighbours, monkeypatch):
    load_contours(neighbours, source="ancienne")

    def broken(batches, label):
        yield from batches
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011  a disk that fails says no more
        load_contours(neighbours, source=SOURCE, progress=broken)
    assert set(Contour.objects.values_list("source", flat=True)) == {"ancienne"}


def test_the_command_tells_and_refuses_in_french(communes, neighbours, tmp_path):
    said = StringIO()
    call_command("territories", "contours", str(neighbours), "--source", SOURCE, stdout=said)
    assert f"Source : {SOURCE}" in said.getvalue()
    assert "2 ajoutés, 0 remplacés" in said.getvalue()
    with pytest.raises(CommandError, match="n’existe pas"):
        call_command("territories", "contours", str(tmp_path / "absent"))


def test_the_outlines_of_the_real_epci_are_loaded(real_outlines):
    codes = [
        one["properties"]["code"] for one in json.loads(real_outlines.read_text(encoding="utf-8"))["features"]
    ]
    for code in codes:
        make_commune(code, f"Commune {code}")
    report = load_contours(real_outlines, tolerance=200)
    assert (report.created, report.unknown, report.useless) == (100, [], [])
    assert report.points_after < report.points_before
    shapes = [shapely.from_wkb(bytes(one)) for one in Contour.objects.values_list("outline", flat=True)]
    assert all(shape.is_valid and shape.area for shape in shapes)
    assert Commune.objects.outlined().count() == 100


def test_what_does_not_begin_as_a_map_is_not_handed_to_the_reader_of_maps(communes, tmp_path, monkeypatch):
    path = tmp_path / "carte.csv"
    path.write_text('WKT,code\n"POLYGON ((2 50, 2.1 50, 2.1 50.1, 2 50))",62001\n', encoding="utf-8")
    monkeypatch.setattr(contour_files.pyogrio, "list_layers", lambda _path: pytest.fail("handed over"))
    assert "n’est pas une carte lisible" in refused(path)


def test_a_map_of_another_kind_is_refused(communes, tmp_path):
    ring = [[2, 50], [2.1, 50], [2.1, 50.1], [2, 50]]
    shape = {"type": "Polygon", "arcs": [[0]], "properties": {"code": "62001"}}
    topology = {
        "type": "Topology", "arcs": [ring],
        "objects": {"communes": {"type": "GeometryCollection", "geometries": [shape]}},
    }  # fmt: skip
    path = tmp_path / "carte.json"
    path.write_text(json.dumps(topology), encoding="utf-8")
    [(name, _)] = pyogrio.list_layers(path)
    assert pyogrio.read_info(path, layer=name)["driver"] == "TopoJSON"
    assert "n’est pas une carte lisible" in refused(path)


def test_a_database_without_a_map_is_refused_as_no_map(communes, tmp_path):
    path = tmp_path / "carte.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE communes (code TEXT)")
        database.commit()
    assert "n’est pas une carte lisible" in refused(path)
