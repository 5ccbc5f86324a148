"""Due dates in words."""

from datetime import date, timedelta

import pytest

from beffroi.workspace.rules import tell_due, tell_since

ON = date(2024, 1, 17)


@pytest.mark.parametrize(
    ("days", "told", "presses", "is_late"),
    [
        (6, "dans 6 jours", True, False), (7, "dans 7 jours", True, False), (8, "dans 8 jours", False, False),
        (1, "demain", True, False), (0, "aujourd’hui", True, False),
        (-1, "en retard de 1 jour", True, True), (-3, "en retard de 3 jours", True, True),
    ],
)  # fmt: skip
def test_a_due_date_is_told_in_days(days, told, presses, is_late):
    due = tell_due(ON + timedelta(days=days), ON)
    assert (due.told, due.presses, due.is_late) == (told, presses, is_late)


def test_what_has_no_due_date_says_so():
    due = tell_due(None, ON)
    assert (due.told, due.presses, due.is_late) == ("sans échéance", False, False)


@pytest.mark.parametrize(
    ("days", "told"), [(0, "depuis aujourd’hui"), (1, "depuis hier"), (9, "depuis 9 jours")]
)
def test_a_standing_is_told_in_days(days, told):
    assert tell_since(ON - timedelta(days=days), ON) == told
