"""The field that takes a piece: what it lets through, what it says."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from beffroi.files.forms import PieceField, PiecesForm
from files.factories import PDF, PNG, upload_of


class DepositForm(PiecesForm):
    file = PieceField(label="Devis")
    plan = PieceField(label="Plan", required=False)


def form_with(*uploads, **kwargs):
    return DepositForm({}, MultiValueDict({"file": list(uploads)} if uploads else {}), **kwargs)


def test_a_good_file_comes_out_with_a_clean_name_at_its_beginning():
    form = form_with(upload_of(PDF, "De\u202evis\x00.pdf"))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["file"].name == "Devis.pdf"
    assert form.cleaned_data["file"].read() == PDF
    assert form.cleaned_data["plan"] is None


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (upload_of(PNG, "a.pdf"), "son contenu est celui d’une image PNG"),
        (upload_of(b"", "a.pdf"), "est vide"),
        (upload_of(PDF, "a.exe"), "pas d’un type accepté"),
        (upload_of(PDF, "x" * 300 + ".png"), "n’est pas une image PNG"),
    ],
)
def test_refused_with_one_french_sentence_beside_the_field(upload, sentence):
    form = form_with(upload)
    assert not form.is_valid()
    (error,) = form.errors["file"]
    assert sentence in error


def test_what_the_sender_says_of_the_type_is_not_believed():
    form = form_with(SimpleUploadedFile("a.pdf", b"<script>", content_type="application/pdf"))
    assert not form.is_valid()


def test_refused_when_no_file_or_several_are_chosen():
    assert form_with().errors["file"] == ["Choisissez un fichier."]
    assert form_with(upload_of(), upload_of()).errors["file"] == ["Un seul fichier à la fois."]


def test_a_file_that_was_thrown_away_is_said_to_be_too_large():
    errors = form_with(too_large=True).errors
    (error,) = errors["file"]
    assert "dépasse 25" in error
    assert "plan" in errors


def test_a_file_that_came_whole_beside_one_thrown_away_is_not_blamed():
    form = form_with(upload_of(), too_large=True)
    assert "file" not in form.errors
    assert "plan" in form.errors


def test_the_field_says_what_it_takes_and_how_much():
    field = form_with()["file"]
    assert "25 Mo au plus" in field.help_text
    assert 'accept=".pdf,.docx' in str(field)
