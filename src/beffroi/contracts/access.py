"""Who opens which contract: what the views of a contract ask first."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from beffroi.contracts.models import Contract
from beffroi.contracts.models.contract import ContractQuerySet
from beffroi.contracts.page import whole
from beffroi.contracts.votes import without_unpublished
from beffroi.organisations.actor import Actor, actor_of

READ_ALONE = "Votre rôle permet de lire ce contrat, pas de faire cela."


def actor_or_404(request: HttpRequest) -> Actor:
    """Give who acts; someone without a membership has no contract."""
    actor = actor_of(request)
    if actor is None:
        raise Http404
    return actor


def own_contracts(actor: Actor) -> ContractQuerySet:
    """The contracts of the actor's organisation that their role reads; those of others do not exist here."""
    return Contract.objects.visible_to(actor).of(actor)


def own_contract(actor: Actor, slug: str) -> Contract:
    """A contract of the actor's organisation, read whole."""
    return get_object_or_404(whole(own_contracts(actor)), slug=slug)


def public_contract(slug: str) -> Contract:
    """A contract that anyone may read, with the votes that are published."""
    found = get_object_or_404(whole(Contract.objects.public()), slug=slug)
    return without_unpublished([found])[0]


def allow(allowed: bool) -> None:
    """Refuse what this person may not do on a contract that they see.

    Raises: PermissionDenied.
    """
    if not allowed:
        raise PermissionDenied(READ_ALONE)
