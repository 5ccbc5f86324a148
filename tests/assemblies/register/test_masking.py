import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.assemblies.masking import MASK, mask_text, masked
from beffroi.core.text import fold


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("Mme Élodie  DUPRÉ, maire", "elodie dupre"),
        ("Mme E\u0301lodie Dupré", "Élodie Dupré"),
        ("Jean-Marc\u00a0Nœud", "jean marc noeud"),
        ("l’école des Tilleuls", "L'ECOLE des tilleuls"),
        ("du\u00adpré", "dupré"),
        ("Mme Élodie DU-\n  PRÉ", "Élodie Dupré"),
        ("Mme Élo‐ \r\ndie Dupré", "Élodie Dupré"),
        ("à Saint-\nOmer", "Saint-Omer"),
        ("au 3 rue\ndes Tilleuls", "3 rue des Tilleuls"),
    ],
)
def test_a_passage_is_hidden_however_it_is_written(text, passage):
    shown = mask_text(text, [passage])
    assert MASK in shown
    assert fold(passage) not in fold(shown)


def test_what_overlaps_is_hidden_together():
    assert mask_text("un deux trois", ["un deux", "deux trois"]) == MASK


def test_what_is_not_named_stays():
    assert mask_text("Mme Dupré, maire", ["Dupré"]) == f"Mme {MASK}, maire"
    assert mask_text("Mme Dupré", ["", " "]) == "Mme Dupré"


def test_every_text_of_a_value_is_searched():
    told = masked({"a": ["Dupré", 3], "b": {"c": ("x Dupré", None)}}, ["dupre"])
    assert told == {"a": [MASK, 3], "b": {"c": [f"x {MASK}", None]}}


@given(st.text(max_size=60), st.text(min_size=1, max_size=12), st.text(max_size=60))
def test_a_passage_never_survives(before, passage, after):
    wanted = fold(passage)
    if not wanted or wanted in fold(MASK):
        return
    shown = mask_text(f"{before} {passage} {after}", [passage])
    assert wanted not in fold(shown.replace(MASK, "\n|\n"))
