"""What the pages hold back: the law computed from facts that the text leaves in doubt."""

from datetime import date

import pytest

from beffroi.law import AssemblyKind, clear_days, enforceable_on, quorum
from beffroi.portal.reserve import MAYBE_INDIVIDUAL, hold_back
from beffroi.reader.model import Decision, Mention
from portal.factories import make_act, make_finding, make_sitting

CONVENED = Mention(date(2023, 12, 6), 1)
UNSTATED = (make_finding(code="dispatch-date-not-stated"),)
SENT = clear_days(date(2023, 12, 6), date(2023, 12, 12), assembly=AssemblyKind.EPCI)
ENFORCEABLE = enforceable_on(date(2023, 12, 20), date(2023, 12, 20))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_convocation_that_is_only_dated_is_not_said_sent_in_time():
    shown = hold_back(SENT, make_sitting(convened_on=CONVENED), UNSTATED)
    assert (shown.kind, shown.word) == ("ask", "À confirmer")
    assert plain(shown.reckoning.title).endswith(", si elle est partie le 6 décembre 2023")
    assert plain(shown.reckoning.verdict).startswith("Si elle est partie le 6 décembre 2023 : ")
    assert shown.reckoning.inputs[0].label == "Convocation datée du"


def test_a_convocation_whose_dispatch_is_stated_is_told_by_the_rule():
    shown = hold_back(SENT, make_sitting(convened_on=CONVENED), ())
    assert (shown.reckoning, shown.word) == (SENT, "")


def test_a_quorum_counted_on_the_names_says_so():
    told = quorum(152, 102, assembly=AssemblyKind.EPCI)
    shown = hold_back(told, make_sitting(), ())
    assert shown.word == "Atteint, sous réserve"
    labels = [one.label for one in shown.reckoning.inputs]
    assert "Noms dans les trois listes (sièges en exercice non indiqués)" in labels
    assert "Membres en exercice" not in labels
    assert hold_back(told, make_sitting(members_in_office=Mention(152, 1)), ()).reckoning == told


def test_a_date_is_not_respected_it_is_reached():
    assert hold_back(ENFORCEABLE, make_sitting(), (), make_act()).word == "Acquis"


@pytest.mark.parametrize("verb", ["ATTRIBUE", "ACCORDE", "OCTROIE", "ALLOUE"])
@pytest.mark.parametrize("what", ["une subvention de 500 €", "un fonds de concours", "une aide"])
def test_a_grant_may_be_an_individual_decision(verb, what):
    act = make_act(decisions=(Decision(verb, Mention(what, 1)),))
    shown = hold_back(ENFORCEABLE, make_sitting(), (), act)
    assert shown.word == "À confirmer"
    assert plain(MAYBE_INDIVIDUAL) in [plain(note) for note in shown.reckoning.notes]
