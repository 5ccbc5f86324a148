"""From a text that was read to a recorded sitting: started, corrected, answered, confirmed or dropped."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.db import transaction

from beffroi.assemblies.actions.deliberations import record_deliberation
from beffroi.assemblies.actions.events import record_event
from beffroi.assemblies.actions.members import add_member, lock_assembly
from beffroi.assemblies.actions.sittings import record_sitting
from beffroi.assemblies.blockers import refuse_if_blocked
from beffroi.assemblies.facts import EventFacts
from beffroi.assemblies.intake.blockers import Prepared, council_of, prepare
from beffroi.assemblies.intake.correction import first_correction
from beffroi.assemblies.intake.council import why_not_theirs
from beffroi.assemblies.intake.later import dates_to_record
from beffroi.assemblies.intake.matching import MEMBER, Match
from beffroi.assemblies.intake.names import Json, surname_and_first
from beffroi.assemblies.intake.recorded import People, act_facts, sitting_facts
from beffroi.assemblies.intake.taking import act_text, take_text
from beffroi.assemblies.kinds import EventKind
from beffroi.assemblies.models import ActEvent, Assembly, Intake, Member, Sitting
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.organisations.actor import Actor
from beffroi.organisations.models import User

LONGEST_FILE_NAME = 255


class StaleIntake(RuleViolation):
    """Someone changed the intake since the page was opened."""

    def __init__(self) -> None:
        super().__init__(
            "Cette reprise a changé depuis l’ouverture de la page, dans une autre fenêtre ou par un "
            "collègue. Rien de ce que vous avez saisi n’est perdu : comparez, puis enregistrez de nouveau."
        )


def start_intake(assembly: Assembly, *, file_name: str, text: str, by: Author, at: datetime) -> Intake:
    """Keep a text and its reading as a draft, for an assembly whose act it is.

    Raises: RuleViolation when the text cannot be read, is too long, or names another council.
    """
    taken = take_text(text, seconds=settings.READER_SECONDS)
    reading = taken.reading
    reason = why_not_theirs(
        read_name=reading["assembly"], read_kind=reading["kind"], own=council_of(assembly)
    )
    if reason:
        raise RuleViolation(reason)
    text_sha256 = hashlib.sha256(taken.text.encode("utf-8", "replace")).hexdigest()
    with transaction.atomic():
        # A second click finds the first one's intake.
        lock_assembly(assembly)
        waiting = Intake.objects.waiting().filter(
            assembly=assembly, text_sha256=text_sha256, held_by_id=by.user_id
        )
        if already := waiting.first():
            return already
        intake = Intake.objects.create(
            assembly=assembly,
            file_name=PurePath(file_name.replace("\x00", "")).name[:LONGEST_FILE_NAME] or "texte",
            text=taken.text,
            text_sha256=text_sha256,
            reading=reading,
            corrected=first_correction(reading),
            started_at=at,
            held_by_id=by.user_id,
            held_by_label=by.user_label,
        )
        record("intake.started", intake, by=by)
    return intake


@transaction.atomic
def correct_intake(
    intake: Intake, corrected: Json, changes: Mapping[str, list[Any]], *, version: int, by: Author
) -> Intake:
    """Keep what a clerk corrected; `changes` tells the journal what was there and what is there now.

    Raises: StaleIntake when the page was opened before another change; RuleViolation once it is over.
    """
    locked = _lock_open(intake, version)
    if corrected == locked.corrected:
        return locked
    locked.corrected = corrected
    _save_next(locked, "corrected")
    record("intake.corrected", locked, by=by, changes=dict(changes))
    return locked


@transaction.atomic
def answer_names(intake: Intake, answers: Mapping[Match, str], *, version: int, by: Author) -> Intake:
    """Keep whom the clerk says some names mean; an empty answer leaves the name undecided.

    Raises: StaleIntake, RuleViolation.
    """
    locked = _lock_open(intake, version)
    choices: dict[str, Any] = dict(locked.member_choices)
    for match, answer in answers.items():
        choices.pop(match.name, None)
        if answer:
            choices[match.name] = match.kept(answer)
    before = {name: kept[0] for name, kept in locked.member_choices.items()}
    after = {name: kept[0] for name, kept in choices.items()}
    if choices == locked.member_choices:
        return locked
    locked.member_choices = choices
    _save_next(locked, "member_choices")
    changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    told = {name: [before.get(name), after.get(name)] for name in changed}
    record("intake.names_answered", locked, by=by, changes=told)
    return locked


@transaction.atomic
def confirm_intake(intake: Intake, *, version: int, by: Author, at: datetime) -> Sitting:
    """Record the sitting and its acts, with the members to create; confirming twice records once.

    Raises: StaleIntake; RuleViolation with every sentence of what blocks.
    """
    locked = _lock(intake)
    if locked.sitting is not None:
        return locked.sitting
    _refuse_if_over(locked, version)
    lock_assembly(locked.assembly)
    prepared = prepare(locked)
    refuse_if_blocked(prepared.blockers)
    people = _create_people(prepared, by=by)
    corrected = locked.corrected
    sitting = record_sitting(locked.assembly, sitting_facts(corrected, people), by=by, at=at)
    acts = corrected["deliberations"]
    for act in acts:
        facts = act_facts(act, people, act_text(locked.text, act, alone=len(acts) == 1))
        act["recorded_as"] = record_deliberation(sitting, facts, by=by).pk
    locked.sitting = sitting
    _save_next(locked, "sitting", "corrected")
    record("intake.confirmed", locked, by=by, note=str(sitting))
    return sitting


@transaction.atomic
def drop_intake(intake: Intake, *, reason: str, by: Author, at: datetime) -> Intake:
    """Give an intake up; the journal keeps why.

    Raises: RuleViolation without a reason, or once it is over.
    """
    if not reason.strip():
        raise RuleViolation("Dites pourquoi cette reprise est abandonnée.")
    locked = _lock(intake)
    _refuse_if_over(locked, locked.version)
    locked.dropped_at = at
    _save_next(locked, "dropped_at")
    record("intake.dropped", locked, by=by, note=reason.strip())
    return locked


@transaction.atomic
def record_read_dates(intake: Intake, keys: Sequence[str], *, by: Author, at: datetime) -> list[ActEvent]:
    """Record the receptions that were read in the text, for the sealed acts that the clerk ticked.

    Raises: RuleViolation.
    """
    locked = _lock(intake)
    offered = {one.key: one for one in dates_to_record(locked)}
    events = []
    for key in keys:
        one = offered.get(key)
        if one is None or one.kind is not EventKind.TRANSMISSION:
            raise RuleViolation("Cette date n’est plus à enregistrer.")
        facts = EventFacts(happened_on=one.on, received_on=one.on)
        events.append(record_event(one.deliberation, one.kind, facts, by=by, at=at))
    return events


@transaction.atomic
def hand_over_intakes(ids: Sequence[int], colleague: User, by: Actor) -> None:
    """Put waiting intakes of the organisation that one acts for into a colleague's hands."""
    waiting = Intake.objects.visible_to(by).waiting().select_for_update(of=("self",))
    for intake in waiting.filter(pk__in=ids).defer("text", "reading"):
        before = intake.held_by_label
        intake.held_by_id, intake.held_by_label = colleague.pk, str(colleague)
        intake.save(update_fields=["held_by_id", "held_by_label"])
        record("intake.handed_over", intake, by=by, changes={"en main de": [before, intake.held_by_label]})


