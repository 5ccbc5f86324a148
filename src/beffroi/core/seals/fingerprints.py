"""What the fingerprint of an entry covers: every column but its own and the row's number."""

from typing import Any

from beffroi.core.seals.canonical import canonical, sha256
from beffroi.core.seals.models import Seal

Columns = dict[str, Any]
# The chain stands under the fingerprint by its name, the content and the document by their own fingerprints.
PLAIN = (
    "position", "kind", "object_type", "object_id", "label", "code", "content_sha256", "pdf_sha256",
    "template_version", "sealed_at", "user_id", "user_label", "organisation_id", "organisation_label",
    "previous_sha256",
)  # fmt: skip


def columns_of(chain: str, entry: Seal) -> Columns:
    """Give what is under the fingerprint of an entry of a chain."""
    return {"chain": chain, **{name: getattr(entry, name) for name in PLAIN}}


def fingerprint(columns: Columns) -> str:
    """Compute the fingerprint of an entry from its columns."""
    return sha256(canonical(columns))
