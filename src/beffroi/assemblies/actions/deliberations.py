"""Recording a deliberation as a draft, correcting it, dropping it."""

from typing import Any

from django.db import models, transaction
from django.db.models import Max

from beffroi.assemblies.actions.sittings import lock_sitting, refuse_if_changed
from beffroi.assemblies.actions.waiting import forget_waiting, refresh_waiting
from beffroi.assemblies.events import deliberation_dropped
from beffroi.assemblies.facts import ActFacts, AnnexFacts
from beffroi.assemblies.kinds import Ballot, Origin
from beffroi.assemblies.known import facts_of_act
from beffroi.assemblies.models import (
    Annex,
    Citation,
    Decision,
    Deliberation,
    NamedVote,
    Opinion,
    Recital,
    Sitting,
)
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import changes_between, record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import create_checked, save_checked, told_fields
from beffroi.core.seals.canonical import sha256

_ACT_FIELDS = (
    "title", "number", "nature", "subject_code", "effect", "must_be_transmitted", "is_accounts",
    "signatory_name", "signatory_capacity", "full_text",
)  # fmt: skip
_VOTE_FIELDS = (
    "ballot", "outcome", "votes_for", "votes_against", "abstentions", "not_voting", "blank_votes",
    "chair_vote",
)  # fmt: skip
_CHILDREN: tuple[type[models.Model], ...] = (Citation, Recital, Decision, Opinion, NamedVote, Annex)
_UNNAMED = "Scrutin secret : aucun vote ne porte de nom, seuls les décomptes sont gardés."


@transaction.atomic
def record_deliberation(sitting: Sitting, facts: ActFacts, *, by: Author) -> Deliberation:
    """Write a deliberation of a sitting, as a draft, after the others.

    Raises: RuleViolation.
    """
    locked = lock_sitting(sitting)
    _check(locked, facts)
    _refuse_twice(locked, facts)
    last = locked.deliberations.aggregate(last=Max("rank"))["last"] or 0
    deliberation = save_checked(Deliberation(sitting=locked, rank=last + 1, **_columns(facts)))
    _write_children(deliberation, facts)
    refresh_waiting(deliberation)
    record("deliberation.recorded", deliberation, by=by, changes=changes_between({}, _told(deliberation)))
    return deliberation


@transaction.atomic
def correct_deliberation(
    deliberation: Deliberation,
    facts: ActFacts,
    *,
    by: Author,
    keep_annexes: bool = False,
    seen: str | None = None,
) -> Deliberation:
    """Replace what is known of a draft; `keep_annexes` leaves those that it has and adds the new ones.

    `seen` is the mark of what the author had before their eyes (`known.mark_of`).
    Raises: RuleViolation, also when someone else changed it since.
    """
    locked = lock_deliberation(deliberation)
    refuse_if_sealed(locked)
    refuse_if_changed(seen, facts_of_act(locked))
    _check(locked.sitting, facts)
    _refuse_twice(locked.sitting, facts, leaving=locked)
    before = _told(locked)
    for name, value in _columns(facts).items():
        setattr(locked, name, value)
    save_checked(locked)
    _delete_children(locked, keep_annexes=keep_annexes)
    _write_children(locked, facts)
    changes = changes_between(before, _told(locked))
    if changes:
        record("deliberation.corrected", locked, by=by, changes=changes)
    return locked


@transaction.atomic
def remove_annex(annex: Annex, *, by: Author) -> None:
    """Take an annex off a draft.

    Raises: RuleViolation.
    """
    locked = lock_deliberation(annex.deliberation)
    refuse_if_sealed(locked)
    record("deliberation.corrected", locked, by=by, changes={"annexe": [annex.title, None]})
    annex.delete()


@transaction.atomic
def drop_deliberation(deliberation: Deliberation, *, by: Author) -> None:
    """Take a draft off the sitting; the journal keeps what it said.

    Raises: RuleViolation for a sealed act, which nothing removes.
    """
    locked = lock_deliberation(deliberation)
    refuse_if_sealed(locked)
    record("deliberation.dropped", locked, by=by, changes=changes_between(_told(locked), {}))
    deliberation_dropped.send(Deliberation, deliberation=locked, by=by)
    _delete_children(locked, keep_annexes=False)
    forget_waiting(locked)
    locked.delete()


def lock_deliberation(deliberation: Deliberation) -> Deliberation:
    """Hold an act's sitting, then the act, until the transaction ends: always in that order."""
    lock_sitting(deliberation.sitting)
    found = Deliberation.objects.select_for_update(of=("self",)).select_related("sitting__assembly")
    return found.get(pk=deliberation.pk)


