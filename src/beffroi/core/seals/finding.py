"""Finding a sealed act again, from its code or from the document itself."""

from beffroi.core.seals.canonical import sha256
from beffroi.core.seals.codes import read_code
from beffroi.core.seals.models import Seal


def find_by_code(typed: str) -> Seal | None:
    """Find the act that bears a code, as people type it; nothing when none does."""
    code = read_code(typed)
    return Seal.objects.select_related("chain").filter(code=code).first() if code else None


def find_by_pdf(data: bytes) -> Seal | None:
    """Find the act whose document is exactly these bytes; nothing when none is."""
    return Seal.objects.select_related("chain").filter(pdf_sha256=sha256(data)).order_by("pk").first()
