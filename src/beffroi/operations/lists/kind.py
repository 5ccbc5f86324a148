"""What can be asked of the operations of somebody: words, filters, orders; all of it in the address."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from beffroi.contracts.models import Axis, ContractParty, PerimeterCommune
from beffroi.core.ui.lists import DatedSort, SetFilter, SetListKind, SetSort
from beffroi.operations.kinds import OperationState, Turn
from beffroi.operations.models import Operation
from beffroi.operations.querysets import OperationQuerySet, reads_all_whole
from beffroi.operations.states import ENDED, EXITS, STEP_OF, STEPS
from beffroi.organisations.actor import Actor
from beffroi.organisations.models import Organisation
from beffroi.organisations.roles import OrganisationKind
from beffroi.schemes.kinds import OperationKind

Operations = QuerySet[Operation]
Choices = tuple[tuple[str, str], ...]
EXIT = "sortie"
STEP_CHOICES: Choices = (
    *((str(rank), f"{rank}. {name}") for rank, name in enumerate(STEPS, start=1)),
    (EXIT, "refusée, abandonnée ou retirée"),
)
DELAYS: Choices = (("retard", "En retard"), ("date", "Avec une échéance"))
OURS, OTHERS = "nous", "autres"
# A menu of names is no longer read beyond this; the words of the search find the others.
MOST_CHOICES = 300


def rows_of(actor: Actor) -> OperationQuerySet:
    """The operations that exist for somebody, lean, with what a line of the list shows."""
    rows = Operation.objects.visible_to(actor).select_related("owner", "next_organisation", "axis")
    return rows.defer("search_text", "description", "owner__logo", "next_organisation__logo")


def kind_for(actor: Actor, on: date, retitled: Mapping[int, Axis]) -> SetListKind[Operation]:
    """Give the list of somebody: its menus hold only what they may see, axes in the words of that day."""
    axes = _axes(actor)
    titles = ((pk, retitled[pk].short_title if pk in retitled else title) for pk, title, *_ in axes)
    contracts = {pk: title for *_, pk, title in axes}
    return SetListKind(
        noun="opération",
        nouns="opérations",
        matching=lambda rows, words: _rows(rows).matching(words, by=actor),
        matching_first=lambda rows, words, first: _rows(rows).matching(words, by=actor, first=first),
        matching_many=lambda rows, words: _rows(rows).matching(words, by=actor, many=True),
        filters=(
            SetFilter("etape", "Étape", STEP_CHOICES, at_step),
            SetFilter("etat", "État", tuple(OperationState.choices), _equal("state")),
            SetFilter("tour", "À qui le tour", _turns(), _of_turn(actor)),
            SetFilter("delai", "Échéance", DELAYS, _due(on)),
            SetFilter("nature", "Nature", tuple(OperationKind.choices), _equal("kind")),
            SetFilter("contrat", "Contrat", _texts(contracts.items()), _equal("contract")),
            SetFilter("axe", "Axe", _texts(titles), _equal("axis")),
            SetFilter("maitre", "Maître d’ouvrage", _owners(actor), _equal("owner")),
            SetFilter("commune", "Commune", _communes(actor), _in_commune),
        ),
        sorts=_sorts(actor),
        keys_first=True,
    )


def at_step(rows: Operations, step: str) -> Operations:
    """Keep those at a step of the line, or those that left it."""
    return rows.filter(state__in=states_at(step))


def states_at(step: str) -> frozenset[OperationState]:
    """The states at a step of the line; those of the exits for `EXIT`."""
    if step == EXIT:
        return EXITS
    return frozenset(state for state, rank in STEP_OF.items() if str(rank) == step)


def _sorts(actor: Actor) -> tuple[SetSort, ...]:
    """An order by cost would tell the costs to who reads summaries."""
    sorts = (
        SetSort("recentes", "les plus récentes", "updated_at", descending=True),
        DatedSort("echeance", "l’échéance", "due_on"),
    )
    if not reads_all_whole(actor):
        return sorts
    return (*sorts, SetSort("cout", "le coût, du plus grand", "total_cost_amount", descending=True))


def _rows(rows: Operations) -> OperationQuerySet:
    assert isinstance(rows, OperationQuerySet)
    return rows


def _equal(column: str) -> Callable[[Operations, str], Operations]:
    return lambda rows, value: rows.filter(**{column: value})


def _of_turn(actor: Actor) -> Callable[[Operations, str], Operations]:
    def narrow(rows: Operations, turn: str) -> Operations:
        if turn == OURS:
            return rows.filter(next_organisation=actor.organisation)
        if turn == OTHERS:
            return rows.exclude(next_organisation=actor.organisation).exclude(state__in=ENDED)
        return rows.filter(next_turn=turn)

    return narrow


def _due(on: date) -> Callable[[Operations, str], Operations]:
    return lambda rows, value: rows.filter(
        **({"due_on__lt": on} if value == "retard" else {"due_on__isnull": False})
    )


def _in_commune(rows: Operations, code: str) -> Operations:
    # Found first: joined, they would be looked for along the order of the list, row after row.
    there = Operation.communes.through.objects.filter(perimetercommune__code=code)
    return rows.filter(pk__in=there.values("operation"))


def _turns() -> Choices:
    return ((OURS, "mon organisation"), (OTHERS, "une autre"), *Turn.choices)


def _texts(pairs: Iterable[tuple[int, str]]) -> Choices:
    return tuple((str(key), str(text)) for key, text in pairs)


def _axes(actor: Actor) -> list[tuple[int, str, int, str]]:
    seen = Operation.objects.visible_to(actor).filter(axis=OuterRef("pk"))
    axes = Axis.objects.filter(Exists(seen), contract__in=contracts_of(actor))
    ordered = axes.order_by("-contract__starts_year", "contract", "rank")
    return list(ordered.values_list("pk", "short_title", "contract_id", "contract__title")[:MOST_CHOICES])


def _owners(actor: Actor) -> Choices:
    seen = Operation.objects.visible_to(actor).filter(owner=OuterRef("pk"))
    owners = Organisation.objects.filter(Exists(seen)).order_by("name", "pk")
    return _texts(owners.values_list("pk", "name")[:MOST_CHOICES])


def _communes(actor: Actor) -> Choices:
    seen = Operation.objects.visible_to(actor).filter(communes=OuterRef("pk"))
    communes = PerimeterCommune.objects.filter(Exists(seen), contract__in=contracts_of(actor))
    found = communes.order_by("name", "code").values_list("code", "name")
    return tuple(dict(found[:MOST_CHOICES]).items())


def contracts_of(actor: Actor) -> QuerySet[Any, Any]:
    """The contracts of a party, those of the few operations that anyone else sees."""
    if actor.is_of(OrganisationKind.DEPARTEMENT) or actor.is_of(OrganisationKind.EPCI):
        return ContractParty.objects.filter(organisation=actor.organisation).values("contract")
    return Operation.objects.visible_to(actor).values("contract")
