"""The sealed contents beside what the tables say today."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from beffroi.core.seals.alterations import Alteration, What
from beffroi.core.seals.canonical import canonical
from beffroi.core.seals.kinds import Kind, kinds
from beffroi.core.seals.models import Seal

# What reading an altered value raises: it is then named, and the next ones are still read. Django gives None
# for a day that is none, hence the attribute.
BROKEN = (ValueError, TypeError, ArithmeticError, LookupError, AttributeError)


def compare(chain: str, entries: Sequence[Seal]) -> Iterator[Alteration]:
    """Name the entries whose object is gone or differs from what was sealed."""
    registered = kinds()
    by_kind: dict[str, list[Seal]] = {}
    for entry in entries:
        by_kind.setdefault(entry.kind, []).append(entry)
    for name, some in by_kind.items():
        kind = registered.get(name)
        if kind is None:
            yield from (_named(What.KIND, chain, entry, name) for entry in some)
        else:
            yield from _compare_kind(chain, kind, some)


def _compare_kind(chain: str, kind: Kind, entries: Sequence[Seal]) -> Iterator[Alteration]:
    try:
        rebuilt = kind.contents_of([entry.object_id for entry in entries])
        texts = {object_id: canonical(content) for object_id, content in rebuilt.items()}
    except BROKEN as error:
        if len(entries) == 1:
            yield _named(What.UNREADABLE, chain, entries[0], str(error))
            return
        for entry in entries:
            yield from _compare_kind(chain, kind, [entry])
        return
    for entry in entries:
        text = texts.get(entry.object_id)
        if text is None:
            yield _named(What.GONE, chain, entry)
        elif text != entry.content:
            yield _named(What.CONTENT, chain, entry, _told(entry.content, text))


def _named(what: What, chain: str, entry: Seal, detail: str = "") -> Alteration:
    return Alteration(what, chain, entry.position, entry.label, detail)


def _told(sealed: str, rebuilt: str) -> str:
    try:
        names = list(differing(json.loads(sealed), json.loads(rebuilt)))
    except (ValueError, RecursionError):
        return ""
    return ("champ " if len(names) == 1 else "champs ") + ", ".join(names) if names else ""


def differing(old: Any, new: Any, path: str = "") -> Iterator[str]:
    """Name the fields by which two JSON values differ.

    Example: {"vote": {"pour": 3}}, {"vote": {"pour": 4}} → « vote.pour ».
    """
    if isinstance(old, dict) and isinstance(new, dict):
        pairs = [(name, old.get(name), new.get(name)) for name in sorted({*old, *new})]
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        pairs = [(str(rank), *both) for rank, both in enumerate(zip(old, new, strict=True), start=1)]
    else:
        if old != new:
            yield path or "tout"
        return
    for name, one, other in pairs:
        yield from differing(one, other, f"{path}.{name}" if path else name)
