"""What is no act gives no act: nobody, no vote, no finding about anyone."""

import pytest

from reader.shape import people
from reader.sheet import read_bare

NOVEL = (
    "Il était une fois, au bord de la mer, une maison que personne n'habitait plus. Paul et Anne "
    "y entrèrent un soir de mars.\n"
    "« Nous étions absents, dit Anne, et personne ne nous a remplacés. » Marc Lune, le marin, "
    "avait quitté le port à 20 h 40.\n"
    "Présents à la fête, les enfants riaient. Monsieur Dupont donna sa montre à Madame Martin, sans un mot.\n"
)
RECIPE = (
    "Tarte aux pommes\nIngrédients :\n- 4 pommes\n- 200 g de farine\n- 100 g de "
    "beurre\n\nPréparation : 20 minutes\n"
    "Mélanger la farine et le beurre. Cuire 30 minutes à 180 °C.\n"
)
CONTRACT = (
    "CONTRAT DE BAIL\nEntre M. Jean DUPONT, propriétaire, et Mme Anne MARTIN, locataire, il est "
    "convenu ce qui suit :\n"
    "Article 1 : Objet. Le propriétaire loue un logement situé 4 rue des Lilas à Oisy.\n"
    "Article 2 : Loyer. Le loyer est de 500 € par mois.\n"
)
PLACES = "ARRAS\nBÉTHUNE\nBRUAY-LA-BUISSIÈRE\nLILLERS\nNŒUX-LES-MINES\nSAINT-VENANT\nLA NEUVILLE-AUX-BOIS\n"
NAMES = "DUPONT Jean\nMARTIN Anne\nLUNE Marc\n"
POEM = "Les sanglots longs\nDes violons\nDe l'automne\n"
MAIL = (
    "Bonjour Madame Martin,\n\nJe serai absent jeudi 12 mars 2024 et remplacé par "
    "Paul.\n\nCordialement,\nJean Dupont\n"
)
CODE = "def present(names):\n    return [name for name in names if name != 'ABSENT']\n"
CSV = "nom;prenom;ville\nDUPONT;Jean;ARRAS\nMARTIN;Anne;LILLERS\n"
TEXTS = {
    "a novel": NOVEL,
    "a recipe": RECIPE,
    "a contract": CONTRACT,
    "places": PLACES,
    "names without a label": NAMES,
    "a poem": POEM,
    "a letter": MAIL,
    "a program": CODE,
    "a table": CSV,
    "nothing": "",
    "blanks": " \n\n\t \n",
    "numbers": "12 34 56\n7 8 9\n2023 12 12\n",
    "signs": "*** ### --- |||\n<<<>>> &&& \\\\\n",
}
ABOUT_PEOPLE = {
    "member-in-two-lists", "member-listed-twice", "near-duplicate-names", "name-spelled-differently",
    "proxy-holder-over-limit", "proxy-holder-not-present", "secretary-not-present", "quorum-not-met",
}  # fmt: skip


@pytest.mark.parametrize("words", TEXTS.values(), ids=TEXTS)
def test_a_text_that_is_no_act_names_nobody_and_decides_nothing(words):
    act = read_bare(words)
    assert list(people(act)) == []
    assert [each["decisions"] for each in act["deliberations"] if each["decisions"]] == []
    assert {each["code"] for each in act["findings"]} & ABOUT_PEOPLE == set()
    assert act["computed"] == {"clear_days": None, "quorum": None, "quorum_met": None}


@pytest.mark.parametrize("title", sorted(TEXTS.keys() - {"a letter", "a table"}))  # see test_fuzz_found.py
def test_a_text_that_is_no_act_holds_no_deliberation_and_no_sitting(title):
    act = read_bare(TEXTS[title])
    assert act["deliberations"] == []
    assert (act["sitting_on"], act["convened_on"], act["kind"]) == (None, None, None)


@pytest.mark.parametrize("label", ["Présents :", "Absents excusés :", "Pouvoirs :", "Secrétaire de séance :"])
def test_a_label_without_a_name_holds_nobody(label):
    assert list(people(read_bare(f"COMMUNE DE VALCLAIR\nSéance du 12 mars 2024\n{label}\n"))) == []


def test_seats_are_never_counted_from_the_lists():
    act = read_bare(
        "COMMUNE DE VALCLAIR\nSéance du 12 mars 2024\nPrésents : ROCHE Paul, DURAND Anne\nAbsents "
        ": LUNE Marc\n"
    )
    assert act["members_in_office"] is None
    assert act["counts_stated"] == {"present": None, "represented": None, "absent": None, "voting": None}
    assert "seats-in-office-not-stated" in {each["code"] for each in act["findings"]}
