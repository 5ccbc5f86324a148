"""The crossing of ambitions and axes as both parties write it on its pages."""

import pytest

from beffroi.contracts.kinds import Strength
from beffroi.contracts.models import (
    Crossing,
    StrategicFrame,
)
from contracts.factories import fill, make_draft
from contracts.writing.browsing import HIDDEN, address, both, crossed, opened, text_of
from contracts.writing.factories import add_axis

pytestmark = pytest.mark.django_db


def test_a_cell_is_crossed_on_its_own_page_then_confirmed_by_both():
    contract = make_draft()
    ambition, axis, theirs = crossed(contract)
    first, second = both(contract)
    url = address(contract, "draft_cell", ambition, axis)
    met = theirs.ambitions.get().pk
    typed = {"strength": "part", "met_ambition": str(met), "why": "même but"}
    assert first.post(url, typed | {"why": "", "base": opened(first, url)}).status_code == 422
    assert first.post(url, typed | {"base": opened(first, url)}).status_code == 302
    found = Crossing.objects.get()
    assert (found.strength, found.met_ambition_id, found.is_reading) == (Strength.PART, met, True)
    confirm = address(contract, "draft_cell_confirm", ambition, axis)
    for browser, still in ((first, True), (second, False)):
        browser.post(confirm, {"base": opened(browser, url)})
        found.refresh_from_db()
        assert found.is_reading is still
    first.post(url, typed | {"strength": "full", "base": opened(first, url)})
    found.refresh_from_db()
    assert found.is_reading
    assert found.epci_confirmed_at is None


def test_what_changed_since_it_was_read_is_not_confirmed():
    contract = make_draft()
    ambition, axis, _ = crossed(contract)
    first, second = both(contract)
    url = address(contract, "draft_cell", ambition, axis)
    first.post(url, {"strength": "part", "why": "but", "base": opened(first, url)})
    base = opened(second, url)
    first.post(url, {"strength": "full", "why": "but", "base": opened(first, url)})
    answer = second.post(address(contract, "draft_cell_confirm", ambition, axis), {"base": base}, follow=True)
    assert "a changé ce passage" in text_of(answer)
    assert Crossing.objects.get().departement_confirmed_at is None


def test_a_cell_is_edited_in_place_and_its_band_comes_back():
    contract = make_draft()
    ambition, axis, _ = crossed(contract)
    browser, _ = both(contract)
    url = address(contract, "draft_cell", ambition, axis)
    row = text_of(browser.get(url, headers={"HX-Request": "true"}))
    assert row.lstrip().startswith('<tr class="cell-row"')
    typed = {"strength": "full", "why": "but", "base": HIDDEN.search(row)[1]}
    refused = browser.post(url, typed | {"why": ""}, headers={"HX-Request": "true"})
    assert (refused.status_code, refused["HX-Retarget"]) == (422, f"#cellule-{ambition}-{axis}")
    band = text_of(browser.post(url, typed, headers={"HX-Request": "true"}))
    assert band.lstrip().startswith("<tbody>")
    assert "autofocus" in band


def test_an_ambition_meets_only_one_of_the_other_party():
    contract = make_draft()
    ambition, axis, theirs = crossed(contract)
    own = StrategicFrame.objects.exclude(pk=theirs.pk).get().ambitions.all()[1].pk
    browser, _ = both(contract)
    url = address(contract, "draft_cell", ambition, axis)
    typed = {"strength": "full", "why": "but", "met_ambition": str(own), "base": opened(browser, url)}
    assert browser.post(url, typed).status_code == 422


def test_a_cell_of_another_contract_does_not_exist():
    contract, other = make_draft(), make_draft()
    ambition, axis, _ = crossed(other)
    browser, _ = both(contract)
    assert browser.get(address(contract, "draft_cell", ambition, axis)).status_code == 404
    row = fill(other if other.axes.count() == 0 else make_draft()).target_publics.get()
    assert browser.get(address(contract, "draft_row", "publics", row.pk)).status_code == 404


def test_what_is_left_out_is_told(page):
    contract = fill(make_draft())
    html = page(address(contract, "draft_crossing"), by=both(contract)[0])
    assert "Ambitions qu’aucun axe ne reprend (1)" in html
    assert "Axes qu’aucune ambition" not in html
    add_axis(contract, "Un axe nu")
    html = page(address(contract, "draft_crossing"), by=both(contract)[0])
    assert "Axes qu’aucune ambition ne fonde" in html
    assert "Axes qu’aucune opération ne sert" in html
