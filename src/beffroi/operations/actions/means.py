"""What the owner states of its own size: the impact study depends on it."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import changes_between, record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked, told_fields
from beffroi.operations.models import FinancialBasis, Operation
from beffroi.operations.permissions import EDITED_BY_OWNER
from beffroi.operations.saving import lock

LEFT = ("id", "operation", "written_at", "written_by_label")


@transaction.atomic
def write_means(
    operation: Operation, population: int, revenue: Decimal, source: str, *, by: Author, at: datetime
) -> FinancialBasis:
    """Write the owner's population and real operating revenue.

    Raises: RuleViolation.
    """
    held = lock(operation)
    if held.stage not in EDITED_BY_OWNER:
        raise RuleViolation(
            f"L’opération est « {held.get_state_display()} » : ses chiffres ne changent plus."
        )
    row = FinancialBasis.objects.filter(operation=held).first() or FinancialBasis(operation=held)
    before = told_fields(row, leave=LEFT) if row.pk else {}
    row.population, row.operating_revenue_amount, row.source = population, revenue, source
    row.written_at, row.written_by_label = at, by.user_label
    save_checked(row)
    changes = changes_between(before, told_fields(row, leave=LEFT))
    record("means.written", held, by=by, changes=changes)
    return row
