"""Names of files: readable, without path nor anything that hides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.files.names import MOST, clean_name, suffix_of


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("Devis toiture – école.pdf", "Devis toiture – école.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\docs\\Devis.pdf", "Devis.pdf"),
        ("a\x00b\n\t.pdf", "ab.pdf"),
        ("facture\u202efdp.exe", "facturefdp.exe"),
        ("a\u200bb\u2066c\u2069.pdf", "abc.pdf"),
        ("e\u0301cole.pdf", "école.pdf"),
        ("  un   nom  .pdf ", "un nom.pdf"),
        ('a<b>:"c|d?*.pdf', "a-b---c-d--.pdf"),
        ("...pdf", "piece.pdf"),
        (".pdf", "piece.pdf"),
        ("", "piece"),
        ("\u202e", "piece"),
        ("archive.tar.gz", "archive.tar.gz"),
        ("\ud800.pdf", "piece.pdf"),
    ],
)
def test_a_name_is_cleaned(told, kept):
    assert clean_name(told) == kept


def test_a_long_name_keeps_its_suffix():
    assert clean_name("é" * 400 + ".docx") == "é" * (MOST - 5) + ".docx"


@pytest.mark.parametrize(("name", "suffix"), [("a.PDF", "pdf"), ("a", ""), ("a.", ""), ("a.tar.gz", "gz")])
def test_the_suffix_of_a_name(name, suffix):
    assert suffix_of(name) == suffix


@given(st.text(max_size=400))
def test_any_name_gives_a_short_visible_one_that_stays_as_it_is(told):
    kept = clean_name(told)
    assert 0 < len(kept) <= MOST
    assert not set(kept) & set('/\\\x00\u202e\n<>:"|?*')
    assert clean_name(kept) == kept
