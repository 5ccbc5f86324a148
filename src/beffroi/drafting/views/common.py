"""What every page of a text begins with."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from beffroi.core.errors import NotAllowed, RuleViolation
from beffroi.drafting.kinds import Level
from beffroi.drafting.models import Text
from beffroi.organisations.actor import Actor, acting

WRITERS_ONLY = "Votre rôle permet de lire ce texte, pas de l’écrire."
NO_COMMENT = "Commentent ce texte ceux qui l’écrivent ou donnent leur accord."
SIGNERS_ONLY = "Votre rôle ne donne pas l’accord de votre organisation à ce texte."
IMPOSED = "Les sections de ce texte sont imposées : leur contenu seul se modifie."


def own_text(request: HttpRequest, pk: int) -> tuple[Actor, Text]:
    """Who acts, and a text that their organisation and role open; the others do not exist."""
    actor = acting(request)
    return actor, get_object_or_404(Text.objects.visible_to(actor).with_access(), pk=pk)


def allow(allowed: bool, reason: str) -> None:
    """Refuse with a reason.

    Raises: NotAllowed.
    """
    if not allowed:
        raise NotAllowed(reason)


def whose(text: Text, level: Level) -> str:
    """Name the organisations that have a level."""
    names = {one.organisation.short_name for one in text.access.all() if one.level == level}
    return ", ".join(sorted(names))


def tell(request: HttpRequest, refusal: RuleViolation) -> None:
    """Show a refusal above the next page."""
    messages.error(request, refusal.message)


def page_of(text: Text, actor: Actor, **more: Any) -> dict[str, Any]:
    """What the frame of every page shows."""
    return {"text": text, "actor": actor, **more}
