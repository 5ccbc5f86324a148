"""Amendments change more; SQLite makes the table of changes anew, so its guards are put again."""

from importlib import import_module

from django.db import migrations, models

from beffroi.core.guards import PutGuards, SwapGuard

CHANGES = "contracts_amendmentchange"
BEFORE = import_module("beffroi.contracts.migrations.0004_guards").Migration.operations
GUARDS = [
    guard
    for operation in BEFORE
    if isinstance(operation, PutGuards)
    for guard in operation.guards
    if guard.table == CHANGES
]


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0006_signed_copy"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="amendmentchange",
            name="amendment_change_known",
        ),
        migrations.AlterField(
            model_name="amendmentchange",
            name="target",
            field=models.CharField(
                choices=[
                    ("contract", "dispositions générales"),
                    ("settings", "règles d’admission"),
                    ("party", "partie"),
                    ("axis", "axe"),
                    ("theme", "thème"),
                    ("crossing", "croisement"),
                    ("commitment", "engagement réciproque"),
                    ("public", "public cible"),
                    ("point", "point d’attention"),
                    ("clause", "clause de communication"),
                    ("piece", "pièce exigée"),
                    ("commune", "commune du contrat"),
                ],
                max_length=20,
                verbose_name="ce qui change",
            ),
        ),
        migrations.AddConstraint(
            model_name="amendmentchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["add", "alter", "remove"]),
                    (
                        "target__in",
                        [
                            "contract",
                            "settings",
                            "party",
                            "axis",
                            "theme",
                            "crossing",
                            "commitment",
                            "public",
                            "point",
                            "clause",
                            "piece",
                            "commune",
                        ],
                    ),
                ),
                name="amendment_change_known",
                violation_error_message="Cette modification n’existe pas.",
            ),
        ),
        *(SwapGuard(one, one) for one in GUARDS),
    ]
