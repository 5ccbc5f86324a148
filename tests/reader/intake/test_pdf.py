"""PDF made by Typst: lines across the page, columns still visible, stamps apart."""

import io
import re
from pathlib import Path

import pikepdf
import pytest
import typst

from beffroi.reader.intake import SourceText, UnreadableFile, read_text
from beffroi.reader.intake.messages import NOTES, REFUSALS

SETTINGS = """
#set page(width: 210mm, height: 297mm, margin: 2cm)
#set text(lang: "fr", font: "Libertinus Serif", size: 11pt)
"""


def pdf_of(source: str) -> bytes:
    made = typst.compile((SETTINGS + source).encode())
    assert isinstance(made, bytes)
    return made


def read(source: str) -> SourceText:
    return read_text(pdf_of(source))


def refusal_of(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as refusal:
        read_text(data)
    return refusal.value.message_fr


def test_lines_are_those_of_the_page() -> None:
    source = read(
        "= DÉLIBÉRATION\nLe mardi 12 décembre 2023, à 18 H 45.\\\n"
        "L'affichage suffit à l'efficacité financière : 12 345,67 €, œuvre, 1#super[er], n#super[o] 5."
    )
    assert source.text == (
        "DÉLIBÉRATION\nLe mardi 12 décembre 2023, à 18 H 45.\n"
        "L’affichage suffit à l’efficacité financière : 12 345,67 €, œuvre, 1er, no 5."
    )
    assert (source.kind, source.encoding, source.pages, source.notes) == ("pdf", None, 1, ())


def test_justified_lines_have_single_spaces() -> None:
    source = read("#set par(justify: true)\n#set text(hyphenate: false)\n#lorem(200)")
    assert "  " not in source.text


def test_spaced_out_title_keeps_its_words() -> None:
    source = read("#text(tracking: 4pt)[DÉLIBÉRATION DU CONSEIL]\\\nVu le code")
    assert source.text == "DÉLIBÉRATION DU CONSEIL\nVu le code"


def test_hyphenation_is_kept() -> None:
    source = read(
        "#set text(hyphenate: true)\n"
        "#block(width: 3.2cm)[La communautarisation intercommunale des équipements]"
    )
    assert re.search(r"\w-\n\w", source.text)


def test_two_columns_read_across_with_several_spaces_between() -> None:
    names = ["GACQUERRE Olivier", "LECONTE Maurice", "BOSSART Steve", "LAVERSIN Corinne"]
    source = read(
        f"#grid(columns: (1fr, 1fr), gutter: 8pt,\n[{names[0]} \\ {names[1]}], [{names[2]} \\ {names[3]}])"
    )
    rows = [re.split(r" {2,}", line) for line in source.text.split("\n")]
    assert rows == [[names[0], names[2]], [names[1], names[3]]]


def test_columns_slightly_apart_still_share_their_lines() -> None:
    source = read(
        "#grid(columns: (1fr, 1fr), [LECONTE Maurice \\ BOSSART Steve],"
        " pad(top: 2pt)[LAVERSIN Corinne \\ DUBY Sophie])"
    )
    assert [re.split(r" {2,}", line) for line in source.text.split("\n")] == [
        ["LECONTE Maurice", "LAVERSIN Corinne"],
        ["BOSSART Steve", "DUBY Sophie"],
    ]


def test_table_rows_are_lines() -> None:
    source = read(
        "#table(columns: (5cm, 3cm, 3cm), [Commune], [Aide], [Montant], [Béthune], [FIT], [12 000 €])"
    )
    assert [re.split(r" {2,}", line) for line in source.text.split("\n")] == [
        ["Commune", "Aide", "Montant"],
        ["Béthune", "FIT", "12 000 €"],
    ]


def test_turned_stamp_stands_at_the_end_of_its_page() -> None:
    source = read(
        "#place(right + horizon, rotate(90deg)[Reçu en préfecture le 14/12/2023])\n"
        "#place(center + horizon, rotate(-35deg)[PROJET])\nVu le code\\\nDécide"
    )
    lines = source.text.split("\n")
    assert lines[:2] == ["Vu le code", "Décide"]
    assert sorted(lines[2:]) == ["PROJET", "Reçu en préfecture le 14/12/2023"]
    assert source.notes == (NOTES["pdf-turned"],)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_page_turned_as_a_whole_reads_upright(turn: int) -> None:
    source = read(f"#rotate({turn}deg, reflow: true)[#block(width: 12cm)[Article 1 \\ Article 2]]")
    assert source.text == "Article 1\nArticle 2"
    assert source.notes == ()


def test_page_shown_turned_reads_as_shown_with_its_stamp_apart() -> None:
    target = io.BytesIO()
    made = pdf_of(
        "#place(top + left)[Reçu en préfecture]\n"
        "#align(horizon, rotate(-90deg, reflow: true)[Article 1 \\ Fait])"
    )
    with pikepdf.open(io.BytesIO(made)) as document:
        document.pages[0].rotate(90, relative=False)
        document.save(target)
    source = read_text(target.getvalue())
    assert source.text == "Article 1\nFait\nReçu en préfecture"
    assert source.notes == (NOTES["pdf-turned"],)


def test_pages_follow_each_other() -> None:
    source = read("Un\n#pagebreak()\nDeux\n#pagebreak()\nTrois")
    assert source.text == "Un\nDeux\nTrois"
    assert source.pages == 3


def picture(path: Path) -> str:
    """A page-wide picture, as a scanner makes them."""
    path.write_bytes(typst.compile(b"#set page(width: 5cm, height: 7cm)\nTexte", format="png"))
    return path.name


def scanned(folder: Path, text: str) -> bytes:
    name = picture(folder / "scan.png")
    main = folder / "main.typ"
    main.write_text(
        f"{SETTINGS}#set page(margin: 0pt)\n"
        f'#place(image("{name}", width: 100%, height: 100%, fit: "stretch"))\n{text}'
    )
    made = typst.compile(main)
    assert isinstance(made, bytes)
    return made


@pytest.mark.parametrize("stamp", ["", "Envoyé en préfecture le 14/12/2023"])
def test_scanned_pdf_is_refused_even_with_its_stamp(tmp_path: Path, stamp: str) -> None:
    assert refusal_of(scanned(tmp_path, stamp)) == REFUSALS["scanned"]


def test_scanned_annex_is_noted(tmp_path: Path) -> None:
    made = read_text(scanned(tmp_path, "#pagebreak()\nVu le code général"))
    assert made.text.strip() == "Vu le code général"
    assert made.notes == (NOTES["pdf-silent-pages"],)


def locked(user: str) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_of("Vu le code"))) as document:
        document.save(target, encryption=pikepdf.Encryption(owner="secret", user=user))
    return target.getvalue()


def test_locked_pdf_is_refused() -> None:
    assert refusal_of(locked("mot de passe")) == REFUSALS["encrypted"]


def test_pdf_with_an_empty_password_is_read() -> None:
    assert read_text(locked("")).text == "Vu le code"


def test_pdf_cut_short_is_refused_or_read_in_part() -> None:
    whole = pdf_of("Vu le code")
    assert refusal_of(whole[: len(whole) // 3]) in (REFUSALS["broken"], REFUSALS["scanned"])


def test_forty_pages_are_read_in_seconds() -> None:
    source = read("#lorem(16000)")
    assert source.pages is not None
    assert source.pages > 20
