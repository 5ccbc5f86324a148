"""The words that operations are searched by, and the rows that are only ever added."""

from django.db import migrations

from beffroi.core.guards import append_only
from beffroi.core.word_index import KeepWords


class Migration(migrations.Migration):
    dependencies = [("operations", "0001_initial")]

    operations = [
        KeepWords("operations_operation"),
        append_only("operations_operationstep"),
        append_only("operations_supportopinion"),
        append_only("operations_message"),
        append_only("operations_routedecision"),
    ]
