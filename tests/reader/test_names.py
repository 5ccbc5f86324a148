"""Names: as written, without titles and functions, in the order of the text."""

import pytest

from reader.sheet import read_roll


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("ROCHE Paul, DURAND Anne, PETIT Luc", ["ROCHE Paul", "DURAND Anne", "PETIT Luc"]),
        ("Paul ROCHE, Anne DURAND et Luc PETIT", ["Paul ROCHE", "Anne DURAND", "Luc PETIT"]),
        ("Paul Roche, Anne Durand, Jean-Yves Le Goff", ["Paul Roche", "Anne Durand", "Jean-Yves Le Goff"]),
        ("ROCHE PAUL, DURAND ANNE, LE GOFF YANN", ["ROCHE PAUL", "DURAND ANNE", "LE GOFF YANN"]),
        (
            "P. ROCHE, A. DURAND, J.-P. LE GOFF, LUNE M.",
            ["P. ROCHE", "A. DURAND", "J.-P. LE GOFF", "LUNE M."],
        ),
        ("MM. ROCHE Paul, DURAND, Mmes LE GOFF, PETIT", ["ROCHE Paul", "DURAND", "LE GOFF", "PETIT"]),
    ],
    ids=["surname first", "first name first", "lower case", "all capitals", "initials", "surnames alone"],
)
def test_the_order_and_the_case_of_a_name_stay_as_written(written, names):
    assert read_roll(f"Présents : {written}\n")["present"] == names


@pytest.mark.parametrize(
    "name",
    [
        "DE CARRION Alain",
        "D'ARAMON Luc",
        "O'NEILL Kevin",
        "SAINT-ANDRÉ Zoé",
        "VAN DEN BERGHE Éric",
        "LE GOFF-PETIT Anne-Lise",
    ],
)
def test_particles_apostrophes_and_hyphens_belong_to_the_name(name):
    assert read_roll(f"Présents : ROCHE Paul, {name}, DURAND Anne\n")["present"] == [
        "ROCHE Paul",
        name,
        "DURAND Anne",
    ]


def test_titles_and_functions_are_no_part_of_a_name():
    roll = (
        "Présents :\nM. Paul ROCHE, Maire\nMme Anne DURAND, 1ère adjointe\n"
        "M. Yann LE GOFF, conseiller municipal délégué\nMadame Zoé PETIT, Vice-présidente\n"
    )
    assert read_roll(roll)["present"] == ["Paul ROCHE", "Anne DURAND", "Yann LE GOFF", "Zoé PETIT"]


def test_towns_between_the_names_are_nobody():
    roll = (
        "Présents : VALCLAIR : M. ROCHE Paul, Mme DURAND Anne ; BOURG-LE-HAUT : M. LE GOFF "
        "Yann ; OISY : Mme PETIT Zoé\n"
    )
    assert read_roll(roll)["present"] == ["ROCHE Paul", "DURAND Anne", "LE GOFF Yann", "PETIT Zoé"]


def test_a_name_cut_by_the_end_of_a_line_is_put_together():
    assert (
        read_roll("Présents : ROCHE Paul, DURAND Anne, LE GOFF\nYann, PETIT Zoé\n")["present"][2]
        == "LE GOFF Yann"
    )


def test_a_first_name_cut_by_a_hyphen_is_put_together():
    assert (
        "PETIT Maryvonne" in read_roll("Présents : ROCHE Paul, PETIT Mary-\nvonne, DURAND Anne\n")["present"]
    )


def test_near_names_stay_two_people_and_raise_a_question():
    act = read_roll("Présents : LECONTE Maurice, LECOMTE Maurice, DURAND Anne\n")
    assert act["present"] == ["LECONTE Maurice", "LECOMTE Maurice", "DURAND Anne"]
    assert [
        (each["severity"], each["quote"])
        for each in act["findings"]
        if each["code"] == "near-duplicate-names"
    ] == [("question", "LECOMTE Maurice")]


def test_a_wrong_spelling_is_questioned_and_never_corrected():
    act = read_roll("Présents : ROCHE Paul, DURAND Dorothee\n\nSecrétaire de séance : DURAND Dorothée\n")
    assert act["present"] == ["ROCHE Paul", "DURAND Dorothee"]
    assert act["secretary"] == "DURAND Dorothée"
    assert "name-spelled-differently" in {each["code"] for each in act["findings"]}


def test_markdown_is_no_part_of_a_name():
    assert read_roll("**Présents :**\n\n*ROCHE Paul*, **DURAND** Anne, _PETIT Zoé_\n")["present"] == [
        "ROCHE Paul",
        "DURAND Anne",
        "PETIT Zoé",
    ]


def test_an_empty_list_holds_nobody():
    act = read_roll(
        "Présents : ROCHE Paul, DURAND Anne\nSecrétaire de séance : Mme DURAND Anne\nAbsents : néant\n"
    )
    assert (act["absent"], len(act["present"])) == ([], 2)
