"""A comment on a passage, and what is answered to it."""

from django.db import models
from django.db.models import Q

from beffroi.drafting.models.authored import Authored
from beffroi.drafting.models.text import Text
from beffroi.drafting.models.version import Version


class Comment(Authored):
    """Words about a passage of a section, quoted as the version that was read has it; or an answer to it.

    Without a quote it is about the whole section. Only its resolution changes.
    """

    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="comments")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="answers"
    )
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    section_key = models.SlugField("section", max_length=40)
    quote = models.CharField("passage", max_length=500, blank=True)
    body = models.TextField("commentaire", max_length=4000)
    resolved_at = models.DateTimeField("résolu le", null=True, blank=True)
    resolved_by_label = models.CharField("résolu par", max_length=402, blank=True)

    class Meta:
        verbose_name = "commentaire"
        ordering = ["text_id", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(body=""),
                name="comment_says_something",
                violation_error_message="Un commentaire dit quelque chose.",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by_label="")
                | Q(resolved_at__isnull=False) & ~Q(resolved_by_label=""),
                name="comment_resolved_by_somebody",
                violation_error_message="Un commentaire résolu dit par qui et quand.",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | Q(quote="", resolved_at__isnull=True),
                name="comment_answer_is_plain",
                violation_error_message="Une réponse n’a ni passage ni résolution à elle.",
            ),
        ]

    def __str__(self) -> str:
        return f"commentaire de {self.user_label}"

    @property
    def is_resolved(self) -> bool:
        """Whether it asks for nothing more."""
        return self.resolved_at is not None
