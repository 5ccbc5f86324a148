"""Text folded for search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.core.text import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Nœux-les-Mines", "noeux les mines"),
        ("BÉTHUNE–BRUAY, Artois‑Lys", "bethune bruay, artois lys"),
        ("L’ŒUVRE", "l'oeuvre"),
        ("L'oeuvre", "l'oeuvre"),
        ("Ex Æquo", "ex aequo"),
        ("27\u202f037\u00a0941 €", "27 037 941 €"),
        ("GAQUÈRE   Raymond\n", "gaquere raymond"),
        ("e\u0301te\u0301", "ete"),
        ("con\u00adtrat", "contrat"),
        ("Bé\x00thune", "bethune"),
        ("BRUAY\x00 la-Buissière", "bruay la buissiere"),
        ("Bru\x00ay", "bruay"),
        ("Straße ﬁn", "strasse fin"),
        ("", ""),
    ],
)
def test_what_one_types_and_what_is_written_fold_to_the_same(written, folded):
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_the_short_way_of_plain_text_gives_the_same(text):
    assert fold(text + "é") == (fold(text + "e"))
