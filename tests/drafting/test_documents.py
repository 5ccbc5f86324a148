"""A written text as data of a document: no heading skips a level, which the PDF standard refuses."""

import pytest

from beffroi.drafting.documents import written


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("#### Portée", [3]),
        ("#### Portée\n\n#### Durée", [3, 4]),
        ("### Objet\n\n#### Portée\n\n### Fin", [3, 4, 3]),
        ("mots", []),
    ],
)
def test_headings_follow_one_another_without_a_gap(text, levels):
    assert [one["level"] for one in written(text) if one["kind"] == "heading"] == levels
