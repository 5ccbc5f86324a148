"""Strategic frames as an authority writes them on their pages."""

import pytest
from django.urls import reverse

from assemblies.factories import CLERK
from beffroi.contracts.actions.life import open_opinions
from beffroi.contracts.models import (
    Crossing,
    StrategicFrame,
)
from contracts.factories import ON, make_draft
from contracts.writing.browsing import address, both, crossed, opened, text_of

pytestmark = pytest.mark.django_db


def test_a_frame_that_is_crossed_is_not_left_out():
    contract = make_draft()
    ambition, axis, theirs = crossed(contract)
    browser, _ = both(contract)
    Crossing.objects.create(ambition_id=ambition, axis_id=axis, strength="full", why="but")
    refused = browser.post(address(contract, "draft_frames"), {f"frame_{theirs.pk}": "oui"})
    assert refused.status_code == 422
    Crossing.objects.all().delete()
    browser.post(address(contract, "draft_frames"), {f"frame_{theirs.pk}": "oui"})
    assert list(contract.frames.all()) == [theirs]


def test_a_frame_is_written_then_fixed_then_taken_to_a_new_version(page):
    contract = make_draft()
    writer, _ = both(contract)
    typed = {
        "kind": "territory_project", "name": "Projet", "version": "1", "starts_year": "2022",
        "ends_year": "2032",
        "added": "Ouvrir\nRelier", "transverse": "jeunesse",
    }  # fmt: skip
    assert writer.post(reverse("contracts:frame_new"), typed | {"name": ""}).status_code == 422
    assert writer.post(reverse("contracts:frame_new"), typed).status_code == 302
    frame = StrategicFrame.objects.get()
    first, second = frame.ambitions.all()
    url = reverse("contracts:frame", args=[frame.pk])
    more = {
        f"ambition_{first.pk}": "Ouvrir", f"rank_{first.pk}": "2",
        f"ambition_{second.pk}": "Relier les bourgs",
        f"rank_{second.pk}": "1", "added": "Soigner", "base": opened(writer, url),
    }  # fmt: skip
    assert writer.post(url, typed | more).status_code == 302
    assert [one.title for one in frame.ambitions.all()] == ["Relier les bourgs", "Ouvrir", "Soigner"]
    contract.frames.set([frame])
    open_opinions(contract, ON, by=CLERK)
    assert "Ne change plus" in page(url, by=writer)
    assert writer.post(url, typed | more | {"base": ""}).status_code == 422
    writer.post(reverse("contracts:frame_version", args=[frame.pk]), {"version": "2026"})
    new = StrategicFrame.objects.get(version="2026")
    assert new.replaces == frame
    assert [one.title for one in new.ambitions.all()] == ["Relier les bourgs", "Ouvrir", "Soigner"]
    assert [one.title for one in new.priorities.all()] == ["jeunesse"]


def test_an_ambition_that_a_contract_crosses_is_not_removed():
    contract = make_draft()
    ambition, axis, _ = crossed(contract)
    Crossing.objects.create(ambition_id=ambition, axis_id=axis, strength="full", why="but")
    _, writer = both(contract)
    frame = StrategicFrame.objects.get(ambitions=ambition)
    url = reverse("contracts:frame", args=[frame.pk])
    typed = {
        "kind": "pact", "name": frame.name, "version": "1", "starts_year": "2023", "ends_year": "2030",
        **{f"ambition_{one.pk}": "" for one in frame.ambitions.all()}, "base": opened(writer, url),
    }  # fmt: skip
    refused = writer.post(url, typed)
    assert refused.status_code == 422
    assert "est croisée par un contrat" in text_of(refused)
    assert frame.ambitions.count() == 2
