"""Where the real act is, how long a thing takes, what it is compared with."""

import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
SEED_DIR = Path(os.environ.get("BEFFROI_SEED_DIR") or ROOT.parent / "shared" / "seed")
ACTS = ROOT / "tests" / "reader" / "acts"


def seed() -> tuple[str, bytes]:
    """Name and bytes of the real act; without it, a committed act stands in for it, and says so."""
    path = next(iter(sorted(SEED_DIR.glob("*.txt"))), None) if SEED_DIR.is_dir() else None
    if path is None:
        print("texte source absent : un acte inventé le remplace")
        path = ACTS / "03-cc-communes-en-ligne-suppleants.txt"
    return path.name, path.read_bytes()


def times(work: Callable[[], object], runs: int) -> list[float]:
    """How many seconds each run takes."""
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return taken


def told(taken: list[float]) -> str:
    return f"best {min(taken) * 1e3:9.2f} ms   median {statistics.median(taken) * 1e3:9.2f} ms"


def reread(text: str) -> int:
    """The yardstick: a plain Python loop that looks at each character once."""
    letters = 0
    for char in text:
        if char.isalpha():
            letters += 1
    return letters
