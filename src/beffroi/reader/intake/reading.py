"""The door of the intake: from the bytes of a file to its text."""

from beffroi.reader.intake.cleaning import clean, control_count
from beffroi.reader.intake.encodings import decode
from beffroi.reader.intake.kinds import kind_of
from beffroi.reader.intake.messages import notes_in_french, refusal_in_french
from beffroi.reader.intake.sandbox import extract
from beffroi.reader.intake.source import DEFAULT_LIMITS, Limits, Refused, SourceText, UnreadableFile


def read_text(data: bytes, *, filename: str = "", limits: Limits = DEFAULT_LIMITS) -> SourceText:
    """Text of a dropped file, whatever its name says: `filename` is never believed.

    Raises: UnreadableFile, with one French line, for anything that is not a text, a DOCX or a PDF with text.
    """
    del filename  # part of the door so that callers need not wonder; the bytes decide alone
    try:
        return _read(data, limits)
    except Refused as refusal:
        raise UnreadableFile(refusal_in_french(refusal.code)) from None


def _read(data: bytes, limits: Limits) -> SourceText:
    if len(data) > limits.max_input_bytes:
        raise Refused("too-large")
    if not data.strip():
        raise Refused("empty")
    kind = kind_of(data)
    encoding: str | None = None
    pages: int | None = None
    if kind == "text":
        decoded = decode(data)
        found, encoding, codes = decoded.text, decoded.encoding, decoded.notes
    else:
        answer = extract(kind, data, limits)
        found, pages, codes = answer.text, answer.pages, answer.notes
    if len(found) > limits.max_text_chars:
        raise Refused("text-too-long")
    if control_count(found):
        codes += ("controls-dropped",)
    text = clean(found)
    if not text.strip():
        raise Refused("empty")
    return SourceText(text, kind, encoding, pages, notes_in_french(codes))
