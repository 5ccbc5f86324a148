"""Stage 4, what is decided: the verbs of the enacting terms, then the words that each of them governs."""

from beffroi.reader.decisions.entries import read_decisions
from beffroi.reader.decisions.marks import Mark, find_marks

__all__ = ["Mark", "find_marks", "read_decisions"]
