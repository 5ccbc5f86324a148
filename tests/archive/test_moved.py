"""From an embedded installation to a PostgreSQL one, as an operator moves: by commands."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

SCRIPT = Path(__file__).parents[2] / "tools" / "move_archives.py"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="make test-postgres: it moves to PostgreSQL")
def test_the_archive_of_every_organisation_moves_to_postgresql_verified_and_identical():
    assert os.environ["DATABASE_URL"]
    done = subprocess.run([sys.executable, str(SCRIPT)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    carried = [line for line in done.stdout.splitlines() if line.endswith(": identical")]
    assert len(carried) >= 6
    assert f"{len(carried)} of {len(carried)} identical" in done.stdout
