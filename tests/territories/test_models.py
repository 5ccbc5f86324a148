"""What the tables refuse, and what their sets answer."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from beffroi.territories.models import Commune, Contour, Departement, Epci
from territories.factories import make_commune, make_epci

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"code": "6200"}, "62119 ou 2A004"),
        ({"name": ""}, "a un nom"),
        ({"population": 12}, "millésime"),
        ({"longitude": "2.5"}, "longitude et une latitude"),
        ({"longitude": "2.5", "latitude": "95"}, "longitude et une latitude"),
    ],
)
def test_a_commune_that_makes_no_sense_is_refused_in_french(changes, said):
    commune = make_commune()
    for name, value in changes.items():
        setattr(commune, name, value)
    with pytest.raises(ValidationError) as refusal:
        commune.validate_constraints()
    assert said in " ".join(refusal.value.messages)
    with pytest.raises(IntegrityError), transaction.atomic():
        commune.save()


def test_two_communes_never_share_a_code():
    make_commune()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_commune()


def test_a_commune_that_exists_has_no_successor_nor_itself_for_one():
    commune, other = make_commune(), make_commune("62002", "Nœux-les-Prés")
    for changes in ({"successor": other}, {"successor": commune, "is_current": False}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Commune.objects.filter(pk=commune.pk).update(**changes)


def test_a_commune_that_is_no_more_has_no_epci():
    commune = make_commune(epci=make_epci())
    with pytest.raises(IntegrityError), transaction.atomic():
        Commune.objects.filter(pk=commune.pk).update(is_current=False)


@pytest.mark.parametrize("changes", [{"siren": "12"}, {"kind": "SIVOM"}, {"population_year": None}])
def test_an_epci_that_makes_no_sense_is_refused(changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_epci(**changes)


@pytest.mark.parametrize("code", ["1", "2C", "6A", "961"])
def test_a_departement_has_a_code_of_its_kind(code):
    with pytest.raises(IntegrityError), transaction.atomic():
        Departement.objects.create(code=code, name="Nulle-Part")


@pytest.mark.parametrize("code", ["01", "2A", "971"])
def test_every_kind_of_departement_has_its_place(code):
    assert str(Departement.objects.create(code=code, name="Quelque-Part")) == f"Quelque-Part ({code})"


def test_a_contour_without_its_source_is_refused():
    commune = make_commune()
    with pytest.raises(IntegrityError), transaction.atomic():
        Contour.objects.create(commune=commune, outline=b"", source="", loaded_at="2024-01-17T00:00Z")


@pytest.mark.parametrize("words", ["noeux", "NŒUX prés", "les pres noeux", "62002", "Nœux-les-Prés", ""])
def test_search_forgets_accents_dashes_and_order(words):
    make_commune("62002", "Nœux-les-Prés")
    assert Commune.objects.matching(words).count() == 1


@pytest.mark.parametrize("words", ["noeud", "noeux%", "_", "noeux rouen"])
def test_search_finds_nothing_else(words):
    make_commune("62002", "Nœux-les-Prés")
    assert not Commune.objects.matching(words).exists()


def test_sets_answer_their_questions():
    epci = make_epci()
    here = make_commune(epci=epci, longitude="2.5", latitude="50.5")
    gone = make_commune("62009", "Ancienne", is_current=False, successor=here)
    assert list(Commune.objects.current()) == [here]
    assert list(Commune.objects.ended()) == [gone]
    assert list(Commune.objects.of_epci(epci.siren)) == [here]
    assert Commune.objects.of_departement("62").count() == 2
    assert list(Commune.objects.located()) == [here]
    assert not Commune.objects.outlined().exists()
    assert list(Epci.objects.current().matching("val clair")) == [epci]
