"""What forbids to confirm an intake: the page lists it, the action enforces it."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from beffroi.assemblies.intake.council import Council, why_not_theirs
from beffroi.assemblies.intake.matching import Known, Match, match_names, resolve
from beffroi.assemblies.intake.names import Json
from beffroi.assemblies.intake.problems import MEMBERS, PRESENCE, SITTING, Problem, problems_of
from beffroi.assemblies.models import Assembly, Intake, Sitting
from beffroi.core.ui.parts import Blocker, Link
from beffroi.law.french import french_date

_MENDS = {
    SITTING: "Corriger la séance",
    PRESENCE: "Corriger les listes",
    MEMBERS: "Répondre sur les noms",
}


@dataclass(frozen=True, slots=True)
class Prepared:
    """An intake as it stands: its names matched, whom they mean, and what blocks."""

    intake: Intake
    matches: tuple[Match, ...]
    meant: dict[str, str]
    blockers: list[Blocker]


def council_of(assembly: Assembly) -> Council:
    """The names that an act of this assembly may bear."""
    organisation = assembly.organisation
    return Council(
        assembly.regime, assembly.name, (assembly.name, organisation.name, organisation.short_name)
    )


def prepare(intake: Intake) -> Prepared:
    """Match the names of an intake to the members, and say what forbids to confirm it."""
    members = [Known(one.pk, str(one)) for one in intake.assembly.members.all()]
    matches = match_names(intake.corrected, members, intake.member_choices)
    meant = resolve(matches)
    problems = problems_of(intake.corrected, matches, meant)
    blockers = [
        *_of_another_council(intake),
        *_already_recorded(intake),
        *(_block(intake, one) for one in problems),
    ]
    return Prepared(intake, matches, meant, blockers)


def _block(intake: Intake, problem: Problem) -> Blocker:
    label = _MENDS.get(problem.part, "Corriger l’acte")
    return Blocker(problem.sentence, problem.source, Link(part_href(intake, problem.part), label))


def part_href(intake: Intake, part: str) -> str:
    """The page that mends a part."""
    name, _, number = part.partition("-")
    if name == "acte":
        return reverse("assemblies:intake_act", args=[intake.pk, int(number)])
    names = {SITTING: "intake_sitting", PRESENCE: "intake_presence", MEMBERS: "intake_members"}
    return reverse(f"assemblies:{names[name]}", args=[intake.pk])


def _of_another_council(intake: Intake) -> list[Blocker]:
    reading: Json = intake.reading
    own = council_of(intake.assembly)
    reason = why_not_theirs(read_name=reading["assembly"], read_kind=reading["kind"], own=own)
    page = reverse("assemblies:intake", args=[intake.pk])
    return [Blocker(reason, "", Link(f"{page}#abandonner", "Abandonner la reprise"))] if reason else []


def _already_recorded(intake: Intake) -> list[Blocker]:
    """The same day at the same hour, or at an hour that one of the two does not say."""
    held_on = intake.corrected["sitting_on"]
    if not held_on:
        return []
    same_day = Sitting.objects.filter(assembly=intake.assembly, held_on=held_on)
    at = intake.corrected["sitting_at"]
    hours = [one.held_at for one in same_day]
    if not any(hour is None or at is None or f"{hour:%H:%M}" == at for hour in hours):
        return []
    told = french_date(date.fromisoformat(held_on))
    sentence = f"La séance du {told} est déjà dans le registre de cette assemblée."
    return [Blocker(sentence, "", Link(part_href(intake, SITTING), "Corriger la date ou l’heure"))]
