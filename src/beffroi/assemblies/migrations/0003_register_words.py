"""The words of the public register, kept in an index of full text by the database itself."""

from typing import Any

from django.db import migrations, models

# The table of words holds no text of its own: it reads that of the register.
SQLITE = (
    """CREATE VIRTUAL TABLE assemblies_registerentry_words USING fts5(
        search_text, content='assemblies_registerentry', content_rowid='id',
        tokenize='unicode61 remove_diacritics 0', prefix='1 2 3', columnsize=0)""",
    """CREATE TRIGGER assemblies_registerentry_words_added AFTER INSERT ON assemblies_registerentry BEGIN
        INSERT INTO assemblies_registerentry_words(rowid, search_text) VALUES (new.id, new.search_text); END""",
    """CREATE TRIGGER assemblies_registerentry_words_removed AFTER DELETE ON assemblies_registerentry BEGIN
        INSERT INTO assemblies_registerentry_words(assemblies_registerentry_words, rowid, search_text)
        VALUES ('delete', old.id, old.search_text); END""",
    """CREATE TRIGGER assemblies_registerentry_words_changed AFTER UPDATE OF id, search_text ON assemblies_registerentry BEGIN
        INSERT INTO assemblies_registerentry_words(assemblies_registerentry_words, rowid, search_text)
        VALUES ('delete', old.id, old.search_text);
        INSERT INTO assemblies_registerentry_words(rowid, search_text) VALUES (new.id, new.search_text); END""",
    "INSERT INTO assemblies_registerentry_words(assemblies_registerentry_words) VALUES ('rebuild')",
)
SQLITE_BACK = (
    "DROP TRIGGER assemblies_registerentry_words_added",
    "DROP TRIGGER assemblies_registerentry_words_removed",
    "DROP TRIGGER assemblies_registerentry_words_changed",
    "DROP TABLE assemblies_registerentry_words",
)
# The words are cut before: the parser of PostgreSQL would make others of « 2022/CC136 ».
POSTGRESQL = (
    """ALTER TABLE assemblies_registerentry ADD COLUMN search_vector tsvector
        GENERATED ALWAYS AS (array_to_tsvector(string_to_array(search_text, ' '))) STORED""",
    "CREATE INDEX entry_words ON assemblies_registerentry USING gin (search_vector)",
)
POSTGRESQL_BACK = ("ALTER TABLE assemblies_registerentry DROP COLUMN search_vector",)


def _run(on_sqlite: tuple[str, ...], on_postgresql: tuple[str, ...]) -> Any:
    def run(_apps: Any, schema_editor: Any) -> None:
        chosen = {"sqlite": on_sqlite, "postgresql": on_postgresql}[schema_editor.connection.vendor]
        for statement in chosen:
            schema_editor.execute(statement, params=None)

    return run


class Migration(migrations.Migration):
    dependencies = [("assemblies", "0002_guards")]

    operations = [
        migrations.AddIndex(
            model_name="registerentry",
            index=models.Index(fields=["subject_code", "-held_on", "-id"], name="entry_by_subject"),
        ),
        migrations.AddIndex(
            model_name="registerentry",
            index=models.Index(fields=["state", "-held_on", "-id"], name="entry_by_state"),
        ),
        migrations.AddIndex(
            model_name="registerentry",
            index=models.Index(fields=["effect", "-held_on", "-id"], name="entry_by_effect"),
        ),
        migrations.AlterField(
            model_name="registerentry",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "projet"),
                    ("adopted", "adoptée"),
                    ("received", "transmise"),
                    ("enforceable", "exécutoire"),
                    ("suspended", "suspendue"),
                    ("withdrawn", "retirée"),
                    ("repealed", "abrogée"),
                    ("annulled", "annulée"),
                    ("rejected", "rejetée"),
                ],
                max_length=20,
                verbose_name="état",
            ),
        ),
        migrations.RunPython(_run(SQLITE, POSTGRESQL), _run(SQLITE_BACK, POSTGRESQL_BACK)),
    ]
