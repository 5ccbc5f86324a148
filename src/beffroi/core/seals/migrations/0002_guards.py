"""Seals are only ever added, chains never deleted."""

from django.db import migrations

from beffroi.core.guards import append_only, undeletable


class Migration(migrations.Migration):
    dependencies = [("seals", "0001_initial")]

    operations = [append_only("seals_seal"), undeletable("seals_chain")]
