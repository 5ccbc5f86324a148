"""What a file is, told by its content: what is kept, and what is refused in French."""

import io
import zipfile

import pytest

from beffroi.core.errors import NotReadable
from beffroi.files import archives
from beffroi.files.contents import check_content
from files.factories import JPEG, PDF, PNG
from files.office import EXCEL, MACRO, odf, ooxml, zipped

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("name", "content", "suffix"),
    [
        ("a.pdf", PDF, "pdf"),
        ("A.PDF", PDF, "pdf"),
        ("a.png", PNG, "png"),
        ("a.jpg", JPEG, "jpg"),
        ("a.jpeg", JPEG, "jpg"),
        ("a.docx", ooxml(), "docx"),
        ("a.xlsx", ooxml(EXCEL), "xlsx"),
        ("a.odt", odf(), "odt"),
        ("a.ods", odf("spreadsheet"), "ods"),
        ("a.csv", "Libellé;Montant\nÉcole;1\n".encode(), "csv"),
        ("a.csv", "Libellé;Montant\r\nÉcole;1\r\n".encode("cp1252"), "csv"),
        ("a.txt", "\ufeffBonjour à tous".encode(), "txt"),
        ("a.txt", "Bonjour à tous".encode("utf-16"), "txt"),
    ],
)
def test_a_file_that_is_what_its_name_says_is_taken(name, content, suffix):
    assert check_content(name, content).suffix == suffix


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"", "est vide"),
        ("a.pdf", PNG, "« a.pdf » n’est pas un PDF : son contenu est celui d’une image PNG."),
        ("a.png", PDF, "n’est pas une image PNG : son contenu est celui d’un PDF"),
        ("a.png", JPEG, "celui d’une image JPEG"),
        ("a.jpg", b"MZ\0\0", "d’une autre nature"),
        ("a.pdf", b"bonjour", "d’une autre nature"),
        ("a.docx", PDF, "celui d’un PDF"),
        ("a.docx", ooxml(EXCEL), "celui d’un classeur Excel"),
        ("a.xlsx", ooxml(), "celui d’un document Word"),
        ("a.docx", odf(), "celui d’un document ODT"),
        ("a.odt", zipped({"a.txt": b"x"}), "celui d’une archive"),
        ("a.docx", OLD_WORD, "ancien format"),
        ("a.docx", b"PK\x03\x04 and nothing more", "abîmé"),
        ("a.docx", ooxml()[:-40], "abîmé"),
        ("a.txt", b"a\x00b", "ne se lit pas comme du texte"),
        ("a.txt", b"\xff\xfe\x00", "ne se lit pas comme du texte"),
        ("a.csv", PNG, "ne se lit pas comme du texte"),
        ("a.csv", b"a;b\x81;c", "ne se lit pas comme du texte"),
        ("a.txt", b"%PDF-1.4 in plain letters", "ne se lit pas comme du texte"),
        ("a.exe", b"MZ", "n’est pas d’un type accepté"),
        ("a.docm", ooxml(MACRO), "n’est pas d’un type accepté"),
        ("a.zip", zipped({"a": b"x"}), "n’est pas d’un type accepté"),
        ("pdf", PDF, "n’est pas d’un type accepté"),
        ("facture.pdf\0.exe", PDF, "n’est pas d’un type accepté"),
        ("facture\u202efdp.exe", PDF, "« facturefdp.exe » n’est pas d’un type accepté"),
    ],
)
def test_refused_when_the_content_is_not_what_the_name_says(name, content, sentence):
    with pytest.raises(NotReadable) as caught:
        check_content(name, content)
    assert sentence in caught.value.message


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", ooxml(MACRO)),
        ("a.docx", ooxml(more={"word/vbaProject.bin": b"x"})),
        ("a.docx", ooxml(more={"word/VBAPROJECT.BIN": b"x"})),
        (
            "a.docx",
            ooxml(types='<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'),
        ),
        ("a.xlsx", ooxml(EXCEL, more={"xl/macrosheets/sheet1.xml": b"x"})),
        ("a.odt", odf(more={"Basic/Standard/Module1.xml": b"x"})),
        ("a.ods", odf("spreadsheet", more={"Scripts/python/a.py": b"x"})),
    ],
)
def test_refused_when_an_office_file_carries_macros(name, content):
    with pytest.raises(NotReadable, match="contient des macros"):
        check_content(name, content)


def test_refused_when_an_office_file_is_a_zip_bomb(monkeypatch):
    monkeypatch.setattr(archives, "UNPACKED_MOST", 1_000_000)
    bomb = ooxml(more={"word/media/a.xml": b"0" * 2_000_000})
    assert len(bomb) < 20_000
    with pytest.raises(NotReadable, match="trop de place"):
        check_content("a.docx", bomb)


def test_refused_when_an_office_file_lies_about_its_size():
    real = ooxml(more={"word/media/a.xml": b"0" * 100_000})
    lie = real.replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lie != real
    with pytest.raises(NotReadable, match="abîmé"):
        check_content("a.docx", lie)


def test_refused_when_an_office_file_has_too_many_entries(monkeypatch):
    monkeypatch.setattr(archives, "ENTRIES_MOST", 3)
    with pytest.raises(NotReadable, match="trop de place"):
        check_content("a.docx", ooxml(more={"b": b"", "c": b""}))


def test_refused_when_the_list_of_contents_is_itself_a_bomb():
    bomb = zipped({"[Content_Types].xml": b" " * 3_000_000})
    with pytest.raises(NotReadable, match="trop de place"):
        check_content("a.docx", bomb)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_refused_when_two_entries_share_a_name():
    made = io.BytesIO(ooxml())
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("word/document.xml", b"<another/>")
    with pytest.raises(NotReadable, match="abîmé"):
        check_content("a.docx", made.getvalue())


def test_refused_when_an_entry_is_packed_in_an_unusual_way():
    entries = {"[Content_Types].xml": b"<Types/>"}
    with pytest.raises(NotReadable, match="abîmé"):
        check_content("a.docx", zipped(entries, zipfile.ZIP_BZIP2))


def test_the_limit_of_what_is_unpacked_is_two_hundred_megabytes():
    assert archives.UNPACKED_MOST == 200 * 1024 * 1024
    bomb = ooxml(more={f"word/{n}.xml": b"0" * 30_000_000 for n in range(7)})
    with pytest.raises(NotReadable, match="trop de place"):
        check_content("a.docx", bomb)


def test_the_limit_is_the_setting(settings):
    settings.FILES_MAX_BYTES = len(PDF)
    assert check_content("a.pdf", PDF).suffix == "pdf"
    settings.FILES_MAX_BYTES = len(PDF) - 1
    with pytest.raises(NotReadable, match="pas été gardé"):
        check_content("a.pdf", PDF)
