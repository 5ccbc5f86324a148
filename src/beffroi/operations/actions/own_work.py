"""What was prepared over a set goes when its days are over."""

from datetime import datetime
from functools import partial

from django.db import transaction

from beffroi.operations.models import BulkRun, OperationExport, OperationImport
from beffroi.operations.models.own_work import OwnWorkQuerySet

WORKS = (OperationImport, BulkRun, OperationExport)


@transaction.atomic
def forget_expired_works(at: datetime) -> int:
    """Throw away the imports, batches and files whose days are over; give their number."""
    return sum(throw_away(kind.objects.expired(at)) for kind in WORKS)


def throw_away(works: OwnWorkQuerySet) -> int:
    """Erase works, and their files once the transaction is over; give their number."""
    found = list(works)
    for one in found:
        if isinstance(one, OperationExport) and one.stored:
            transaction.on_commit(partial(one.stored.storage.delete, str(one.stored.name)))
    works.filter(pk__in=[one.pk for one in found]).delete()
    return len(found)
