"""What the set-up copies, and what an installed package holds of it."""

from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

from beffroi.territories.sources import read_source

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "node_modules" / "@etalab" / "decoupage-administratif"


def test_the_light_copy_says_what_the_whole_package_says():
    assert read_source() == read_source(PACKAGE)


def test_a_wheel_holds_what_git_ignores_and_the_program_needs():
    held = {one.distribution_path for one in WheelBuilder(str(ROOT)).recurse_included_files()}
    assert {
        "beffroi/territories/data/communes.json",
        "beffroi/territories/data/epci.json",
        "beffroi/territories/data/departements.json",
        "beffroi/territories/data/package.json",
        "beffroi/territories/positions/communes-200072460.csv",
        "beffroi/core/ui/static/vendor/htmx.min.js",
        "beffroi/core/ui/static/vendor/fonts/normal-latin.woff2",
        "beffroi/documents/fonts/AtkinsonHyperlegibleNext-Regular.ttf",
    } <= held
