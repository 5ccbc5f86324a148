"""Scans of signed acts: rows that are only ever added."""

import django.db.models.deletion
from django.db import migrations, models

from beffroi.core.guards import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0005_text"),
        ("files", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="SignedCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64, verbose_name="empreinte SHA-256")),
                ("added_at", models.DateTimeField(verbose_name="ajouté le")),
                (
                    "signing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="contracts.signing",
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.pieceversion"
                    ),
                ),
            ],
            options={
                "verbose_name": "exemplaire signé",
                "verbose_name_plural": "exemplaires signés",
                "ordering": ["signing", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("signing", "sha256"),
                        name="signed_copy_once",
                        violation_error_message="Ce fichier est déjà un exemplaire de cet acte.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256", ""), _negated=True),
                        name="signed_copy_has_fingerprint",
                        violation_error_message="Un exemplaire porte son empreinte.",
                    ),
                ],
            },
        ),
        append_only("contracts_signedcopy"),
    ]
