"""What fuzzing, hostile and plain texts showed, kept so that it does not come back."""

import time

import pytest

from beffroi.reader import read
from beffroi.reader.export import to_dict
from reader.shape import check, people
from reader.sheet import read_bare, read_roll

# Found by the campaign of 23 November 2026, seed 20261123: 493 135 inputs in 850 s.
CRASHES = {
    "names.py _mend: a hyphen that ends a line and the name": "Pouvoirs :\nDUPONT Jean-\n a donné "
    "pouvoir à MARTY Luc",
    "names.py _mend: the same before « remplacé »": "Présents :\nRémi LANSELLE-\n remplacé par Anne DURAND\n",
    "decisions.py _paragraph_end: a decision, then an entity that ends the text": "DIT que "
    "«\nOBJET :\n&nbsp;\n",
    "decisions.py _paragraph_end: a decision, then emphasis that ends it": (
        "M. Cuvelier JosephSAINT-ANDRÉ Stéphane DÉCIDE de&amp; Membres :\n*\n"
    ),
    "decisions.py _paragraph_end: a unanimity that ends the text": (
        "ADOPTE la décision mod\nAprès en avoir délibéré,OPTE la décision mod\n"
        "Après en avoir délibéré, le Conseil communautaire, à l'unanimité :\n\n"
    ),
}
PATIENCE = 2.0  # seconds of processor; a page of this length takes 0.05


@pytest.mark.parametrize("words", CRASHES.values(), ids=CRASHES)
def test_a_text_that_made_the_reader_fail_is_read(words):
    check(words)


@pytest.mark.parametrize(
    "words", ["DÉCIDE de LECONTE-\nMAURICE\n<br> </td>", "DÉCIDE de--- <td>DUPONT J. DUPONT Jean\n"]
)
def test_a_quote_holds_nothing_of_a_tag(words):
    """text._plain_words, _mended: « <td> » and « <br> » leave their « < » in what is quoted."""
    assert [each["quote"] for each in read_bare(words)["findings"] if "<" in each["quote"]] == []


def test_a_name_holds_nothing_of_a_tag():
    assert [
        name for name in people(to_dict(read("Absents :\nIV <td>LE PAGE Maryvonne → "))) if "<" in name
    ] == []


def seconds(words: str) -> float:
    began = time.process_time()
    read(words)
    return time.process_time() - began


def test_a_line_of_ninety_nine_blanks_is_read_in_time():
    """tables._CALLED again: six seconds for these hundred characters, so days for a file of them."""
    assert seconds(" " * 99 + "\n") < PATIENCE


@pytest.mark.parametrize(
    "line",
    ["Votants" + " " * 60 + "Pour" + " " * 60 + "Contre", "nom" + "." * 60 + " " * 60 + "rien"],
    ids=["columns", "dotted leader"],
)
def test_a_line_with_long_gaps_is_read_in_time(line):
    """tables._CALLED: a lazy name, then repetitions of blanks that overlap; an ordinary page took 33 s."""
    assert seconds(f"{line}\n" * 60) < PATIENCE


@pytest.mark.xfail(reason="two capitalised words without a surname in capitals may be a town", strict=True)
def test_the_first_of_a_list_is_kept_when_the_others_write_their_surname_in_capitals():
    act = read_roll(
        "Présents : Nguyễn Thị Hoa, O'NEILL Kevin, D'ARAMON Luc, SAINT-ANDRÉ Zoé, DE CARRION Alain\n"
    )
    assert act["present"][0] == "Nguyễn Thị Hoa"


@pytest.mark.parametrize("words", ["néant", "aucun"])
def test_nobody_present_is_moved_to_an_empty_list_of_absents(words):
    """The last of the present is read as absent when the empty list comes next, blank line or not."""
    act = read_roll(f"Présents : ROCHE Paul, DURAND Anne\nAbsents : {words}\n")
    assert (act["present"], act["absent"]) == (["ROCHE Paul", "DURAND Anne"], [])


@pytest.mark.xfail(reason="« DELAT-/TRE » and « DURAND-/MARTIN » look alike in one list", strict=True)
def test_a_surname_cut_at_its_own_hyphen_keeps_it():
    act = read_roll(
        "Présents : ROCHE Paul, DURAND-\nMARTIN Anne\n\nSecrétaire de séance : DURAND-MARTIN Anne\n"
    )
    assert act["present"] == ["ROCHE Paul", "DURAND-MARTIN Anne"]


def test_names_run_together_are_cut_where_a_surname_begins():
    act = read_roll("Présents : ROCHE Paul DURAND Anne LE GOFF Yann\n")
    assert act["present"] == ["ROCHE Paul", "DURAND Anne", "LE GOFF Yann"]


def test_a_recipe_for_six_is_no_vote():
    act = read_bare("TARTE AUX POMMES\nPour : 6 personnes\nIngrédients :\n- 4 pommes\n- 200 g de farine\n")
    assert act["deliberations"] == []


def test_the_signature_of_a_lease_is_no_sitting():
    act = read_bare(
        "CONTRAT DE BAIL\nEntre M. Jean DUPONT et Mme Anne MARTIN.\nFait à Oisy, le 3 mai 2024.\n"
    )
    assert act["sitting_on"] is None


def test_the_day_of_an_absence_in_a_letter_is_no_sitting():
    assert (
        read_bare("Bonjour,\n\nJe serai absent jeudi 12 mars 2024.\n\nCordialement,\n")["sitting_on"] is None
    )


def test_a_column_of_towns_is_no_commune():
    assert read_bare("nom;prenom;ville\nDUPONT;Jean;ARRAS\nMARTIN;Anne;LILLERS\n")["kind"] is None


def test_decisions_without_end_take_a_time_that_follows_their_length():
    """Sixteen to sixty-four kilobytes took 8.3 times the time: ten megabytes would take hours."""
    line = "DÉCIDE d'approuver le projet\n"
    assert seconds(line * 2_200) < 6 * seconds(line * 550)
