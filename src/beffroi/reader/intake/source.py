"""What the intake gives back, what it accepts, and how it refuses."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "docx", "pdf"]

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class SourceText:
    """Text of a file, its lines separated by \\n alone: line n is `text.split("\\n")[n - 1]`."""

    text: str
    kind: Kind
    encoding: str | None
    pages: int | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. Memory and processor bound the child that opens DOCX and PDF."""

    max_input_bytes: int = 20 * MEGABYTE
    max_text_chars: int = 12_000_000
    memory_bytes: int = 512 * MEGABYTE
    cpu_seconds: int = 10
    wall_seconds: float = 20.0


DEFAULT_LIMITS = Limits()


class UnreadableFile(Exception):
    """The file cannot be read; `message_fr` is the one line shown to the user."""

    def __init__(self, message_fr: str) -> None:
        super().__init__(message_fr)
        self.message_fr = message_fr


class Refused(Exception):
    """Internal refusal by code, turned into French at the door only: a child never supplies sentences."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
