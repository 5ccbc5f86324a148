"""Relations between tables only ever go down: import-linter does not see keys written as strings."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import models
from django.db.models.fields.related import RelatedField

Table = type[models.Model]
ROOT = Path(__file__).resolve().parents[2]


def floors() -> dict[str, int]:
    """Height of each context, from the contract that import-linter checks: the top floor is the highest."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = (one for one in settings["tool"]["importlinter"]["contracts"] if one["type"] == "layers")
    rooms = [[room.strip() for room in layer.split("|")] for layer in reversed(contract["layers"])]
    return {room: height for height, side_by_side in enumerate(rooms) for room in side_by_side}


def context_of(model: Table) -> str:
    return model.__module__.split(".")[1]


def relations(
    found: list[Table],
) -> Iterator[tuple[Table, RelatedField, Table]]:
    for model in found:
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            if isinstance(field, RelatedField):
                yield model, field, field.related_model


def faults(found: list[Table], heights: dict[str, int]) -> list[str]:
    """Relations that climb, cross to a room of the same floor, or let a lower room reach up by name."""
    told = []
    for model, field, target in relations(found):
        here, there = context_of(model), context_of(target)
        if here == there or not target.__module__.startswith("beffroi."):
            continue
        if heights[there] >= heights[here]:
            told.append(f"{model.__name__}.{field.name} goes from {here} to {there}")
        # The keys of the table behind a many-to-many bear its name before the sign.
        if not field.remote_field.hidden:
            told.append(f"{model.__name__}.{field.name} lets {there} reach up: related_name must be '+'")
    return told


def ours() -> list[Table]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("beffroi.")
    ]


def test_every_relation_goes_down():
    assert faults(ours(), floors()) == []


def test_every_context_stands_on_a_floor():
    heights = floors()
    assert {context_of(model) for model in ours()} <= set(heights)
    assert heights["config"] > heights["portal"] > heights["reader"] > heights["core"] > heights["law"]


def test_a_relation_that_climbs_is_named():
    class Low(models.Model):  # noqa: DJ008
        class Meta:
            app_label = "low_for_this_test"
            managed = False

    class High(models.Model):  # noqa: DJ008
        low = models.ForeignKey(Low, on_delete=models.PROTECT, related_name="highs")

        class Meta:
            app_label = "high_for_this_test"
            managed = False

    Low.__module__, High.__module__ = "beffroi.low.models", "beffroi.high.models"
    try:
        assert faults([High], {"low": 0, "high": 1}) == [
            "High.low lets low reach up: related_name must be '+'"
        ]
        assert "High.low goes from high to low" in faults([High], {"low": 1, "high": 0})
    finally:
        apps.all_models.pop("low_for_this_test")
        apps.all_models.pop("high_for_this_test")
        apps.clear_cache()
