"""What an address asks of the operations, and for whom: one set behind list, board, map and file."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from beffroi.contracts.in_force import Terms, amended_terms, retitled_axes
from beffroi.contracts.kinds import Target
from beffroi.contracts.models import Axis
from beffroi.core.ui.lists import SetListKind
from beffroi.operations.kinds import OperationState
from beffroi.operations.lists.kind import contracts_of, kind_for, rows_of
from beffroi.operations.models import Operation
from beffroi.organisations.actor import Actor, acting


@dataclass(frozen=True, slots=True)
class Asked:
    """A set of operations: who asks, what the address says, and the rows that answer."""

    actor: Actor
    query: QueryDict
    kind: SetListKind[Operation]
    rows: QuerySet[Operation]
    # The words of the search match more than are counted.
    many: bool
    # What amendments made of the axes and the communes of contracts, and the axes that bear other words.
    amended: Mapping[int, Terms]
    retitled: Mapping[int, Axis]

    @property
    def found(self) -> QuerySet[Operation]:
        """The whole set, in its order."""
        return self.kind.found(self.rows, self.query, many=self.many)

    def found_by_state(self) -> dict[OperationState, QuerySet[Operation]]:
        """The set, state by state, each in its order; a state that this person never sees is left out."""
        found: dict[OperationState, QuerySet[Operation]] = {}
        for rows, states in Operation.objects.visible_by_state(self.actor):
            kept = self.kind.found(rows, self.query, many=self.many)
            found |= {state: kept.filter(state=state) for state in states}
        return found

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The words, filters and order of the address, for a form that sends them again."""
        names = ("q", "tri", *(one.name for one in self.kind.filters))
        return [(name, value) for name in names if (value := self.query.get(name, ""))]


def asked_of(request: HttpRequest, query: QueryDict | None = None) -> Asked:
    """Read what a request asks."""
    return asked_by(acting(request), request.GET if query is None else query)


def asked_by(actor: Actor, query: QueryDict) -> Asked:
    """Read what somebody asks."""
    on = timezone.localdate()
    amended = amended_terms(contracts_of(actor), on, Target.AXIS, Target.COMMUNE)
    retitled = retitled_axes(amended)
    kind = kind_for(actor, on, retitled)
    rows = rows_of(actor)
    return Asked(actor, query, kind, rows, kind.has_many(rows, query), amended, retitled)
