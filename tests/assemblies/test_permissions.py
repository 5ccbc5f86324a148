"""Who may open which page: the rows « act » of rights.md, for every role."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from assemblies import factories
from beffroi.assemblies.facts import AnnexFacts, VoteFacts
from beffroi.assemblies.intake.permissions import assemblies_to_take_in, can_take_in
from beffroi.assemblies.kinds import Outcome
from beffroi.assemblies.permissions import (
    can_read_act,
    can_read_journal,
    can_read_register,
    can_read_sitting,
    can_record_acts,
    readable_acts,
    readable_sittings,
)
from beffroi.organisations.roles import OrganisationKind, Role

pytestmark = pytest.mark.django_db

DRAFT_READERS = {
    Role.ASSEMBLY_CLERK, Role.PROJECT_LEAD, Role.MANAGER, Role.DEVELOPMENT_AGENT, Role.AUDITOR,
    Role.ELECTED_MEMBER,
}  # fmt: skip
SEALED_READERS = {
    *DRAFT_READERS, Role.FINANCE_AGENT, Role.COMMUNICATION_AGENT, Role.COMMUNE_AGENT,
    Role.ENGINEERING_PARTNER,
}  # fmt: skip
READ = {"sittings", "acts", "members", "sitting", "act", "annex"}
POSTED = {"annex_remove"}


@pytest.fixture
def council():
    """A council with a draft that has an annex, and a sealed act of another sitting."""
    assembly = factories.make_assembly(members=3)
    draft = factories.make_deliberation(
        factories.make_sitting(assembly), annexes=(AnnexFacts("Plan", b"%PDF-1.7"),)
    )
    sealed = factories.make_sealed(
        factories.make_sitting(assembly, held_on=date(2024, 3, 11)),
        vote=VoteFacts(Outcome.ADOPTED, votes_for=2, votes_against=0),
    )
    return assembly, draft, sealed


def of_sitting(_assembly, act):
    return [act.sitting_id]


def of_act(_assembly, act):
    return [act.pk]


def of_annex(_assembly, act):
    annex = act.annexes.first()
    return [act.pk, annex.pk if annex else 0]


def of_assembly(assembly, _act):
    return [assembly.slug]


ADDRESSES = {
    "sittings": lambda *_: [], "acts": lambda *_: [], "sitting": of_sitting, "sitting_edit": of_sitting,
    "sitting_roll": of_sitting, "act_add": of_sitting, "act": of_act, "act_edit": of_act, "act_seal": of_act,
    "act_drop": of_act, "act_publish": of_act, "act_event": lambda _, act: [act.pk, "transmission"],
    "assembly_add": lambda *_: [], "assembly_edit": of_assembly,
    "annex": of_annex, "annex_remove": of_annex, "sitting_add": of_assembly, "members": of_assembly,
    "member_add": of_assembly,
    "member_rename": lambda assembly, _: [assembly.slug, assembly.members.first().pk],
    "mandate_end": lambda assembly, _: [assembly.slug, assembly.seats.first().mandates.first().pk],
}  # fmt: skip


def addresses(assembly, act):
    """Every address of the sittings and acts, about this act."""
    return {name: reverse(f"assemblies:{name}", args=args(assembly, act)) for name, args in ADDRESSES.items()}


def ask(organisation, role, address, *, post=False):
    client = Client()
    client.force_login(factories.make_actor(organisation, role).user)
    return (client.post if post else client.get)(address).status_code


@pytest.mark.parametrize("role", Role)
def test_a_draft_of_the_own_organisation(council, role):
    assembly, draft, _ = council
    for name, address in addresses(assembly, draft).items():
        lists = name in {"sittings", "acts", "members"}
        readers = SEALED_READERS if lists else DRAFT_READERS
        allowed = role in readers if name in READ else role == Role.ASSEMBLY_CLERK
        expected = 200 if allowed else 403
        if name in POSTED and allowed:
            expected = 302
        assert ask(assembly.organisation, role, address, post=name in POSTED) == expected, name


@pytest.mark.parametrize("role", Role)
def test_a_sealed_act_of_the_own_organisation(council, role):
    assembly, _, sealed = council
    pages = addresses(assembly, sealed)
    for name in ("sitting", "act"):
        assert ask(assembly.organisation, role, pages[name]) == (200 if role in SEALED_READERS else 403), name
    for name in ("act_publish", "act_event"):
        clerk = role == Role.ASSEMBLY_CLERK
        assert ask(assembly.organisation, role, pages[name]) == (200 if clerk else 403), name
    # Nobody changes what is sealed.
    for name in ("sitting_edit", "sitting_roll", "act_edit", "act_drop"):
        assert ask(assembly.organisation, role, pages[name]) == 403, name


@pytest.mark.parametrize("role", sorted(SEALED_READERS))
def test_the_journal_is_for_agents_not_for_elected_members_nor_partners(council, role):
    assembly, _, sealed = council
    client = Client()
    client.force_login(factories.make_actor(assembly.organisation, role).user)
    told = role not in {Role.ELECTED_MEMBER, Role.ENGINEERING_PARTNER}
    for name in ("sitting", "act"):
        shown = client.get(addresses(assembly, sealed)[name]).content.decode()
        assert ("Journal</h2>" in shown, "Zoé Morel" in shown) == (told, told), name


@pytest.mark.parametrize("role", Role)
def test_for_another_organisation_it_does_not_exist(council, role):
    assembly, draft, sealed = council
    other = factories.make_organisation()
    for act in (draft, sealed):
        for name, address in addresses(assembly, act).items():
            if name not in {"sittings", "acts", "assembly_add"}:
                assert ask(other, role, address, post=name in POSTED) == 404, name


def test_the_public_is_asked_to_sign_in(council):
    assembly, draft, _ = council
    for name, address in addresses(assembly, draft).items():
        response = (Client().post if name in POSTED else Client().get)(address)
        assert response.status_code == 302, name


def test_an_elected_member_reads_a_draft_from_the_convocation_only():
    assembly = factories.make_assembly(members=3)
    sitting = factories.make_sitting(assembly, dispatched_on=None, convened_on=None)
    act = factories.make_deliberation(sitting)
    for name in ("act", "sitting"):
        address = addresses(assembly, act)[name]
        assert ask(assembly.organisation, Role.ELECTED_MEMBER, address) == 403
        assert ask(assembly.organisation, Role.AUDITOR, address) == 200


def test_an_elected_member_reads_nothing_the_day_before_the_convocation():
    act = factories.make_deliberation(factories.make_sitting(factories.make_assembly(members=3)))
    sitting = act.sitting
    member = factories.make_actor(sitting.assembly.organisation, Role.ELECTED_MEMBER)
    first = min(one for one in (sitting.dispatched_on, sitting.convened_on) if one)
    for on, reads in ((first - timedelta(1), False), (first, True)):
        assert can_read_sitting(member, sitting, on) is reads
        assert can_read_act(member, act, on) is reads


def test_lists_leave_out_what_may_not_be_read(council):
    assembly, draft, sealed = council
    client = Client()
    client.force_login(factories.make_actor(assembly.organisation, Role.FINANCE_AGENT).user)
    shown = client.get(reverse("assemblies:acts")).content.decode()
    assert sealed.number in shown
    assert draft.number not in shown


@pytest.mark.parametrize("role", [None, *Role])
def test_the_permissions_alone_refuse_a_stranger_and_the_public(council, role):
    """They stand on their own: whoever finds an act by another road than `visible_to` is still refused."""
    assembly, draft, sealed = council
    actor = role and factories.make_actor(factories.make_organisation(), role)
    assert not can_record_acts(actor, assembly)
    for act in (draft, sealed):
        assert not can_read_act(actor, act, factories.HELD_ON)
        assert not can_read_sitting(actor, act.sitting, factories.HELD_ON)
    assert not readable_acts(actor, factories.HELD_ON).exists()
    assert not readable_sittings(actor, factories.HELD_ON).exists()


def test_the_public_reads_no_register_and_takes_nothing_in(council):
    assert not can_read_register(None)
    assert not can_read_journal(None)
    assert not can_take_in(None)
    assert assemblies_to_take_in(None) == []


def test_a_clerk_takes_in_for_the_assemblies_of_their_own_organisation(council):
    clerk = factories.make_actor(council[0].organisation, Role.ASSEMBLY_CLERK)
    factories.make_assembly(members=1)
    assert assemblies_to_take_in(clerk) == [council[0]]


@pytest.mark.parametrize(
    ("role", "reads_draft", "reads_unconvened"),
    [
        (Role.PROJECT_LEAD, True, True),
        (Role.ASSEMBLY_CLERK, True, True),
        (Role.ELECTED_MEMBER, True, False),
        (Role.FINANCE_AGENT, False, False),
    ],
)
def test_the_lists_hold_what_may_be_read_and_no_more(council, role, reads_draft, reads_unconvened):
    assembly, draft, sealed = council
    unconvened = factories.make_deliberation(
        factories.make_sitting(assembly, held_on=date(2024, 3, 13), dispatched_on=None, convened_on=None)
    )
    actor = factories.make_actor(assembly.organisation, role)
    expected = {sealed, *([draft] if reads_draft else []), *([unconvened] if reads_unconvened else [])}
    assert set(readable_acts(actor, factories.HELD_ON)) == expected
    assert set(readable_sittings(actor, factories.HELD_ON)) == {act.sitting for act in expected}


@pytest.mark.parametrize(("name", "method"), [("annex", "get"), ("annex_remove", "post")])
def test_the_annex_of_another_organisation_is_not_reached_through_one_s_own_act(
    council, client, name, method
):
    assembly, draft, _ = council
    foreign = factories.make_deliberation(annexes=(AnnexFacts("Secret", b"%PDF-1.7"),)).annexes.get()
    client.force_login(factories.make_actor(assembly.organisation, Role.ASSEMBLY_CLERK).user)
    address = reverse(f"assemblies:{name}", args=[draft.pk, foreign.pk])
    assert getattr(client, method)(address).status_code == 404
    foreign.refresh_from_db()


@pytest.mark.parametrize("name", ["member_rename", "mandate_end"])
def test_the_member_of_another_assembly_is_not_reached_through_one_s_own(council, client, name):
    assembly = council[0]
    other = factories.make_assembly(members=1)
    client.force_login(factories.make_actor(assembly.organisation, Role.ASSEMBLY_CLERK).user)
    foreign = ADDRESSES[name](other, None)[1]
    assert client.get(reverse(f"assemblies:{name}", args=[assembly.slug, foreign])).status_code == 404


def test_who_has_no_role_opens_nothing_and_an_unknown_event_is_no_page(council, client):
    assembly, _, sealed = council
    client.force_login(factories.make_actor(assembly.organisation).user)
    assert client.get(reverse("assemblies:acts")).status_code == 403
    client.force_login(factories.make_actor(assembly.organisation, Role.ASSEMBLY_CLERK).user)
    # A publication has a page of its own, which says what it shows.
    for kind in ("publication", "inconnu"):
        assert client.get(reverse("assemblies:act_event", args=[sealed.pk, kind])).status_code == 404


def test_the_list_of_sittings_names_the_assemblies_of_one_s_own_organisation(council, client):
    assembly, other = council[0], factories.make_assembly(members=1)
    client.force_login(factories.make_actor(assembly.organisation, Role.ASSEMBLY_CLERK).user)
    html = client.get(reverse("assemblies:sittings")).content.decode()
    assert reverse("assemblies:members", args=[assembly.slug]) in html
    assert reverse("assemblies:members", args=[other.slug]) not in html


def test_who_has_no_assembly_by_law_opens_none():
    partner = factories.make_organisation(kind=OrganisationKind.PARTNER)
    assert ask(partner, Role.ASSEMBLY_CLERK, reverse("assemblies:assembly_add")) == 403
