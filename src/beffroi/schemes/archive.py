"""Aids in an archive: those of the organisation, and those that were examined for its operations."""

from django.db.models import Q

from beffroi.core.archive.registry import own, under
from beffroi.schemes.models import Scheme, SchemeRules


def wire() -> None:
    """Register aids and their rules."""
    own(Scheme, lambda selection: Q(organisation=selection.owner.pk), is_reference=True)
    under(SchemeRules, scheme=Scheme)
