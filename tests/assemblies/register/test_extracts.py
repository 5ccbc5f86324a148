from datetime import date

import pytest

from assemblies.factories import AT, CLERK, make_published, make_sealed, publish_act, transmit
from assemblies.register.pages import SECRET, make_redacted
from beffroi.assemblies.actions.events import record_event
from beffroi.assemblies.actions.extracts import CERTIFIED, REDACTED, certify
from beffroi.assemblies.facts import EventFacts
from beffroi.assemblies.kinds import EventKind, Extent
from beffroi.core.errors import RuleViolation
from beffroi.core.seals.canonical import canonical
from beffroi.core.seals.kinds import kinds
from beffroi.core.seals.models import Seal

pytestmark = pytest.mark.django_db


def test_nothing_is_certified_before_something_happened():
    with pytest.raises(RuleViolation, match="Aucune date à certifier"):
        certify(make_sealed(), by=CLERK, at=AT)


def test_the_same_dates_are_certified_once():
    act = make_published()
    assert certify(act, by=CLERK, at=AT) == certify(act, by=CLERK, at=AT)
    assert Seal.objects.filter(kind=CERTIFIED).count() == 1


def test_what_happens_later_asks_for_another_extract():
    act = make_published()
    first = certify(act, by=CLERK, at=AT)
    record_event(act, EventKind.WITHDRAWAL, EventFacts(date(2024, 3, 18)), by=CLERK, at=AT)
    second = certify(act, by=CLERK, at=AT)
    assert second.position > first.position
    assert second.code != first.code


def test_each_publication_that_hides_has_its_copy():
    act = make_redacted()
    publish_act(act, date(2024, 3, 18), extent=Extent.REDACTED, redactions=(SECRET,))
    assert Seal.objects.filter(kind=REDACTED).count() == 2


def test_a_whole_publication_has_no_copy():
    make_published()
    assert not Seal.objects.filter(kind=REDACTED).exists()


def test_an_act_received_but_not_published_can_be_certified():
    act = make_sealed()
    transmit(act)
    assert certify(act, by=CLERK, at=AT).pdf_sha256


@pytest.mark.parametrize("kind", [CERTIFIED, REDACTED])
def test_what_was_sealed_is_rebuilt_from_the_tables(kind):
    certify(make_redacted(), by=CLERK, at=AT)
    seals = {seal.object_id: seal.content for seal in Seal.objects.filter(kind=kind)}
    assert sorted(kinds()[kind].expected_ids()) == sorted(seals)
    rebuilt = kinds()[kind].contents_of(list(seals))
    assert {pk: canonical(content) for pk, content in rebuilt.items()} == seals
