"""Signed heads, and the file outside the database where each is copied: it knows what a chain once held."""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from beffroi.core.seals.canonical import canonical, moment
from beffroi.core.seals.keys import is_signed, sign, trusted
from beffroi.core.seals.models import Chain


@dataclass(frozen=True, slots=True)
class Head:
    """What is signed of a chain: its names, how many entries it holds, the fingerprint of the last one."""

    chain: str
    label: str
    count: int
    head: str
    signed_at: str
    signature: str
    key_id: str

    @property
    def is_signed(self) -> bool:
        """Tell whether a trusted key signed exactly this."""
        told = signed_text(self.chain, self.label, self.count, self.head, self.signed_at)
        return is_signed(told, self.signature, self.key_id)


def signed_text(chain: str, label: str, count: int, head: str, signed_at: str) -> str:
    """Give the text that a signature covers."""
    return canonical({"chain": chain, "count": count, "head": head, "label": label, "signed_at": signed_at})


def head_of(chain: Chain) -> Head:
    """Give the head of a chain as its row tells it."""
    signed_at = moment(chain.signed_at)
    return Head(chain.name, chain.label, chain.count, chain.head, signed_at, chain.signature, chain.key_id)


def sign_head(chain: Chain) -> None:
    """Sign a chain's row as it now stands, without saving it."""
    told = signed_text(chain.name, chain.label, chain.count, chain.head, moment(chain.signed_at))
    chain.signature, chain.key_id = sign(told)


def append_heads(heads: Iterable[Head], path: Path | None = None) -> None:
    """Add heads to a file, one line each, whole even when several processes write."""
    keys = trusted()
    lines = "".join(
        json.dumps({**asdict(head), "public_key": keys.get(head.key_id, "")}, ensure_ascii=False) + "\n"
        for head in heads
    )
    path = Path(path or settings.SEAL_HEADS_FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())


def append_heads_after_commit(heads: Iterable[Head]) -> None:
    """Add heads to the file of the settings once the transaction is done."""
    kept = list(heads)
    # The acts are done: a full disk is logged, and the next head says as much as the one that was lost.
    transaction.on_commit(lambda: append_heads(kept), robust=True)


def read_heads(path: Path) -> Iterator[tuple[int, Head | None]]:
    """Read a file of heads, line by line from 1; a line that is no signed head gives None."""
    with path.open(encoding="utf-8", errors="replace") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield number, _signed_head(line)


def _signed_head(line: str) -> Head | None:
    try:
        told = json.loads(line)
        told.pop("public_key", None)
        head = Head(**told)
        return head if head.is_signed else None
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
