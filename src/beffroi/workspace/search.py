"""One field for operations, contracts, published acts and organisations, each as far as somebody may see."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse

from beffroi.assemblies.models import RegisterEntry
from beffroi.contracts.models import Contract, ContractParty
from beffroi.core.search import asked_words, words_of
from beffroi.core.ui.lists import FIRST_MATCHES, are_many
from beffroi.law.french import french_date
from beffroi.operations.models import Operation
from beffroi.organisations.actor import Actor
from beffroi.organisations.models import Organisation

# A group shows so many; its own list shows the others.
MOST = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found."""

    title: str
    note: str
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind, and where the others are."""

    anchor: str
    title: str
    hits: Sequence[Hit]
    more: str


def search_everywhere(actor: Actor, typed: str) -> list[Group]:
    """Look for every word, folded, whole or begun; the groups with nothing are left out."""
    words = asked_words(typed)
    if not words:
        return []
    own = Contract.objects.of(actor).filter(pk=OuterRef("pk"))
    contracts: list[Any] = list(Contract.objects.visible_to(actor).distinct().annotate(is_own=Exists(own)))
    groups = (
        _operations(actor, typed),
        _contracts(contracts, words),
        _acts(typed),
        _organisations(actor, words, {one.slug for one in contracts if one.is_own}),
    )
    return [one for one in groups if one.hits]


def _operations(actor: Actor, typed: str) -> Group:
    seen = Operation.objects.visible_to(actor)
    many = are_many(seen.matching(typed, by=actor, first=FIRST_MATCHES))
    rows = seen.matching(typed, by=actor, many=many).select_related("owner")
    lean = rows.only("title", "number", "state", "owner__name").order_by("-updated_at", "-pk")
    found = list(lean[: MOST + 1])
    hits = [
        Hit(
            one.title, f"{one.owner.name}, {one.get_state_display()}",
            reverse("operations:operation", args=[one.pk]),
        )
        for one in found[:MOST]
    ]  # fmt: skip
    return Group("operations", "Opérations", hits, _more("operations:index", typed, found))


def _contracts(contracts: Sequence[Any], words: list[str]) -> Group:
    """Contracts are few: their titles are read."""
    found = [one for one in contracts if _holds(f"{one.title} {one.summary}", words)]
    hits = [
        Hit(
            one.title, one.years,
            reverse("contracts:workspace" if one.is_own else "contracts:contract", args=[one.slug]),
        )
        for one in found[:MOST]
    ]  # fmt: skip
    return Group("contrats", "Contrats", hits, "")


def _acts(typed: str) -> Group:
    many = are_many(RegisterEntry.objects.matching(typed, first=FIRST_MATCHES))
    rows = RegisterEntry.objects.matching(typed, many=many).select_related("assembly")
    found = list(rows.defer("search_text").order_by("-held_on", "-pk")[: MOST + 1])
    hits = [
        Hit(
            one.title, f"{one.assembly.name}, {french_date(one.held_on)}",
            reverse("register:act", args=[one.deliberation_id]),
        )
        for one in found[:MOST]
    ]  # fmt: skip
    return Group("actes", "Actes publiés", hits, _more("register:list", typed, found))


def _organisations(actor: Actor, words: list[str], own: Collection[str]) -> Group:
    """One's own, the parties of the contracts that one sees, the owners of the operations that one sees."""
    named = Organisation.objects.values_list("pk", "name", "short_name")
    matching = [pk for pk, name, short_name in named if _holds(f"{name} {short_name}", words)]
    parties = ContractParty.objects.filter(contract__in=Contract.objects.visible_to(actor).values("pk"))
    owned = Operation.objects.visible_to(actor).filter(owner=OuterRef("pk"))
    contract = parties.filter(organisation=OuterRef("pk")).order_by("-contract")
    rows = (
        Organisation.objects.filter(pk__in=matching)
        .annotate(has_operations=Exists(owned), contract=Subquery(contract.values("contract__slug")[:1]))
        .filter(Q(pk=actor.organisation_id) | Q(has_operations=True) | Q(contract__isnull=False))
    )
    found = list(rows.only("name", "kind").order_by("name", "pk")[:MOST])
    hits = [Hit(one.name, one.get_kind_display(), _organisation_href(one, actor, own)) for one in found]
    return Group("organisations", "Organisations", hits, "")


def _organisation_href(one: Any, actor: Actor, own: Collection[str]) -> str:
    """One's own page, else the operations that it owns, else the contract that it is a party to."""
    if actor.acts_for(one.pk):
        return reverse("organisations:organisation")
    if one.has_operations:
        return f"{reverse('operations:index')}?{urlencode({'maitre': one.pk})}"
    page = "contracts:workspace" if one.contract in own else "contracts:contract"
    return reverse(page, args=[one.contract])


def _holds(text: str, words: list[str]) -> bool:
    held = words_of(text)
    return all(any(one.startswith(word) for one in held) for word in words)


def _more(name: str, typed: str, found: Sequence[object]) -> str:
    return f"{reverse(name)}?{urlencode({'q': typed})}" if len(found) > MOST else ""
