"""Ideas imported from a file: every refused cell named, nothing lost, nothing twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from assemblies.factories import CLERK
from beffroi.contracts.actions.contract import create_contract
from beffroi.contracts.kinds import ContractState, Side
from beffroi.contracts.models import Axis, Contract, ContractParty
from beffroi.core.journal.models import JournalEntry
from beffroi.operations.actions.imports import confirm_import, keep_import
from beffroi.operations.imports.columns import recognised
from beffroi.operations.imports.table import read_table
from beffroi.operations.kinds import OperationState
from beffroi.operations.models import Operation, OperationImport
from beffroi.operations.models.own_work import KEPT
from beffroi.organisations.models import Membership
from beffroi.organisations.roles import Role
from contracts import factories as contracts
from operations.factories import AT, make_contract, make_operation, owner_of, run
from operations.imports.sheets import HEAD, text, workbook
from organisations.factories import make_actor

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def contract():
    return make_contract()


@pytest.fixture
def lead(contract, client):
    actor = make_actor(owner_of(contract), Role.PROJECT_LEAD)
    client.force_login(actor.user, backend=BACKEND)
    return actor


def send(client, content, name="idees.csv"):
    upload = SimpleUploadedFile(name, content)
    return client.post(reverse("operations:import"), {"file": upload})


def kept_from(client, *rows, head=HEAD):
    answer = send(client, text(head, *rows))
    assert answer.status_code == 302, answer.content.decode()
    return OperationImport.objects.get(pk=answer.url.rstrip("/").rsplit("/", 1)[1])


def preview(client, kept):
    return client.get(reverse("operations:import_preview", args=[kept.pk]))


def refused_cells(client, kept):
    return [(one.row, one.column, one.value) for one in preview(client, kept).context["cells"]]


def confirm(client, kept):
    return client.post(reverse("operations:import_confirm", args=[kept.pk]))


def test_nothing_is_proposed_before_the_preview_is_confirmed(lead, client):
    kept = kept_from(client, ("Halle", "1", "Couvrir le marché"), ("Lavoir", "Axe 1", ""))
    assert not Operation.objects.exists()
    shown = preview(client, kept)
    assert [(one.title, one.axis.rank, one.summary) for one in shown.context["good"]] == [
        ("Halle", 1, "Couvrir le marché"),
        ("Lavoir", 1, ""),
    ]
    assert "Enregistrer 2" in shown.content.decode()
    confirm(client, kept)
    made = Operation.objects.order_by("number")
    assert [(one.title, one.state, one.owner) for one in made] == [
        ("Halle", OperationState.IDEA, lead.organisation),
        ("Lavoir", OperationState.IDEA, lead.organisation),
    ]
    # Through the same action as an idea typed by hand.
    assert JournalEntry.objects.filter(verb="operation.proposed").count() == 2
    assert {one.get().verb for one in (made[0].steps.all(), made[1].steps.all())} == {"propose"}


def test_every_refused_cell_is_named_with_its_row_column_value_and_reason(contract, lead, client):
    make_operation(contract, title="Déjà là")
    kept = kept_from(
        client,
        ("", "1", ""),
        ("Halle", "9", ""),
        ("Lavoir", "", "x" * 401),
        ("Four", "1", ""),
        ("  FOUR ", "1", ""),
        ("deja la", "1", ""),
        ("y" * 201, "1", ""),
    )
    cells = preview(client, kept).context["cells"]
    told = [(one.row, one.column, one.why) for one in cells]
    assert [(row, column) for row, column, _ in told] == [
        (2, "Titre"), (3, "Axe"), (4, "Axe"), (4, "En une phrase"), (6, "Titre"), (7, "Titre"), (8, "Titre"),
    ]  # fmt: skip
    reasons = [why for _, _, why in told]
    assert "Donnez un titre" in reasons[0]
    assert "Les axes : 1, " in reasons[1]
    assert reasons[3] == "400 signes au plus : il y en a 401."
    assert reasons[4] == "Ce titre est déjà celui de la ligne 5."
    assert reasons[5].startswith("Votre organisation a déjà l’opération n°")
    assert [one.value for one in cells][:2] == ["vide", "9"]
    assert [one.title for one in preview(client, kept).context["good"]] == ["Four"]


def test_refused_rows_come_back_in_a_file_that_can_be_mended_and_imported(lead, client):
    head = ("Coût", "TITRE", "axé", "Motif")
    kept = kept_from(client, ("120 000", "Halle", "1", ""), ("80 000", "=Lavoir", "9", "vieux"), head=head)
    confirm(client, kept)
    answer = client.get(reverse("operations:import_refused", args=[kept.pk, "csv"]))
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "Coût;TITRE;axé;Ligne d’origine;Motif"
    assert lines[1].startswith("80 000;'=Lavoir;9;3;Axe : Aucun axe du contrat")
    assert len(lines) == 2
    mended = lines[1].replace(";9;", ";1;")
    again = kept_from(client, tuple(mended.split(";")), head=tuple(lines[0].split(";")))
    assert [one.title for one in preview(client, again).context["good"]] == ["=Lavoir"]
    book = client.get(reverse("operations:import_refused", args=[kept.pk, "xlsx"]))
    back = read_table("refus.xlsx", b"".join(book.streaming_content), recognised)
    assert back.lines[0].cells[:4] == ("80 000", "=Lavoir", "9", "3")


def test_a_column_without_a_field_goes_to_the_description(lead, client):
    kept = kept_from(
        client,
        ("Halle", "1", "Couvrir", "120 000 €", "Léa"),
        head=("Titre", "Axe", "Description", "Coût", ""),
    )
    assert preview(client, kept).context["beside"] == ["Coût", "Colonne 5"]
    confirm(client, kept)
    assert Operation.objects.get().description == (
        "Couvrir\n\nCoût : 120 000 €\nColonne 5 : Léa\n\nRepris du fichier « idees.csv », ligne 2."
    )


def test_a_second_confirmation_proposes_nothing_more(lead, client):
    kept = kept_from(client, ("Halle", "1", ""))
    confirm(client, kept)
    confirm(client, kept)
    assert Operation.objects.count() == 1
    assert JournalEntry.objects.filter(verb="import.confirmed").count() == 1
    shown = preview(client, kept)
    assert [(row, title) for row, title, _ in shown.context["taken"]] == [(2, "Halle")]


def test_what_became_refused_since_the_preview_is_named_and_the_others_are_proposed(contract, lead, client):
    kept = kept_from(client, ("Halle", "1", ""), ("Lavoir", "1", ""))
    make_operation(contract, title="Halle")
    confirm(client, kept)
    assert refused_cells(client, kept) == [(2, "Titre", "Halle")]
    assert set(Operation.objects.values_list("title", flat=True)) == {"Halle", "Lavoir"}
    assert Operation.objects.count() == 2


def test_a_contract_that_ended_since_the_preview_takes_nothing(contract, lead, client):
    kept = kept_from(client, ("Halle", "1", ""))
    Contract.objects.filter(pk=contract.pk).update(state=ContractState.CLOSED)
    confirm(client, kept)
    assert not Operation.objects.exists()
    assert [column for _, column, _ in refused_cells(client, kept)] == ["Contrat"]


def test_the_contract_is_named_when_several_are_open(contract, lead, client):
    departement = contracts.organisation_of(contract, Side.DEPARTEMENT)
    other = create_contract(contracts.contract_facts(title="Autre contrat"), by=CLERK)
    parties = ((Side.EPCI, lead.organisation), (Side.DEPARTEMENT, departement))
    for rank, (side, organisation) in enumerate(parties, start=1):
        ContractParty.objects.create(contract=other, side=side, organisation=organisation, rank=rank)
    Axis.objects.create(contract=other, rank=1, title="Autre axe", short_title="Autre")
    run(other)
    kept = kept_from(
        client, ("Halle", "1", ""), ("Lavoir", "1", "autre CONTRAT"), ("Four", "1", "Ailleurs"),
        head=("Titre", "Axe", "Contrat"),
    )  # fmt: skip
    assert [(row, value) for row, _, value in refused_cells(client, kept)] == [(2, "vide"), (4, "Ailleurs")]
    assert [(one.title, one.contract) for one in preview(client, kept).context["good"]] == [("Lavoir", other)]


def test_an_axis_is_known_by_its_number_or_its_title(contract, lead, client):
    axis = contract.axes.get(rank=1)
    names = (
        "1",
        "Axe 1",
        "axe 1.",
        axis.title.upper(),
        axis.short_title,
        f"1. {axis.title}",
        f"Axe 1 : {axis.short_title}",
    )
    kept = kept_from(client, *((f"Idée {rank}", name, "") for rank, name in enumerate(names)))
    good = preview(client, kept).context["good"]
    assert [one.axis for one in good] == [axis] * len(names)


def test_a_file_that_cannot_be_read_is_refused_beside_the_field(lead, client):
    for content, name, said in (
        (b"%PDF-1.7", "idees.csv", "ne se lit pas comme du texte"),
        (b"", "idees.xlsx", "est vide"),
    ):
        answer = send(client, content, name)
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert "Choisissez un fichier" in client.post(reverse("operations:import"), {}).content.decode()
    assert not OperationImport.objects.exists()


def test_a_file_over_the_limit_is_refused(lead, client, settings):
    settings.IMPORT_MAX_BYTES = 1024 * 1024
    answer = send(client, text(HEAD, ("x" * 1100, "1", "")) * 1000)
    assert answer.status_code == 422
    assert "dépasse 1\u202fMo" in answer.content.decode() or "dépasse 1 Mo" in answer.content.decode()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_model_is_imported_as_it_is(lead, client, form):
    answer = client.get(reverse("operations:import_model", args=[form]))
    content = b"".join(answer.streaming_content)
    sent = send(client, content, f"modele.{form}")
    kept = OperationImport.objects.get()
    assert sent.status_code == 302
    assert [one.title for one in preview(client, kept).context["good"]] == ["Maison de services du bourg"]
    assert client.get(reverse("operations:import_model", args=["pdf"])).status_code == 404


def test_a_workbook_makes_the_same_road(lead, client):
    assert send(client, workbook(HEAD, ("Halle", 1, "Couvrir")), "idees.xlsx").status_code == 302
    confirm(client, OperationImport.objects.get())
    assert Operation.objects.get().title == "Halle"


def test_an_import_is_its_person_s_alone_and_goes_after_some_days(lead, client):
    kept = kept_from(client, ("Halle", "1", ""))
    colleague = make_actor(lead.organisation, Role.PROJECT_LEAD)
    client.force_login(colleague.user, backend=BACKEND)
    for name, more in (("import_preview", ()), ("import_refused", ("csv",))):
        assert client.get(reverse(f"operations:{name}", args=[kept.pk, *more])).status_code == 404
    assert confirm(client, kept).status_code == 404
    own = reverse("operations:import_preview", args=[kept.pk])
    assert own not in client.get(reverse("operations:import")).content.decode()
    OperationImport.objects.update(made_at=kept.made_at - KEPT)
    client.force_login(lead.user, backend=BACKEND)
    assert preview(client, kept).status_code == 404
    kept_from(client, ("Halle", "1", ""))
    assert not OperationImport.objects.filter(pk=kept.pk).exists()


def test_who_proposes_no_more_reads_no_import_either(lead, client):
    kept = kept_from(client, ("Halle", "1", ""))
    Membership.objects.filter(user=lead.user).update(role=Role.AUDITOR)
    assert preview(client, kept).status_code == 403
    assert confirm(client, kept).status_code == 403
    assert not Operation.objects.exists()


def test_who_does_not_propose_opens_no_import(contract, client):
    auditor = make_actor(owner_of(contract), Role.AUDITOR)
    client.force_login(auditor.user, backend=BACKEND)
    assert client.get(reverse("operations:import")).status_code == 403
    assert send(client, text(HEAD, ("Halle", "1", ""))).status_code == 403
    assert not OperationImport.objects.exists()


def test_two_files_at_once_are_refused_beside_the_field(lead, client):
    files = [SimpleUploadedFile(name, text(HEAD, ("Halle", "1", ""))) for name in ("a.csv", "b.csv")]
    answer = client.post(reverse("operations:import"), {"file": files})
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"] == ["Un seul fichier à la fois."]
    assert not OperationImport.objects.exists()


def test_nobody_without_an_open_contract_imports(contract, lead, client):
    Contract.objects.filter(pk=contract.pk).update(state=ContractState.CLOSED)
    assert "Aucun contrat en cours" in client.get(reverse("operations:import")).content.decode()
    assert send(client, text(HEAD, ("Halle", "1", ""))).status_code == 422
    assert not OperationImport.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_propose_once():
    lead = make_actor(owner_of(make_contract()), Role.PROJECT_LEAD)
    table = read_table("idees.csv", text(HEAD, *((f"Idée {rank}", "1", "") for rank in range(5))), recognised)
    kept = keep_import("idees.csv", table, by=lead, at=AT)

    def click(_rank):
        try:
            return confirm_import(kept, by=lead, at=AT + timedelta(minutes=1))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert [len(one.taken) for one in pool.map(click, range(2))] == [5, 5]
    assert Operation.objects.count() == 5
