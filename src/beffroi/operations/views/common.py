"""What the views of an operation have in common: reading it for who acts, and saying no."""

from collections.abc import Callable

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from beffroi.core.errors import NotAllowed
from beffroi.operations.models import Operation
from beffroi.operations.page import whole
from beffroi.operations.permissions import Sight, sight_of
from beffroi.operations.querysets import OperationQuerySet
from beffroi.organisations.actor import Actor, acting

Read = Callable[[OperationQuerySet], OperationQuerySet]
SUMMARY_ONLY = "Votre rôle donne à lire le résumé de cette opération, pas son dossier."
NOT_YOURS = "Ce n’est pas à votre rôle de faire cela maintenant sur cette opération."


def read_operation(request: HttpRequest, pk: int, read: Read = whole) -> tuple[Actor, Operation]:
    """Give who acts and an operation that exists for them; 404 otherwise."""
    actor = acting(request)
    return actor, get_object_or_404(read(Operation.objects.visible_to(actor)), pk=pk)


def read_file(request: HttpRequest, pk: int) -> tuple[Actor, Operation]:
    """Give who acts and an operation that they read whole.

    Raises: NotAllowed, for who reads its summary only.
    """
    actor, operation = read_operation(request, pk)
    require(sight_of(actor, operation) is Sight.WHOLE, SUMMARY_ONLY)
    return actor, operation


def require(allowed: bool, why: str = NOT_YOURS) -> None:
    """Refuse what this person may not do.

    Raises: NotAllowed.
    """
    if not allowed:
        raise NotAllowed(why)
