"""Who may sign: the name and the capacity that the act authorises, beside those of the signature."""

from datetime import date

import pytest

from beffroi.contracts.kinds import Side
from beffroi.contracts.rules import Party, Vote
from beffroi.contracts.signatories import Signatory, doubt_about, obstacles_to_signing, refused

ON = date(2024, 4, 1)
VOTE = Vote(
    date(2024, 3, 12), received_on=date(2024, 3, 14), published_on=date(2024, 3, 15),
    enforceable_on=date(2024, 3, 15),
)  # fmt: skip
PARTIES = [Party(Side.EPCI, "l’agglomération", VOTE), Party(Side.DEPARTEMENT, "le Département", VOTE)]


def signatory(**changes: object) -> Signatory:
    told = {
        "side": Side.EPCI, "called": "l’agglomération", "name": "Solène Dervaux", "capacity": "présidente",
        "authorised_name": "DERVAUX Solène", "authorised_capacity": "présidente", **changes,
    }  # fmt: skip
    return Signatory(**told)


def both(**changes: object) -> list[Signatory]:
    return [signatory(**changes), signatory(side=Side.DEPARTEMENT, called="le Département")]


def codes(signatories: list[Signatory], signed_on: date = ON, today: date = ON) -> list[str]:
    return [one.code for one in obstacles_to_signing(PARTIES, signatories, signed_on, today)]


def test_the_person_whom_the_act_authorises_signs_whatever_the_case_the_accents_or_the_order():
    assert codes(both()) == []
    assert codes(both(name="SOLENE Dervaux")) == []


def test_a_capacity_said_shorter_is_the_same():
    assert codes(both(capacity="présidente de Val-Clair")) == []
    assert codes(both(capacity="présidente", authorised_capacity="présidente du Conseil")) == []


def test_another_person_is_refused():
    assert codes(both(name="Bastien Corvoisier")) == ["not-authorised"]
    assert "et non Bastien Corvoisier" in refused(signatory(name="Bastien Corvoisier"))


def test_another_capacity_is_refused_when_the_act_names_nobody():
    one = signatory(authorised_name="", authorised_capacity="président", capacity="directeur général")
    assert "directeur général" in refused(one)


@pytest.mark.parametrize(
    "changes",
    [
        {"authorised_name": "", "authorised_capacity": ""},
        {"name": "Solène Dervau"},
        {"name": "Solène Marie Dervaux"},
        {"capacity": "vice-présidente"},
        {"capacity": "président"},
        {"authorised_name": "", "capacity": "président"},
    ],
)
def test_a_doubt_is_asked_and_stops_until_it_is_answered_in_writing(changes):
    one = signatory(**changes)
    doubt = doubt_about(one)
    assert doubt is not None
    assert doubt.sentence.endswith("?")
    assert codes(both(**changes)) == ["signatory-in-doubt"]
    assert codes(both(**changes, reason="   ")) == ["signatory-in-doubt"]
    assert codes(both(**changes, reason="Arrêté de délégation du 3 mars.")) == []


def test_a_reason_opens_nothing_to_someone_else():
    assert codes(both(name="Bastien Corvoisier", reason="C’est moi.")) == ["not-authorised"]


def test_an_act_that_says_only_a_capacity_is_enough_when_it_is_that_one():
    assert codes(both(authorised_name="")) == []


def test_each_party_has_its_signatory():
    assert codes([signatory()]) == ["no-signatory"]
    assert codes(both(name=" ")) == ["not-authorised"]


def test_a_signature_is_dated_neither_before_the_votes_hold_nor_after_today():
    assert codes(both(), signed_on=date(2024, 3, 14)) == ["not-enforceable-yet", "not-enforceable-yet"]
    assert codes(both(), signed_on=date(2024, 4, 2)) == ["in-the-future"]
