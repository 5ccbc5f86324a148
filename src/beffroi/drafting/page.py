"""What the page of a text shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.utils.safestring import SafeString

from beffroi.core.dates import local_day
from beffroi.core.ui.parts import Answer, Link, State, Step
from beffroi.core.ui.parts import Standing as Questions
from beffroi.drafting.anchors import holds
from beffroi.drafting.facts import Section
from beffroi.drafting.markdown import render
from beffroi.drafting.models import Comment, SignOff, Text, Version
from beffroi.drafting.permissions import can_arrange_text, can_comment_text, can_sign_text, can_write_text
from beffroi.drafting.presence import here_now
from beffroi.drafting.signoffs import Standing, standing
from beffroi.law.french import french_date, plural
from beffroi.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment, its answers, and whether its passage still stands in the section."""

    comment: Comment
    answers: Sequence[Comment]
    stands: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A section as it is read, with what is said about it."""

    section: Section
    html: SafeString
    threads: tuple[Thread, ...]

    @property
    def asking(self) -> list[Thread]:
        """The comments that ask for something."""
        return [one for one in self.threads if not one.comment.is_resolved]

    @property
    def resolved(self) -> list[Thread]:
        """The comments that ask for nothing more."""
        return [one for one in self.threads if one.comment.is_resolved]


def threads_of(text: Text, latest: Version) -> list[Thread]:
    """Read the comments of a text, each with its answers, against the latest version."""
    rows = Comment.objects.filter(text=text, parent__isnull=True).select_related("version")
    rows = rows.prefetch_related(Prefetch("answers", Comment.objects.order_by("id")))
    return [thread_of(one, latest) for one in rows]


def thread_of(comment: Comment, latest: Version) -> Thread:
    """A comment against the latest version."""
    section = latest.part(comment.section_key)
    stands = section is not None and (not comment.quote or holds(comment.quote, section.body))
    return Thread(comment, list(comment.answers.all()), stands)


def parts_of(latest: Version, threads: Sequence[Thread]) -> tuple[list[Part], list[Thread]]:
    """Give the sections with their comments, then the comments of sections that are no more."""
    parts = [
        Part(one, render(one.body), tuple(t for t in threads if t.comment.section_key == one.key))
        for one in latest.parts
    ]
    keys = {one.key for one in latest.parts}
    return parts, [one for one in threads if one.comment.section_key not in keys]


def text_page(text: Text, latest: Version, actor: Actor, at: datetime) -> dict[str, Any]:
    """Gather the context of the page; the text was read `with_access`."""
    agreements = standing(text, latest)
    parts, orphans = parts_of(latest, threads_of(text, latest))
    open_count = sum(len(one.asking) for one in parts)
    mine = next((one for one in agreements if actor.acts_for(one.organisation.pk)), None)
    is_open = not text.is_frozen
    return {
        "text": text,
        "actor": actor,
        "latest": latest,
        "parts": parts,
        "orphans": orphans,
        "agreements": agreements,
        "fallen": fallen_of(text),
        "standing": questions(text, latest, agreements, open_count),
        "steps": steps(text, latest, agreements),
        "present": here_now(text, latest, at, but=actor),
        "may_write": is_open and can_write_text(actor, text),
        "may_arrange": is_open and can_arrange_text(actor, text),
        "may_comment": is_open and can_comment_text(actor, text),
        "may_sign": is_open and can_sign_text(actor, text) and mine is not None and mine.signoff is None,
    }


def fallen_of(text: Text) -> list[SignOff]:
    """The agreements that an edit made fall, the latest first."""
    rows = SignOff.objects.filter(text=text, voided_at__isnull=False)
    return list(rows.select_related("version", "voided_by_version").order_by("-voided_at", "-id")[:20])


def questions(text: Text, latest: Version, agreements: Sequence[Standing], open_count: int) -> Questions:
    """Answer the three questions: where it stands, whose turn it is, what blocks."""
    waited = [one.organisation.short_name for one in agreements if one.signoff is None]
    note = f"Version {latest.number}, enregistrée par {latest.told_author}."
    if text.frozen_at is not None:
        told = french_date(local_day(text.frozen_at))
        where, turn = Answer("Figé", f"Depuis le {told}, rien n’y change."), Answer("À personne")
        return Questions("L’état du texte", where, turn)
    if agreements and not waited:
        where = Answer("Accord de tous", note)
        return Questions("L’état du texte", where, Answer("À personne", "Le texte peut être figé."))
    stuck = Answer(
        plural(len(waited), "accord manque", "accords manquent").capitalize(),
        f"{_listed(waited)} : sur la version {latest.number}, et pas une autre.",
        link=Link("#accords", "Voir les accords"),
    )
    turn = Answer(_listed(waited), "Relire, écrire ou commenter, puis donner son accord.")
    comments = plural(open_count, "commentaire ouvert", "commentaires ouverts") if open_count else ""
    where = Answer("En rédaction", f"{note} {comments}.".replace(" .", "") if comments else note)
    if not agreements:
        return Questions("L’état du texte", where, Answer("À qui l’écrit"))
    return Questions("L’état du texte", where, turn, stuck)


def _listed(names: Sequence[str]) -> str:
    return " et ".join(names)


def steps(text: Text, latest: Version, agreements: Sequence[Standing]) -> list[Step]:
    """The step line: opened, written, agreed to by each, frozen; each with its date and author."""
    opened = Step("Ouverture", State("done", "Fait"), ("done",), french_date(local_day(text.opened_at)))
    said = f"version {latest.number}\n{french_date(local_day(latest.at))}\n{latest.user_label}"
    agreed = bool(agreements) and all(one.signoff for one in agreements)
    writing = Step(
        "Rédaction",
        State("done", "Faite") if agreed or text.is_frozen else State("now", "En cours"),
        ("done",) if agreed or text.is_frozen else ("now",),
        said,
        current=not agreed and not text.is_frozen,
    )
    frozen = (
        Step("Figé", State("done", "Fait"), ("done",), french_date(local_day(text.frozen_at)))
        if text.frozen_at
        else Step("Figé", State("next", "À venir"), ("open",))
    )
    return [opened, writing, *(_agreement(one) for one in agreements), frozen]


def _agreement(one: Standing) -> Step:
    title = f"Accord {one.organisation.short_name}"
    if one.signoff is None:
        return Step(title, State("next", "Attendu"), ("open",))
    when = f"{french_date(local_day(one.signoff.at))}\n{one.signoff.user_label}"
    return Step(title, State("done", "Donné"), ("done",), when)
