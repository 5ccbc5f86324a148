"""A version never changes; a frozen text takes nothing more; a comment or sign-off keeps what it said."""

from django.db import migrations

from beffroi.core.guards import ALWAYS, Guard, PutGuards

TEXT, VERSION = "drafting_text", "drafting_version"
COMMENT, SIGNOFF = "drafting_comment", "drafting_signoff"
NEVER_DELETED = "rows are never deleted"


def frozen_text(row: str) -> str:
    """Whether the text of a row is frozen, in SQL."""
    # The names come from this file alone.
    return f"(SELECT frozen_at FROM {TEXT} WHERE id = {row}.text_id) IS NOT NULL"  # noqa: S608


def changed(*columns: str) -> str:
    """Whether one of the columns takes another value, in SQL."""
    return " OR ".join(f"OLD.{one} <> NEW.{one}" for one in columns)


def kept(table: str, update_when: str, insert_when: str) -> PutGuards:
    """Delete nothing, and refuse the changes and the rows that meet a condition."""
    return PutGuards(
        Guard(table, "UPDATE", update_when, "what it says stays as it was"),
        Guard(table, "INSERT", insert_when, "what it belongs to is frozen, or is not its own"),
        Guard(table, "DELETE", ALWAYS, NEVER_DELETED),
        Guard(table, "TRUNCATE", ALWAYS, NEVER_DELETED),
    )


ANOTHER_TEXT = f"(SELECT text_id FROM {VERSION} WHERE id = NEW.version_id) <> NEW.text_id"  # noqa: S608
SIGNED = changed(
    "text_id", "organisation_id", "version_id", "sha256", "user_label", "organisation_label", "at"
)
COMMENTED = changed("text_id", "version_id", "section_key", "quote", "body", "user_label", "at")


class Migration(migrations.Migration):
    dependencies = [("drafting", "0001_initial")]

    operations = [
        PutGuards(
            Guard(TEXT, "UPDATE", "OLD.frozen_at IS NOT NULL", "the text is frozen"),
            Guard(TEXT, "DELETE", ALWAYS, NEVER_DELETED),
            Guard(TEXT, "TRUNCATE", ALWAYS, NEVER_DELETED),
        ),
        kept(VERSION, ALWAYS, frozen_text("NEW")),
        kept(COMMENT, f"{frozen_text('OLD')} OR {COMMENTED}", f"{frozen_text('NEW')} OR {ANOTHER_TEXT}"),
        kept(
            SIGNOFF,
            f"{frozen_text('OLD')} OR OLD.voided_at IS NOT NULL OR {SIGNED}",
            f"{frozen_text('NEW')} OR {ANOTHER_TEXT}",
        ),
    ]
