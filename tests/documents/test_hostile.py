"""Data are shown and never evaluated, whatever they look like."""

import unicodedata

import pytest

from beffroi.documents import render
from documents import pdf
from documents.val_clair import AT, attendance, extract

HOSTILE = [
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.0"',
    "*gras* _penché_ `code`",
    "$x^2$ et $ sum $",
    r"C:\temp\n \u{41} \\",
    "= Titre == Sous-titre",
    "<label> @renvoi #pagebreak()",
    "]; #panic() [",
    '"; panic("guillemet',
    "// commentaire /* et encore */",
    "{{ jinja }} {% raw %}",
    "~ -- --- ... 1. + - /",
]


def in_print(**changes: object) -> str:
    content = render("documents/extract", extract(**changes), at=AT).bytes
    with pdf.opened(content) as file:
        assert all(name.startswith("AtkinsonHyperlegibleNext-") for name in pdf.font_names(file))
    return pdf.text(content)


def whole(content: bytes) -> str:
    """The text without its spaces, ends of lines and their hyphens."""
    return "".join(pdf.text(content).replace("-", "").split())


@pytest.mark.parametrize("words", HOSTILE)
def test_markup_in_a_name_is_shown_as_it_was_typed(words):
    roll = {**attendance(3, 0, 0), "present": [words, "BEAUFRAIS Inès"]}
    text = in_print(attendance=roll, decisions=[{"verb": "APPROUVE", "text": f"DEBUT {words} FIN"}])
    bare = " ".join(unicodedata.normalize("NFKC", text).split())
    assert f"DEBUT {' '.join(words.split())} FIN" in bare
    assert "root:" not in text


@pytest.mark.parametrize("place", ["title", "number", "chair", "quorum", "appeal", "assembly", "convocation"])
def test_markup_is_harmless_in_every_place(place):
    assert "#read" in in_print(**{place: '#read("/etc/passwd") *a* $b$ \\'})


def test_a_sign_that_the_font_lacks_is_told_by_its_number():
    assert "Fête [U+1F389 U+1F38A] au parc" in in_print(title="Fête 🎉🎊 au parc")


def test_right_to_left_names_are_told_and_turn_nothing_around():
    text = in_print(chair="A \u202egnirts\u202c B", secretary="\u0645\u062d\u0645\u062f")
    assert "A gnirts B" in text
    assert "[U+0645 U+062D U+0645 U+062F]" in text


def test_a_word_of_ten_thousand_letters_stays_on_the_sheet():
    word = "abcdefghij" * 1000
    content = render("documents/extract", extract(citations=[f"Vu {word}"]), at=AT).bytes
    assert whole(content).count("abcdefghij") >= 990
    long_name = render(
        "documents/extract", extract(attendance={**attendance(1, 0, 0), "present": [word]}), at=AT
    )
    assert whole(long_name.bytes).count("abcdefghij") >= 990


def test_paragraphs_and_blank_lines_are_kept_apart():
    assert "Premier alinéa. Second alinéa." in in_print(appeal="Premier alinéa.\n\n\r\nSecond alinéa.\n")


def test_a_text_that_is_empty_or_blank_is_no_fault():
    in_print(appeal="", quorum=" ", citations=["", "\n"], decisions=[{"verb": "", "text": ""}])
