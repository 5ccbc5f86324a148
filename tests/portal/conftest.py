"""Where the real text is, and the act page with it or without it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from beffroi.portal import act


def seed_text() -> Path | None:
    folder = Path(settings.SEED_DIR)
    return next(iter(sorted(folder.glob("*.txt"))), None) if folder.is_dir() else None


@pytest.fixture
def seed() -> Path:
    """The text of the real act; the test is skipped on a machine that has not got it."""
    path = seed_text()
    if path is None:
        pytest.skip("texte source absent")
    return path


@pytest.fixture
def no_seed(settings, tmp_path) -> Iterator[None]:
    """A clone without the text of the real act."""
    settings.SEED_DIR = tmp_path / "nowhere"
    yield
    act._read_act.cache_clear()
