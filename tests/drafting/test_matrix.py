"""Every address × every persona: who writes, who agrees, who only reads, and all the others."""

import pytest

from beffroi.drafting.facts import NewAccess
from beffroi.drafting.kinds import Level
from beffroi.drafting.models import Comment, Text
from beffroi.drafting.signoffs import latest_of
from beffroi.organisations.roles import OrganisationKind, Role
from drafting.factories import make_comment, make_text
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


def thread(_persona: Persona) -> dict[str, object]:
    found = Comment.objects.get()
    return {"pk": found.text_id, "comment_pk": found.pk}


def version(_persona: Persona) -> dict[str, object]:
    return {"number": latest_of(Text.objects.get()).number}


SECTION = address(key="objet")
CASES = {
    # What each lists is another matter: here it opens.
    "drafting:index": Case(302, 200),
    "drafting:text": seen(),
    "drafting:versions": seen(),
    "drafting:version": seen(kwargs=address(number=1)),
    "drafting:compare": seen(),
    "drafting:thread": seen(kwargs=thread),
    "drafting:presence": seen(),
    "drafting:edit": seen(refused=READERS, kwargs=SECTION),
    "drafting:arrange": seen(refused=READERS, kwargs=SECTION),
    "drafting:comment": seen(refused=READERS, kwargs=SECTION),
    "drafting:add": seen(refused=READERS),
    "drafting:resolve": seen(302, READERS, kwargs=thread, method="post"),
    "drafting:sign": seen(302, READERS | WRITERS, method="post", data=version),
}
# The same addresses, sent as forms: nothing typed is answered 422 where one may, and refused to the others.
SENT = {
    "drafting:edit": seen(422, READERS, kwargs=SECTION, method="post"),
    "drafting:arrange": seen(422, READERS, kwargs=SECTION, method="post"),
    "drafting:comment": seen(422, READERS, kwargs=SECTION, method="post"),
    "drafting:add": seen(422, READERS, method="post"),
    "drafting:thread": seen(422, READERS, kwargs=thread, method="post"),
    "drafting:presence": seen(302, method="post"),
}


@pytest.fixture
def _text():
    epci, departement = (organisation_of(kind, OWN) for kind in (EPCI, DEPARTEMENT))
    places = {EPCI: epci, DEPARTEMENT: departement}
    access = [NewAccess(places[kind], role, Level.WRITE) for kind, role in sorted(WRITERS)]
    access += [NewAccess(places[kind], role, Level.READ) for kind, role in sorted(READERS)]
    by = make_actor(epci, Role.MANAGER)
    text = make_text((epci, departement), access=access, by=by)
    make_comment(text, by=by)


@pytest.mark.usefixtures("_text")
@pytest.mark.parametrize("persona", PERSONAS, ids=str)
def test_each_persona_is_answered_as_the_table_says(persona, client):
    check_rights(CASES, persona, client)


@pytest.mark.usefixtures("_text")
@pytest.mark.parametrize("persona", PERSONAS, ids=str)
def test_each_persona_sends_what_the_table_says(persona, client):
    check_rights(SENT, persona, client)
