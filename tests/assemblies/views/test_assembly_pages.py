"""Opening an assembly by its pages: from the list of sittings to its members, and every refusal in place."""

import pytest
from django.urls import reverse

from assemblies import factories
from beffroi.assemblies.models import Assembly, Mandate
from beffroi.organisations.roles import OrganisationKind, Role

ADD = reverse("assemblies:assembly_add")
SITTINGS = reverse("assemblies:sittings")
TYPED = {"kind": "commission_permanente", "name": "  Commission   permanente ", "seats": "30"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def departement():
    return factories.make_organisation(kind=OrganisationKind.DEPARTEMENT)


@pytest.fixture
def clerk(client, departement):
    client.force_login(factories.make_actor(departement, Role.ASSEMBLY_CLERK).user)
    return client


def edit_of(assembly):
    return reverse("assemblies:assembly_edit", args=[assembly.slug])


def errors(answer):
    assert answer.status_code == 422
    return {name: list(told) for name, told in answer.context["form"].errors.items()}


def test_from_an_empty_list_to_an_assembly_and_its_first_member(clerk, departement):
    assert ADD in clerk.get(SITTINGS).content.decode()
    answer = clerk.post(ADD, TYPED)
    made = Assembly.objects.get()
    assert (made.organisation, made.name, made.seats.count()) == (departement, "Commission permanente", 30)
    assert answer["Location"] == reverse("assemblies:members", args=[made.slug])
    page = clerk.get(answer["Location"]).content.decode()
    assert "Ajoutez maintenant ses membres" in page
    assert edit_of(made) in page
    member = {"surname": "MARTIN", "starts_on": "01/07/2021", "seat": made.seats.first().pk}
    clerk.post(reverse("assemblies:member_add", args=[made.slug]), member)
    assert Mandate.objects.get().seat.number == 1


def test_only_the_kinds_of_the_organisation_are_offered_and_others_refused(clerk):
    page = clerk.get(ADD).content.decode()
    assert "commission permanente du conseil départemental" in page
    assert "conseil municipal</option>" not in page
    told = errors(clerk.post(ADD, TYPED | {"kind": "commune"}))
    assert list(told) == ["kind"]
    assert "la loi n’en donne pas d’autre à votre organisation" in told["kind"][0]


def test_each_refusal_stands_beside_its_field_and_nothing_typed_is_lost(clerk):
    assert list(errors(clerk.post(ADD, {"name": ""}))) == ["kind", "name"]
    for seats in ("0", "501", "mille"):
        answer = clerk.post(ADD, TYPED | {"seats": seats})
        assert list(errors(answer)) == ["seats"], seats
        assert f'value="{seats}"' in answer.content.decode()
    clerk.post(ADD, TYPED)
    told = errors(clerk.post(ADD, TYPED))
    assert told == {
        "kind": ["Cette organisation a déjà une assemblée de cette nature."],
        "name": ["Une autre assemblée de votre organisation porte déjà ce nom."],
    }
    assert Assembly.objects.count() == 1


def test_a_commune_must_say_its_population(client):
    town = factories.make_organisation(kind=OrganisationKind.COMMUNE)
    client.force_login(factories.make_actor(town, Role.ASSEMBLY_CLERK).user)
    typed = {"kind": "commune", "name": "Conseil municipal"}
    assert "L2121-12" in errors(client.post(ADD, typed))["population"][0]
    assert client.post(ADD, typed | {"population": "3 400"}).status_code == 302
    assert Assembly.objects.get().population == 3_400


def test_once_it_has_them_all_none_is_offered(clerk):
    clerk.post(ADD, TYPED)
    assert ADD in clerk.get(SITTINGS).content.decode()
    clerk.post(ADD, {"kind": "departement", "name": "Conseil départemental"})
    assert Assembly.objects.count() == 2
    assert ADD not in clerk.get(SITTINGS).content.decode()
    assert "déjà toutes les assemblées" in clerk.get(ADD).content.decode()


def test_a_reader_is_offered_nothing(client, departement):
    factories.make_assembly(organisation=departement, members=1)
    client.force_login(factories.make_actor(departement, Role.MANAGER).user)
    assert ADD not in client.get(SITTINGS).content.decode()
    page = client.get(reverse("assemblies:members", args=[Assembly.objects.get().slug])).content.decode()
    assert "Corriger l’assemblée" not in page


def test_the_clerk_of_another_organisation_changes_nothing(client, departement):
    assembly = factories.make_assembly(organisation=departement, members=1)
    client.force_login(factories.make_actor(factories.make_organisation(), Role.ASSEMBLY_CLERK).user)
    assert client.post(edit_of(assembly), TYPED).status_code == 404
    assert Assembly.objects.get().name == assembly.name


def test_a_correction_is_kept_and_what_is_frozen_is_said_before_and_refused(clerk, departement):
    clerk.post(ADD, TYPED)
    made = Assembly.objects.get()
    assert 'value="30"' in clerk.get(edit_of(made)).content.decode()
    assert clerk.post(edit_of(made), TYPED | {"seats": "31", "court": "TA de Lille"}).status_code == 302
    made.refresh_from_db()
    assert (made.court, made.seats.count()) == ("TA de Lille", 31)
    factories.make_sitting(made)
    assert "Une séance est enregistrée sous ce régime" in clerk.get(edit_of(made)).content.decode()
    told = errors(clerk.post(edit_of(made), TYPED | {"kind": "departement", "seats": "31"}))
    assert told == {"kind": ["Une séance est enregistrée sous ce régime : il ne change plus."]}


def test_two_pages_sent_at_once_make_one_assembly(clerk, departement, monkeypatch):
    """The second is refused by the action, at the head of its form: its page was drawn before."""
    monkeypatch.setattr("beffroi.assemblies.forms.assembly.refusals_of", lambda *_: [])
    clerk.post(ADD, TYPED)
    assert list(errors(clerk.post(ADD, TYPED))) == ["__all__"]
    assert Assembly.objects.count() == 1
