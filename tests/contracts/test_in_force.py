"""The terms of a day are those of the consolidated contract, in rows that operations may point to."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assemblies.factories import CLERK
from beffroi.contracts.amendments.actions import draft_amendment
from beffroi.contracts.amendments.changes import add_entry, alter_entry, remove_entry
from beffroi.contracts.amendments.fields import FIELDS
from beffroi.contracts.amendments.gather import THE_ONE, contract_on
from beffroi.contracts.in_force import Terms, terms_on
from beffroi.contracts.kinds import Target
from beffroi.contracts.models import Axis, AxisTheme, Contract, ContractPiece, ContractSettings
from contracts.amending import FACTS, put_in_force
from contracts.factories import fill, make_draft

pytestmark = pytest.mark.django_db
SIGNED_ON = date(2024, 4, 1)
FIRST, SECOND, THIRD = date(2024, 5, 1), date(2024, 6, 1), date(2024, 7, 1)
LISTS = {
    Target.AXIS: "axes",
    Target.THEME: "themes",
    Target.PUBLIC: "publics",
    Target.POINT: "points",
    Target.COMMITMENT: "commitments",
    Target.CLAUSE: "clauses",
    Target.PIECE: "pieces",
    Target.COMMUNE: "communes",
}
ADDED = {
    Target.AXIS: {"title": "Garder l’eau", "short_title": "Eau"},
    Target.PUBLIC: {"title": "aînés"},
    Target.POINT: {"title": "Sols", "detail": "", "question": "Quels sols ?"},
    Target.COMMITMENT: {"side": "epci", "kind": "mobility", "title": "transporte"},
    Target.CLAUSE: {
        "duty": "Inviter le Département", "support": "Inauguration", "applies_to": "fund",
        "proof": "", "blocks_final_payment": False,
    },
    Target.PIECE: {"label": "Plan de gestion", "at_step": "file", "kinds": []},
    Target.COMMUNE: {"name": "Belle-Rive", "code": "00009", "population": None},
}  # fmt: skip
ALTERED = {
    Target.AXIS: {"title": "Rapprocher tous les services"},
    Target.THEME: {"title": "Maisons de services"},
    Target.PUBLIC: {"title": "collégiens et lycéens"},
    Target.POINT: {"question": "Combien d’eau économisée ?"},
    Target.COMMITMENT: {"title": "se réunissent deux fois l’an"},
    Target.CLAUSE: {"duty": "Poser deux plaques"},
    Target.PIECE: {"label": "Plan de masse"},
    Target.COMMUNE: {"code": "00099"},
}


AGAIN = {
    target: {name: f"{text} encore" for name, text in values.items()} for target, values in ALTERED.items()
}


def first_of(contract, target):
    """The mark of the first entry that was signed."""
    return next(mark for kind, mark in contract_on(contract, SIGNED_ON) if kind == target)


def running() -> Contract:
    """A contract that runs, with settings and a piece."""
    contract = fill(make_draft())
    ContractSettings.objects.create(contract=contract, owners_clause="article 3")
    ContractPiece.objects.create(contract=contract, rank=1, slug="plan", label="Plan", clause="article 4")
    AxisTheme.objects.create(axis=contract.axes.get(), rank=2, title="Espaces")
    Contract.objects.filter(pk=contract.pk).update(state="active", signed_on=SIGNED_ON)
    return Contract.objects.get(pk=contract.pk)


@pytest.fixture
def amended() -> Contract:
    """A contract to which three amendments add, alter and remove one thing of each kind."""
    contract = running()
    one = draft_amendment(contract, FACTS, by=CLERK)
    alter_entry(one, Target.SETTINGS, THE_ONE, {"admits_communes": True}, FIRST, by=CLERK)
    for target, values in ADDED.items():
        add_entry(one, target, values, FIRST, by=CLERK)
    new_axis = one.changes.get(target=Target.AXIS, kind="add").reference
    add_entry(one, Target.THEME, {"title": "Berges"}, FIRST, by=CLERK, axis=new_axis)
    add_entry(one, Target.THEME, {"title": "Écoute"}, FIRST, by=CLERK, axis=first_of(contract, "axis"))
    for target, values in ALTERED.items():
        alter_entry(one, target, first_of(contract, target), values, FIRST, by=CLERK)
    alter_entry(one, Target.AXIS, new_axis, {"title": "Garder toute l’eau"}, FIRST, by=CLERK)
    put_in_force(one, FIRST)
    two = draft_amendment(contract, FACTS, by=CLERK)
    alter_entry(two, Target.SETTINGS, THE_ONE, {"admits_communes": False}, SECOND, by=CLERK)
    for target in LISTS:
        if target is not Target.AXIS:
            remove_entry(two, target, first_of(contract, target), SECOND, by=CLERK)
        if target is not Target.COMMUNE:
            added = one.changes.filter(target=target, kind="add").last()
            alter_entry(two, target, added.reference, AGAIN[target], SECOND, by=CLERK)
    put_in_force(two, SECOND)
    three = draft_amendment(contract, FACTS, by=CLERK)
    remove_entry(three, Target.AXIS, first_of(contract, "axis"), THIRD, by=CLERK)
    remove_entry(
        three, Target.PIECE, two.changes.get(target="piece", kind="alter").reference, THIRD, by=CLERK
    )
    put_in_force(three, THIRD)
    return Contract.objects.get(pk=contract.pk)


DAYS = [day + timedelta(days=late) for day in (FIRST, SECOND, THIRD) for late in (-1, 0)]


def read(row, target):
    return {name: getattr(row, name) for name in FIELDS[target]}


def check(amended, target, on):
    """Compare the rows of a list with the consolidated entries, values and marks."""
    state = contract_on(amended, on)
    entries = {key[1]: one for key, one in state.items() if key[0] == target}
    expected = [{name: one[name] for name in FIELDS[target]} for one in entries.values()]
    rows = getattr(terms_on(amended, on), LISTS[target])
    found = [read(one, target) for one in rows]
    assert sorted(map(str, found)) == sorted(map(str, expected)), (target, on)
    if target is Target.PIECE:
        assert {one.slug for one in rows if one.pk is None} == {one for one in entries if "-" in one}
    elif target is not Target.CLAUSE:
        assert {one.mark for one in rows} == set(entries)


def test_each_list_reads_as_the_consolidated_contract_of_each_day(amended):
    for on in DAYS:
        for target in LISTS:
            check(amended, target, on)
        found = read(terms_on(amended, on).settings, Target.SETTINGS)
        assert found == contract_on(amended, on)[Target.SETTINGS, THE_ONE]


def test_what_is_read_was_changed_on_several_days(amended):
    for target, name in LISTS.items():
        seen = {str([read(one, target) for one in getattr(terms_on(amended, on), name)]) for on in DAYS}
        assert len(seen) >= 3, target


def test_a_setting_or_a_piece_says_which_amendment_it_comes_from(amended):
    before, after = terms_on(amended, SIGNED_ON), terms_on(amended, FIRST)
    assert before.settings.told("owners") == "article 3"
    assert after.settings.told("owners") == "avenant n° 1"
    assert after.settings.told("fiche") == before.settings.told("fiche")
    assert [one.clause for one in before.pieces] == ["article 4"]
    assert [one.clause for one in after.pieces] == ["avenant n° 1", "avenant n° 1"]


def test_what_is_gone_keeps_its_last_words_and_names_its_amendment(amended):
    public = amended.target_publics.get(added_by=None)
    terms = terms_on(amended, SECOND)
    assert terms.told(public).title == "collégiens et lycéens"
    assert not terms.holds(public)
    assert (terms.gone(public).number, terms.gone(public).signed_on) == (2, SECOND)
    assert terms_on(amended, FIRST).holds(public)
    assert terms_on(amended, FIRST).gone(public) is None


def test_what_is_added_is_not_there_before_its_day(amended):
    added = amended.axes.get(reference__gt="")
    assert not terms_on(amended, FIRST - timedelta(days=1)).holds(added)
    assert terms_on(amended, FIRST).holds(added)
    assert [one.title for one in terms_on(amended, FIRST).themes if one.axis_id == added.pk] == ["Berges"]


def test_the_rows_of_the_contract_itself_are_left_as_they_were(amended):
    terms = terms_on(amended, THIRD)
    assert {one.title for one in terms.axes} == {"Rapprocher tous les services encore"}
    held = Axis.objects.get(contract=amended, added_by=None)
    assert (held.title, held.line) == ("Rapprocher les services", 11)
    assert ContractSettings.objects.get(contract=amended).admits_communes is False


def read_all(terms: Terms) -> None:
    for name in (*LISTS.values(), "settings"):
        getattr(terms, name)


@pytest.mark.parametrize(("make", "more"), [(running, 1), ("amended", 2)])
def test_amendments_cost_one_query_when_there_is_none_two_otherwise(request, make, more):
    contract = request.getfixturevalue(make) if isinstance(make, str) else make()
    contract = Contract.objects.select_related("settings").get(pk=contract.pk)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        read_all(terms_on(contract, THIRD))
        read_all(terms_on(contract, THIRD))
    assert len(seen) == more + 2 * len(LISTS)
