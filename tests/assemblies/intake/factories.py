"""Invented texts, and intakes begun from them by the real actions."""

from datetime import UTC, datetime
from typing import Any

from assemblies.factories import CLERK, make_organisation, owner_kind
from beffroi.assemblies.actions.assemblies import create_assembly
from beffroi.assemblies.actions.intakes import answer_names, start_intake
from beffroi.assemblies.actions.members import add_member
from beffroi.assemblies.assembly_refusals import AssemblyFacts
from beffroi.assemblies.intake.blockers import prepare
from beffroi.assemblies.intake.matching import NEW
from beffroi.assemblies.models import Assembly, Intake
from beffroi.law import AssemblyKind
from beffroi.organisations.models import Organisation

AT = datetime(2024, 4, 2, 9, 0, tzinfo=UTC)
TEXT = """Communauté de communes de Val-Clair
Conseil communautaire
Séance du 12 mars 2024 à 19 h
Convocation du 1er mars 2024

Étaient présents : DURAND Anne, PETIT Luc, ROUX Jean
Procuration : MOREL Zoé à PETIT Luc
Absents : NOIR Paul
Secrétaire de séance : ROUX Jean

DÉLIBÉRATION N° 7
Objet : Aménagement de la place du marché
Le conseil, après en avoir délibéré, à l’unanimité,
APPROUVE le projet d’aménagement de la place.
Reçu en préfecture le 15 mars 2024
Publié le 15 mars 2024
"""


def make_council(
    organisation: Organisation | None = None, *names: tuple[str, str], **changes: Any
) -> Assembly:
    """A council of communes named Val-Clair, with these members and no seat."""
    organisation = organisation or make_organisation(kind=owner_kind(changes.get("kind", AssemblyKind.EPCI)))
    facts = {
        "kind": AssemblyKind.EPCI,
        "name": "Conseil communautaire de Val-Clair",
        "slug": f"conseil-{organisation.slug}",
        **changes,
    }
    assembly = create_assembly(organisation, AssemblyFacts(**facts), by=CLERK)
    for surname, first_name in names:
        add_member(assembly, surname=surname, first_name=first_name, by=CLERK)
    return Assembly.objects.select_related("organisation").get(pk=assembly.pk)


def make_intake(assembly: Assembly | None = None, text: str = TEXT, **changes: Any) -> Intake:
    """A draft begun by a clerk."""
    facts = {"file_name": "seance.txt", "by": CLERK, "at": AT, **changes}
    return start_intake(assembly or make_council(), text=text, **facts)


def answer_every_name(intake: Intake, **said: str) -> Intake:
    """Create everyone who is proposed or asked, save those for whom something else is said."""
    matches = prepare(intake).matches
    answers = {one: said.get(one.name, NEW) for one in matches if one.standing != "recognised"}
    return answer_names(intake, answers, version=intake.version, by=CLERK)
