"""What a contract says: frames, axes, crossings, commitments, clauses, operations named, communes."""

from dataclasses import asdict
from typing import Any

from django.db import models, transaction

from beffroi.contracts.actions.contract import lock
from beffroi.contracts.facts import NewFrame, NewPriority, Substance
from beffroi.contracts.kinds import ContractState
from beffroi.contracts.models import (
    Ambition,
    AttentionPoint,
    Axis,
    AxisTheme,
    CitedOperation,
    CommunicationClause,
    Contract,
    Crossing,
    FramePriority,
    MutualCommitment,
    PerimeterCommune,
    StrategicFrame,
    TargetPublic,
)
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked


@transaction.atomic
def record_frame(facts: NewFrame, *, by: Author) -> StrategicFrame:
    """Write a pact or a projet de territoire, with its ambitions.

    Raises: RuleViolation.
    """
    frame = StrategicFrame(
        owner=facts.owner,
        kind=facts.kind,
        rank=facts.rank,
        name=facts.name,
        version=facts.version,
        starts_year=facts.starts_year,
        ends_year=facts.ends_year,
        adoption=facts.adoption,
        line=facts.line,
    )
    save_checked(frame)
    for rank, one in enumerate(facts.ambitions, start=1):
        save_checked(Ambition(frame=frame, rank=rank, title=one.title, line=one.line))
    record("frame.recorded", frame, by=by, note=str(facts.owner))
    return frame


@transaction.atomic
def record_priority(facts: NewPriority, *, by: Author) -> FramePriority:
    """Write what runs through frames of one authority.

    Raises: RuleViolation.
    """
    if any(one.owner_id != facts.owner.pk for one in facts.frames):
        raise RuleViolation("Une priorité porte sur les cadres de sa propre collectivité.")
    priority = FramePriority(
        owner=facts.owner, kind=facts.kind, rank=facts.rank, title=facts.title, line=facts.line
    )
    save_checked(priority)
    priority.frames.set(facts.frames)
    record("frame.recorded", priority, by=by, note=str(facts.owner))
    return priority


@transaction.atomic
def fill_contract(contract: Contract, substance: Substance, *, by: Author) -> Contract:
    """Write all that a contract in drafting says, once.

    Raises: RuleViolation.
    """
    held = lock(contract)
    if held.state != ContractState.DRAFTING:
        raise RuleViolation("Le contenu d’un contrat s’écrit pendant sa rédaction.")
    if held.axes.exists():
        raise RuleViolation("Ce contrat a déjà un contenu.")
    _check_frames(held, substance)
    held.frames.set(substance.frames)
    axes = _write_axes(held, substance)
    _write_lists(held, substance)
    for rank, mention in enumerate(substance.mentions, start=1):
        values = asdict(mention)
        axis = axes[values.pop("axis_rank")] if mention.axis_rank else values.pop("axis_rank")
        save_checked(CitedOperation(contract=held, rank=rank, axis=axis, **values))
    record("contract.filled", held, by=by, note=f"{len(axes)} axes")
    return held


def _check_frames(contract: Contract, substance: Substance) -> None:
    """The frames are the parties' own, and only their ambitions are crossed."""
    owners = set(contract.parties.values_list("organisation_id", flat=True))
    if any(one.owner_id not in owners for one in substance.frames):
        raise RuleViolation("Un contrat croise les cadres de ses deux parties, et d’aucune autre.")
    frames = {one.pk for one in substance.frames}
    if any(one.ambition.frame_id not in frames for one in substance.crossings):
        raise RuleViolation("Une ambition croisée appartient à un cadre du contrat.")


def _write_axes(contract: Contract, substance: Substance) -> dict[int, Axis]:
    axes: dict[int, Axis] = {}
    for facts in substance.axes:
        axis = Axis(
            contract=contract,
            rank=facts.rank,
            title=facts.title,
            short_title=facts.short_title,
            line=facts.line,
        )
        save_checked(axis)
        axes[facts.rank] = axis
        for rank, theme in enumerate(facts.themes, start=1):
            save_checked(AxisTheme(axis=axis, rank=rank, title=theme.title, line=theme.line))
    for one in substance.crossings:
        if one.axis_rank not in axes:
            raise RuleViolation(f"Le contrat n’a pas d’axe {one.axis_rank}.")
        save_checked(
            Crossing(
                ambition=one.ambition,
                axis=axes[one.axis_rank],
                strength=one.strength,
                why=one.why,
                line=one.line,
                is_reading=one.is_reading,
            )
        )
    return axes


def _write_lists(contract: Contract, substance: Substance) -> None:
    lists: tuple[tuple[type[models.Model], tuple[Any, ...]], ...] = (
        (MutualCommitment, substance.commitments),
        (TargetPublic, substance.target_publics),
        (AttentionPoint, substance.attention_points),
        (CommunicationClause, substance.clauses),
    )
    for model, rows in lists:
        for rank, row in enumerate(rows, start=1):
            save_checked(model(contract=contract, rank=rank, **asdict(row)))
    for commune in substance.communes:
        save_checked(PerimeterCommune(contract=contract, **asdict(commune)))
