"""First stage of the reader: the bytes of a dropped file become text, or one French line of refusal."""

from beffroi.reader.intake.reading import read_text
from beffroi.reader.intake.source import DEFAULT_LIMITS, Limits, SourceText, UnreadableFile

__all__ = ["DEFAULT_LIMITS", "Limits", "SourceText", "UnreadableFile", "read_text"]
