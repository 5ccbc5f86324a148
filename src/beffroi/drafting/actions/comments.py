"""Comments: written on a passage, answered, resolved, reopened; none is ever deleted."""

from datetime import datetime

from django.db import transaction

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked
from beffroi.drafting.actions.versions import author_of, lock_open, version_read
from beffroi.drafting.anchors import holds
from beffroi.drafting.models import Comment, Text
from beffroi.drafting.rules import tidy


@transaction.atomic
def comment_text(
    text: Text, key: str, quote: str, body: str, number: int, *, by: Author, at: datetime
) -> Comment:
    """Comment a passage of a section as it was read at a version; without a passage, the whole section.

    Raises: RuleViolation.
    """
    held, _ = lock_open(text)
    version = version_read(held, number)
    section = version.part(key)
    if section is None:
        raise RuleViolation("Cette section n’existe pas dans la version que vous avez lue.")
    passage = " ".join(tidy(quote).split())
    if passage and not holds(passage, section.body):
        raise RuleViolation(
            f"Ce passage n’est pas dans la section « {section.title} » : copiez-le tel que la page le montre."
        )
    comment = Comment(
        text=held, version=version, section_key=key, quote=passage, body=tidy(body), at=at, **author_of(by)
    )
    save_checked(comment)
    record("text.commented", held, by=by, note=section.title)
    return comment


@transaction.atomic
def answer_comment(comment: Comment, body: str, *, by: Author, at: datetime) -> Comment:
    """Answer a comment.

    Raises: RuleViolation.
    """
    held, _ = lock_open(comment.text)
    first = comment if comment.parent_id is None else comment.parent
    answer = Comment(
        text=held,
        parent=first,
        version=comment.version,
        section_key=comment.section_key,
        body=tidy(body),
        at=at,
        **author_of(by),
    )
    save_checked(answer)
    record("text.answered", held, by=by, note=str(first))
    return answer


@transaction.atomic
def resolve_comment(comment: Comment, *, by: Author, at: datetime) -> Comment:
    """Say that a comment asks for nothing more.

    Raises: RuleViolation.
    """
    held = _lock(comment)
    if held.is_resolved:
        raise RuleViolation(f"Ce commentaire est déjà résolu, par {held.resolved_by_label}.")
    held.resolved_at = at
    held.resolved_by_label = f"{by.user_label} ({by.organisation_label})"
    save_checked(held)
    record("text.comment_resolved", held.text, by=by, note=str(held))
    return held


@transaction.atomic
def reopen_comment(comment: Comment, *, by: Author) -> Comment:
    """Say that a comment still asks for something.

    Raises: RuleViolation.
    """
    held = _lock(comment)
    if not held.is_resolved:
        raise RuleViolation("Ce commentaire n’est pas résolu.")
    held.resolved_at = None
    held.resolved_by_label = ""
    save_checked(held)
    record("text.comment_reopened", held.text, by=by, note=str(held))
    return held


def _lock(comment: Comment) -> Comment:
    """Read a comment again once its text is locked; an answer has no resolution of its own."""
    lock_open(comment.text)
    held = Comment.objects.select_related("text").get(pk=comment.pk)
    if held.parent_id is not None:
        raise RuleViolation("C’est le commentaire qui se résout, et non une réponse.")
    return held
