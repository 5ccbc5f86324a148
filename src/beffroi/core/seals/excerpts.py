"""A register kept elsewhere, of which this instance holds some entries: signed, verified, never added to."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from beffroi.core.seals.alterations import Alteration, What
from beffroi.core.seals.canonical import canonical
from beffroi.core.seals.heads import head_of
from beffroi.core.seals.keys import is_signed, sign
from beffroi.core.seals.models import Chain, Excerpt, Seal
from beffroi.core.seals.walk import Link, Walk


def keep_excerpt(chain: Chain) -> Excerpt:
    """Sign the list of the entries of a chain that are held here, beside the head that its row now bears."""
    chain = Chain.objects.get(pk=chain.pk)
    entries = canonical(list(_entries(chain)))
    signature, key_id = sign(_signed_text(chain, entries))
    return Excerpt.objects.create(chain=chain, entries=entries, signature=signature, key_id=key_id)


def _entries(chain: Chain) -> Iterator[list[Any]]:
    found = Seal.objects.filter(chain=chain).order_by("position", "pk")
    for position, sha256 in found.values_list("position", "sha256"):
        yield [position, sha256]


def _signed_text(chain: Chain, entries: str) -> str:
    return canonical({"excerpt": chain.name, "count": chain.count, "head": chain.head, "entries": entries})


def close_excerpt(chain: Chain, excerpt: Excerpt, walk: Walk) -> Iterator[Alteration]:
    """Compare the entries that were read with the signed list."""
    yield from (one for one in walk.found if one.what in (What.TEXT, What.PDF))
    for link, _ in walk.altered:
        yield Alteration(What.ENTRY, chain.name, link.position, link.label)
    listed = is_signed(_signed_text(chain, excerpt.entries), excerpt.signature, excerpt.key_id)
    if not listed or not head_of(chain).is_signed:
        yield Alteration(What.SIGNATURE, chain.name, chain.count, chain.label)
        return
    yield from _compare(chain, json.loads(excerpt.entries), walk.links)


def _compare(chain: Chain, kept: Iterable[list[Any]], links: Iterable[Link]) -> Iterator[Alteration]:
    listed = dict((position, sha256) for position, sha256 in kept)
    for link in links:
        if listed.pop(link.position, None) != link.sha256:
            yield Alteration(What.ADDED, chain.name, link.position, link.label)
    for position in sorted(listed):
        yield Alteration(What.MISSING, chain.name, position)
