import pytest

from assemblies.intake.factories import TEXT
from beffroi.assemblies.intake.correction import (
    ACT,
    SITTING,
    changes_between,
    first_correction,
    stated_outcome,
)
from beffroi.assemblies.intake.lines import READ_LINES, WRITE_LINES
from beffroi.assemblies.intake.taking import act_text, take_text
from beffroi.core.errors import NotReadable

VOTE = {"for": None, "against": None, "wording": None}


@pytest.mark.parametrize(
    ("vote", "outcome"),
    [
        ({"wording": "à l’unanimité"}, "adopted"),
        ({"wording": "A la majorité absolue"}, None),
        ({"wording": "la proposition est rejetée"}, "rejected"),
        ({"for": 7, "against": 2}, "adopted"),
        ({"for": 2, "against": 7}, "rejected"),
        ({"for": 5, "against": 5}, None),
        ({}, None),
    ],
)
def test_an_outcome_is_proposed_only_when_the_text_states_it(vote, outcome):
    assert stated_outcome({**VOTE, **vote}) == outcome


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("names", ["DURAND Anne", "PETIT Luc"]),
        ("proxies", [{"giver": "MOREL Zoé", "holder": "PETIT Luc"}]),
        ("substitutes", [{"sitting": "ROUX Jean", "for": "NOIR Paul"}]),
        (
            "opinions",
            [
                {"commission": "Finances", "on": "2023-11-27", "favourable": True},
                {"commission": "Cycle de l’Eau", "on": None, "favourable": None},
                {"commission": "Travaux", "on": None, "favourable": False},
            ],
        ),
        ("decisions", [{"verb": "PREND ACTE", "text": "du rapport"}, {"verb": "Décide", "text": "de payer"}]),
    ],
)
def test_what_is_typed_reads_back_as_it_was(kind, value):
    assert READ_LINES[kind](WRITE_LINES[kind](value)) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("proxies", "MOREL Zoé"),
        ("proxies", "MOREL Zoé pour"),
        ("substitutes", "MOREL Zoé pour "),
        ("opinions", " ; 27/11/2023 ; favorable"),
        ("opinions", "Finances ; 27/11/2023 ; favorable ; oui"),
        ("opinions", "Finances ; 27/11/2023 ; peut-être"),
        ("opinions", "Finances ; 32/11/2023"),
        ("decisions", "APPROUVE"),
    ],
)
def test_refused_with_the_way_to_write_it(kind, text):
    with pytest.raises(NotReadable):
        READ_LINES[kind](text)


def test_only_what_the_clerk_changes_counts_as_changed():
    base = first_correction(take_text(TEXT, seconds=15).reading)
    now = first_correction(take_text(TEXT, seconds=15).reading)
    assert changes_between(base, now, SITTING) == {}
    assert changes_between(base["deliberations"][0], now["deliberations"][0], ACT) == {}
    now["sitting_at"] = "19:30"
    (change,) = changes_between(base, now, SITTING).values()
    assert (change.label, change.read, change.now) == ("Heure", "19:00", "19:30")


def test_each_act_of_a_record_keeps_its_own_words():
    second = TEXT[TEXT.index("DÉLIBÉRATION") :].replace("N° 7", "N° 8").replace("place", "halle")
    taken = take_text(TEXT + "\n" + second, seconds=15)
    first, other = taken.reading["deliberations"]
    assert "halle" not in act_text(taken.text, first, alone=False)
    assert act_text(taken.text, other, alone=False).startswith("DÉLIBÉRATION N° 8")
    assert act_text(taken.text, first, alone=True) == taken.text