def _lock(intake: Intake) -> Intake:
    # The sitting is not joined: of a row that was waited for, PostgreSQL reads anew the row alone.
    found = Intake.objects.select_for_update(of=("self",))
    return found.select_related("assembly__organisation").get(pk=intake.pk)


def _lock_open(intake: Intake, version: int) -> Intake:
    locked = _lock(intake)
    _refuse_if_over(locked, version)
    return locked


def _refuse_if_over(intake: Intake, version: int) -> None:
    if intake.sitting is not None:
        raise RuleViolation("Cette reprise est confirmée : elle ne change plus.")
    if intake.dropped_at is not None:
        raise RuleViolation("Cette reprise est abandonnée : elle ne change plus.")
    if intake.version != version:
        raise StaleIntake


def _save_next(intake: Intake, *fields: str) -> None:
    intake.version += 1
    intake.save(update_fields=[*fields, "version"])


def _create_people(prepared: Prepared, *, by: Author) -> People:
    """Create the members that the clerk asked for, and find anyone by the name written."""
    assembly = prepared.intake.assembly
    known = {f"{MEMBER}{one.pk}": one for one in assembly.members.all()}
    created: dict[str, Member] = {}
    for meant in prepared.meant.values():
        if meant not in known and meant not in created:
            surname, first_name = surname_and_first(meant.partition(":")[2])
            created[meant] = add_member(assembly, surname=surname, first_name=first_name, by=by)
    everyone = {**known, **created}
    return lambda name: everyone[prepared.meant[name]]
