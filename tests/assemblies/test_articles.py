"""A département is told its own articles, a commune and an EPCI theirs."""

from datetime import date

import pytest
from django.urls import reverse

from assemblies import factories
from beffroi.assemblies.blockers import blockers_for_event, blockers_for_sealing
from beffroi.assemblies.facts import EventFacts
from beffroi.assemblies.gather import act_input, sitting_input
from beffroi.assemblies.kinds import EventKind
from beffroi.assemblies.rules.articles import article, proxies_article
from beffroi.assemblies.rules.findings import assess_act
from beffroi.law import AssemblyKind
from beffroi.organisations.roles import Role
from organisations.factories import make_member

K = AssemblyKind
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ON = date(2024, 3, 20)
OF_A_DEPARTEMENT = ("L31", "R31", "CE", "CJA", "CRPA")


@pytest.mark.parametrize(
    ("communal", "departement", "committee"),
    [
        ("L2121-10", "L3121-19", "L3121-19-1"), ("L2121-17", "L3121-14", "L3121-14-1"),
        ("L2121-20", "L3121-15", "L3121-15"), ("L2121-21", "L3121-15", "L3121-15"),
        ("L2121-15", "L3121-13", "L3121-13"), ("L2131-1", "L3131-1", "L3131-1"),
        ("L2131-6", "L3132-1", "L3132-1"), ("L5211-11-1", "L3121-9-1", "L3121-9-1"),
    ],
)  # fmt: skip
def test_each_regime_has_its_article(communal, departement, committee):
    assert article(communal, K.COMMUNE) == article(communal, K.EPCI) == f"CGCT, art. {communal}"
    assert article(communal, K.BUREAU) == f"CGCT, art. {communal}"
    assert article(communal, K.DEPARTEMENT) == f"CGCT, art. {departement}"
    assert article(communal, K.STANDING_COMMITTEE) == f"CGCT, art. {committee}"


def test_the_proxies_have_theirs():
    assert proxies_article(K.EPCI) == "CGCT, art. L2121-20"
    assert proxies_article(K.DEPARTEMENT) == "CGCT, art. L3121-16"


@pytest.fixture
def council(db):
    return factories.make_assembly(kind=K.DEPARTEMENT, name="Conseil départemental de l’Ambre")


def test_what_blocks_an_act_of_a_departement_and_what_is_asked_of_it_cite_its_own_code(council):
    bare = factories.make_sitting(council, attendances=(), dispatched_on=None)
    act = factories.make_deliberation(bare, number="", decisions=())
    cited = [one.source for one in blockers_for_sealing(act, ON)]
    sitting = sitting_input(bare)
    cited += [one.source for one in assess_act(sitting, act_input(act, sitting), ON).findings]
    assert len(cited) >= 5
    for one in cited:
        assert one.removeprefix("CGCT, art. ").startswith(OF_A_DEPARTEMENT), one


def test_the_pages_of_a_departement_cite_its_own_code(client, council):
    sitting = factories.make_sitting(council)
    clerk = make_member(council.organisation, Role.ASSEMBLY_CLERK)
    client.force_login(clerk, backend=BACKEND)
    pages = [
        reverse("assemblies:sitting_roll", args=[sitting.pk]),
        reverse("assemblies:sitting_edit", args=[sitting.pk]),
        reverse("assemblies:members", args=[council.slug]),
    ]
    told = [client.get(page).content.decode() for page in pages]
    assert "L3121-14" in told[0]
    assert "L3121-14" in told[2]
    for one in told:
        assert "L2121" not in one


def test_an_event_of_a_departement_too(council):
    act = factories.make_deliberation(factories.make_sitting(council))
    facts = EventFacts(happened_on=date(2024, 3, 1))
    found = blockers_for_event(act, EventKind.TRANSMISSION, facts, on=ON)
    assert found
    assert all(one.source.startswith(("CGCT, art. L31", "CGCT, art. R31")) for one in found)
