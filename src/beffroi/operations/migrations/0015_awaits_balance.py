from typing import Any

from django.db import migrations, models
from django.db.models import Exists, F, OuterRef, Q

from beffroi.core.word_index import KeepWords

AWARDED = ["scheme_granted", "voted"]


def note(apps: Any, _editor: Any) -> None:
    """Note the operations whose plan awaited its balance before this was kept."""
    operations = apps.get_model("operations", "Operation").objects
    borne = apps.get_model("operations", "FundingLine").objects.filter(
        plan__operation=OuterRef("pk"),
        kind="departement",
        state="obtained",
        obtained_amount=OuterRef("voted_amount"),
    )
    awarded = operations.filter(state__in=AWARDED, plan__cost_amount__gt=0)
    waiting = awarded.filter(
        ~Q(plan__cost_amount=F("plan__funding_amount")) | Q(state="voted") & ~Exists(borne)
    )
    waiting.update(awaits_balance_since=F("state_since"))


class Migration(migrations.Migration):
    dependencies = [("operations", "0014_parents_by_number")]

    operations = [
        migrations.AddField(
            "operation",
            "awaits_balance_since",
            models.DateTimeField(blank=True, null=True, verbose_name="plan à équilibrer depuis"),
        ),
        migrations.AddIndex(
            "operation",
            models.Index(
                condition=Q(awaits_balance_since__isnull=False),
                fields=["owner", "awaits_balance_since", "id"],
                name="operation_to_balance",
            ),
        ),
        migrations.AddConstraint(
            "operation",
            models.CheckConstraint(
                condition=Q(awaits_balance_since__isnull=True) | Q(state__in=AWARDED),
                name="operation_balance_awaited_once_awarded",
                violation_error_message="Un plan n’attend d’être équilibré qu’une fois l’aide accordée.",
            ),
        ),
        # SQLite makes the table again for a constraint, and loses what keeps its words.
        KeepWords("operations_operation", ("search_text", "whole_search_text")),
        migrations.RunPython(note, migrations.RunPython.noop),
    ]
