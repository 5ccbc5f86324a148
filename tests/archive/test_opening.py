"""What opening an archive refuses, and reading a file of it: on archives of one table, whatever the rows."""

import json
import struct
import zipfile

import pytest

from beffroi.core.archive import manifest as manifest_module
from beffroi.core.archive import reading
from beffroi.core.archive.manifest import MANIFEST, SIGNATURE, DamagedArchive, Manifest, Member, written
from beffroi.core.archive.reading import Archive
from beffroi.core.archive.registry import tables
from beffroi.core.seals.canonical import sha256

NAME = "tables/organisations.membership.jsonl"
# Where the list of files of a zip says whether one is ciphered, and how long it is.
FLAGS, SIZE = 8, 24


@pytest.fixture
def table():
    return next(one for one in tables() if one.label == "organisations.membership")


@pytest.fixture
def make(tmp_path, table):
    """Write an archive of one table, signed, whose manifest says what one likes."""

    def archive(data, *, rows=1, name=NAME, size=None, **options):
        member = Member(name, len(data) if size is None else size, sha256(data))
        told = Manifest("1", "2026", {}, {table.label: table.columns}, {table.label: rows}, {name: member})
        text, proof = written(told)
        path = tmp_path / "archive.zip"
        with zipfile.ZipFile(path, "w", **options) as file:
            for one, held in ((MANIFEST, text), (SIGNATURE, proof), (name, data)):
                file.writestr(one, held)
        return path

    return archive


def read(path, table):
    with Archive(path) as archive:
        return list(archive.lines(table))


def patched(path, place, form, value):
    """Change what the list of files of an archive says of the last one."""
    data = bytearray(path.read_bytes())
    struct.pack_into(form, data, data.rindex(b"PK\x01\x02") + place, value)
    path.write_bytes(bytes(data))
    return path


def row(table, **changes):
    return json.dumps(dict.fromkeys(table.columns) | changes).encode() + b"\n"


def test_a_whole_table_is_read(make, table):
    [(number, told)] = read(make(row(table)), table)
    assert number == 1
    assert set(told) == set(table.columns)


@pytest.mark.parametrize("line", [b"3\n", b"null\n", b'"id"\n'])
def test_a_line_that_is_no_row(make, table, line):
    with pytest.raises(DamagedArchive, match="d’autres colonnes que la table"):
        read(make(line), table)


def test_fewer_rows_than_announced(make, table):
    with pytest.raises(DamagedArchive, match="nombre de lignes annoncé"):
        read(make(row(table), rows=2), table)


def test_a_line_without_end_fills_no_memory(make, table, monkeypatch):
    monkeypatch.setattr(reading, "LONGEST_LINE", 10)
    with pytest.raises(DamagedArchive, match="ligne trop longue"):
        read(make(b"x" * 50), table)


def test_a_document_that_the_archive_does_not_hold(make, table):
    with Archive(make(row(table))) as archive, pytest.raises(DamagedArchive, match="manque à l’archive"):
        archive.content("0" * 64)


def test_a_document_too_large_fills_no_memory(make, monkeypatch):
    monkeypatch.setattr(reading, "LONGEST_CONTENT", 10)
    path = make(b"x" * 11, name=f"contents/{sha256(b'x' * 11)}")
    with Archive(path) as archive, pytest.raises(DamagedArchive, match="trop grand"):
        archive.content(sha256(b"x" * 11))


def test_a_manifest_too_long_fills_no_memory(make, table, monkeypatch):
    monkeypatch.setattr(reading, "MOST_OF_MANIFEST", 10)
    with pytest.raises(DamagedArchive, match="est trop long"):
        read(make(row(table)), table)


def test_a_ciphered_file(make, table):
    with pytest.raises(DamagedArchive, match="est chiffré"):
        read(patched(make(row(table)), FLAGS, "<H", 1), table)


@pytest.mark.parametrize("more", [-1, 1])
def test_a_file_whose_length_is_told_wrongly_by_the_list_and_by_the_manifest(make, table, more):
    data = row(table)
    path = make(data, size=len(data) + more, compression=zipfile.ZIP_DEFLATED)
    with pytest.raises(DamagedArchive, match=r"abîmé ou coupé|n’a pas l’empreinte annoncée"):
        read(patched(path, SIZE, "<I", len(data) + more), table)


@pytest.mark.parametrize("proof", [{"public_key": 1, "signature": "x"}, {"public_key": "x", "signature": 1}])
def test_a_signature_that_is_no_text(proof):
    with pytest.raises(DamagedArchive, match="ne contient pas de signature"):
        manifest_module.read(b"{}", json.dumps(proof).encode())


@pytest.mark.parametrize(("name", "size"), [("notes.txt", 1), (NAME, -1)])
def test_a_manifest_that_announces_what_has_no_place(name, size):
    text, proof = written(Manifest("1", "2026", {}, {}, {}, {name: Member(name, size, "")}))
    with pytest.raises(DamagedArchive, match="annonce un fichier qui n’a pas sa place"):
        manifest_module.read(text, proof)


def test_another_format(make, table, monkeypatch):
    with monkeypatch.context() as later:
        later.setattr(manifest_module, "FORMAT", 2)
        path = make(row(table))
    with pytest.raises(DamagedArchive, match="2 au lieu de 1"):
        Archive(path)


@pytest.mark.parametrize("text", [b"[]", b"3"])
def test_a_manifest_that_is_no_object(text):
    signature, _ = manifest_module.sign(manifest_module._signed_text(text))
    proof = json.dumps({"signature": signature, "public_key": manifest_module.public_key()}).encode()
    with pytest.raises(DamagedArchive, match="n’est pas lisible"):
        manifest_module.read(text, proof)


def test_a_file_longer_than_announced_is_left_at_its_first_byte_too_many(make, monkeypatch):
    monkeypatch.setattr(reading, "CHUNK", 4)
    path = make(b"0123456789")
    with Archive(path) as archive:
        short = Member(NAME, 6, archive.manifest.members[NAME].sha256)
        pieces = archive._pieces(short)
        assert next(pieces) == b"0123"
        with pytest.raises(DamagedArchive, match="plus long qu’annoncé"):
            next(pieces)
