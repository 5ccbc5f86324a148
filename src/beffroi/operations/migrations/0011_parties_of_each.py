from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from beffroi.core.search import search_text


def fill(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Copy the parties of each contract, and take the description out of what a summary says."""
    parties = apps.get_model("contracts", "ContractParty")
    operations = apps.get_model("operations", "Operation")
    for contract, side, organisation in parties.objects.values_list("contract", "side", "organisation"):
        operations.objects.filter(contract=contract).update(**{f"{side}_id": organisation})
    for one in operations.objects.iterator(chunk_size=500):
        told = [str(one.number), one.title, one.summary]
        one.search_text = search_text(told)
        one.whole_search_text = search_text([*told, one.description])
        one.save(update_fields=["search_text", "whole_search_text"])


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0004_guards"),
        ("operations", "0010_parties"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
