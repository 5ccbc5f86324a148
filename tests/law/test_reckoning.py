"""What a reckoning carries."""

import json
from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal

import pytest

from beffroi.law import Certainty, Day, FinalPayment, Input, Outcome, Reckoning, Source
from beffroi.law.assembly import AssemblyKind
from beffroi.law.tables import BallotKind

READ = Source("CGCT", "L2121-17", Certainty.READ)
UNSURE = Source("CGCT", "L3121-19-1", Certainty.UNSURE)


def reckoning(value=1, *, sources=(READ,), notes=()):
    return Reckoning(
        "a-rule", value, None, "Titre : un", "Verdict : deux", (Input("Séance", "12"),), ("a : b",), sources,
        notes, (Day(date(2024, 1, 1), counted=True),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "article", "label"),
    [
        ("CGCT", "L2121-17", "CGCT, art.\u00a0L2121-17"),
        ("Code pénal", "432-12", "Code pénal, art.\u00a0432-12"),
        ("Code civil", "2224", "Code civil, art.\u00a02224"),
        ("CGCT", "R2131-1", "CGCT, art.\u00a0R2131-1"),
        ("CGCT", "D1111-8", "CGCT, art.\u00a0D1111-8"),
        ("CE", "22 juillet 2015, n° 383072", "CE, 22\u00a0juillet\u00a02015, n°\u00a0383072"),
        ("Convention", "clause du solde", "Convention, clause du solde"),
    ],
)
def test_a_source_is_named_in_french(text, article, label):
    assert Source(text, article, Certainty.READ).label == label


def test_a_source_tells_the_days_between_which_it_holds():
    since, until = date(2020, 3, 1), date(2025, 12, 31)
    assert READ.period == ""
    assert (
        Source("CGCT", "L1", Certainty.READ, since).period == "en vigueur depuis le 1er\u00a0mars\u00a02020"
    )
    assert Source("CGCT", "L1", Certainty.READ, None, until).period == "jusqu’au 31\u00a0décembre\u00a02025"
    both = Source("CGCT", "L1", Certainty.READ, since, until).period
    assert both == "en vigueur depuis le 1er\u00a0mars\u00a02020, jusqu’au 31\u00a0décembre\u00a02025"


def test_a_source_holds_on_its_first_and_last_days():
    source = Source("CGCT", "L1", Certainty.READ, date(2020, 3, 1), date(2020, 3, 31))
    held = [source.holds_on(date(2020, month, day)) for month, day in ((2, 29), (3, 1), (3, 31), (4, 1))]
    assert held == [False, True, True, False]
    assert READ.holds_on(date(1900, 1, 1))


def test_an_unsure_source_always_adds_its_note():
    told = reckoning(sources=(READ, UNSURE), notes=("Déjà là.",))
    assert told.notes == (
        "Déjà là.",
        "Règle à confirmer par un juriste\u202f: CGCT, art.\u00a0L3121-19-1.",
    )


def test_two_unsure_sources_stand_in_one_note():
    told = reckoning(sources=(UNSURE, Source("CRPA", "L1", Certainty.UNSURE)))
    assert told.notes == (
        "Règle à confirmer par un juriste\u202f: CGCT, art.\u00a0L3121-19-1\u202f; CRPA, art.\u00a0L1.",
    )


def test_a_sure_source_adds_no_note_and_a_note_is_told_once():
    assert reckoning().notes == ()
    assert reckoning(notes=("Un : deux", "Un\u202f: deux")).notes == ("Un\u202f: deux",)


def test_sentences_are_typeset():
    told = reckoning()
    assert (told.title, told.verdict, told.steps) == (
        "Titre\u202f: un", "Verdict\u202f: deux", ("a\u202f: b",),
    )  # fmt: skip


def test_a_reckoning_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        reckoning().value = 2


def test_a_reckoning_gives_plain_values_for_json():
    told = reckoning(FinalPayment(Decimal("1.50"), Decimal("1E+2"), Decimal(0))).as_dict()
    assert told == {
        "rule": "a-rule",
        "value": {"grant": "1.50", "due": "100", "repayment": "0"},
        "holds": None,
        "title": "Titre\u202f: un",
        "verdict": "Verdict\u202f: deux",
        "inputs": [{"label": "Séance", "value": "12"}],
        "steps": ["a\u202f: b"],
        "sources": [
            {
                "text": "CGCT", "article": "L2121-17", "certainty": "S", "in_force_from": None,
                "in_force_until": None, "label": "CGCT, art.\u00a0L2121-17",
            }
        ],
        "notes": [],
        "days": [{"on": "2024-01-01", "counted": True}],
    }  # fmt: skip
    assert json.loads(json.dumps(told)) == told


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Outcome.ADOPTED, "adopte"),
        (date(2024, 1, 2), "2024-01-02"),
        ((1, "a"), [1, "a"]),
        (None, None),
        (3, 3),
    ],
)
def test_every_kind_of_value_becomes_plain(value, plain):
    told = reckoning(value).as_dict()["value"]
    assert told == plain
    assert type(told) is type(plain)


def test_names_shown_to_users_are_french():
    assert [one.label for one in Certainty] == ["lu dans un texte", "connu", "à confirmer par un juriste"]
    assert [one.label for one in Outcome] == ["adopté", "rejeté", "partage des voix"]
    assert [one.label for one in BallotKind] == ["scrutin public", "scrutin secret", "huis clos"]
    assert [one.label for one in AssemblyKind] == [
        "conseil municipal", "conseil d’un EPCI", "conseil départemental",
        "commission permanente du conseil départemental", "bureau d’un EPCI",
    ]  # fmt: skip


def test_the_codes_exchanged_with_the_reader_are_fixed():
    assert [one.value for one in AssemblyKind] == [
        "commune", "epci", "departement", "commission_permanente", "bureau",
    ]  # fmt: skip
