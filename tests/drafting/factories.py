"""Texts for tests, of any context: two organisations that write and agree, each with its people."""

from datetime import datetime

from django.utils import timezone

from beffroi.core.dates import PARIS
from beffroi.drafting.actions import comment_text, open_text, save_section, sign_off
from beffroi.drafting.facts import NewAccess, Section
from beffroi.drafting.kinds import Level
from beffroi.drafting.signoffs import latest_of
from beffroi.organisations.roles import OrganisationKind, Role
from organisations.factories import make_actor, make_organisation

AT = datetime(2024, 4, 2, 9, 30, tzinfo=PARIS)
LATER = datetime(2024, 4, 2, 10, 15, tzinfo=PARIS)
SECTIONS = (
    Section("objet", "Objet", "La halle est **couverte** avant l’hiver."),
    Section("calendrier", "Calendrier", "Les travaux durent *dix* mois."),
)


def access_of(organisation, *levels, role=Role.MANAGER):
    return [NewAccess(organisation, role, level) for level in levels or (Level.WRITE, Level.SIGN)]


def make_organisations():
    """An EPCI and a département, in the order in which their agreement is asked."""
    return (
        make_organisation(OrganisationKind.EPCI),
        make_organisation(OrganisationKind.DEPARTEMENT),
    )


def make_text(organisations=None, sections=SECTIONS, *, access=(), by=None, at=AT, **fields):
    """A text that the managers of each organisation write and sign, and what `access` adds."""
    organisations = organisations or make_organisations()
    given = [one for organisation in organisations for one in access_of(organisation)]
    by = by or make_actor(organisations[0], Role.MANAGER)
    facts = {"kind": "test", "title": "Fiche de la halle", **fields}
    return open_text(
        facts.pop("kind"), facts.pop("title"), sections, [*given, *access], by=by, at=at, **facts
    )


def organisations_of(text):
    return list({one.organisation_id: one.organisation for one in text.access.all()}.values())


def writer_of(text, rank=0, role=Role.MANAGER, **fields):
    """Somebody of one of the organisations of the text, new at each call."""
    return make_actor(organisations_of(text)[rank], role, **fields)


def make_edit(text, key="objet", body="La halle est couverte au printemps.", *, by=None, at=None):
    by = by or writer_of(text)
    return save_section(text, key, body, latest_of(text).number, by=by, at=at or timezone.now())


def make_signoffs(text, *, at=LATER):
    """The agreement of every organisation asked, to the latest version."""
    number = latest_of(text).number
    return [
        sign_off(text, number, by=writer_of(text, rank), at=at) for rank in range(len(organisations_of(text)))
    ]


def make_comment(text, key="objet", quote="couverte avant l’hiver", body="Avant quelle date ?", *, by=None):
    by = by or writer_of(text, 1)
    return comment_text(text, key, quote, body, latest_of(text).number, by=by, at=LATER)
