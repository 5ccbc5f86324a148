"""An archive that is cut, edited or added to is refused, and the refusal names what is wrong."""

import json
import zipfile
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from archive.world import EPCI
from beffroi.core.archive import importing
from beffroi.core.archive.checking import check_archive
from beffroi.core.archive.importing import import_archive
from beffroi.core.archive.manifest import MANIFEST, SIGNATURE, DamagedArchive, Manifest, Member, written
from beffroi.core.archive.reading import Archive
from beffroi.core.archive.registry import tables
from beffroi.core.seals.canonical import sha256
from beffroi.organisations import exporting
from beffroi.organisations.models import Organisation

pytestmark = pytest.mark.django_db
MEMBERSHIPS = "tables/organisations.membership.jsonl"
SEALS = "tables/seals.seal.jsonl"


@pytest.fixture
def members(archives):
    """The files of an archive, by name."""
    with zipfile.ZipFile(archives[EPCI]) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def refused(tmp_path):
    """Write files as an archive and give what they are refused for; nothing is written."""

    def why(members, **options):
        path = tmp_path / "archive.zip"
        with zipfile.ZipFile(path, "w", **options) as archive:
            for name, data in members.items() if isinstance(members, dict) else members:
                archive.writestr(name, data)
        return reason(path)

    return why


def write(folder, members):
    path = folder / "archive.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def reason(path):
    with pytest.raises(DamagedArchive) as refusal:
        import_archive(path, Organisation)
    assert all(not table.model._base_manager.exists() for table in tables())
    return refusal.value.message


def signed_again(members):
    """Sign files anew, as somebody who has a key does: every fingerprint is right."""
    told = json.loads(members[MANIFEST])
    files = {name: data for name, data in members.items() if name not in (MANIFEST, SIGNATURE)}
    manifest = Manifest(
        told["beffroi"], told["at"], told["organisation"], told["columns"],
        {one: files.get(f"tables/{one}.jsonl", b"").count(b"\n") for one in told["rows"]},
        {name: Member(name, len(data), sha256(data)) for name, data in files.items()},
    )  # fmt: skip
    text, proof = written(manifest)
    return files | {MANIFEST: text, SIGNATURE: proof}


def rows_of(members, table):
    return [json.loads(line) for line in members[f"tables/{table}.jsonl"].splitlines()]


def edited(members, name, change):
    """Change the rows of a table, then sign anew."""
    rows = [json.loads(line) for line in members[name].splitlines()]
    change(rows)
    lines = "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows)
    return signed_again(members | {name: lines.encode()})


def test_whole_it_is_taken(archives):
    with Archive(archives[EPCI]) as archive:
        check_archive(archive)


@pytest.mark.parametrize("kept", [0, 1, 100, 5000, -1, -40])
def test_cut_anywhere(archives, tmp_path, kept):
    path = tmp_path / "cut.zip"
    path.write_bytes(archives[EPCI].read_bytes()[:kept])
    assert "n’est pas une archive entière" in reason(path)


def test_one_byte_changed_in_a_document(archives, tmp_path):
    data = bytearray(archives[EPCI].read_bytes())
    data[data.rindex(b"%PDF-1.7\n1 0 obj") + 20] ^= 1
    path = tmp_path / "bit.zip"
    path.write_bytes(bytes(data))
    assert "« contents/" in reason(path)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [(lambda data: data[::-1], "n’a pas l’empreinte annoncée"), (None, "manque à l’archive")],
)
def test_a_piece_changed_or_missing_is_seen_before_anything_is_written(members, tmp_path, change, sentence):
    name = f"contents/{rows_of(members, 'files.pieceversion')[0]['sha256']}"
    data = members.pop(name)
    path = write(tmp_path, members | {name: change(data)} if change else signed_again(members))
    with Archive(path) as archive, pytest.raises(DamagedArchive, match=sentence):
        check_archive(archive)


def test_what_could_not_be_imported_is_neither_exported_nor_said_to_be_whole(members, monkeypatch, tmp_path):
    members[MEMBERSHIPS] = members[MEMBERSHIPS].replace(b'"manager"', b'"auditor"')
    path = write(tmp_path, members)
    with pytest.raises(CommandError, match="n’a pas l’empreinte annoncée"):
        call_command("archive", "check", str(path))
    data = path.read_bytes()
    path.unlink()
    monkeypatch.setattr(exporting, "write_archive", lambda *_, **__: (one for one in [data]))
    with pytest.raises(DamagedArchive, match="n’a pas l’empreinte annoncée"):
        exporting.export_to(path, Organisation(), at=timezone.now(), progress=lambda _done, _total: None)
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_the_first_reading_would_have_missed_is_refused_by_the_database(
    members, refused, monkeypatch
):
    monkeypatch.setattr(importing, "check_archive", lambda *_: None)
    changed = edited(members, MEMBERSHIPS, lambda rows: rows[0].update(user_id=999_999))
    assert refused(changed).startswith("La base refuse une ligne")