def refuse_if_sealed(deliberation: Deliberation) -> None:
    """Stop a change of a sealed act.

    Raises: RuleViolation.
    """
    if deliberation.is_sealed:
        raise RuleViolation(
            "Cette délibération est scellée : elle ne change plus, une correction est un nouvel acte.",
            deliberation.sitting.assembly.cite("R2121-9"),
        )


def _check(sitting: Sitting, facts: ActFacts) -> None:
    """Refuse the names of a secret ballot before anything is written, the journal included."""
    named = [
        NamedVote(name_as_written=one.name_as_written, position=one.position) for one in facts.vote.named
    ]
    if facts.vote.ballot == Ballot.SECRET and any(one.tells_a_vote for one in named):
        raise RuleViolation(_UNNAMED, sitting.assembly.cite("L2121-21"))
    if facts.vote.ballot == Ballot.SECRET and facts.vote.chair_vote:
        raise RuleViolation(
            "Scrutin secret : la voix du président ne se dit pas.",
            sitting.assembly.cite("L2121-21"),
        )
    names = [one.name_as_written for one in named]
    if len(set(names)) < len(names):
        raise RuleViolation("Un même membre est nommé deux fois dans ce vote.")
    for one in facts.vote.named:
        if one.member is not None and one.member.assembly_id != sitting.assembly_id:
            raise RuleViolation(f"{one.member} n’est pas de cette assemblée.")


def _refuse_twice(sitting: Sitting, facts: ActFacts, *, leaving: Deliberation | None = None) -> None:
    """Refuse a number given twice by hand, and the same act twice: a form sent again."""
    if sitting.origin != Origin.BY_HAND:
        return
    register = sitting.assembly.cite("R2121-9")
    others = sitting.deliberations.exclude(pk=leaving.pk if leaving else 0)
    if facts.number and others.filter(number=facts.number).exists():
        raise RuleViolation(f"La séance a déjà une délibération n° {facts.number}.", register)
    if others.filter(title=facts.title, number=facts.number).exists():
        raise RuleViolation("La séance a déjà cette délibération : donnez-lui un numéro.", register)


def _columns(facts: ActFacts) -> dict[str, Any]:
    columns = {name: getattr(facts, name) for name in _ACT_FIELDS}
    columns |= {name: getattr(facts.vote, name) for name in _VOTE_FIELDS}
    return {**columns, "vote_wording": facts.vote.wording}


def _write_children(deliberation: Deliberation, facts: ActFacts) -> None:
    create_checked(
        Citation(deliberation=deliberation, rank=rank, text=text)
        for rank, text in enumerate(facts.citations, start=1)
    )
    create_checked(
        Recital(deliberation=deliberation, rank=rank, text=text)
        for rank, text in enumerate(facts.recitals, start=1)
    )
    create_checked(
        Decision(deliberation=deliberation, rank=rank, verb=one.verb, text=one.text)
        for rank, one in enumerate(facts.decisions, start=1)
    )
    create_checked(
        Opinion(
            deliberation=deliberation, rank=rank, commission=one.commission, given_on=one.given_on,
            is_favourable=one.is_favourable,
        )
        for rank, one in enumerate(facts.opinions, start=1)
    )  # fmt: skip
    create_checked(
        NamedVote(
            deliberation=deliberation, member=one.member, name_as_written=one.name_as_written,
            position=one.position,
        )
        for one in facts.vote.named
    )  # fmt: skip
    _add_annexes(deliberation, facts.annexes)


def _add_annexes(deliberation: Deliberation, annexes: tuple[AnnexFacts, ...]) -> None:
    last = deliberation.annexes.aggregate(last=Max("rank"))["last"] or 0
    create_checked(
        Annex(deliberation=deliberation, rank=rank, title=one.title, pdf=one.pdf, pdf_sha256=sha256(one.pdf))
        for rank, one in enumerate(annexes, start=last + 1)
    )


def _delete_children(deliberation: Deliberation, *, keep_annexes: bool) -> None:
    for model in _CHILDREN:
        if not (keep_annexes and model is Annex):
            model._default_manager.filter(deliberation=deliberation).delete()


def _told(deliberation: Deliberation) -> dict[str, Any]:
    """Give the act as the journal keeps it; how a named member, or the chair, voted is never told there."""
    told = told_fields(deliberation, leave=("sitting", "sealed_at", "chair_vote"))
    lines: dict[str, Any] = {
        "visas": [one.text for one in deliberation.citations.all()],
        "considérants": [one.text for one in deliberation.recitals.all()],
        "décisions": [str(one) for one in deliberation.decisions.all()],
        "avis": [str(one) for one in deliberation.opinions.all()],
        "votes nommés": deliberation.named_votes.count(),
        "annexes": list(deliberation.annexes.values_list("title", flat=True)),
    }
    return told | {name: value for name, value in lines.items() if value}
