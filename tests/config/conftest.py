"""Running the command as a user does, in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
# What the machine of the tests says of its own settings must not reach the processes they start.
OURS = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "PYTEST_CURRENT_TEST")


@pytest.fixture
def beffroi(tmp_path: Path) -> Run:
    """Run `python -m beffroi …` in a folder of its own."""

    def run(*words: str, given: bytes | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in OURS and not name.startswith(("BEFFROI_", "COV_"))
        }
        done = subprocess.run(
            [sys.executable, "-m", "beffroi", *words],
            input=given,
            capture_output=True,
            check=False,
            cwd=tmp_path,
            timeout=300,
            env={**kept, "BEFFROI_DATA_DIR": str(tmp_path / "data"), **environment},
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        )

    return run
