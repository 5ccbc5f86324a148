"""The lists that a person keeps and what they prepare over one: told to them, erased with their account."""

from typing import Any

from beffroi.operations.actions.own_work import WORKS, throw_away
from beffroi.operations.models import SavedFilter
from beffroi.organisations.models import User


def kept_lists(user: User) -> list[dict[str, Any]]:
    """Tell the lists that a person keeps, for each organisation."""
    rows = SavedFilter.objects.filter(user=user).select_related("organisation").defer("organisation__logo")
    return [{"organisation": one.organisation.name, "nom": one.name, "filtres": one.query} for one in rows]


def forget_lists(user: User) -> None:
    """Erase them."""
    SavedFilter.objects.filter(user=user).delete()


def kept_works(user: User) -> list[dict[str, Any]]:
    """Tell what a person prepared over a whole list, while it is kept."""
    rows = [
        (kind, one)
        for kind in WORKS
        for one in kind.objects.filter(user=user).select_related("organisation").defer("organisation__logo")
    ]
    return [
        {
            "nature": str(kind._meta.verbose_name),
            "organisation": one.organisation.name,
            "intitule": str(one),
            "prepare_le": one.made_at,
            "termine_le": one.done_at,
        }
        for kind, one in rows
    ]


def forget_works(user: User) -> None:
    """Erase it."""
    for kind in WORKS:
        throw_away(kind.objects.filter(user=user))
