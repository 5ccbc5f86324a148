"""A text, who has access to it, its versions, comments, presences and sign-offs."""

from beffroi.drafting.models.comment import Comment
from beffroi.drafting.models.presence import Presence
from beffroi.drafting.models.signoff import SignOff
from beffroi.drafting.models.text import Access, Text
from beffroi.drafting.models.version import Version

__all__ = ["Access", "Comment", "Presence", "SignOff", "Text", "Version"]
