"""What two people who edit the same thing at once are told: what stood, what stands, what each wrote."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from beffroi.core.errors import RuleViolation

SECOND = (
    "Quelqu’un a changé ce passage pendant que vous écriviez. Rien n’est perdu : comparez les deux "
    "versions, corrigez la vôtre, puis enregistrez de nouveau."
)


class EditConflict(RuleViolation):
    """Someone wrote in between: what stands now, which the second writer must see."""

    def __init__(self, theirs: Mapping[str, Any]) -> None:
        super().__init__(SECOND)
        self.theirs = dict(theirs)


def token_of(values: Mapping[str, Any]) -> str:
    """Tell a state of some values in a few characters: equal when nothing has changed."""
    told = json.dumps({name: _plain(one) for name, one in values.items()}, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:20]


def check_token(base: str, theirs: Mapping[str, Any]) -> None:
    """Let through who wrote on what still stands.

    Raises: EditConflict.
    """
    if base != token_of(theirs):
        raise EditConflict(theirs)


def _plain(value: Any) -> Any:
    """Nothing is nothing, whether an empty word or an empty list."""
    if value is not False and not value and value != 0:
        return None
    if hasattr(value, "pk"):
        return str(value.pk)
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if isinstance(value, bool) else str(value)
