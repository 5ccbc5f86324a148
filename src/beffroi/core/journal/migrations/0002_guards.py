"""The journal is only ever added to."""

from django.db import migrations

from beffroi.core.guards import append_only


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [append_only("journal_journalentry")]
