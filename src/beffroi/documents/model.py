"""What goes into a document beside its data, and what comes out."""

from dataclasses import dataclass, field
from enum import StrEnum


class Relationship(StrEnum):
    """What an attached file is to the document that carries it (PDF/A-3, AFRelationship)."""

    SOURCE = "source"
    DATA = "data"
    ALTERNATIVE = "alternative"
    SUPPLEMENT = "supplement"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF, such as the canonical JSON of the act that it shows."""

    name: str
    data: bytes = field(repr=False)
    mime_type: str
    relationship: Relationship
    description: str


@dataclass(frozen=True, slots=True)
class Document:
    """A finished PDF, its SHA-256 in hexadecimal, and what it was made with."""

    bytes: bytes = field(repr=False)
    sha256: str
    template_version: str
