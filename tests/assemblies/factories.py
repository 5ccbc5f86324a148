"""An invented council, its members, its sittings and acts, made by the real actions."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from beffroi.assemblies.actions.assemblies import create_assembly
from beffroi.assemblies.actions.deliberations import record_deliberation
from beffroi.assemblies.actions.events import publish, record_event
from beffroi.assemblies.actions.members import add_member, fill_seat
from beffroi.assemblies.actions.sealing import seal_deliberation
from beffroi.assemblies.actions.sittings import record_sitting
from beffroi.assemblies.assembly_refusals import KINDS_OF, AssemblyFacts
from beffroi.assemblies.facts import (
    ActFacts,
    AttendanceFacts,
    DecisionFacts,
    EventFacts,
    OpinionFacts,
    PublicationFacts,
    SittingFacts,
    VoteFacts,
)
from beffroi.assemblies.kinds import EventKind, Extent, Outcome, Presence
from beffroi.assemblies.models import ActEvent, Assembly, Deliberation, Member, Sitting
from beffroi.core.journal.authors import Author, PlainAuthor
from beffroi.law import AssemblyKind
from beffroi.organisations.actor import Actor
from beffroi.organisations.models import Membership, Organisation, User
from beffroi.organisations.roles import OrganisationKind, Role

CLERK: Author = PlainAuthor(user_id=7, user_label="Zoé Morel", organisation_label="Val-Clair Agglo")
AT = datetime(2024, 3, 20, 10, 0, tzinfo=UTC)
HELD_ON = date(2024, 3, 12)
TERM_STARTS_ON = date(2020, 7, 1)
_numbers = count(1)


def make_organisation(**changes: Any) -> Organisation:
    """An organisation of an invented territory."""
    number = next(_numbers)
    facts: dict[str, Any] = {
        "kind": OrganisationKind.EPCI,
        "slug": f"val-clair-agglo-{number}",
        "name": f"Val-Clair Agglo {number}",
        "short_name": "Val-Clair",
        "is_fictitious": True,
        **changes,
    }
    return Organisation.objects.create(**facts)


def make_actor(organisation: Organisation, *roles: Role) -> Actor:
    """A person of an organisation, with these roles since the beginning of the term."""
    number = next(_numbers)
    user = User.objects.create_user(email=f"personne{number}@val-clair.example", password=None)
    for role in roles:
        Membership.objects.create(user=user, organisation=organisation, role=role, starts_on=TERM_STARTS_ON)
    return Actor(user, organisation, frozenset(roles))


def make_assembly(*, members: int = 11, organisation: Organisation | None = None, **changes: Any) -> Assembly:
    """A council whose seats are all filled since the beginning of the term."""
    kind = KINDS_OF[OrganisationKind(organisation.kind)][0] if organisation else AssemblyKind.EPCI
    facts: dict[str, Any] = {
        "kind": kind,
        "name": "Conseil communautaire de Val-Clair",
        "slug": f"val-clair-{next(_numbers)}",
        "court": "tribunal administratif de Lille",
        "seats": members,
        **changes,
    }
    place = organisation or make_organisation(kind=owner_kind(facts["kind"]))
    assembly = create_assembly(place, AssemblyFacts(**facts), by=CLERK)
    for number, seat in enumerate(assembly.seats.all(), start=1):
        member = add_member(assembly, surname=f"MEMBRE{number:03}", first_name="Camille", by=CLERK)
        fill_seat(seat, member, starts_on=TERM_STARTS_ON, by=CLERK)
    return assembly


def owner_kind(kind: AssemblyKind) -> OrganisationKind:
    """What has an assembly of this kind."""
    return next(owner for owner, kinds in KINDS_OF.items() if kind in kinds)


def members_of(assembly: Assembly) -> list[Member]:
    """Its members, in the order of their names."""
    return list(assembly.members.order_by("surname"))


def roll(
    members: list[Member], *, present: int, represented: int = 0, presence: Presence = Presence.EXCUSED
) -> tuple[AttendanceFacts, ...]:
    """An attendance sheet: the first are present, the next ones represented by them, the rest excused."""
    lines = [AttendanceFacts(one, Presence.PRESENT, str(one)) for one in members[:present]]
    for rank, one in enumerate(members[present : present + represented]):
        lines.append(AttendanceFacts(one, Presence.REPRESENTED, str(one), proxy_holder=members[rank]))
    lines += [AttendanceFacts(one, presence, str(one)) for one in members[present + represented :]]
    return tuple(lines)


def sitting_facts(assembly: Assembly, **changes: Any) -> SittingFacts:
    """A regular sitting: convened in time, a quorum, a chair and a secretary."""
    members = members_of(assembly)
    present = len(members) // 2 + 1
    facts: dict[str, Any] = {
        "held_on": HELD_ON,
        "place": "salle des fêtes de Val-Clair",
        "dispatched_on": date(2024, 3, 1),
        "listed_on": date(2024, 3, 14),
        "seats_in_office": len(members),
        "chair": members[0] if members else None,
        "secretary": members[1] if len(members) > 1 else None,
        "attendances": roll(members, present=present, represented=min(1, len(members) - present)),
        **changes,
    }
    return SittingFacts(**facts)


def make_sitting(assembly: Assembly | None = None, **changes: Any) -> Sitting:
    """A sitting recorded by hand."""
    assembly = assembly or make_assembly()
    return record_sitting(assembly, sitting_facts(assembly, **changes), by=CLERK, at=AT)


def act_facts(**changes: Any) -> ActFacts:
    """An act that can be sealed."""
    facts: dict[str, Any] = {
        "title": "Aménagement de la place du marché",
        "number": f"2024_{next(_numbers):03}",
        "subject_code": "8.4",
        "vote": VoteFacts(Outcome.ADOPTED, votes_for=7, votes_against=0, abstentions=0, not_voting=0),
        "citations": ("Vu le code général des collectivités territoriales,",),
        "recitals": ("Considérant que la place est usée,",),
        "decisions": (DecisionFacts("APPROUVE", "le projet d’aménagement de la place."),),
        "opinions": (OpinionFacts("commission des travaux", date(2024, 3, 5), is_favourable=True),),
        **changes,
    }
    return ActFacts(**facts)


def make_deliberation(sitting: Sitting | None = None, **changes: Any) -> Deliberation:
    """A draft of an act."""
    return record_deliberation(sitting or make_sitting(), act_facts(**changes), by=CLERK)


def make_sealed(sitting: Sitting | None = None, **changes: Any) -> Deliberation:
    """A sealed act."""
    deliberation = make_deliberation(sitting, **changes)
    seal_deliberation(deliberation, by=CLERK, at=AT)
    return Deliberation.objects.select_related("sitting__assembly").get(pk=deliberation.pk)


def transmit(deliberation: Deliberation, received_on: date = date(2024, 3, 14), **changes: Any) -> ActEvent:
    """Record that the State's representative got the act."""
    facts = EventFacts(happened_on=received_on, received_on=received_on, **changes)
    return record_event(deliberation, EventKind.TRANSMISSION, facts, by=CLERK, at=AT)


def publication_facts(**changes: Any) -> PublicationFacts:
    """The whole act is published."""
    facts: dict[str, Any] = {
        "extent": Extent.FULL,
        "author_first_name": "Camille",
        "author_last_name": "Durand",
        "author_capacity": "président",
        **changes,
    }
    return PublicationFacts(**facts)


def publish_act(
    deliberation: Deliberation, happened_on: date = date(2024, 3, 15), **changes: Any
) -> ActEvent:
    """Record that the act is published."""
    return publish(deliberation, publication_facts(**changes), happened_on=happened_on, by=CLERK, at=AT)


def make_published(sitting: Sitting | None = None, **changes: Any) -> Deliberation:
    """A sealed act, received by the State's representative, then published."""
    deliberation = make_sealed(sitting, **changes)
    transmit(deliberation)
    publish_act(deliberation)
    return deliberation
