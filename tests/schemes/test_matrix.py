"""Every address of aids × every persona: the département that keeps them, the others, the public."""

from datetime import date

import pytest

from beffroi.organisations.roles import OrganisationKind, Role
from beffroi.schemes.models import SchemeRules
from rights import OWN, PERSONAS, Case, Persona, check_rights, organisation_of
from schemes.factories import make_rules, make_scheme

pytestmark = pytest.mark.django_db
DEPARTEMENT = OrganisationKind.DEPARTEMENT
SLUG = "voirie-de-la-matrice"
READERS = {
    (DEPARTEMENT, role): 200
    for role in (Role.ADMINISTRATOR, Role.DEVELOPMENT_AGENT, Role.MANAGER, Role.AUDITOR)
}
# The aid is seen by its own département: 403 with the reason; it does not exist for the others: 404.
SEEN = {(DEPARTEMENT, role): 403 for role in Role}
WRITER = SEEN | {(DEPARTEMENT, Role.ADMINISTRATOR): 200}
READ = SEEN | READERS


def slug(_persona: Persona) -> dict[str, str]:
    return {"slug": SLUG}


def version(_persona: Persona) -> dict[str, object]:
    return {"slug": SLUG, "pk": SchemeRules.objects.earliest("pk").pk}


def own(answers: dict, kwargs=slug) -> Case:
    return Case(302, 404, answers, other=404, elsewhere=404, two_sided=403, kwargs=kwargs)


CASES = {
    # The list is each département's own: another one reads its own list, an EPCI has none.
    "schemes:index": Case(302, 403, READERS),
    "schemes:add": Case(302, 403, {(DEPARTEMENT, Role.ADMINISTRATOR): 200}),
    "schemes:scheme": own(READ),
    "schemes:edit": own(WRITER),
    "schemes:rules_add": own(WRITER),
    "schemes:rules_edit": own(WRITER, version),
    "schemes:eligibility": Case(302, 200),
}


@pytest.fixture
def _aid() -> None:
    scheme = make_scheme(organisation=organisation_of(DEPARTEMENT, OWN), slug=SLUG)
    make_rules(scheme, in_force_from=date(2024, 1, 1))


@pytest.mark.usefixtures("_aid")
@pytest.mark.parametrize("persona", PERSONAS, ids=str)
def test_each_persona_is_answered_as_the_table_says(persona, client):
    check_rights(CASES, persona, client)


POSTED = {
    "schemes:add": {"name": "Autre aide", "kind": "ordinary"},
    "schemes:edit": {"name": "Autre nom"},
    "schemes:rules_add": {"in_force_from": "01/01/2030"},
    "schemes:rules_edit": {"in_force_from": "01/01/2024", "in_force_until": "31/12/2029"},
}
WRITES = {
    name: Case(
        302, case.signed, {who: 302 if status == 200 else status for who, status in case.roles.items()},
        other=case.other, elsewhere=case.elsewhere, two_sided=case.two_sided, method="post",
        kwargs=case.kwargs, data=lambda persona, name=name: POSTED[name],
    )
    for name, case in CASES.items()
    if name in POSTED
}  # fmt: skip


@pytest.mark.usefixtures("_aid")
@pytest.mark.parametrize("persona", PERSONAS, ids=str)
def test_what_is_sent_is_refused_to_the_same_people(persona, client):
    check_rights(WRITES, persona, client)
