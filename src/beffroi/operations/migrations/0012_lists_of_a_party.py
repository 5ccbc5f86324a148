from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from beffroi.core.word_index import KeepWords


def _party(verbose_name: str) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        db_index=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="organisations.organisation",
        verbose_name=verbose_name,
    )


# The order of a list, behind the party that reads it.
ORDERS = {
    "recent": ["updated_at", "id"],
    "due": ["due_on", "id"],
    "cost": ["total_cost_amount", "id"],
    "state": ["state", "updated_at", "id", "owner"],
    "owner": ["owner", "state"],
}


class Migration(migrations.Migration):
    dependencies = [("operations", "0011_parties_of_each")]

    operations = [
        migrations.AlterField("operation", "departement", _party("Département")),
        migrations.AlterField("operation", "epci", _party("intercommunalité")),
        migrations.RemoveIndex("operation", "operation_contract_due"),
        migrations.RemoveIndex("operation", "operation_contract_cost"),
        migrations.RemoveIndex("operation", "operation_by_state"),
        migrations.RemoveIndex("operation", "operation_due"),
        migrations.AddIndex(
            "operation",
            models.Index(
                fields=["next_organisation", "next_turn", "due_on", "id"], name="operation_turn_due"
            ),
        ),
        *(
            migrations.AddIndex(
                "operation", models.Index(fields=[party, *fields], name=f"operation_{party[:4]}_{name}")
            )
            for party in ("departement", "epci")
            for name, fields in ORDERS.items()
        ),
        # The table was made anew on SQLite: its words were no longer kept.
        KeepWords("operations_operation", ("search_text", "whole_search_text")),
    ]
