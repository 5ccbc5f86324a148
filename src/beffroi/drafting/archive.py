"""Co-written texts in an archive: those that the organisation has access to, whole."""

from django.db.models import Q

from beffroi.core.archive.registry import Rule, leave_out, own, under
from beffroi.core.archive.selection import Selection
from beffroi.drafting.models import Access, Comment, SignOff, Text, Version


def wire() -> None:
    """Register texts; contexts above widen the versions and agreements to the texts of what they seal."""
    # A text that a row points to comes by its name alone, when the organisation has no access to it.
    own(Text, _accessible("pk__in"), is_reference=True)
    for model in (Version, Comment, SignOff):
        own(model, _accessible("text__in"))
    under(Access, text=Text)
    leave_out("présence devant un texte, oubliée après quelques minutes", "drafting.presence")


def _accessible(lookup: str) -> Rule:
    def rule(selection: Selection) -> Q:
        given = Access.objects.filter(organisation=selection.owner.pk)
        return Q(**{lookup: given.values("text")})

    return rule
