from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def _party(verbose_name: str, *, null: bool) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        db_index=False,
        null=null,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="organisations.organisation",
        verbose_name=verbose_name,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("operations", "0009_exports"),
        ("organisations", "0002_user_is_persona"),
    ]

    operations = [
        migrations.AddField("operation", "departement", _party("Département", null=True)),
        migrations.AddField("operation", "epci", _party("intercommunalité", null=True)),
        migrations.AddField(
            "operation", "whole_search_text", models.TextField(blank=True, default="", editable=False)
        ),
    ]
