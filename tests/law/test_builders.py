"""The small builders of tables: sources and fields."""

from datetime import date

import pytest

from beffroi.law import AssemblyKind, Certainty, Source
from beffroi.law.catalogue import common
from beffroi.law.catalogue.model import Choice, Field
from beffroi.law.parsing import FieldKind
from beffroi.law.sources import cgct, ruling

CHOICES = (Choice("a", "A", 1), Choice("b", "B", 2))


def test_an_article_of_the_cgct_keeps_its_certainty_and_its_dates():
    since, until = date(2020, 3, 1), date(2025, 12, 31)
    assert cgct("L1", Certainty.KNOWN, since, until) == Source("CGCT", "L1", Certainty.KNOWN, since, until)
    assert cgct("L1") == Source("CGCT", "L1", Certainty.READ, None, None)


def test_a_ruling_keeps_its_certainty():
    assert ruling("1er mars 2020, n° 1", Certainty.KNOWN) == Source(
        "CE", "1er mars 2020, n° 1", Certainty.KNOWN
    )
    assert ruling("1er mars 2020, n° 1").certainty is Certainty.READ


def test_the_assembly_is_asked_with_every_kind_unless_some_are_named():
    field = common.assembly()
    assert field == Field(
        "assembly", "Assemblée", FieldKind.CHOICE,
        "la commune, l’EPCI, le département, sa commission permanente ou le bureau",
        "Les règles changent d’une assemblée à l’autre.", True,
        tuple(Choice(kind.value, kind.label, kind) for kind in AssemblyKind),
    )  # fmt: skip
    some = common.assembly(AssemblyKind.EPCI, required=False)
    assert [choice.value for choice in some.choices] == [AssemblyKind.EPCI]
    assert some.required is False


@pytest.mark.parametrize(
    ("build", "kind", "how"),
    [
        (common.day, FieldKind.DATE, "2023-12-20 ou 20/12/2023"),
        (common.count, FieldKind.INT, "un nombre entier"),
        (common.amount, FieldKind.MONEY, "en euros, par exemple 3224165,75"),
    ],
)
def test_a_date_a_count_and_an_amount_are_asked_alike(build, kind, how):
    assert build("name", "Label", "Reason.") == Field("name", "Label", kind, how, "Reason.", False)
    assert build("name", "Label", "Reason.", required=True).required is True


def test_a_box_may_ask_the_contrary_of_a_parameter():
    how = "oui ou non ; non si rien n’est dit"
    assert common.yes("name", "Label", "Reason.") == Field("name", "Label", FieldKind.BOOL, how, "Reason.")
    assert common.yes("name", "Label", "Reason.", negates="other").negates == "other"


def test_a_list_of_choices_is_asked():
    expected = Field("name", "Label", FieldKind.CHOICE, "une valeur de la liste", "Reason.", False, CHOICES)
    assert common.choice("name", "Label", "Reason.", iter(CHOICES)) == expected
    assert common.choice("name", "Label", "Reason.", CHOICES, required=True).required is True


def test_several_lines_are_asked():
    how = "un nom ; une par ligne, ou séparées par des points-virgules"
    expected = Field("name", "Label", FieldKind.NAMES, how, "Reason.", False)
    assert common.lines("name", "Label", FieldKind.NAMES, "un nom", "Reason.") == expected
    assert common.lines("name", "Label", FieldKind.NAMES, "un nom", "Reason.", required=True).required is True
