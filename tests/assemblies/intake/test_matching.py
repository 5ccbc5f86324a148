from typing import Any

import pytest

from beffroi.assemblies.intake.matching import (
    NEW,
    Known,
    Match,
    Standing,
    match_names,
    repeated,
    resolve,
)
from beffroi.assemblies.intake.names import surname_and_first


def reading(*present: str, **more: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {
        "present": list(present), "proxies": [], "absent": [], "substitutes": [], "movements": [],
        "deliberations": [], "chair": None, "secretary": None,
    }  # fmt: skip
    return {**empty, **more}


def known(*names: str) -> list[Known]:
    return [Known(number, name) for number, name in enumerate(names, start=1)]


def by_name(matches: tuple[Match, ...]) -> dict[str, Match]:
    return {one.name: one for one in matches}


@pytest.mark.parametrize("written", ["DUPRÉ Paul", "Paul DUPRÉ", "Dupré Paul", "DUPRE Paul"])
def test_a_member_is_recognised_whatever_the_order_the_case_and_accents_left_out_of_capitals(written):
    (match,) = match_names(reading(written), known("DUPRÉ Paul"), {})
    assert match.standing is Standing.RECOGNISED
    assert match.answer == "m:1"


def test_leconte_and_lecomte_are_two_people_until_the_clerk_says_otherwise():
    matches = by_name(
        match_names(reading("LECONTE Maurice", "LECOMTE Maurice"), known("LECONTE Maurice"), {})
    )
    assert matches["LECONTE Maurice"].answer == "m:1"
    assert matches["LECOMTE Maurice"].standing is Standing.ASKED
    assert [one.answer for one in matches["LECOMTE Maurice"].candidates] == ["m:1"]
    assert not matches["LECOMTE Maurice"].is_decided


def test_of_two_near_unknown_names_the_second_is_asked():
    matches = by_name(match_names(reading("LECONTE Maurice", "LECOMTE Maurice"), [], {}))
    assert matches["LECONTE Maurice"].standing is Standing.PROPOSED
    assert [one.answer for one in matches["LECOMTE Maurice"].candidates] == ["s:LECONTE Maurice"]


def test_an_accent_that_differs_is_asked():
    found = reading("OPIGEZ Dorothee", secretary="OPIGEZ Dorothée")
    matches = by_name(match_names(found, [], {}))
    assert matches["OPIGEZ Dorothée"].standing is Standing.ASKED
    assert [one.answer for one in matches["OPIGEZ Dorothée"].candidates] == ["s:OPIGEZ Dorothee"]
    with_member = by_name(match_names(found, known("OPIGEZ Dorothée"), {}))
    assert with_member["OPIGEZ Dorothee"].standing is Standing.ASKED
    assert with_member["OPIGEZ Dorothée"].answer == "m:1"


def test_a_shorter_writing_is_asked_never_guessed():
    found = reading("DUPRÉ Paul", chair="P. DUPRÉ")
    (candidate,) = by_name(match_names(found, [], {}))["P. DUPRÉ"].candidates
    assert candidate.answer == "s:DUPRÉ Paul"


def test_namesakes_among_the_members_are_asked():
    (match,) = match_names(reading("MARTIN Anne"), known("MARTIN Anne", "MARTIN Anne"), {})
    assert match.standing is Standing.ASKED
    assert [one.answer for one in match.candidates] == ["m:1", "m:2"]


def test_a_name_like_no_other_is_proposed_and_stays_undecided():
    (match,) = match_names(reading("NOIR Paul"), known("DUPRÉ Anne"), {})
    assert match.standing is Standing.PROPOSED
    assert resolve([match]) == {}


def test_an_answer_holds_until_someone_else_may_be_meant():
    (match,) = match_names(reading("NOIR Paul"), [], {})
    kept = {"NOIR Paul": match.kept(NEW)}
    (answered,) = match_names(reading("NOIR Paul"), [], kept)
    assert answered.answer == NEW
    (asked_again,) = match_names(reading("NOIR Paul"), known("NOIX Paul"), kept)
    assert asked_again.answer == ""


def test_an_answer_that_was_not_offered_is_ignored():
    (match,) = match_names(reading("NOIR Paul"), [], {"NOIR Paul": ["m:99", "m:99", NEW]})
    assert match.answer == ""


def test_the_same_as_leads_to_one_person():
    found = reading("OPIGEZ Dorothee", secretary="OPIGEZ Dorothée")
    first = match_names(found, [], {})
    answers = {"OPIGEZ Dorothee": NEW, "OPIGEZ Dorothée": "s:OPIGEZ Dorothee"}
    kept = {one.name: one.kept(answers[one.name]) for one in first}
    meant = resolve(match_names(found, [], kept))
    assert meant == dict.fromkeys(answers, "n:OPIGEZ Dorothee")


def test_who_stands_in_two_lists_is_named():
    found = reading("NOIR Paul", "ROUX Jean", absent=["Paul NOIR"])
    meant = resolve(match_names(found, known("NOIR Paul"), {}))
    assert repeated(found, meant) == ["NOIR Paul"]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("DE WAILLY Jean-Luc", ("DE WAILLY", "Jean-Luc")),
        ("Jean-Luc DE WAILLY", ("DE WAILLY", "Jean-Luc")),
        ("Jean Dupont", ("Dupont", "Jean")),
        ("P. DUPRÉ", ("DUPRÉ", "P.")),
        ("DUPRÉ PAUL", ("DUPRÉ", "PAUL")),
        ("DUPRÉ", ("DUPRÉ", "")),
    ],
)
def test_a_name_parts_into_surname_and_first_name(name, parts):
    assert surname_and_first(name) == parts
