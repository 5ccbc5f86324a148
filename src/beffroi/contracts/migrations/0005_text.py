"""The text that both parties write; once the contract is signed, it is the same for ever."""

from dataclasses import replace
from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from beffroi.core.guards import Guard, SwapGuard

GUARDS = import_module("beffroi.contracts.migrations.0004_guards")
BEFORE: Guard = GUARDS.Migration.operations[0].guards[0]
CHANGES = " OR ".join(GUARDS.differs(one) for one in (*GUARDS.SEALED_COLUMNS, "text_id"))
AFTER = replace(BEFORE, condition=f"OLD.signed_on IS NOT NULL AND ({CHANGES})")


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0004_guards"),
        ("drafting", "0002_guards"),
        ("organisations", "0002_user_is_persona"),
    ]

    operations = [
        migrations.AddField(
            model_name="contract",
            name="text",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="drafting.text",
                verbose_name="texte",
            ),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.UniqueConstraint(
                condition=models.Q(("text__isnull", False)),
                fields=("text",),
                name="contract_text_once",
                violation_error_message="Ce texte est déjà celui d’un contrat.",
            ),
        ),
        SwapGuard(BEFORE, AFTER),
    ]
