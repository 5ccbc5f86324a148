"""Recording a sitting and who was there, by hand or from a text."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from beffroi.assemblies.actions.members import lock_assembly
from beffroi.assemblies.actions.waiting import move_waiting
from beffroi.assemblies.facts import ActFacts, AttendanceFacts, MovementFacts, SittingFacts
from beffroi.assemblies.kinds import Presence
from beffroi.assemblies.known import facts_of_sitting, mark_of
from beffroi.assemblies.models import Assembly, Attendance, Member, Movement, Sitting
from beffroi.assemblies.rules.articles import proxies_article
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import changes_between, record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import create_checked, save_checked, told_fields

_PLAIN_FIELDS = (
    "held_on", "held_at", "place", "convened_on", "dispatched_on", "posted_on", "listed_on", "is_urgent",
    "is_second", "is_first_after_renewal", "seats_in_office", "chair", "secretary",
)  # fmt: skip
_NOT_TOLD = ("assembly", "recorded_at", "recorded_by_id", "recorded_by_label", "sealed_at")


@transaction.atomic
def record_sitting(assembly: Assembly, facts: SittingFacts, *, by: Author, at: datetime) -> Sitting:
    """Write a sitting into the register, as a draft until one of its acts is sealed.

    Raises: RuleViolation.
    """
    locked = lock_assembly(assembly)
    _check_people(locked, facts)
    sitting = save_checked(
        Sitting(
            assembly=locked,
            origin=facts.origin,
            recorded_at=at,
            recorded_by_id=by.user_id,
            recorded_by_label=by.user_label,
            **_plain(facts),
        ),
        # A command has no account.
        leave=("recorded_by_id",),
    )
    _write_roll(sitting, facts)
    record("sitting.recorded", sitting, by=by, changes=changes_between({}, _told(sitting)))
    return sitting


@transaction.atomic
def correct_sitting(sitting: Sitting, facts: SittingFacts, *, by: Author, seen: str | None = None) -> Sitting:
    """Replace what is known of a sitting that is not sealed; its origin stays.

    `seen` is the mark of what the author had before their eyes (`known.mark_of`).
    Raises: RuleViolation, also when someone else changed it since.
    """
    locked = lock_sitting(sitting)
    refuse_if_sealed(locked)
    refuse_if_changed(seen, facts_of_sitting(locked))
    _check_people(locked.assembly, facts)
    before = _told(locked)
    for name, value in _plain(facts).items():
        setattr(locked, name, value)
    save_checked(locked)
    locked.attendances.all().delete()
    locked.movements.all().delete()
    _write_roll(locked, facts)
    move_waiting(locked)
    changes = changes_between(before, _told(locked))
    if changes:
        record("sitting.corrected", locked, by=by, changes=changes)
    return locked


def lock_sitting(sitting: Sitting) -> Sitting:
    """Hold a sitting's row until the transaction ends."""
    return Sitting.objects.select_for_update(of=("self",)).select_related("assembly").get(pk=sitting.pk)


def refuse_if_changed(seen: str | None, known: SittingFacts | ActFacts) -> None:
    """Stop a correction of something that someone else changed since its author opened it.

    Raises: RuleViolation.
    """
    if seen is not None and seen != mark_of(known):
        raise RuleViolation(
            "Quelqu’un a enregistré une autre version depuis que vous avez ouvert cette page. Votre saisie "
            "reste ci-dessous : comparez, puis enregistrez de nouveau pour la retenir."
        )


def refuse_if_sealed(sitting: Sitting) -> None:
    """Stop a change of a sealed sitting.

    Raises: RuleViolation.
    """
    if sitting.sealed_at is not None:
        raise RuleViolation(
            "Cette séance est scellée : elle ne change plus.", sitting.assembly.cite("R2121-9")
        )


def _plain(facts: SittingFacts) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in _PLAIN_FIELDS}


def _check_people(assembly: Assembly, facts: SittingFacts) -> None:
    """Refuse what the tables would refuse line by line, and people of another assembly."""
    people = [facts.chair, facts.secretary, *(one.member for one in facts.movements)]
    for line in facts.attendances:
        people += [line.member, line.proxy_holder, line.replaces]
        _check_line(line)
    for one in people:
        if one is not None and one.assembly_id != assembly.pk:
            raise RuleViolation(f"{one} n’est pas de cette assemblée.")
    seen: set[int] = set()
    for line in facts.attendances:
        if line.member.pk in seen:
            raise RuleViolation(f"{line.name_as_written} est deux fois sur la feuille de présence.")
        seen.add(line.member.pk)


def _check_line(line: AttendanceFacts) -> None:
    is_represented = line.presence == Presence.REPRESENTED
    if is_represented and line.proxy_holder is None:
        raise RuleViolation(
            f"{line.name_as_written} est représenté : par qui ?", proxies_article(line.member.assembly.regime)
        )
    if not is_represented and line.proxy_holder is not None:
        raise RuleViolation(f"{line.name_as_written} n’est pas représenté : sa procuration tombe.")
    if line.proxy_holder == line.member:
        raise RuleViolation(f"{line.name_as_written} ne peut pas se donner procuration.")


def _write_roll(sitting: Sitting, facts: SittingFacts) -> None:
    create_checked(_attendances(sitting, facts.attendances))
    create_checked(_movements(sitting, facts.movements))


def _attendances(sitting: Sitting, lines: Sequence[AttendanceFacts]) -> list[Attendance]:
    return [
        Attendance(
            sitting=sitting,
            member=line.member,
            rank=rank,
            name_as_written=line.name_as_written,
            presence=line.presence,
            proxy_holder=line.proxy_holder,
            replaces=line.replaces,
        )
        for rank, line in enumerate(lines, start=1)
    ]


def _movements(sitting: Sitting, moves: Sequence[MovementFacts]) -> list[Movement]:
    return [
        Movement(
            sitting=sitting, member=one.member, arrives=one.arrives, at=one.at, before_rank=one.before_rank
        )
        for one in moves
    ]


def _told(sitting: Sitting) -> dict[str, Any]:
    """Give the sitting and its roll as the journal keeps them."""
    told = told_fields(sitting, leave=_NOT_TOLD)
    for line in sitting.attendances.select_related("proxy_holder", "replaces"):
        told[f"présence de {line.name_as_written}"] = _presence(line)
    for move in sitting.movements.select_related("member"):
        moment = f" à {move.at:%H:%M}" if move.at else ""
        rank = f" avant le point {move.before_rank}" if move.before_rank else ""
        told[f"mouvement de {move.member}, {move.pk}"] = f"{move}{moment}{rank}"
    return told


def _presence(line: Attendance) -> str:
    word = str(line.get_presence_display())
    if line.proxy_holder is not None:
        word += f", procuration à {line.proxy_holder}"
    return f"{word}, supplée {line.replaces}" if line.replaces is not None else word


def members_by_id(assembly: Assembly) -> dict[int, Member]:
    """Give everyone who sits or sat, by number."""
    return {one.pk: one for one in assembly.members.all()}
