"""From the files of facts to what the actions of contracts take."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from importlib.resources import files
from typing import Any

from beffroi.contracts.actions.substance import record_frame, record_priority
from beffroi.contracts.facts import (
    NewAttention,
    NewAxis,
    NewClause,
    NewCommitment,
    NewCommune,
    NewContract,
    NewCrossing,
    NewFrame,
    NewMention,
    NewParty,
    NewPriority,
    Sourced,
    Substance,
)
from beffroi.contracts.kinds import (
    ClauseScope,
    CommitmentKind,
    FrameKind,
    MentionKind,
    PriorityKind,
    Side,
    Strength,
)
from beffroi.contracts.models import Ambition, StrategicFrame
from beffroi.core.journal.authors import Author
from beffroi.organisations.models import Organisation

Told = Mapping[str, Any]


@dataclass(slots=True)
class Frames:
    """The frames of a space and their ambitions, by the keys of its file."""

    frames: dict[str, StrategicFrame] = field(default_factory=dict)
    ambitions: dict[str, Ambition] = field(default_factory=dict)


def read(name: str) -> dict[str, Any]:
    """Read a file of facts."""
    text = files("beffroi.demo").joinpath(f"data/{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)


def organisations_of(told: Told, *, is_fictitious: bool) -> dict[str, Organisation]:
    """Make the organisations that are not there yet; those that are stay as they are."""
    found = {}
    for one in told["organisations"]:
        values = {name: value for name, value in one.items() if name != "slug"}
        found[one["slug"]], _ = Organisation.objects.get_or_create(
            slug=one["slug"], defaults={**values, "is_fictitious": is_fictitious}
        )
    return found


def new_contract(told: Told, *, is_fictitious: bool) -> NewContract:
    """Give the contract of a file."""
    return NewContract(**told["contract"], is_fictitious=is_fictitious)


def new_parties(told: Told, places: Mapping[str, Organisation]) -> list[NewParty]:
    """Give the parties of a file."""
    return [
        NewParty(**{**one, "organisation": places[one["organisation"]], "side": Side(one["side"])})
        for one in told["parties"]
    ]


def record_frames(told: Told, places: Mapping[str, Organisation], *, by: Author) -> Frames:
    """Write the frames of a file, and the priorities that run through them."""
    found = Frames()
    for one in told["frames"]:
        values = {name: value for name, value in one.items() if name != "key"}
        values["owner"], values["kind"] = places[one["owner"]], FrameKind(one["kind"])
        values["ambitions"] = tuple(_sourced(each) for each in one["ambitions"])
        frame = record_frame(NewFrame(**values), by=by)
        found.frames[one["key"]] = frame
        keys = [each["key"] for each in one["ambitions"]]
        found.ambitions |= dict(zip(keys, frame.ambitions.all(), strict=True))
    for rank, one in enumerate(told["priorities"], start=1):
        priority = NewPriority(
            owner=places[one["owner"]],
            kind=PriorityKind(one["kind"]),
            rank=rank,
            title=one["title"],
            frames=tuple(found.frames[key] for key in one["frames"]),
            line=one.get("line"),
        )
        record_priority(priority, by=by)
    return found


def substance_of(told: Told, frames: Frames, communes: tuple[NewCommune, ...]) -> Substance:
    """Give all that the contract of a file says."""
    return Substance(
        frames=tuple(frames.frames.values()),
        axes=tuple(
            NewAxis(**{**one, "themes": tuple(_sourced(each) for each in one["themes"])})
            for one in told["axes"]
        ),
        crossings=tuple(
            NewCrossing(
                ambition=frames.ambitions[one["ambition"]],
                axis_rank=one["axis"],
                strength=Strength(one["strength"]),
                why=one["why"],
                line=one.get("line"),
            )
            for one in told["crossings"]
        ),
        commitments=tuple(
            NewCommitment(Side(one["side"]), CommitmentKind(one["kind"]), one["title"], one.get("line"))
            for one in told["commitments"]
        ),
        target_publics=tuple(_sourced(one) for one in told["target_publics"]),
        attention_points=tuple(NewAttention(**one) for one in told["attention_points"]),
        clauses=tuple(
            NewClause(**{**one, "applies_to": ClauseScope(one["applies_to"])}) for one in told["clauses"]
        ),
        mentions=tuple(_mention(one) for one in told["mentions"]),
        communes=communes,
    )


def communes_of(told: Told) -> tuple[NewCommune, ...]:
    """Give the communes of a file."""
    return tuple(
        NewCommune(
            code=one["code"],
            name=one["name"],
            longitude=Decimal(one["longitude"]),
            latitude=Decimal(one["latitude"]),
            population=one.get("population"),
        )
        for one in told["communes"]
    )


def _mention(one: Told) -> NewMention:
    values = {name: value for name, value in one.items() if name != "axis"}
    values["kind"] = MentionKind(one["kind"])
    return NewMention(**values, axis_rank=one.get("axis"))


def _sourced(one: Told) -> Sourced:
    return Sourced(one["title"], one.get("line"))
