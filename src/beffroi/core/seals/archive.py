"""Seals in an archive: a register goes whole, or as the entries that the organisation may read of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.db import models
from django.db.models import Count, F, Q

from beffroi.core.archive.registry import Contents, Model, Row, after_rows, check_with, leave_out, own, tables
from beffroi.core.archive.selection import Selection
from beffroi.core.seals.alterations import Alteration, What
from beffroi.core.seals.excerpts import keep_excerpt
from beffroi.core.seals.heads import append_heads_after_commit, head_of, sign_head
from beffroi.core.seals.models import Chain, Seal
from beffroi.core.seals.walk import Walk


def wire() -> None:
    """Register chains and seals, and what is checked of them."""
    # The signature is that of this installation: another one signs again what it has verified.
    own(
        Chain,
        lambda _selection: Q(pk__in=[]),
        is_reference=True,
        omitted={"signature": str, "key_id": str},
        finish=sign_head,
    )
    own(Seal, _sealed, order=("chain", "position", "pk"))
    check_with(RegisterChecker)
    leave_out("liste de ce qui est reçu des registres d’autrui, refaite à l’import", "seals.excerpt")
    after_rows(sign_again)


def _sealed(selection: Selection) -> Q:
    """The seals of all that is in the archive."""
    known = {table.model for table in tables()}
    found = Q(pk__in=[])
    for name in Seal.objects.order_by().values_list("object_type", flat=True).distinct():
        if (model := _model(name)) in known:
            found |= Q(object_type=name, object_id__in=selection.ids(model))
    return found


def _model(name: str) -> Model | None:
    try:
        found: Model = apps.get_model(name)
    except (LookupError, ValueError):
        return None
    return found


def sign_again(owner: models.Model) -> None:
    """Tell the registers that came whole from those of which some entries came, and export their heads."""
    del owner
    counted = Chain.objects.annotate(held=Count("seals"))
    for chain in counted.exclude(held=F("count")):
        keep_excerpt(chain)
    append_heads_after_commit([head_of(one) for one in counted.filter(held=F("count"))])


@dataclass(slots=True)
class _Register:
    """A chain of the archive and the pass along its entries."""

    chain: Chain
    walk: Walk
    held: int = 0

    @property
    def is_whole(self) -> bool:
        return self.held == self.chain.count

    def found(self) -> Iterator[Alteration]:
        """Name what is wrong; the signature of the archive stands for that of the head."""
        if not self.is_whole:
            yield from (one for one in self.walk.found if one.what in (What.TEXT, What.PDF))
            for link, _ in self.walk.altered:
                yield Alteration(What.ENTRY, self.chain.name, link.position, link.label)
            return
        closed = [*self.walk.found, *self.walk.close(head_of(self.chain))]
        yield from (one for one in closed if one.what is not What.SIGNATURE)


@dataclass(slots=True)
class RegisterChecker:
    """Walks along each register of an archive as its entries are read."""

    registers: dict[int, _Register] = field(default_factory=dict)

    def see(self, model: Model, row: Row, contents: Contents) -> None:
        """Take note of a chain, or of one of its entries."""
        del contents
        if model is Chain:
            self.registers[row["id"]] = _Register(
                Chain(**row, signature="", key_id=""), Walk(row["name"], {})
            )
        elif model is Seal:
            found = self.registers[row["chain_id"]]
            found.held += 1
            found.walk.see(Seal(**row))

    def problems(self) -> Iterable[str]:
        """Say what was altered."""
        for one in self.registers.values():
            for alteration in one.found():
                yield f"Un registre de l’archive a été altéré. {alteration.sentence}"
