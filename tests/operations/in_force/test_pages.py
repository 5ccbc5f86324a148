"""Lists, map, files and pages name what is in force that day."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from assemblies.factories import CLERK
from beffroi.contracts.amendments.changes import add_entry, alter_entry, remove_entry
from beffroi.contracts.in_force import amended_terms, terms_on
from beffroi.contracts.kinds import Side, Target
from beffroi.contracts.models import Contract
from beffroi.operations.actions.appraisal import answer_coherence
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.kinds import Verdict
from beffroi.operations.lists.asked import asked_by
from beffroi.operations.lists.export import chosen_columns, lines_of
from beffroi.operations.lists.places import counted_communes, map_of
from beffroi.operations.models import Operation
from beffroi.operations.questions import questions_of
from beffroi.operations.rules.questions import Answer
from beffroi.organisations.roles import Role
from operations.factories import AT, make_operation
from operations.in_force.amended import AFTER, BACKEND, BEFORE, amend
from operations.voting import manager_of
from organisations.factories import make_member

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("_paris_day")
def test_lists_and_files_name_an_axis_as_it_reads_that_day(contract):
    operation = make_operation(contract, state=S.COHERENCE)
    lead = manager_of(contract, Side.EPCI)
    axis = contract.axes.get()
    words = {"title": "Rapprocher tous les services", "short_title": "Tous services"}
    amend(contract, alter_entry, Target.AXIS, str(axis.pk), words)
    # Taken out the same day, it keeps the words that it had last.
    amend(contract, remove_entry, Target.AXIS, str(axis.pk))
    asked = asked_by(lead, QueryDict(""))
    menu = next(one for one in asked.kind.filters if one.name == "axe")
    assert menu.choices == ((str(axis.pk), "Tous services"),)
    [line] = lines_of(asked.found, chosen_columns(["axe"]), lead, asked.retitled)
    assert line == ["Rapprocher tous les services"]
    mine = Contract.objects.filter(pk=contract.pk).values("pk")
    assert amended_terms(mine, BEFORE, Target.AXIS) == {}
    assert amended_terms(mine, AFTER, Target.COMMUNE) == {}
    assert operation.axis.title == "Rapprocher les services"


def test_the_map_names_the_communes_of_that_day_and_those_that_operations_concern(contract):
    gone, kept, renamed = (contract.communes.get(code=code) for code in ("00001", "00002", "00003"))
    operation = make_operation(contract, state=S.COHERENCE)
    operation.communes.add(kept)
    amend(contract, remove_entry, Target.COMMUNE, str(gone.pk))
    amend(contract, remove_entry, Target.COMMUNE, str(kept.pk))
    amend(contract, alter_entry, Target.COMMUNE, str(renamed.pk), {"name": "Fontaine"})
    amend(contract, add_entry, Target.COMMUNE, {"name": "Belle-Rive", "code": "00009", "population": None})
    rows = Operation.objects.all()
    before = [(one.name, one.counted) for one in counted_communes(terms_on(contract, BEFORE), rows)]
    assert before == [("Ambreville", 1), ("Fontambre", 0), ("Moulinvert", 0), ("Roncevent", 0)]
    after = [(one.name, one.counted) for one in counted_communes(terms_on(contract, AFTER), rows)]
    assert after == [("Ambreville", 1), ("Belle-Rive", 0), ("Fontaine", 0), ("Moulinvert", 0)]
    # A commune that no source places is in the list, not on the drawing.
    drawn = map_of(terms_on(contract, AFTER), rows, QueryDict(""), "/operations/")
    assert "Belle-Rive" in [one.name for one in drawn.spots]
    assert "00009" not in [one.code for one in drawn.drawing.cells]


@pytest.mark.usefixtures("_paris_day")
def test_the_pages_show_what_is_in_force_today(contract, client):
    operation = make_operation(contract, state=S.COHERENCE, description="Une halle.", kind="building")
    axis, public = contract.axes.get(), contract.target_publics.get()
    [key] = [one.key for one in questions_of(operation, BEFORE) if one.title == public.title]
    answer_coherence(operation, [Answer(key, Verdict.YES)], by=CLERK, at=AT)
    amend(contract, alter_entry, Target.AXIS, str(axis.pk), {"title": "Rapprocher tous les services"})
    amend(contract, remove_entry, Target.PUBLIC, str(public.pk))
    amend(contract, add_entry, Target.POINT, {"title": "Sols", "detail": "", "question": "Quels sols ?"})
    amend(contract, remove_entry, Target.AXIS, str(axis.pk))
    client.force_login(make_member(operation.departement, Role.MANAGER), backend=BACKEND)
    html = plain(client.get(reverse("operations:operation", args=[operation.pk])))
    assert "1. Rapprocher tous les services" in html
    assert "n’est plus au contrat depuis l’avenant n° 4, signé le 1er juillet 2024" in html
    html = plain(client.get(reverse("operations:coherence", args=[operation.pk])))
    assert "Quels sols ?" in html
    past = html[html.index("ce que le contrat ne demande plus") :]
    assert "collégiens" in past
    assert "Axe 1 : Services" in plain(client.get(reverse("operations:index")))
    assert client.get(reverse("operations:places")).status_code == 200


@pytest.mark.usefixtures("_paris_day")
def test_the_owner_s_pages_offer_what_is_in_force_today(contract, client):
    operation = make_operation(contract, state=S.FILE)
    amend(contract, add_entry, Target.AXIS, {"title": "Garder l’eau", "short_title": "Eau"})
    amend(contract, add_entry, Target.PIECE, {"label": "Plan de gestion", "at_step": "file", "kinds": []})
    client.force_login(make_member(operation.owner, Role.MANAGER), backend=BACKEND)
    for name, args in (
        ("propose", []),
        ("section", [operation.pk, "presentation"]),
    ):
        assert "Axe 2 : Garder l’eau" in plain(client.get(reverse(f"operations:{name}", args=args)))
    html = plain(client.get(reverse("operations:operation", args=[operation.pk])))
    assert "La pièce « Plan de gestion » manque." in html
    slug = html.partition('id="piece-a')[2].partition('"')[0]
    where = reverse("operations:piece_join_asked", args=[operation.pk, f"a{slug}"])
    assert "Plan de gestion" in plain(client.get(where))
    missing = reverse("operations:piece_join_asked", args=[operation.pk, "a9-9"])
    assert client.get(missing).status_code == 404


def plain(answer) -> str:
    """The words of a page, with plain spaces."""
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")
