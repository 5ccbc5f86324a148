"""Every address × every persona: who writes, who agrees, who only reads, and all the others."""

import pytest

from beffroi.drafting.facts import NewAccess
from beffroi.drafting.kinds import Level
from beffroi.drafting.models import Text
from beffroi.organisations.roles import OrganisationKind, Role
from drafting.factories import make_text
from organisations.factories import make_actor
from rights import OWN, PERSONAS, Case, Persona, check_rights, organisation_of

pytestmark = pytest.mark.django_db
EPCI, DEPARTEMENT = OrganisationKind.EPCI, OrganisationKind.DEPARTEMENT
WRITERS = {(EPCI, Role.PROJECT_LEAD), (DEPARTEMENT, Role.DEVELOPMENT_AGENT)}
# They write and agree.
MANAGERS = {(EPCI, Role.MANAGER), (DEPARTEMENT, Role.MANAGER)}
READERS = {(EPCI, Role.ELECTED_MEMBER), (DEPARTEMENT, Role.FINANCE_AGENT)}
EVERYONE = WRITERS | MANAGERS | READERS


def address(**parts):
    def of(_persona: Persona) -> dict[str, object]:
        return {"pk": Text.objects.get().pk, **parts}

    return of


def seen(answer=200, refused=(), **fields) -> Case:
    """What those who have access are answered, the readers being refused when told so."""
    roles = dict.fromkeys(EVERYONE, answer) | dict.fromkeys(refused, 403)
    return Case(302, 404, roles, other=404, elsewhere=404, **{"kwargs": address(), **fields})


CASES = {
    "drafting:text": seen(),
}


@pytest.fixture
def _text():
    epci, departement = (organisation_of(kind, OWN) for kind in (EPCI, DEPARTEMENT))
    places = {EPCI: epci, DEPARTEMENT: departement}
    access = [NewAccess(places[kind], role, Level.WRITE) for kind, role in sorted(WRITERS)]
    access += [NewAccess(places[kind], role, Level.READ) for kind, role in sorted(READERS)]
    make_text((epci, departement), access=access, by=make_actor(epci, Role.MANAGER))


@pytest.mark.usefixtures("_text")
@pytest.mark.parametrize("persona", PERSONAS, ids=str)
def test_each_persona_is_answered_as_the_table_says(persona, client):
    check_rights(CASES, persona, client)
