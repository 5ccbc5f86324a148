"""What an amendment adds becomes rows of the contract's tables: the guards let in those, and no other."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from beffroi.core.guards import LiftGuards, PutGuards, frozen

BEFORE = import_module("beffroi.contracts.migrations.0004_guards")
CONTRACT, AXIS, AMENDMENT, CHANGE = (
    BEFORE.CONTRACT, BEFORE.AXIS, BEFORE.AMENDMENT, "contracts_amendmentchange",
)  # fmt: skip
# The tables to which an amendment adds, and what its changes call their rows.
ADDED_TO = {
    AXIS: "axis",
    "contracts_mutualcommitment": "commitment",
    "contracts_targetpublic": "public",
    "contracts_attentionpoint": "point",
    "contracts_perimetercommune": "commune",
}
THEME, CROSSING = "contracts_axistheme", "contracts_crossing"
# SQLite makes these tables anew; the guards of crossings look at the axes meanwhile.
LIFTED = [
    guard
    for operation in BEFORE.Migration.operations
    if isinstance(operation, PutGuards)
    for guard in operation.guards
    if guard.table in {*ADDED_TO, THEME, CROSSING}
]


def added(target: str, contract: str) -> str:
    """Say that an amendment to that very contract, approved by both parties, adds the row."""
    return (
        f"EXISTS (SELECT 1 FROM {CHANGE} d JOIN {AMENDMENT} m ON m.id = d.amendment_id "  # noqa: S608
        f"WHERE m.id = NEW.added_by_id AND m.contract_id = {contract} AND m.state IN ('enforceable', 'signed') "
        f"AND d.kind = 'add' AND d.target = '{target}' AND d.reference = NEW.reference)"
    )


def open_to_amendments(table: str, target: str) -> PutGuards:
    """Freeze the rows of a signed contract, and let in those that an amendment adds to it."""
    signed = BEFORE.signed
    inserts = f"{signed(CONTRACT, 'NEW', 'contract_id')} AND NOT {added(target, 'NEW.contract_id')}"
    return frozen(table, signed(CONTRACT, "OLD", "contract_id"), inserts_when=inserts)


def themes_open_to_amendments() -> PutGuards:
    """The same for what stands under the axes."""
    sql = (
        f"EXISTS (SELECT 1 FROM {AXIS} a JOIN {CONTRACT} c ON c.id = a.contract_id "  # noqa: S608
        "WHERE a.id = {row}.axis_id AND c.signed_on IS NOT NULL)"
    )
    contract = f"(SELECT contract_id FROM {AXIS} WHERE id = NEW.axis_id)"  # noqa: S608
    inserts = f"{sql.format(row='NEW')} AND NOT {added('theme', contract)}"
    return frozen(THEME, sql.format(row="OLD"), inserts_when=inserts)


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0008_parents_by_number"),
    ]

    operations = [
        LiftGuards(*LIFTED),
        migrations.RemoveConstraint(
            model_name="attentionpoint",
            name="attention_rank_once",
        ),
        migrations.RemoveConstraint(
            model_name="axis",
            name="axis_rank_once",
        ),
        migrations.RemoveConstraint(
            model_name="axistheme",
            name="axis_theme_rank_once",
        ),
        migrations.RemoveConstraint(
            model_name="mutualcommitment",
            name="commitment_rank_once",
        ),
        migrations.RemoveConstraint(
            model_name="perimetercommune",
            name="perimeter_commune_once",
        ),
        migrations.RemoveConstraint(
            model_name="targetpublic",
            name="target_public_rank_once",
        ),
        migrations.AddField(
            model_name="attentionpoint",
            name="added_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="contracts.amendment",
                verbose_name="ajouté par l’avenant",
            ),
        ),
        migrations.AddField(
            model_name="attentionpoint",
            name="reference",
            field=models.CharField(blank=True, default="", max_length=20, verbose_name="repère"),
        ),
        migrations.AddField(
            model_name="axis",
            name="added_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="contracts.amendment",
                verbose_name="ajouté par l’avenant",
            ),
        ),
        migrations.AddField(
            model_name="axis",
            name="reference",
            field=models.CharField(blank=True, default="", max_length=20, verbose_name="repère"),
        ),
        migrations.AddField(
            model_name="axistheme",
            name="added_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="contracts.amendment",
                verbose_name="ajouté par l’avenant",
            ),
        ),
        migrations.AddField(
            model_name="axistheme",
            name="reference",
            field=models.CharField(blank=True, default="", max_length=20, verbose_name="repère"),
        ),
        migrations.AddField(
            model_name="mutualcommitment",
            name="added_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="contracts.amendment",
                verbose_name="ajouté par l’avenant",
            ),
        ),
        migrations.AddField(
            model_name="mutualcommitment",
            name="reference",
            field=models.CharField(blank=True, default="", max_length=20, verbose_name="repère"),
        ),
        migrations.AddField(
            model_name="perimetercommune",
            name="added_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="contracts.amendment",
                verbose_name="ajouté par l’avenant",
            ),
        ),
        migrations.AddField(
            model_name="perimetercommune",
            name="reference",
            field=models.CharField(blank=True, default="", max_length=20, verbose_name="repère"),
        ),
        migrations.AddField(
            model_name="targetpublic",
            name="added_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="contracts.amendment",
                verbose_name="ajouté par l’avenant",
            ),
        ),
        migrations.AddField(
            model_name="targetpublic",
            name="reference",
            field=models.CharField(blank=True, default="", max_length=20, verbose_name="repère"),
        ),
        migrations.AlterField(
            model_name="perimetercommune",
            name="latitude",
            field=models.DecimalField(
                blank=True, decimal_places=6, max_digits=8, null=True, verbose_name="latitude"
            ),
        ),
        migrations.AlterField(
            model_name="perimetercommune",
            name="longitude",
            field=models.DecimalField(
                blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="longitude"
            ),
        ),
        migrations.AddConstraint(
            model_name="attentionpoint",
            constraint=models.UniqueConstraint(
                condition=models.Q(("added_by__isnull", True)),
                fields=("contract", "rank"),
                name="attention_rank_once",
                violation_error_message="Ce rang est déjà pris par un point d’attention.",
            ),
        ),
        migrations.AddConstraint(
            model_name="attentionpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("added_by__isnull", True), ("reference", "")),
                    models.Q(("added_by__isnull", False), models.Q(("reference", ""), _negated=True)),
                    _connector="OR",
                ),
                name="attention_added_has_reference",
                violation_error_message="Ce qu’un avenant ajoute a son repère.",
            ),
        ),
        migrations.AddConstraint(
            model_name="attentionpoint",
            constraint=models.UniqueConstraint(
                condition=models.Q(("added_by__isnull", False)),
                fields=("added_by", "reference"),
                name="attention_added_once",
                violation_error_message="Cet avenant l’a déjà ajouté.",
            ),
        ),
        migrations.AddConstraint(
            model_name="axis",
            constraint=models.UniqueConstraint(
                condition=models.Q(("added_by__isnull", True)),
                fields=("contract", "rank"),
                name="axis_rank_once",
                violation_error_message="Ce rang est déjà pris par un axe.",
            ),
        ),
        migrations.AddConstraint(
            model_name="axis",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("added_by__isnull", True), ("reference", "")),
                    models.Q(("added_by__isnull", False), models.Q(("reference", ""), _negated=True)),
                    _connector="OR",
                ),
                name="axis_added_has_reference",
                violation_error_message="Ce qu’un avenant ajoute a son repère.",
            ),
        ),
        migrations.AddConstraint(
            model_name="axis",
            constraint=models.UniqueConstraint(
                condition=models.Q(("added_by__isnull", False)),
                fields=("added_by", "reference"),
                name="axis_added_once",
                violation_error_message="Cet avenant l’a déjà ajouté.",
            ),
        ),
        migrations.AddConstraint(
            model_name="axistheme",
            constraint=models.UniqueConstraint(
                condition=models.Q(("added_by__isnull", True)),
                fields=("axis", "rank"),
                name="axis_theme_rank_once",
                violation_error_message="Ce rang est déjà pris dans l’axe.",
            ),
        ),
        migrations.AddConstraint(
            model_name="axistheme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("added_by__isnull", True), ("reference", "")),
                    models.Q(("added_by__isnull", False), models.Q(("reference", ""), _negated=True)),
                    _connector="OR",
                ),
                name="axis_theme_added_has_reference",
                violation_error_message="Ce qu’un avenant ajoute a son repère.",
            ),
        ),
        migrations.AddConstraint(
            model_name="axistheme",
            constraint=models.UniqueConstraint(
                condition=models.Q(("added_by__isnull", False)),
                fields=("added_by", "reference"),
                name="axis_theme_added_once",
                violation_error_message="Cet avenant l’a déjà ajouté.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mutualcommitment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("added_by__isnull", True)),
                fields=("contract", "rank"),
                name="commitment_rank_once",
                violation_error_message="Ce rang est déjà pris par un engagement.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mutualcommitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("added_by__isnull", True), ("reference", "")),
                    models.Q(("added_by__isnull", False), models.Q(("reference", ""), _negated=True)),
                    _connector="OR",
                ),
                name="commitment_added_has_reference",
                violation_error_message="Ce qu’un avenant ajoute a son repère.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mutualcommitment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("added_by__isnull", False)),
                fields=("added_by", "reference"),
                name="commitment_added_once",
                violation_error_message="Cet avenant l’a déjà ajouté.",
            ),
        ),
        migrations.AddConstraint(
            model_name="perimetercommune",
            constraint=models.UniqueConstraint(
                condition=models.Q(("added_by__isnull", True)),
                fields=("contract", "code"),
                name="perimeter_commune_once",
                violation_error_message="Cette commune est déjà dans le périmètre.",
            ),
        ),
        migrations.AddConstraint(
            model_name="perimetercommune",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("added_by__isnull", True), ("latitude__isnull", False), ("longitude__isnull", False)
                    ),
                    models.Q(
                        ("added_by__isnull", False), ("latitude__isnull", True), ("longitude__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="perimeter_commune_placed",
                violation_error_message="Une commune du contrat signé a sa position.",
            ),
        ),
        migrations.AddConstraint(
            model_name="perimetercommune",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("added_by__isnull", True), ("reference", "")),
                    models.Q(("added_by__isnull", False), models.Q(("reference", ""), _negated=True)),
                    _connector="OR",
                ),
                name="perimeter_commune_added_has_reference",
                violation_error_message="Ce qu’un avenant ajoute a son repère.",
            ),
        ),
        migrations.AddConstraint(
            model_name="perimetercommune",
            constraint=models.UniqueConstraint(
                condition=models.Q(("added_by__isnull", False)),
                fields=("added_by", "reference"),
                name="perimeter_commune_added_once",
                violation_error_message="Cet avenant l’a déjà ajouté.",
            ),
        ),
        migrations.AddConstraint(
            model_name="targetpublic",
            constraint=models.UniqueConstraint(
                condition=models.Q(("added_by__isnull", True)),
                fields=("contract", "rank"),
                name="target_public_rank_once",
                violation_error_message="Ce rang est déjà pris par un public.",
            ),
        ),
        migrations.AddConstraint(
            model_name="targetpublic",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("added_by__isnull", True), ("reference", "")),
                    models.Q(("added_by__isnull", False), models.Q(("reference", ""), _negated=True)),
                    _connector="OR",
                ),
                name="target_public_added_has_reference",
                violation_error_message="Ce qu’un avenant ajoute a son repère.",
            ),
        ),
        migrations.AddConstraint(
            model_name="targetpublic",
            constraint=models.UniqueConstraint(
                condition=models.Q(("added_by__isnull", False)),
                fields=("added_by", "reference"),
                name="target_public_added_once",
                violation_error_message="Cet avenant l’a déjà ajouté.",
            ),
        ),
        *(open_to_amendments(table, target) for table, target in ADDED_TO.items()),
        themes_open_to_amendments(),
        BEFORE.under_axis(CROSSING),
    ]