def test_no_file(tmp_path):
    assert "n’existe pas" in reason(tmp_path / "rien.zip")


def test_a_file_that_is_missing(members, refused):
    del members[MEMBERSHIPS]
    assert refused(members) == f"« {MEMBERSHIPS} » manque à l’archive."


@pytest.mark.parametrize("name", [MANIFEST, SIGNATURE])
def test_no_manifest_or_no_signature(members, refused, name):
    del members[name]
    assert refused(members) == f"« {name} » manque à l’archive."


@pytest.mark.parametrize(
    "name",
    ["notes.txt", "../../etc/passwd", "/etc/passwd", "tables/../x.jsonl", "contents/..", "C:\\x", "contents/",
     "tables/a.b.jsonl\n"],
)  # fmt: skip
def test_a_file_that_has_no_place_whatever_its_name(members, refused, name):
    assert "n’a pas sa place" in refused(members | {name: b"x"})


def test_a_file_that_the_manifest_does_not_announce(members, refused):
    name = f"contents/{sha256(b'x')}"
    assert refused(members | {name: b"x"}) == f"« {name} » est de trop : le manifeste ne l’annonce pas."


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_is_there_twice(members, refused):
    assert "deux fois" in refused([*members.items(), (MEMBERSHIPS, b"{}")])


def test_an_edited_row(members, refused):
    data = members[MEMBERSHIPS]
    members[MEMBERSHIPS] = data.replace(b'"manager"', b'"auditor"')
    assert members[MEMBERSHIPS] != data
    assert refused(members) == f"« {MEMBERSHIPS} » n’a pas l’empreinte annoncée : il a été modifié."


def test_an_edited_row_and_its_fingerprint(members, refused):
    data = members[MEMBERSHIPS].replace(b'"manager"', b'"auditor"')
    told = members[MANIFEST].replace(sha256(members[MEMBERSHIPS]).encode(), sha256(data).encode())
    assert "n’est plus ce qui a été signé" in refused(members | {MEMBERSHIPS: data, MANIFEST: told})


@pytest.mark.parametrize(
    "proof", [b"", b"[]", b"{}", b'{"public_key": "x", "signature": "y"}', b"[" * 100_000]
)
def test_a_signature_that_is_none(members, refused, proof):
    told = refused(members | {SIGNATURE: proof})
    assert SIGNATURE in told or "signé" in told


def test_a_bomb_is_not_opened(members, refused):
    bomb = members | {f"contents/{'0' * 64}": b"\0" * 20_000_000}
    assert "se déplie démesurément" in refused(bomb, compression=zipfile.ZIP_DEFLATED)


def test_a_file_longer_than_the_manifest_says(members, refused):
    told = json.loads(members[MANIFEST])
    announced = {one["name"]: Member(**one) for one in told["members"]}
    announced[MEMBERSHIPS] = replace(announced[MEMBERSHIPS], size=announced[MEMBERSHIPS].size - 1)
    manifest = Manifest(
        told["beffroi"], told["at"], told["organisation"], told["columns"], told["rows"], announced,
    )  # fmt: skip
    text, proof = written(manifest)
    assert "n’a pas la taille annoncée" in refused(members | {MANIFEST: text, SIGNATURE: proof})


def test_another_format_and_other_columns(members, refused):
    told = json.loads(members[MANIFEST])
    for change, sentence in (
        ({"columns": told["columns"] | {"files.piece": ["id"]}}, "Table qui diffère : files.piece"),
        ({"columns": {}}, "Table qui diffère"),
    ):
        changed = told | change
        manifest = Manifest(
            "9.9", told["at"], told["organisation"], changed["columns"], told["rows"],
            {one["name"]: Member(**one) for one in told["members"]},
        )  # fmt: skip
        text, proof = written(manifest)
        assert sentence in refused(members | {MANIFEST: text, SIGNATURE: proof})


# What follows is signed anew: only what the rows say betrays it.
def test_a_table_that_is_missing(members, refused):
    del members[MEMBERSHIPS]
    assert refused(signed_again(members)) == f"« {MEMBERSHIPS} » manque à l’archive."


def test_a_table_that_this_version_does_not_know(members, refused):
    told = refused(signed_again(members | {"tables/funding.grant.jsonl": b""}))
    assert told.endswith("Table qui diffère : tables/funding.grant.jsonl.")


def test_signed_anew_unchanged_it_is_taken(members, tmp_path):
    with Archive(write(tmp_path, signed_again(members))) as archive:
        check_archive(archive)


def test_a_key_that_leads_nowhere(members, refused):
    changed = edited(members, MEMBERSHIPS, lambda rows: rows[0].update(user_id=999_999))
    assert "renvoie à « organisations.user » n° 999999" in refused(changed)


def test_a_key_that_leads_nowhere_in_its_own_table(members, refused):
    name = "tables/drafting.comment.jsonl"
    changed = edited(members, name, lambda rows: rows[0].update(parent_id=999_999))
    assert refused(changed) == f"« {name} » renvoie à la ligne 999999, qui manque."


