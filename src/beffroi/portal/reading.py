"""The seam between the pages and the reader: everything that a page asks of it passes here."""

from dataclasses import dataclass, fields, replace
from typing import Any

from django.conf import settings

from beffroi.law.reckoning import Input, Reckoning
from beffroi.reader import UnreadableFile, read, read_text
from beffroi.reader.bounded import read_bounded
from beffroi.reader.export import to_dict
from beffroi.reader.intake import Limits, SourceText
from beffroi.reader.model import Reading
from beffroi.reader.reckon import (
    DeliberationReckonings,
    SittingReckonings,
    reckon_deliberation,
    reckon_sitting,
)

__all__ = [
    "PAGE_LIMITS",
    "Reading",
    "SourceText",
    "UnreadableFile",
    "Worked",
    "read_source",
    "read_text",
    "read_trusted",
    "to_dict",
    "work_out",
]


# A record holds some dozens of acts; beyond, the rules of the first ones are computed for the page.
MOST_ACTS = 60
MOST_STEPS = 60
LONGEST_STEP = 1500
# What the file of a stranger may cost before it is a text.
PAGE_LIMITS = Limits(cpu_seconds=8)


@dataclass(frozen=True, slots=True)
class Worked:
    """A reading with the rules that its facts allow: those of the sitting, those of its first acts."""

    reading: Reading
    sitting: SittingReckonings
    acts: tuple[DeliberationReckonings, ...]


def read_source(source: SourceText) -> Worked:
    """Read a stranger's text, in a child and under a clock, and compute its rules.

    Raises: UnreadableFile when it takes too long.
    """
    return work_out(read_bounded(source.text, seconds=settings.READER_SECONDS))


def read_trusted(source: SourceText) -> Worked:
    """Read a text of our own, in this process and without a clock, and compute its rules."""
    return work_out(read(source.text))


def work_out(reading: Reading) -> Worked:
    """Compute the rules of a reading."""
    acts = tuple(reckon_deliberation(reading.sitting, act) for act in reading.deliberations[:MOST_ACTS])
    return Worked(reading, reckon_sitting(reading.sitting), acts)


def computed(found: SittingReckonings | DeliberationReckonings) -> tuple[Reckoning[Any], ...]:
    """Those of the rules that could be computed, in their order."""
    every = (getattr(found, one.name) for one in fields(found))
    return tuple(_bounded(one) for one in every if one is not None)


def _bounded(reckoning: Reckoning[Any]) -> Reckoning[Any]:
    """Cut what a text without measure makes of a reckoning; no real act comes near."""
    inputs = tuple(Input(one.label, _cut(one.value)) for one in reckoning.inputs[:MOST_STEPS])
    steps = tuple(_cut(step) for step in reckoning.steps[:MOST_STEPS])
    notes = tuple(_cut(note) for note in reckoning.notes[:MOST_STEPS])
    return replace(reckoning, verdict=_cut(reckoning.verdict), inputs=inputs, steps=steps, notes=notes)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_STEP else f"{text[:LONGEST_STEP]}…"
