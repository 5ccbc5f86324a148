"""The amendments that were signed before get the rows of what they add; nothing takes such rows out."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# What the changes of amendments call an entry, and its table.
MODELS = {
    "axis": "Axis",
    "theme": "AxisTheme",
    "commitment": "MutualCommitment",
    "public": "TargetPublic",
    "point": "AttentionPoint",
    "commune": "PerimeterCommune",
}


def write_rows(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Write each entry added, in the order in which it came to be: an axis before its themes."""
    changes = apps.get_model("contracts", "AmendmentChange").objects.filter(
        kind="add", target__in=MODELS, amendment__state="signed"
    )
    ordered = changes.select_related("amendment").order_by(
        "amendment__signed_on", "amendment__number", "rank"
    )
    for one in ordered:
        values = dict(one.after)
        if one.target == "theme":
            values["axis_id"] = _axis(apps, one.amendment.contract_id, values.pop("axis"))
        else:
            values["contract_id"] = one.amendment.contract_id
        if one.target == "commune":
            del values["rank"]
        model = apps.get_model("contracts", MODELS[one.target])
        model.objects.create(added_by_id=one.amendment_id, reference=one.reference, **values)


def _axis(apps: StateApps, contract: int, mark: str) -> Any:
    if mark.isdecimal():
        return int(mark)
    return apps.get_model("contracts", "Axis").objects.get(contract=contract, reference=mark).pk


class Migration(migrations.Migration):
    dependencies = [("contracts", "0009_in_force")]

    operations = [migrations.RunPython(write_rows)]
