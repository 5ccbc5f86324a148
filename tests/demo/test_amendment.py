"""What the demonstration sets and amends: read where a reader looks, by the real actions."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from beffroi.contracts.amendments.gather import contract_on
from beffroi.contracts.kinds import AmendmentState, FicheFor
from beffroi.contracts.models import Amendment, settings_of
from beffroi.core.seals.verification import verify_all
from beffroi.demo.spaces import load_fictitious_space, load_real_space

pytestmark = pytest.mark.django_db
BEFORE = datetime(2024, 1, 17, 9, 0, tzinfo=UTC)
AFTER = datetime(2025, 5, 5, 9, 0, tzinfo=UTC)


def names(contract, on: date) -> set[str]:
    return {one["name"] for key, one in contract_on(contract, on).items() if key[0] == "commune"}


def test_the_invented_contract_is_amended_voted_by_both_signed_and_read_in_public(client):
    contract = load_fictitious_space(at=AFTER)
    amendment = Amendment.objects.get()
    assert (amendment.state, amendment.signed_on) == (AmendmentState.SIGNED, date(2025, 4, 28))
    assert {one.act.number for one in amendment.approvals.all()} == {"2025-03-20-07", "2025-04-07-15"}
    assert "Rivesombre" not in names(contract, date(2025, 4, 27))
    assert "Rivesombre" in names(contract, date(2025, 4, 28))
    html = client.get(reverse("contracts:amendment", args=[contract.slug, 1])).content.decode()
    for words in ("Rivesombre", "jeunes de 16 à 25 ans", "Retrouver la rivière"):
        assert words in html.replace("\u00a0", " ").replace("\u202f", " "), words
    assert client.get(reverse("contracts:amendment_document", args=[contract.slug, 1])).status_code == 200
    assert verify_all() == []
    load_fictitious_space(at=AFTER)
    assert Amendment.objects.count() == 1


def test_it_is_not_there_before_its_day():
    load_fictitious_space(at=BEFORE)
    assert not Amendment.objects.exists()


def test_the_real_settings_say_their_line_and_what_the_text_does_not_say_is_told_so():
    found = settings_of(load_real_space(at=BEFORE))
    assert found.pk is not None
    assert (found.admits_epci, found.admits_communes, found.admits_others) == (True, False, False)
    assert found.fiche_required_for == FicheFor.FUND
    assert [found.told(one) for one in ("investment", "owners", "fiche")] == ["ligne 551"] * 2 + ["ligne 555"]
    assert "aucune clause citée" in found.told("year")


def test_the_invented_settings_cite_their_clauses():
    found = settings_of(load_fictitious_space(at=BEFORE))
    assert found.admits_communes
    assert found.told("owners") == "article 3 (inventé)"
