"""A contract drawn up in Beffroi: from nothing, from a model; a model made from a contract."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import models, transaction
from django.db.models import Prefetch
from django.utils.text import slugify

from beffroi.contracts.actions.contract import add_party, create_contract, lock
from beffroi.contracts.actions.life import open_contract_text
from beffroi.contracts.facts import NewContract, NewParty
from beffroi.contracts.kinds import Side
from beffroi.contracts.models import Axis, AxisTheme, Contract, Crossing
from beffroi.contracts.models.added import ORIGINAL, Addable
from beffroi.contracts.writers import TO_BE_NAMED
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.organisations.models import Organisation
from beffroi.organisations.roles import OrganisationKind

CALLED = {Side.EPCI: "l’intercommunalité", Side.DEPARTEMENT: "le Département"}
INTRODUCTION = {Side.EPCI: "L’intercommunalité", Side.DEPARTEMENT: "et le Département"}
# « Communauté d’agglomération de Val-Clair » → « La communauté d’agglomération de », « Val-Clair ».
_NAMED = {
    Side.EPCI: re.compile(
        r"(communauté (?:d[’']agglomération|de communes|urbaine)|métropole) (de|du|des) (.+)",
        re.IGNORECASE,
    ),
    Side.DEPARTEMENT: re.compile(r"(département) (de|du|des) (.+)", re.IGNORECASE),
}
KEPT = ("summary", "money_note", "owners_note", "is_open_list", "copies_count")
ROWS = ("commitments", "target_publics", "attention_points", "communication_clauses", "required_pieces",
        "response_delays")  # fmt: skip


Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is asked to begin a contract."""

    title: str
    starts_year: int
    ends_year: int
    epci: Organisation
    departement: Organisation
    model: Contract | None = None


@transaction.atomic
def begin_contract(facts: Beginning, *, by: Author, at: datetime) -> Contract:
    """Open a draft between two authorities, with what the département's model says, and its text.

    Raises: RuleViolation.
    """
    if facts.model is not None and facts.model.model_of_id != facts.departement.pk:
        raise RuleViolation("Ce modèle n’est pas celui du Département qui passe le contrat.")
    slug = free_slug(f"{facts.epci.short_name} {facts.starts_year} {facts.ends_year}")
    contract = create_contract(
        NewContract(slug, facts.title, facts.starts_year, facts.ends_year, facts.epci.is_fictitious), by=by
    )
    for rank, (side, owner) in enumerate(
        ((Side.EPCI, facts.epci), (Side.DEPARTEMENT, facts.departement)), start=1
    ):
        add_party(contract, _party(side, owner, rank), by=by)
    if facts.model is not None:
        copy_substance(facts.model, contract)
        record("contract.begun_from_model", contract, by=by, note=str(facts.model.title))
    return open_contract_text(contract, by=by, at=at)


@transaction.atomic
def make_model(source: Contract, owner: Organisation, title: str, *, by: Author) -> Contract:
    """Keep what a contract says, without its parties, acts, communes and dates, to begin others from it.

    Raises: RuleViolation.
    """
    held = lock(source)
    sides = {one.organisation_id: one.side for one in held.parties.all()}
    if owner.kind != OrganisationKind.DEPARTEMENT or sides.get(owner.pk) != Side.DEPARTEMENT:
        raise RuleViolation("Un modèle se fait à partir d’un contrat de son propre Département.")
    model = Contract(
        slug=free_slug(f"modele {title}"),
        title=title,
        starts_year=1,
        ends_year=held.ends_year - held.starts_year + 1,
        is_fictitious=owner.is_fictitious,
        model_of=owner,
    )
    save_checked(model)
    copy_substance(held, model, frames_of=owner)
    record("contract.model_made", model, by=by, note=str(held))
    return model


def copy_substance(source: Contract, target: Contract, frames_of: Organisation | None = None) -> None:
    """Copy what a contract says into another, row by row: nothing is shared, no line of a source is kept."""
    for name in KEPT:
        setattr(target, name, getattr(source, name))
    save_checked(target)
    if hasattr(source, "settings"):
        _copied(source.settings, contract=target)
    for name in ROWS:
        for row in getattr(source, name).all():
            if not (isinstance(row, Addable) and row.added_by_id):
                _copied(row, contract=target)
    frames = source.frames.all()
    owned = frames.filter(owner=frames_of) if frames_of else frames
    target.frames.set(owned)
    kept = set(owned.values_list("pk", flat=True))
    themes = Prefetch("themes", AxisTheme.objects.filter(ORIGINAL))
    for axis in source.axes.filter(ORIGINAL).prefetch_related(themes, "crossings__ambition"):
        _copy_axis(axis, target, kept)


def free_slug(words: str) -> str:
    """Give a name that no contract has."""
    base = slugify(words)[:70] or "contrat"
    taken = set(Contract.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbers = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(one for one in numbers if one not in taken)


def _copy_axis(axis: Axis, target: Contract, frames: set[int]) -> None:
    new = _copied(axis, contract=target)
    for theme in axis.themes.all():
        _copied(theme, axis=new)
    for one in axis.crossings.all():
        if one.ambition.frame_id in frames:
            save_checked(Crossing(ambition=one.ambition, axis=new, strength=one.strength, why=one.why))


def _copied(row: Row, **changes: object) -> Row:
    names = [one.name for one in row._meta.concrete_fields if not one.primary_key]
    values = {name: getattr(row, name) for name in names}
    values |= {name: None for name in names if name == "line" or name.endswith("_line")}
    new = type(row)(**(values | changes))
    save_checked(new)
    return new


def _named(side: Side, name: str) -> tuple[str, str]:
    """Cut a name into what precedes it in the contract and what its cover bears."""
    found = _NAMED[side].fullmatch(name)
    if found is None:
        return INTRODUCTION[side], name
    kind = found[1].lower() if side is Side.EPCI else "Département"
    return f"{'La' if side is Side.EPCI else 'et le'} {kind} {found[2]}", found[3]


def _party(side: Side, owner: Organisation, rank: int) -> NewParty:
    introduction, cover_name = _named(side, owner.name)
    return NewParty(
        organisation=owner,
        side=side,
        rank=rank,
        introduction=introduction,
        cover_name=cover_name[:120],
        called=CALLED[side],
        representative_name=TO_BE_NAMED,
        representative_capacity="président",
    )
