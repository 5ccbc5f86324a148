"""The lists that a person keeps under a name: told to them, erased with their account."""

from typing import Any

from beffroi.operations.models import SavedFilter
from beffroi.organisations.models import User


def kept_lists(user: User) -> list[dict[str, Any]]:
    """Tell the lists that a person keeps, for each organisation."""
    rows = SavedFilter.objects.filter(user=user).select_related("organisation").defer("organisation__logo")
    return [{"organisation": one.organisation.name, "nom": one.name, "filtres": one.query} for one in rows]


def forget_lists(user: User) -> None:
    """Erase them."""
    SavedFilter.objects.filter(user=user).delete()
