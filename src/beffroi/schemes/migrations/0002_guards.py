"""Two versions of the rules of an aid never overlap, and a version that was used keeps what it says."""

from django.db import migrations

from beffroi.core.guards import ALWAYS, Guard, PutGuards

RULES = "schemes_schemerules"
NEVER = "'9999-12-31'"
OVERLAPS = (  # the names come from this file alone
    f"EXISTS (SELECT 1 FROM {RULES} AS other WHERE other.scheme_id = NEW.scheme_id "  # noqa: S608
    f"AND other.in_force_from <= COALESCE(NEW.in_force_until, {NEVER}) "
    f"AND COALESCE(other.in_force_until, {NEVER}) >= NEW.in_force_from"
)
# What a version says; its end may still be set.
SAID = (
    "scheme_id", "in_force_from", "beneficiary_kinds", "population_max", "cost_min_amount", "cost_max_amount",
    "operation_kinds", "themes", "rate", "cap_amount", "minimum_amount", "source_note",
)  # fmt: skip
# One spelling for both databases: NULL counts as an empty text.
CHANGED = " OR ".join(
    f"COALESCE(CAST(OLD.{name} AS text), '') <> COALESCE(CAST(NEW.{name} AS text), '')" for name in SAID
)
USED = f"OLD.used_on IS NOT NULL AND ({CHANGED} OR NEW.used_on IS NULL)"


class Migration(migrations.Migration):
    dependencies = [("schemes", "0001_initial")]

    operations = [
        PutGuards(
            Guard(RULES, "INSERT", f"{OVERLAPS})", "two versions would overlap"),
            Guard(
                RULES,
                "UPDATE",
                f"({OVERLAPS} AND other.id <> NEW.id)) OR ({USED})",
                "two versions would overlap, or the version was used",
            ),
            Guard(RULES, "DELETE", "OLD.used_on IS NOT NULL", "the version was used"),
            Guard(RULES, "TRUNCATE", ALWAYS, "some versions may have been used"),
        ),
    ]
