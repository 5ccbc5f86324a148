"""DOCX made by python-docx, as an authority would write them."""

import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

from beffroi.reader.intake import SourceText, UnreadableFile, read_text
from beffroi.reader.intake.messages import NOTES, REFUSALS

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def bytes_of(document: Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def read(build: Callable[[Document], object]) -> SourceText:
    document = docx.Document()
    build(document)
    return read_text(bytes_of(document))


def append_xml(paragraph: Paragraph, xml: str) -> None:
    paragraph._p.append(parse_xml(xml))


def test_paragraphs_keep_their_order_breaks_and_tabs() -> None:
    def build(document: Document) -> None:
        document.add_heading("DÉLIBÉRATION N° 2023/187", 1)
        run = document.add_paragraph("Le Président,").add_run()
        run.add_break()
        run.add_text("GACQUERRE\tOlivier")
        run.add_break(WD_BREAK.PAGE)
        document.add_paragraph("aména-gement « du territoire »")

    source = read(build)
    assert source.text == (
        "DÉLIBÉRATION N° 2023/187\nLe Président,\nGACQUERRE\tOlivier\n\naména-gement « du territoire »"
    )
    assert (source.kind, source.encoding, source.pages) == ("docx", None, None)


def test_tables_are_read_row_by_row_in_their_place() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Avant")
        table = document.add_table(3, 3)
        for row, cells in enumerate(
            [("Commune", "Aide", "Montant"), ("Béthune", "", "12 €"), ("", "seule", "")]
        ):
            for column, text in enumerate(cells):
                table.cell(row, column).text = text
        document.add_paragraph("Après")

    assert read(build).text == "Avant\nCommune | Aide | Montant\nBéthune | 12 €\nseule\nAprès"


def test_nested_table_is_read_in_its_cell() -> None:
    def build(document: Document) -> None:
        cell = document.add_table(1, 2).cell(0, 0)
        cell.text = "Dehors"
        inner = cell.add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "a", "b"

    assert read(build).text == "Dehors\na | b"


def test_names_of_a_cell_stay_on_their_lines() -> None:
    def build(document: Document) -> None:
        table = document.add_table(1, 2)
        table.cell(0, 0).text = "Le secrétaire\nOPIGEZ Dorothée"
        table.cell(0, 1).text = "Le président\nGACQUERRE Olivier"

    assert read(build).text == "Le secrétaire\nOPIGEZ Dorothée | Le président\nGACQUERRE Olivier"


def test_headers_and_footers_stand_once_at_top_and_bottom() -> None:
    def build(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "Communauté d'agglomération"
        document.sections[0].footer.paragraphs[0].text = "Page"
        document.add_paragraph("Corps")
        document.add_section().header.is_linked_to_previous = False
        document.sections[1].header.paragraphs[0].text = "Communauté d'agglomération"

    source = read(build)
    assert source.text == "Communauté d'agglomération\nCorps\n\nPage"
    assert NOTES["docx-headers"] in source.notes


def test_first_page_header_counts_only_where_it_is_shown() -> None:
    def build(document: Document, *, shown: bool) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = "Première page"
        section.different_first_page_header_footer = shown
        document.add_paragraph("Corps")

    assert read(lambda document: build(document, shown=True)).text == "Première page\nCorps"
    assert read(lambda document: build(document, shown=False)).text == "Corps"


def test_text_box_is_read_once_after_its_paragraph() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Reçu en préfecture</w:t></w:r></w:p></w:txbxContent>"
    xml = (
        f'<w:r {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    source = read(lambda document: append_xml(document.add_paragraph("Vu le code"), xml))
    assert source.text == "Vu le code\nReçu en préfecture"
    assert source.notes == ()


def test_revisions_are_read_as_accepted_and_hidden_text_left_out() -> None:
    xml = (
        f"<w:r {W}><w:t>décide</w:t></w:r>",
        f'<w:del {W} w:id="1" w:author="x"><w:r><w:delText> de refuser</w:delText></w:r></w:del>',
        f'<w:ins {W} w:id="2" w:author="x"><w:r><w:t> d\'approuver</w:t></w:r></w:ins>',
        f'<w:moveFrom {W} w:id="3" w:author="x"><w:r><w:t> ailleurs</w:t></w:r></w:moveFrom>',
        f"<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t> caché</w:t></w:r>",
        f'<w:r {W}><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> ici</w:t></w:r>',
        f"<w:r {W}><w:instrText>PAGE</w:instrText><w:noBreakHyphen/><w:t>même</w:t></w:r>",
    )

    def build(document: Document) -> None:
        paragraph = document.add_paragraph()
        for part in xml:
            append_xml(paragraph, part)

    source = read(build)
    assert source.text == "décide d'approuver ici-même"
    assert source.notes == (NOTES["docx-hidden"], NOTES["docx-revisions"])


def test_numbers_written_by_word_are_read_with_their_text() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Approbation du procès-verbal", style="List Number")
        document.add_paragraph("Corps")
        document.add_paragraph("Décisions", style="List Number")
        document.add_paragraph("une puce", style="List Bullet")

    assert read(build).text == "1. Approbation du procès-verbal\nCorps\n2. Décisions\n- une puce"


def test_levels_of_a_list_count_apart() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (start, form, text) in enumerate(
            [(4, "upperRoman", "Titre %1 –"), (1, "decimal", "Article %2 :"), (1, "lowerLetter", "%2.%3)")]
        )
    )

    def build(document: Document) -> None:
        numbering = document.part.numbering_part.element
        numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{levels}</w:abstractNum>'))
        numbering.append(parse_xml(f'<w:num {W} w:numId="78"><w:abstractNumId w:val="77"/></w:num>'))
        for depth, text in [(0, "A"), (1, "b"), (2, "c"), (2, "d"), (1, "e"), (2, "f"), (0, "G"), (1, "h")]:
            paragraph = document.add_paragraph(text)
            properties = paragraph._p.get_or_add_pPr()
            properties.append(
                parse_xml(f'<w:numPr {W}><w:ilvl w:val="{depth}"/><w:numId w:val="78"/></w:numPr>')
            )

    assert read(build).text.split("\n") == [
        "Titre IV – A",
        "Article 1 : b",
        "1.a) c",
        "1.b) d",
        "Article 2 : e",
        "2.a) f",
        "Titre V – G",
        "Article 1 : h",
    ]


def with_part(data: bytes, name: str, content: str, *, relation: str) -> bytes:
    """The same DOCX with one more part, tied to the main one."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            body = old.read(entry)
            if entry.filename == "word/_rels/document.xml.rels":
                kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{relation}"
                tie = f'<Relationship Id="rZ" Type="{kind}" Target="{name}"/></Relationships>'
                body = re.sub(rb"</Relationships>", tie.encode(), body)
            new.writestr(entry, body)
        new.writestr(f"word/{name}", content)
    return target.getvalue()


def test_footnotes_come_after_the_body() -> None:
    document = docx.Document()
    document.add_paragraph("Corps")
    note = "<w:p><w:r><w:t>Voir l'arrêté.</w:t></w:r></w:p>"
    notes = f'<w:footnotes {W}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    data = with_part(
        bytes_of(document),
        "footnotes.xml",
        f'{notes}<w:footnote w:id="1">{note}</w:footnote></w:footnotes>',
        relation="footnotes",
    )
    source = read_text(data)
    assert source.text == "Corps\n[1] Voir l'arrêté."
    assert source.notes == (NOTES["docx-footnotes"],)


def test_a_docx_without_text_is_said_to_be_empty() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(lambda document: document.add_paragraph(" "))
    assert refusal.value.message_fr == REFUSALS["empty"]


def test_a_long_docx_is_read_in_seconds() -> None:
    source = read(lambda document: [document.add_paragraph(f"Article {n}") for n in range(3000)])
    assert source.text.split("\n")[2999] == "Article 2999"
