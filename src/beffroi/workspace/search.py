"""One field that looks into operations, contracts and published acts, each as far as somebody may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from beffroi.assemblies.models import RegisterEntry
from beffroi.contracts.models import Contract
from beffroi.core.search import asked_words, words_of
from beffroi.law.french import french_date
from beffroi.operations.models import Operation
from beffroi.organisations.actor import Actor

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
    groups = (_operations(actor, typed), _contracts(actor, words), _acts(typed))
    return [one for one in groups if one.hits]


def _operations(actor: Actor, typed: str) -> Group:
    rows = Operation.objects.visible_to(actor).matching(typed, by=actor).select_related("owner")
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


def _contracts(actor: Actor, words: list[str]) -> Group:
    """Contracts are few: their titles are read."""
    own = set(Contract.objects.of(actor).values_list("pk", flat=True))
    seen = Contract.objects.visible_to(actor).distinct()
    found = [one for one in seen if _holds(f"{one.title} {one.summary}", words)]
    hits = [
        Hit(
            one.title, one.years,
            reverse("contracts:workspace" if one.pk in own else "contracts:contract", args=[one.slug]),
        )
        for one in found[:MOST]
    ]  # fmt: skip
    return Group("contrats", "Contrats", hits, "")


def _acts(typed: str) -> Group:
    rows = RegisterEntry.objects.matching(typed).select_related("assembly")
    found = list(rows.defer("search_text").order_by("-held_on", "-pk")[: MOST + 1])
    hits = [
        Hit(
            one.title, f"{one.assembly.name}, {french_date(one.held_on)}",
            reverse("register:act", args=[one.deliberation_id]),
        )
        for one in found[:MOST]
    ]  # fmt: skip
    return Group("actes", "Actes publiés", hits, _more("register:list", typed, found))


def _holds(text: str, words: list[str]) -> bool:
    held = words_of(text)
    return all(any(one.startswith(word) for one in held) for word in words)


def _more(name: str, typed: str, found: Sequence[object]) -> str:
    return f"{reverse(name)}?{urlencode({'q': typed})}" if len(found) > MOST else ""
