from datetime import date

import pytest

from assemblies.factories import (
    AT,
    CLERK,
    make_actor,
    make_organisation,
    make_published,
    make_sealed,
    publish_act,
    transmit,
)
from assemblies.register.pages import SECRET, make_redacted
from beffroi.assemblies.actions.events import record_event
from beffroi.assemblies.actions.extracts import CERTIFIED, REDACTED, certify
from beffroi.assemblies.facts import EventFacts
from beffroi.assemblies.kinds import EventKind, Extent
from beffroi.core.errors import RuleViolation
from beffroi.core.seals.canonical import canonical
from beffroi.core.seals.kinds import kinds
from beffroi.core.seals.models import Seal
from beffroi.organisations.roles import Role

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


@pytest.mark.parametrize("role", Role)
def test_only_a_clerk_certifies(client, role):
    act = make_published()
    client.force_login(make_actor(act.sitting.assembly.organisation, role).user)
    answer = client.post(f"/registre/{act.pk}/certifier/")
    assert answer.status_code == (302 if role == Role.ASSEMBLY_CLERK else 403)
    assert Seal.objects.filter(kind=CERTIFIED).exists() is (role == Role.ASSEMBLY_CLERK)


def test_for_another_organisation_the_act_does_not_exist(client):
    act = make_published()
    client.force_login(make_actor(make_organisation(), Role.ASSEMBLY_CLERK).user)
    assert client.post(f"/registre/{act.pk}/certifier/").status_code == 404


def test_the_clerk_gets_the_document_or_the_reason(client):
    act = make_sealed()
    client.force_login(make_actor(act.sitting.assembly.organisation, Role.ASSEMBLY_CLERK).user)
    refused = client.post(f"/registre/{act.pk}/certifier/", follow=True).content.decode()
    assert "Aucune date à certifier" in refused
    transmit(act)
    answer = client.post(f"/registre/{act.pk}/certifier/", follow=True)
    assert answer["Content-Type"] == "application/pdf"
    assert "Extrait certifié" in client.get(f"/seances/actes/{act.pk}/").content.decode()


def test_the_public_certifies_nothing(client):
    assert client.post(f"/registre/{make_published().pk}/certifier/").status_code == 302
    assert not Seal.objects.filter(kind=CERTIFIED).exists()
