"""What is sealed stays as it was: refused by the database itself."""

from django.db import migrations

from beffroi.core.guards import Guard, PutGuards, append_only, frozen


def belonging(table: str, parent: str, key: str) -> PutGuards:
    """Freeze the rows of a sealed parent, and let no other join them."""
    # The names come from this file alone.
    sealed = f"(SELECT sealed_at FROM {parent} WHERE id = {{row}}.{key}) IS NOT NULL"  # noqa: S608
    return frozen(table, sealed.format(row="OLD"), inserts_when=sealed.format(row="NEW"))


ACT, SITTING = "assemblies_deliberation", "assemblies_sitting"
SEALED_EVENT = (
    "EXISTS (SELECT 1 FROM seals_seal WHERE object_type = 'assemblies.actevent' AND object_id = NEW.event_id)"
)


class Migration(migrations.Migration):
    dependencies = [("assemblies", "0001_initial"), ("seals", "0001_initial")]

    operations = [
        frozen(SITTING, "OLD.sealed_at IS NOT NULL"),
        belonging("assemblies_attendance", SITTING, "sitting_id"),
        belonging("assemblies_movement", SITTING, "sitting_id"),
        frozen(ACT, "OLD.sealed_at IS NOT NULL"),
        belonging("assemblies_citation", ACT, "deliberation_id"),
        belonging("assemblies_recital", ACT, "deliberation_id"),
        belonging("assemblies_decision", ACT, "deliberation_id"),
        belonging("assemblies_opinion", ACT, "deliberation_id"),
        belonging("assemblies_namedvote", ACT, "deliberation_id"),
        belonging("assemblies_annex", ACT, "deliberation_id"),
        append_only("assemblies_actevent"),
        append_only("assemblies_publication"),
        PutGuards(
            Guard("assemblies_publication", "INSERT", SEALED_EVENT, "the event it belongs to is sealed")
        ),
    ]
