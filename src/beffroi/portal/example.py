"""The worked example: an act of an invented intercommunal council, with its text."""

from functools import lru_cache
from pathlib import Path

from beffroi.portal.reading import Worked, read_text, read_trusted

EXAMPLE = Path(__file__).parent / "examples" / "conseil-communautaire.txt"


@lru_cache(maxsize=1)
def load_example() -> Worked:
    """Read the example; its text comes with the program and does not change while it runs."""
    return read_trusted(read_text(EXAMPLE.read_bytes(), filename=EXAMPLE.name))
