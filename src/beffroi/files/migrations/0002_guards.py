"""What a version is does not change, and no version is deleted: refused by the database itself."""

from django.db import migrations

from beffroi.core.guards import ALWAYS, Guard, PutGuards

VERSION = "files_pieceversion"
# What is found out later, the antivirus's answer, is not among them.
FIXED = (
    "piece_id",
    "number",
    "name",
    "content_type",
    "size",
    "sha256",
    "stored",
    "uploaded_at",
    "uploaded_by_label",
)
CHANGED = " OR ".join(f"OLD.{name} <> NEW.{name}" for name in FIXED)
BY_WHOM = "COALESCE(OLD.uploaded_by_id, 0) <> COALESCE(NEW.uploaded_by_id, 0)"


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial")]

    operations = [
        PutGuards(
            Guard(VERSION, "UPDATE", f"{CHANGED} OR {BY_WHOM}", "a version does not change"),
            Guard(VERSION, "DELETE", ALWAYS, "versions are never deleted"),
            Guard(VERSION, "TRUNCATE", ALWAYS, "versions are never deleted"),
        )
    ]
