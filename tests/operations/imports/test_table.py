"""A file of ideas is read whatever made it, and refused in one sentence when it cannot be."""

import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest

from beffroi.core.errors import NotReadable
from beffroi.operations.imports import table as tables
from beffroi.operations.imports.columns import recognised
from beffroi.operations.imports.table import MOST_COLUMNS, MOST_ROWS, MOST_SIGNS, read_table
from files.office import MACRO, ooxml
from operations.imports.sheets import HEAD, sheet_of, text, told, with_sheet, workbook

ROW = ("Maison d’été", "1", "Un guichet de plus")


def read(content, name="idees.csv"):
    return read_table(name, content, recognised)


def rows(content, name="idees.csv"):
    return [(one.number, one.cells) for one in read(content, name).lines]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252", "mac-roman"])
def test_a_csv_is_read_in_any_usual_encoding_and_separator(separator, encoding):
    made = text(HEAD, ROW, separator=separator, encoding=encoding)
    assert rows(made) == [(2, ROW)]


def test_a_separator_within_the_words_does_not_mislead():
    made = text(HEAD, ("Halle, marché, parvis", "1", "Couvrir, chauffer, ouvrir"))
    assert rows(made) == [(2, ("Halle, marché, parvis", "1", "Couvrir, chauffer, ouvrir"))]


def test_a_quoted_cell_keeps_its_lines_and_its_separators():
    made = text(HEAD, ('"Halle ; marché"', "1", '"Une ligne\r\nune ""autre"""'))
    assert rows(made) == [(2, ("Halle ; marché", "1", 'Une ligne\nune "autre"'))]


def test_what_stands_above_the_header_and_empty_rows_are_passed_over():
    made = text(("Nos projets", ""), ("", ""), HEAD, ("", "", ""), ROW, ("", ""))
    assert rows(made) == [(5, ROW)]


def test_a_guard_against_formulas_is_taken_off():
    assert rows(text(HEAD, ("'=1+1", "1", "'Quai")))[0][1] == ("=1+1", "1", "'Quai")


def test_a_workbook_is_read_as_it_is_shown():
    made = workbook(
        HEAD, ("Halle", 1.0, date(2025, 3, 4)), ("Lavoir", 2, datetime(2025, 3, 4, 9, 5)), ("Four", 1.5, True)
    )
    assert rows(made, "idees.xlsx") == [
        (2, ("Halle", "1", "04/03/2025")),
        (3, ("Lavoir", "2", "04/03/2025 09:05")),
        (4, ("Four", "1,5", "oui")),
    ]


def test_a_formula_is_not_computed():
    made = workbook(HEAD, ("Halle", "=1+1", '=HYPERLINK("http://ailleurs.example")'))
    assert rows(made, "idees.xlsx") == [(2, ("Halle", "", ""))]


def test_the_other_sheets_are_named():
    made = workbook(HEAD, ROW, more={"Années passées": (HEAD, ROW)})
    assert "« Années passées »" in read(made, "idees.xlsx").note


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("idees.xlsx", text(HEAD, ROW), "n’est pas un classeur Excel"),
        ("idees.csv", workbook(HEAD, ROW), "ne se lit pas comme du texte"),
        ("idees.pdf", b"%PDF-1.7 %%EOF", "déposez un classeur XLSX ou un fichier CSV"),
        ("idees.exe", b"MZ", "n’est pas d’un type accepté"),
        ("idees.csv", b"", "est vide"),
        ("idees.csv", b"\n\n;;\n", "aucune ligne"),
        ("idees.csv", text(("Bien", "Prix"), ("Halle", "3")), "La première ligne lue dit : « Bien »"),
        ("idees.csv", text(HEAD), "aucune ligne en dessous"),
        ("idees.csv", b'Titre;Axe\n"' + b"x" * 200_000 + b'";1', "mal formé"),
        ("idees.csv", b"Titre;Axe\nHa\x00lle;1", "texte"),
        ("idees.csv", text(HEAD, *[ROW] * (MOST_ROWS + 1)), f"plus de {MOST_ROWS} lignes"),
        ("idees.csv", text(HEAD, ("x",) * (MOST_COLUMNS + 1)), f"plus de {MOST_COLUMNS} colonnes"),
        ("idees.csv", text(HEAD, ("x" * (MOST_SIGNS + 1), "1")), "dépasse 10"),
        ("idees.xlsx", ooxml(MACRO), "macros"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_a_sentence(name, content, said):
    with pytest.raises(NotReadable) as refusal:
        read(content, name)
    assert said in refusal.value.message


def test_a_workbook_that_lies_about_its_size_is_bounded():
    made = workbook(HEAD, ROW)
    far = f'<row r="1">{told("A1", "Titre")}{told("XFD1", "Axe")}</row>'
    with pytest.raises(NotReadable, match="40 colonnes"):
        read(with_sheet(made, sheet_of(far)), "idees.xlsx")
    head = f'<row r="1">{told("A1", "Titre")}{told("B1", "Axe")}</row>'
    deep = f'{head}<row r="99999999999">{told("A1", "x")}</row>'
    with pytest.raises(NotReadable, match="aucune ligne en dessous"):
        read(with_sheet(made, sheet_of(deep)), "idees.xlsx")


def test_a_workbook_that_unpacks_into_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(tables, "MOST_UNPACKED", 10_000)
    bomb = with_sheet(workbook(HEAD, ROW), sheet_of("<row/>" * 5_000))
    with pytest.raises(NotReadable, match="trop de place"):
        read(bomb, "idees.xlsx")


@pytest.mark.parametrize(
    "sheet",
    [
        "<worksheet",
        "",
        sheet_of('<row r="1"><c r="??" t="s"><v>9999</v></c></row>'),
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><worksheet>&c;</worksheet>',
    ],
)
def test_a_broken_workbook_is_refused(sheet):
    with pytest.raises(NotReadable):
        read(with_sheet(workbook(HEAD, ROW), sheet), "idees.xlsx")


def test_a_workbook_whose_sheets_are_all_hidden_says_so():
    made, hidden = BytesIO(), workbook(HEAD, ROW)
    with zipfile.ZipFile(BytesIO(hidden)) as old, zipfile.ZipFile(made, "w") as new:
        for one in old.namelist():
            new.writestr(one, old.read(one).replace(b'state="visible"', b'state="hidden"'))
    with pytest.raises(NotReadable, match="aucune feuille visible"):
        read(made.getvalue(), "idees.xlsx")


def test_reading_stops_at_the_first_row_too_many():
    endless = ((number, ["x"]) for number in range(1, 100_000))
    with pytest.raises(NotReadable, match=f"plus de {MOST_ROWS} lignes"):
        list(tables._bounded(endless))
    assert next(endless)[0] < MOST_ROWS + 50
