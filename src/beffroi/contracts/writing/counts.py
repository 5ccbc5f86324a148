"""How many rows each list of a contract has: all of them in the query that reads the contract."""

from django.db.models import Count, IntegerField, Model, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from beffroi.contracts.models import Contract, PerimeterCommune
from beffroi.contracts.models.added import ORIGINAL, Addable
from beffroi.contracts.models.contract import ContractQuerySet
from beffroi.contracts.writing.parts import ALL

COUNTED: dict[str, type[Model]] = {one.related: one.model for one in ALL} | {"communes": PerimeterCommune}


def with_counts(contracts: ContractQuerySet) -> ContractQuerySet:
    """Count at once the rows of each list, without what amendments added."""
    return contracts.annotate(**{_name(related): _count(model) for related, model in COUNTED.items()})


def count_of(contract: Contract, related: str) -> int:
    """Give the count of a list, for a contract read `with_counts`."""
    return int(getattr(contract, _name(related)))


def _name(related: str) -> str:
    return f"count_of_{related}"


def _count(model: type[Model]) -> Coalesce:
    rows = model._default_manager.filter(
        ORIGINAL if issubclass(model, Addable) else Q(), contract=OuterRef("pk")
    )
    counted = rows.order_by().values("contract").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
