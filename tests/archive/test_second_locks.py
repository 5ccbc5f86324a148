"""What an export refuses by itself, on one row or one document alone."""

import zipfile
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage

from beffroi.core.archive import writing
from beffroi.core.errors import RuleViolation
from beffroi.core.seals.canonical import sha256
from beffroi.files import archive as files_archive
from beffroi.files.models import PieceVersion


class Missing(Exception):
    """The file of a row is not there."""


def writer(**selection):
    made = writing._Writer.__new__(writing._Writer)
    made.selection = SimpleNamespace(**selection)
    made.outlet, made.members = writing._Outlet(), {}
    return made


def test_every_file_is_looked_for_before_the_first_byte_leaves(monkeypatch):
    def check(_row):
        raise Missing

    made = writer(tables=[SimpleNamespace(files=SimpleNamespace(check=check))])
    monkeypatch.setattr(writing._Writer, "_rows", lambda *_: iter([{}]))
    with pytest.raises(Missing):
        next(made.pieces({}, None))


def test_a_document_that_changed_meanwhile_ends_the_export():
    made = writer()
    with zipfile.ZipFile(made.outlet, "w") as archive:
        list(made._content(archive, sha256(b"one"), iter((b"one",))))
        with pytest.raises(RuleViolation, match="a changé pendant"):
            list(made._content(archive, sha256(b"two"), iter((b"other",))))
    assert len(made.members) == 1


@pytest.mark.parametrize(("stored", "size"), [(b"", 3), (b"longer", 3), (None, 3)])
def test_a_version_without_its_file_is_not_exported(monkeypatch, stored, size):
    storage = InMemoryStorage()
    monkeypatch.setattr(PieceVersion._meta.get_field("stored"), "storage", storage)
    if stored is not None:
        storage.save("one", ContentFile(stored))
    row = {"stored": "one", "size": size}
    with pytest.raises(RuleViolation, match="manque ou n’est plus"):
        files_archive.StoredFiles().check(row)
