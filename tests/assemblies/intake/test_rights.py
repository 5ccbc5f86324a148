"""The table of rights.md, over every address of the intakes: a clerk of the assembly's own organisation."""

from dataclasses import replace

import pytest
from django.urls import reverse

from assemblies.factories import CLERK
from assemblies.intake.factories import AT, TEXT
from beffroi.assemblies.actions.intakes import start_intake
from beffroi.assemblies.models import Assembly, Intake
from beffroi.law import AssemblyKind
from beffroi.organisations.roles import OrganisationKind, Role
from rights import OWN, PERSONAS, Case, Persona, check_rights, organisation_of, sign_in

pytestmark = pytest.mark.django_db


def an_assembly(persona):
    organisation = organisation_of(persona.kind or OrganisationKind.EPCI, OWN)
    # One text for every kind of organisation: who opens the page is asked here, not under which regime.
    facts = {"name": "Conseil communautaire de Val-Clair", "slug": f"conseil-{organisation.slug}"}
    found, _ = Assembly.objects.get_or_create(
        organisation=organisation, kind=AssemblyKind.EPCI.value, defaults=facts
    )
    return found


def an_intake(persona):
    assembly = an_assembly(persona)
    found = Intake.objects.filter(assembly=assembly).waiting().first()
    return {"pk": (found or start_intake(assembly, file_name="a.txt", text=TEXT, by=CLERK, at=AT)).pk}


def an_act(persona):
    return {**an_intake(persona), "number": 1}


def a_text(persona):
    return {"assembly": str(an_assembly(persona).pk), "text": TEXT, "file_name": "a.txt"}


def clerk(code: int) -> dict[Role, int]:
    return {Role.ASSEMBLY_CLERK: code}


CASES = {
    "assemblies:intakes": Case(302, 403, clerk(200)),
    "assemblies:intake_start": Case(302, 403, clerk(302), 404, 404, method="post", data=a_text),
    "assemblies:intake": Case(302, 403, clerk(200), 404, 404, kwargs=an_intake),
    "assemblies:intake_sitting": Case(302, 403, clerk(200), 404, 404, kwargs=an_intake),
    "assemblies:intake_presence": Case(302, 403, clerk(200), 404, 404, kwargs=an_intake),
    "assemblies:intake_members": Case(302, 403, clerk(200), 404, 404, kwargs=an_intake),
    "assemblies:intake_act": Case(302, 403, clerk(200), 404, 404, kwargs=an_act),
    # Allowed, and refused for what is missing: the names without an answer, the reason.
    "assemblies:intake_confirm": Case(302, 403, clerk(422), 404, 404, method="post", kwargs=an_intake),
    "assemblies:intake_drop": Case(302, 403, clerk(422), 404, 404, method="post", kwargs=an_intake),
    "assemblies:intake_dates": Case(302, 403, clerk(302), 404, 404, method="post", kwargs=an_intake),
}


@pytest.mark.parametrize("persona", PERSONAS, ids=str)
def test_each_persona_is_answered_as_the_table_says(persona, client):
    check_rights(CASES, persona, client)


def test_the_list_of_intakes_holds_those_of_one_s_own_organisation(client):
    clerk = Persona(Role.ASSEMBLY_CLERK, OrganisationKind.EPCI)
    address = reverse("assemblies:intake", kwargs=an_intake(clerk))
    for place, shown in (("other", False), (OWN, True)):
        sign_in(client, replace(clerk, place=place))
        assert (address in client.get(reverse("assemblies:intakes")).content.decode()) is shown
