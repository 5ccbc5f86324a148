"""Text of an act → its structure and the questions an attentive reader would raise. Pure Python."""

from beffroi.reader.intake import UnreadableFile, read_text
from beffroi.reader.model import Reading
from beffroi.reader.read import read

__all__ = ["Reading", "UnreadableFile", "read", "read_file", "read_text"]


def read_file(data: bytes, *, filename: str = "") -> Reading:
    """Read a file as it was dropped: text, Markdown, DOCX, or PDF with text.

    Raises: UnreadableFile, with one French line, when no text can be had from it.
    """
    return read(read_text(data, filename=filename).text)
