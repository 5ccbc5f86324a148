"""The extract from the register: what it says, and what its PDF claims and holds."""

from functools import cache
from itertools import pairwise

import pikepdf
import pytest

from beffroi.documents import Attachment, Relationship, render
from documents import pdf
from documents.val_clair import AT, attendance, extract, people

OURS = {
    "AtkinsonHyperlegibleNext-Regular",
    "AtkinsonHyperlegibleNext-Bold",
    "AtkinsonHyperlegibleNext-Italic",
}
JSON = Attachment(
    "acte.json",
    '{"numéro":"2024-017"}'.encode(),
    "application/json",
    Relationship.DATA,
    "L’acte en JSON canonique",
)


@cache
def real_size() -> bytes:
    return render("documents/extract", extract(), at=AT, attachments=[JSON]).bytes


def set_with(**changes: object) -> bytes:
    return render("documents/extract", extract(**changes), at=AT).bytes


def test_it_claims_pdf_a_3a_and_pdf_ua_1():
    with pdf.opened(real_size()) as file, file.open_metadata() as told:
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("3", "A")
        assert told["pdfuaid:part"] == "1"
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang).startswith("fr")
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert "/OutputIntents" in file.Root


def test_its_title_is_the_number_and_the_title_of_the_act():
    with pdf.opened(real_size()) as file, file.open_metadata() as told:
        title = told["dc:title"].replace("\u00a0", " ").replace("\u202f", " ")
    assert title.startswith("Délibération n° 2024-017 : Contrat de territoire 2024-2027 : approbation")


def test_its_structure_has_headings_in_order_tables_with_header_cells_and_lists():
    with pdf.opened(real_size()) as file:
        kinds = pdf.kinds(file)
        assert {str(table.P.S) for table in pdf.structure(file) if table.S == "/Table"} == {"/Document"}
    headings = [int(kind[1]) for kind in kinds if kind in {"H1", "H2", "H3", "H4"}]
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(headings))
    assert kinds.count("Table") == kinds.count("THead") == 4
    assert kinds.count("TH") == 2 + 4 + 4 + 3
    assert kinds.count("LI") >= 102 + 23 + 27


def test_every_font_is_ours_and_embedded():
    with pdf.opened(real_size()) as file:
        assert pdf.font_names(file) <= OURS
        descriptors = list(pdf.fonts(file))
        assert descriptors
        assert all("/FontFile2" in one or "/FontFile3" in one for one in descriptors)


def test_the_qr_code_is_a_figure_with_words_for_who_cannot_see_it():
    with pdf.opened(real_size()) as file:
        (figure,) = (one for one in pdf.structure(file) if one.S == "/Figure")
        assert "7K4M-92QX-BT6D" in str(figure.Alt)
        assert "https://actes.val-clair.example/verifier/" in str(figure.Alt)


def test_an_attachment_stands_in_the_file_with_what_it_is():
    with pdf.opened(real_size()) as file:
        (attached,) = file.Root.AF
        assert attached.AFRelationship == "/Data"
        assert attached.EF.F.Subtype == "/application/json"
        assert str(attached.Desc) == JSON.description
        assert bytes(file.attachments["acte.json"].get_file().read_bytes()) == JSON.data


def test_a_binary_attachment_comes_out_as_it_went_in():
    blob = bytes(range(256)) * 4
    one = Attachment("plan.bin", blob, "application/octet-stream", Relationship.SUPPLEMENT, "Octets")
    with pdf.opened(render("documents/extract", extract(), at=AT, attachments=[one, JSON]).bytes) as file:
        assert set(file.attachments) == {"plan.bin", "acte.json"}
        assert file.attachments["plan.bin"].get_file().read_bytes() == blob


def test_an_act_of_152_names_holds_on_three_pages_each_with_its_number_code_and_place():
    pages = pdf.pages(real_size())
    assert len(pages) == 3
    for number, page in enumerate(pages, start=1):
        assert "n° 2024-017" in page
        assert "7K4M-92QX-BT6D" in page
        assert f"page {number}/3" in page
        assert "territoire fictif" in page
    text = " ".join(pages)
    assert [name for name in people(152) if name not in text] == []


def test_french_spaces_are_drawn_by_our_font():
    text = set_with(title="Budget : 27 037 941 € ; est-ce assez ?")
    with pdf.opened(text) as file:
        assert pdf.font_names(file) <= OURS
    assert "Budget : 27 037 941 € ; est-ce assez ?" in pdf.text(text)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"fictitious": True}, "Territoire fictif."),
        ({"origin": {"kind": "saisie", "sentence": "Saisi au greffe."}}, "Saisie. Saisi au greffe."),
        ({"certified": None}, None),
        ({"number": None}, "Délibération sans numéro"),
        ({"vote": None}, "Aucun vote n’est enregistré."),
        ({"decisions": []}, "Aucun dispositif n’est enregistré."),
        ({"findings": 1}, "1 question est relevée"),
        ({"subject": None}, "Matière non indiqué"),
        ({"sitting": {"date": "13 mars 2024", "time": None, "place": None}}, "séance du 13 mars 2024"),
    ],
)
def test_what_the_act_has_or_lacks_is_said(changes, words):
    text = pdf.text(set_with(**changes))
    if words is None:
        assert "Extrait certifié" not in text
    else:
        assert words in text


def test_an_act_of_a_real_territory_has_no_banner():
    assert "fictif" not in pdf.text(set_with(fictitious=False, origin=None))


def test_a_hidden_passage_is_drawn_as_a_label():
    text = pdf.text(real_size())
    assert "Considérant que donnée personnelle masquée , qui occupe" in text.replace("masquée,", "masquée ,")
    assert "[donnée personnelle" not in text


def test_votes_without_figures_say_so():
    unknown = dict.fromkeys(("for", "against", "abstain", "not_taking_part"))
    vote = {**extract()["vote"], **unknown}
    assert "non indiqué non indiqué" in pdf.text(set_with(vote=vote))


def test_empty_lists_leave_no_empty_heading():
    nobody = {**attendance(1, 0, 0), "present": []}
    text = pdf.text(
        set_with(
            attendance=nobody, citations=[], recitals=[], opinions=[], dates=[], signatories=[], appeal=None
        )
    )
    for heading in ("Visas et motifs", "Avis", "Dates et effets", "Signature", "Recours", "Représentés ("):
        assert heading not in text


def test_four_hundred_names_are_all_there():
    content = set_with(attendance=attendance(300, 50, 50))
    text = pdf.text(content)
    assert [name for name in people(400) if name not in text] == []


def test_a_logo_is_a_figure_with_its_words():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><path d="M0 0h20v20z"/></svg>'
    authority = {**extract()["authority"], "logo": svg, "logo_alt": "Logo de Val-Clair : un tilleul"}
    with pdf.opened(set_with(authority=authority)) as file:
        alts = [str(one.Alt) for one in pdf.structure(file) if one.S == "/Figure"]
    assert len(alts) == 2
    assert alts[0].startswith("Logo de Val-Clair")


def test_a_file_opens_without_a_fault_for_qpdf():
    with pdf.opened(real_size()) as file:
        assert isinstance(file, pikepdf.Pdf)
        assert file.check_pdf_syntax() == []