def test_a_row_that_is_there_twice(members, refused):
    assert "deux fois la même ligne" in refused(
        edited(members, MEMBERSHIPS, lambda rows: rows.append(rows[0]))
    )


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("starts_on", "32/13/2024"),
        ("id", "un"),
        ("id", None),
        ("id", 2**63),
        ("user_id", 2**70),
        ("starts_on", []),
    ],
)
def test_a_value_that_is_not_of_its_column(members, refused, column, value):
    told = refused(edited(members, MEMBERSHIPS, lambda rows: rows[0].update({column: value})))
    assert told.startswith(f"« {MEMBERSHIPS} », ligne 1")


def test_a_column_too_many(members, refused):
    told = refused(edited(members, MEMBERSHIPS, lambda rows: rows[0].update(password="x")))
    assert told == f"« {MEMBERSHIPS} », ligne 1 : d’autres colonnes que la table."


def test_a_value_that_the_database_refuses(members, refused):
    told = refused(edited(members, MEMBERSHIPS, lambda rows: rows[0].update(role="roi")))
    assert told.startswith("La base refuse une ligne")


def test_a_line_that_is_no_json(members, refused):
    told = refused(signed_again(members | {MEMBERSHIPS: members[MEMBERSHIPS] + b"{\n"}))
    assert told.endswith("illisible.")
    told = refused(signed_again(members | {MEMBERSHIPS: members[MEMBERSHIPS][:-1]}))
    assert "milieu d’une ligne" in told


def test_a_document_that_no_row_bears(members, refused):
    data = b"de trop"
    told = refused(signed_again(members | {f"contents/{sha256(data)}": data}))
    assert told == f"« contents/{sha256(data)} » est de trop : aucune ligne ne le porte."


def test_a_document_under_another_name(members, refused):
    told = refused(signed_again(members | {f"contents/{'0' * 64}": b"x"}))
    assert "ne porte pas le nom de son empreinte" in told


@pytest.mark.parametrize(("table", "column"), [("seals.seal", "pdf"), ("files.pieceversion", "sha256")])
def test_a_document_that_is_missing(members, refused, table, column):
    name = f"contents/{next(one[column] for one in rows_of(members, table) if one[column])}"
    del members[name]
    assert refused(signed_again(members)) == f"Le document « {name} » manque à l’archive."


@pytest.mark.parametrize("column", ["label", "content", "code", "sealed_at", "position", "user_label"])
def test_a_sealed_entry_altered(members, refused, column):
    def change(rows):
        entry = rows[0]
        entry[column] = {"code": "ZZZZ2222", "sealed_at": "2020-01-01T00:00:00.000000Z", "position": 77}.get(
            column, f"{entry[column]} "
        )

    assert "Un registre de l’archive a été altéré" in refused(edited(members, SEALS, change))


def test_a_sealed_document_replaced(members, refused):
    data = b"%PDF-1.7 autre"
    changed = members | {f"contents/{sha256(data)}": data}
    entry = next(json.loads(line) for line in members[SEALS].splitlines() if json.loads(line)["pdf"])
    del changed[f"contents/{entry['pdf']}"]

    def change(rows):
        for row in rows:
            if row["pdf"] == entry["pdf"]:
                row["pdf"] = sha256(data)

    assert "PDF remplacé" in refused(edited(changed, SEALS, change))


def test_an_own_register_that_came_without_one_of_its_entries(members, refused):
    def change(rows):
        rows[:] = [row for row in rows if row["id"] != last["id"]]

    mine = next(one["id"] for one in rows_of(members, "organisations.organisation") if one["slug"] == EPCI)
    own = [one for one in rows_of(members, "assemblies.assembly") if one["organisation_id"] == mine]
    names = {f"registre:{one['slug']}" for one in own}
    chain = next(one["id"] for one in rows_of(members, "seals.chain") if one["name"] in names)
    last = [one for one in rows_of(members, "seals.seal") if one["chain_id"] == chain][-1]
    gone = members.copy()
    if last["pdf"]:
        del gone[f"contents/{last['pdf']}"]
    assert "devait venir entier" in refused(edited(gone, SEALS, change))


def test_a_table_altered_beside_its_seal(members, refused):
    name = "tables/assemblies.citation.jsonl"
    told = refused(edited(members, name, lambda rows: rows[0].update(text="Vu autre chose,")))
    assert "ne sont pas ce qui fut scellé" in told
    assert "contenu différent de la table" in told


def test_a_stored_name_that_leads_out_of_the_storage(members, refused):
    told = refused(
        edited(members, "tables/files.pieceversion.jsonl", lambda rows: rows[0].update(stored="../x"))
    )
    assert "nom de stockage" in told


def test_not_a_zip_at_all(tmp_path):
    path = tmp_path / "x.zip"
    path.write_bytes(b"%PDF-1.7")
    assert "n’est pas une archive entière" in reason(path)
