"""Roles begin and end on a day; the last administrator stays; work in hand changes hands at once."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.organisations.actions import end_membership, hand_over_and_leave, start_membership
from beffroi.organisations.actor import SESSION_KEY, actors_of
from beffroi.organisations.handover import WorkItem, WorkSource, forget_work, register_work, work_in_hand
from beffroi.organisations.models import Membership
from beffroi.organisations.roles import OrganisationKind, Role
from core.html_checks import check_page
from organisations.factories import make_actor, make_member, make_organisation, make_user

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def admin():
    return make_actor(make_organisation(name="Val-Clair", short_name="Val-Clair"))


@pytest.fixture
def signed(client, admin):
    client.force_login(admin.user, backend=BACKEND)
    return client


@pytest.fixture
def desk():
    """A kind of work that some context would register: who holds which file."""
    held: dict[int, list[int]] = {}

    def held_by(user, organisation):
        return [WorkItem(f"Dossier {one}", "/dossier/", one) for one in held.get(user.pk, [])]

    def hand_over(ids, to_user, by):
        for ones in held.values():
            ones[:] = [one for one in ones if one not in ids]
        held.setdefault(to_user.pk, []).extend(ids)

    source = WorkSource("Dossiers suivis", held_by, hand_over)
    register_work(source)
    yield held
    forget_work([source])


def test_a_role_begins_and_ends_on_a_day(admin):
    user = make_member(admin.organisation, Role.MANAGER)
    membership = start_membership(
        admin.organisation, user, Role.AUDITOR, starts_on=date(2024, 1, 1), by=admin
    )
    end_membership(membership, ends_on=date(2024, 6, 30), by=admin)
    assert {one.roles for one in actors_of(user, date(2024, 6, 30))} == {
        frozenset({Role.MANAGER, Role.AUDITOR})
    }
    assert {one.roles for one in actors_of(user, date(2024, 7, 1))} == {frozenset({Role.MANAGER})}


def test_a_role_may_be_held_again_later(admin):
    user = make_member(admin.organisation, Role.MANAGER, until=date(2023, 6, 30))
    again = start_membership(admin.organisation, user, Role.MANAGER, starts_on=date(2024, 1, 1), by=admin)
    assert again.pk
    with pytest.raises(RuleViolation, match="tient déjà"):
        start_membership(admin.organisation, user, Role.MANAGER, starts_on=date(2025, 1, 1), by=admin)


def test_refused_when_the_kind_does_not_give_the_role(admin):
    user = make_member(admin.organisation, Role.MANAGER)
    with pytest.raises(RuleViolation, match="ne donne pas"):
        start_membership(admin.organisation, user, Role.FINANCE_AGENT, starts_on=date(2024, 1, 1), by=admin)


def test_refused_when_the_end_precedes_the_start(admin):
    membership = Membership.objects.get(user=make_member(admin.organisation, Role.MANAGER))
    with pytest.raises(RuleViolation, match="précéder"):
        end_membership(membership, ends_on=date(2021, 1, 1), by=admin)


def test_the_last_administrator_cannot_leave(admin):
    (own,) = Membership.objects.filter(user=admin.user)
    with pytest.raises(RuleViolation, match="seule personne qui administre"):
        end_membership(own, ends_on=timezone.localdate(), by=admin)
    with pytest.raises(RuleViolation, match="seule personne qui administre"):
        hand_over_and_leave(admin.user, admin.organisation, to={}, ends_on=timezone.localdate(), by=admin)


def test_an_administrator_leaves_when_another_stays(admin):
    today = timezone.localdate()
    (own,) = Membership.objects.filter(user=admin.user)
    make_member(admin.organisation, Role.ADMINISTRATOR, until=today)
    with pytest.raises(RuleViolation, match="seule personne"):
        end_membership(own, ends_on=today, by=admin)
    make_member(admin.organisation, Role.ADMINISTRATOR)
    assert end_membership(own, ends_on=today, by=admin).ends_on == today


def test_everything_in_hand_passes_and_every_role_ends_at_once(admin, desk):
    leaving = make_member(admin.organisation, Role.MANAGER, Role.PROJECT_LEAD)
    colleague = make_member(admin.organisation, Role.PROJECT_LEAD)
    desk[leaving.pk] = [1, 2, 3]
    (work,) = work_in_hand(leaving, admin.organisation)
    today = timezone.localdate()
    moved = hand_over_and_leave(
        leaving, admin.organisation, to={work.number: colleague}, ends_on=today, by=admin
    )
    assert moved == 3
    assert desk[colleague.pk] == [1, 2, 3]
    assert actors_of(leaving, today + timedelta(days=1)) == []
    told = JournalEntry.objects.get(verb="work.handed_over")
    assert "Dossier 1, Dossier 2, Dossier 3" in told.note
    assert JournalEntry.objects.filter(verb="membership.ended").count() == 2


def test_nothing_passes_when_the_leaving_is_refused(admin, desk):
    colleague = make_member(admin.organisation, Role.MANAGER)
    desk[admin.user.pk] = [1]
    (work,) = work_in_hand(admin.user, admin.organisation)
    with pytest.raises(RuleViolation, match="seule personne"):
        hand_over_and_leave(
            admin.user,
            admin.organisation,
            to={work.number: colleague},
            ends_on=timezone.localdate(),
            by=admin,
        )
    assert not JournalEntry.objects.exists()


def test_work_goes_to_a_colleague_of_the_organisation_only(admin, desk):
    leaving = make_member(admin.organisation, Role.MANAGER)
    desk[leaving.pk] = [1]
    (work,) = work_in_hand(leaving, admin.organisation)
    today = timezone.localdate()
    stranger = make_member(make_organisation(), Role.MANAGER)
    for to in ({}, {work.number: leaving}, {work.number: stranger}):
        with pytest.raises(RuleViolation):
            hand_over_and_leave(leaving, admin.organisation, to=to, ends_on=today, by=admin)
    assert desk[leaving.pk] == [1]


def test_the_last_role_does_not_end_with_work_in_hand(admin, desk):
    leaving = make_member(admin.organisation, Role.MANAGER)
    desk[leaving.pk] = [1]
    membership = Membership.objects.get(user=leaving)
    with pytest.raises(RuleViolation, match="page de départ"):
        end_membership(membership, ends_on=timezone.localdate(), by=admin)


def test_the_page_of_a_leaving(signed, admin, desk):
    leaving = make_member(admin.organisation, Role.MANAGER)
    colleague = make_member(admin.organisation, Role.PROJECT_LEAD, first_name="Louise", last_name="Tanguy")
    desk[leaving.pk] = [7]
    address = reverse("organisations:leave", args=[leaving.pk])
    page = signed.get(address).content.decode()
    check_page(page)
    assert "Dossier 7" in page
    assert "Louise Tanguy" in page
    (work,) = work_in_hand(leaving, admin.organisation)
    assert signed.post(address, {"ends_on": "23/11/2026"}).status_code == 200
    answer = signed.post(address, {f"to_{work.number}": colleague.pk, "ends_on": "23/11/2026"})
    assert answer.status_code == 302
    assert desk[colleague.pk] == [7]


def test_the_page_of_a_person_gives_and_ends_a_role(signed, admin):
    user = make_member(admin.organisation, Role.MANAGER)
    address = reverse("organisations:person", args=[user.pk])
    check_page(signed.get(address).content.decode())
    signed.post(address, {"role": Role.AUDITOR, "starts_on": "01/02/2024"})
    held = Membership.objects.get(user=user, role=Role.AUDITOR)
    assert held.starts_on == date(2024, 2, 1)
    page = signed.post(address, {"role": Role.AUDITOR, "starts_on": "01/02/2024"}).content.decode()
    assert "tient déjà ce rôle" in page
    end = reverse("organisations:end_role", args=[held.pk])
    check_page(signed.get(end).content.decode())
    assert signed.post(end, {"ends_on": "01/01/2024"}).status_code == 200
    signed.post(end, {"ends_on": "30/06/2024"})
    held.refresh_from_db()
    assert held.ends_on == date(2024, 6, 30)


def test_the_list_is_searched_and_filtered_in_the_address(signed, admin):
    make_member(admin.organisation, Role.MANAGER, first_name="Cœlia", last_name="Noël")
    make_member(admin.organisation, Role.AUDITOR, until=date(2023, 1, 1), last_name="Partie")
    listed = reverse("organisations:people")
    for query, count in (
        ("", 3),
        ("?q=coelia+noel", 1),
        ("?role=manager", 1),
        ("?etat=parti", 1),
        ("?q=zz", 0),
    ):
        page = signed.get(listed + query)
        check_page(page.content.decode())
        assert len(page.context["listing"].rows) == count, query


def test_twenty_five_people_a_page(signed, admin, django_assert_num_queries):
    for _ in range(30):
        make_member(admin.organisation, Role.MANAGER)
    signed.get(reverse("organisations:home"))
    # The session, the person, the memberships, the people.
    with django_assert_num_queries(4):
        page = signed.get(reverse("organisations:people"))
    assert len(page.context["listing"].rows) == 25


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("organisations:home", 4), ("organisations:account", 4), ("organisations:organisation", 5),
        ("organisations:invite", 4), ("organisations:settings", 4), ("organisations:data", 4),
        ("usersessions_list", 4), ("mfa_index", 5), ("organisations:identity", 3),
    ],
)  # fmt: skip
def test_pages_ask_the_database_little(signed, django_assert_max_num_queries, name, most):
    signed.get(reverse("organisations:home"))
    with django_assert_max_num_queries(most):
        check_page(signed.get(reverse(name)).content.decode())


def test_one_acts_for_one_organisation_at_a_time(client):
    user = make_user()
    ours = make_organisation(OrganisationKind.DEPARTEMENT, name="a Département")
    theirs = make_organisation(OrganisationKind.EPCI, name="b Agglomération")
    for organisation in (ours, theirs):
        make_member(organisation, Role.ELECTED_MEMBER, user=user)
    client.force_login(user, backend=BACKEND)
    assert "a Département" in client.get(reverse("organisations:home")).content.decode()
    client.post(reverse("organisations:switch"), {"organisation": theirs.pk})
    assert client.session[SESSION_KEY] == theirs.pk
    assert "b Agglomération" in client.get(reverse("organisations:home")).content.decode()
    told = JournalEntry.objects.get(verb="organisation.acted_for")
    assert told.organisation_label == "b Agglomération"


@pytest.mark.parametrize("wanted", ["", "abc", "999999", "9" * 5000])
def test_one_does_not_act_for_an_organisation_of_others(signed, admin, wanted):
    stranger = make_organisation()
    for asked in (wanted, str(stranger.pk)):
        signed.post(reverse("organisations:switch"), {"organisation": asked})
    assert SESSION_KEY not in signed.session


def test_who_has_no_role_is_told(client):
    client.force_login(make_user(), backend=BACKEND)
    page = client.get(reverse("organisations:home"))
    assert "aucun rôle" in page.content.decode()
    refused = client.get(reverse("organisations:people"))
    assert refused.status_code == 403
    assert "aucun rôle dans aucune organisation" in refused.content.decode()


def test_a_refusal_says_who_may(client, admin):
    client.force_login(make_member(admin.organisation, Role.MANAGER), backend=BACKEND)
    refused = client.get(reverse("organisations:settings")).content.decode()
    assert "Seule l’administration des comptes de" in refused
    check_page(refused)


def test_the_journal_is_for_the_administrator_and_the_auditor(client, admin):
    user = make_member(admin.organisation, Role.MANAGER)
    start_membership(admin.organisation, user, Role.ELECTED_MEMBER, starts_on=date(2024, 1, 1), by=admin)
    for role, seen in ((Role.ADMINISTRATOR, True), (Role.AUDITOR, True), (Role.MANAGER, False)):
        client.force_login(make_member(admin.organisation, role), backend=BACKEND)
        page = client.get(reverse("organisations:organisation")).content.decode()
        check_page(page)
        assert ("a donné le rôle" in page) is seen
