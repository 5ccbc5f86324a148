"""What one row refuses by itself, with a French sentence; what the database never lets go."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, models, transaction
from django.db.models import ProtectedError

from beffroi.files.models import Piece, PieceVersion
from beffroi.files.states import FOLLOWS, ScanState, may_follow
from files.factories import AT, make_piece, make_version
from organisations.factories import make_organisation

pytestmark = pytest.mark.django_db


def refused(row: models.Model, sentence: str, **changes: object) -> None:
    """The constraint refuses a new row in French, and the database refuses it too."""
    for name, value in changes.items():
        setattr(row, name, value)
    with pytest.raises(ValidationError) as caught:
        row.validate_constraints()
    assert sentence in " ".join(caught.value.messages)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def another(version: PieceVersion, **changes: object) -> PieceVersion:
    """A second version like the first, not saved yet."""
    fields = {field.attname: getattr(version, field.attname) for field in version._meta.fields}
    new = PieceVersion(**{**fields, "id": None, "number": 2, "stored": "zz/other"})
    for name, value in changes.items():
        setattr(new, name, value)
    return new


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"number": 1}, "déjà une version de ce numéro"),
        ({"number": 0}, "à partir de 1"),
        ({"size": 0}, "a un contenu"),
        ({"name": ""}, "un nom, un fichier et un auteur"),
        ({"stored": ""}, "un nom, un fichier et un auteur"),
        ({"uploaded_by_label": ""}, "un nom, un fichier et un auteur"),
        ({"scan": "blessed"}, "n’existe pas"),
        ({"scan": ScanState.CLEAN}, "la date de son analyse"),
        ({"scanned_at": AT}, "la date de son analyse"),
        ({"scan": ScanState.INFECTED, "scanned_at": AT}, "dit par quoi"),
        ({"scan_finding": "Eicar"}, "dit par quoi"),
    ],
)
def test_a_version_refuses(changes, sentence):
    refused(another(make_piece().latest), sentence, **changes)


def test_two_versions_do_not_share_a_file():
    version = make_piece().latest
    refused(another(version), "déjà celui d’une autre version", stored=version.stored.name)


@pytest.mark.parametrize(("name", "sentence"), [("label", "un intitulé"), ("kind", "une nature")])
def test_a_piece_has_a_label_and_a_kind(name, sentence):
    refused(make_piece(), sentence, **{name: ""})


@pytest.mark.parametrize(
    "changes",
    [
        {"number": 7},
        {"name": "autre.pdf"}, {"content_type": "text/plain"}, {"size": 3}, {"sha256": "0" * 64},
        {"stored": "zz/elsewhere"}, {"uploaded_at": AT.replace(year=2020)}, {"uploaded_by_label": "Un autre"},
        {"uploaded_by_id": 12},
    ],
)  # fmt: skip
def test_the_database_refuses_to_change_a_version(changes):
    version = make_piece().latest
    with pytest.raises(DatabaseError, match="a version does not change"), transaction.atomic():
        PieceVersion.objects.filter(pk=version.pk).update(**changes)


def test_the_database_refuses_to_give_a_version_to_another_piece():
    version, other = make_piece().latest, make_piece(versions=0)
    with pytest.raises(DatabaseError, match="a version does not change"), transaction.atomic():
        PieceVersion.objects.filter(pk=version.pk).update(piece=other)


def test_the_database_refuses_to_delete_a_version_or_its_piece():
    piece = make_piece()
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        PieceVersion.objects.filter(piece=piece).delete()
    with pytest.raises(ProtectedError):
        piece.delete()


def test_the_antivirus_may_still_answer():
    version = make_piece().latest
    PieceVersion.objects.filter(pk=version.pk).update(scan=ScanState.CLEAN, scanned_at=AT)
    version.refresh_from_db()
    assert version.scan == ScanState.CLEAN


def test_the_latest_version_of_many_pieces_takes_two_queries(django_assert_num_queries):
    organisation = make_organisation()
    for count in (1, 2, 3):
        make_piece(organisation, versions=count)
    make_piece()
    with django_assert_num_queries(2):
        found = Piece.objects.of(organisation).order_by("pk").with_latest()
        assert [piece.latest.number for piece in found] == [1, 2, 3]


def test_the_versions_read_at_once_give_the_latest_too(django_assert_num_queries):
    make_piece(versions=3)
    with django_assert_num_queries(2):
        (piece,) = Piece.objects.with_versions()
        assert [one.number for one in piece.versions.all()] == [3, 2, 1]
        assert piece.latest.number == 3


def test_a_piece_without_a_version_has_no_latest():
    piece = make_piece(versions=0)
    assert piece.latest is None
    assert Piece.objects.with_latest().get().latest is None


def test_an_archive_reads_every_piece_of_one_organisation_with_its_latest_version(django_assert_num_queries):
    organisation = make_organisation()
    first, second = make_piece(organisation, versions=2), make_piece(organisation)
    make_piece(organisation, versions=0)
    make_piece()
    with django_assert_num_queries(2):
        pairs = list(Piece.objects.of(organisation).each_with_latest())
    assert [(piece.pk, version.number) for piece, version in pairs] == [(first.pk, 2), (second.pk, 1)]


def test_what_is_to_be_scanned_is_what_nobody_has_looked_at():
    piece = make_piece(versions=0)
    make_version(piece, 1, scan=ScanState.PENDING)
    make_version(piece, 2, scan=ScanState.UNSCANNED)
    make_version(piece, 3, scan=ScanState.CLEAN, scanned_at=AT)
    make_version(piece, 4, scan=ScanState.INFECTED, scanned_at=AT, scan_finding="Eicar")
    assert {one.number for one in PieceVersion.objects.to_scan()} == {1, 2}


def test_the_table_of_states_knows_every_state_and_says_nothing_twice():
    assert set(FOLLOWS) == set(ScanState)
    assert may_follow(ScanState.PENDING, ScanState.CLEAN)
    assert not may_follow(ScanState.CLEAN, ScanState.INFECTED)
    assert not may_follow(ScanState.INFECTED, ScanState.CLEAN)


def test_every_constraint_has_a_french_sentence():
    for model in (Piece, PieceVersion):
        for constraint in model._meta.constraints:
            default = models.BaseConstraint.default_violation_error_message
            assert constraint.violation_error_message != default, constraint.name


def test_the_names_of_things():
    piece = make_piece(label="Devis de la toiture")
    assert str(piece) == "Devis de la toiture"
    assert str(piece.latest) == "devis.pdf (version 1)"
    assert len(piece.latest.short_sha256) == 12
    assert piece.latest.stored.name.count("/") == 1
    assert "devis" not in piece.latest.stored.name
