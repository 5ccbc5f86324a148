from datetime import date

import pytest

from beffroi.core.ui.dates_line import Calendar, milestones
from beffroi.portal.standing import where_it_stands, whose_turn

REAL = Calendar(
    convened_on=date(2023, 12, 6),
    sitting_on=date(2023, 12, 12),
    received_on=date(2023, 12, 20),
    published_on=date(2023, 12, 20),
    enforceable_on=date(2023, 12, 20),
    appeal_until=date(2024, 2, 21),
    clear_days=5,
)
UNKNOWN = Calendar(None, date(2024, 3, 12), None, None, None, None)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2023, 12, 19), "Exécutoire à partir du 20 décembre 2023"),
        (date(2023, 12, 20), "Exécutoire depuis le 20 décembre 2023"),
        (date(2026, 11, 23), "Exécutoire depuis le 20 décembre 2023"),
    ],
)
def test_where_it_stands_depends_on_the_day(on, told):
    assert plain(where_it_stands(REAL, on).text) == told


@pytest.mark.parametrize(
    ("on", "text", "note"),
    [
        (
            date(2024, 1, 17),
            "À qui veut le contester : jusqu’au mercredi 21 février 2024 inclus",
            "Dans 35 jours.",
        ),
        (date(2024, 2, 20), "À qui veut le contester : jusqu’au mercredi 21 février 2024 inclus", "Demain."),
        (
            date(2024, 2, 21),
            "À qui veut le contester : jusqu’au mercredi 21 février 2024 inclus",
            "Aujourd’hui.",
        ),
        (date(2024, 2, 22), "À personne, le délai de recours a pris fin le 21 février 2024", "Sauf si"),
    ],
)
def test_whose_turn_ends_with_the_last_day_of_the_appeal(on, text, note):
    answer = whose_turn(REAL, on, "tribunal administratif de Lille")
    assert plain(answer.text) == text
    assert plain(answer.note).startswith(note)


def test_the_court_is_named_while_the_appeal_is_open():
    assert (
        "Tribunal administratif de Lille"
        in whose_turn(REAL, date(2024, 1, 17), "tribunal administratif de Lille").note
    )


def test_what_is_not_known_is_said():
    assert (
        where_it_stands(UNKNOWN, date(2024, 4, 1)).note == "L’acte ne dit pas la réception ni la publication."
    )
    assert "ne peut pas être compté" in whose_turn(UNKNOWN, date(2024, 4, 1), "").text


def test_the_line_of_dates_tells_what_separates_them():
    told = [(plain(one.label), plain(one.elapsed)) for one in milestones(REAL, date(2024, 1, 17))]
    assert told == [
        ("Convocation", "5 jours francs"),
        ("Séance et vote", "8 jours"),
        ("Réception par l’État, publication", "le jour même"),
        ("Exécutoire", "2 mois francs"),
        ("Dernier jour du recours, dans 35 jours", ""),
    ]


def test_only_what_is_to_come_is_an_open_brick():
    assert [one.is_open for one in milestones(REAL, date(2024, 1, 17))] == [False, False, False, False, True]
    assert not any(one.is_open for one in milestones(REAL, date(2026, 1, 1)))


def test_a_date_that_is_not_known_leaves_no_brick():
    assert [one.label for one in milestones(UNKNOWN, date(2024, 4, 1))] == ["Séance et vote"]


def test_two_different_days_are_two_bricks():
    dates = Calendar(None, None, date(2024, 3, 14), date(2024, 3, 15), date(2024, 3, 15), None)
    assert [one.label for one in milestones(dates, date(2024, 4, 1))] == [
        "Réception",
        "Publication",
        "Exécutoire",
    ]
