"""Lists that somebody keeps under a name, and lets go."""

from django.db import transaction
from django.http import QueryDict

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import record
from beffroi.core.saving import save_checked
from beffroi.operations.models import SavedFilter
from beffroi.organisations.actor import Actor

MOST_KEPT = 30
# Where one stands in a list is not what the list is.
LEFT_OUT = ("page", "apres", "csrfmiddlewaretoken")


@transaction.atomic
def keep_filter(name: str, query: str, *, by: Actor) -> SavedFilter:
    """Keep the query part of an address under a name, for oneself and the organisation one acts for.

    Raises: RuleViolation.
    """
    if SavedFilter.objects.of(by).count() >= MOST_KEPT:
        raise RuleViolation(f"Vous gardez déjà {MOST_KEPT} listes : supprimez-en une d’abord.")
    kept = SavedFilter(
        user=by.user, organisation=by.organisation, name=" ".join(name.split()), query=bare_query(query)
    )
    save_checked(kept)
    record("list.kept", kept, by=by)
    return kept


@transaction.atomic
def drop_filter(saved: SavedFilter, *, by: Actor) -> None:
    """Let a kept list go."""
    record("list.dropped", saved, by=by)
    saved.delete()


def bare_query(query: str) -> str:
    """Give what an address asks, without where it stands in the list."""
    asked = QueryDict(query[:1000]).copy()
    for name in LEFT_OUT:
        asked.pop(name, None)
    for name in [name for name, value in asked.items() if not value]:
        del asked[name]
    return asked.urlencode()[:1000]
