"""Where the text of the real act is: beside the project, never in it."""

import os
from pathlib import Path

import pytest

SEED_DIR = Path(os.environ.get("BEFFROI_SEED_DIR") or Path(__file__).parents[3] / "shared" / "seed")


@pytest.fixture(scope="session")
def seed_text() -> str:
    """The text of the real act; the test is skipped on a machine that has not got it."""
    path = next(iter(sorted(SEED_DIR.glob("*.txt"))), None) if SEED_DIR.is_dir() else None
    if path is None:
        pytest.skip("texte source absent")
    return path.read_text(encoding="utf-8")
