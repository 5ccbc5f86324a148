"""How many rows each list of a contract has: all of them in the query that reads the contract."""

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from beffroi.contracts.models import Contract
from beffroi.contracts.models.contract import ContractQuerySet
from beffroi.contracts.writing.parts import ALL

COUNTED = (*(one.related for one in ALL), "communes")


def with_counts(contracts: ContractQuerySet) -> ContractQuerySet:
    """Count at once the rows of each list."""
    return contracts.annotate(**{_name(one): _count(one) for one in COUNTED})


def count_of(contract: Contract, related: str) -> int:
    """Give the count of a list, for a contract read `with_counts`."""
    return int(getattr(contract, _name(related)))


def _name(related: str) -> str:
    return f"count_of_{related}"


def _count(related: str) -> Coalesce:
    rows = Contract._meta.get_field(related).related_model._default_manager.filter(contract=OuterRef("pk"))
    counted = rows.order_by().values("contract").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
