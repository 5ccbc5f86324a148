"""A small invented division, and where the real outlines are."""

from pathlib import Path

import pytest
from django.conf import settings

from beffroi.territories.sources import Source, read_source
from territories.factories import division, write_division


@pytest.fixture
def content() -> dict:
    return division()


@pytest.fixture
def source(tmp_path, content) -> Source:
    return read_source(write_division(tmp_path / "package", content))


@pytest.fixture
def real_outlines() -> Path:
    """The outlines of the real EPCI; the test is skipped on a machine that has not got them."""
    path = Path(settings.SEED_DIR).parent / "data" / "contours-200072460.geojson"
    if not path.is_file():
        pytest.skip("contours absents")
    return path
