"""Counts and sums of what is shown, in one statement each, at the same cost whatever the size."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, IntegerField, JSONField, Q, QuerySet, Subquery, Sum

from beffroi.core.ui.lists import MOST_COUNTED
from beffroi.operations.models import Operation
from beffroi.operations.querysets import reads_all_whole, reads_own_whole
from beffroi.organisations.actor import Actor

# A key that no row has: a sum whose filter is known to be empty would empty the whole statement.
NOBODY = 0


class CappedCount(Subquery):
    """How many rows a set has, up to where it was cut: the rows beyond are never read."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()
    # A set that is known to be empty is not asked for.
    empty_result_set_value = 0


class FirstKeys(Subquery):
    """The keys that a set begins with, as a list; None when the set is known to be empty."""

    template = "(SELECT json_group_array(first.pk) FROM (%(subquery)s) first)"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Write it as PostgreSQL names it."""
        template = "(SELECT jsonb_agg(first.pk) FROM (%(subquery)s) first)"
        return self.as_sql(compiler, connection, template=template, **extra)


@dataclass(frozen=True, slots=True)
class Sums:
    """How many operations are shown and their amounts, which are None beyond the rows that are counted."""

    counted: int
    cost: Decimal | None
    asked: Decimal | None
    voted: Decimal | None

    @property
    def is_known(self) -> bool:
        """Whether the set was small enough to be summed."""
        return self.cost is not None


def sums_of(rows: QuerySet[Operation], actor: Actor, *, many: bool) -> Sums:
    """Add up the amounts that this person reads; those of a summary are told once they are voted."""
    if many:
        return Sums(MOST_COUNTED + 1, None, None, None)
    whole = Q() if reads_all_whole(actor) else _own(actor)
    told = whole if whole == Q() else whole | Q(voted_amount__gt=0)
    first = rows.order_by().values("pk", "total_cost_amount", "asked_amount", "voted_amount", "owner_id")
    found = first[: MOST_COUNTED + 1].aggregate(
        many=Count("pk"),
        cost=Sum("total_cost_amount", filter=told),
        asked=Sum("asked_amount", filter=whole),
        voted=Sum("voted_amount", filter=told),
    )
    if found["many"] > MOST_COUNTED:
        return Sums(found["many"], None, None, None)
    return Sums(found["many"], *(found[name] or Decimal(0) for name in ("cost", "asked", "voted")))


def reads_whole(actor: Actor, operation: Operation) -> bool:
    """Whether a line of the list shows all its amounts to this person."""
    return reads_all_whole(actor) or (reads_own_whole(actor) and actor.acts_for(operation.owner_id))


def _own(actor: Actor) -> Q:
    return Q(owner_id=actor.organisation_id) if reads_own_whole(actor) else Q(owner_id=NOBODY)
