"""A large list is written by a worker: same rows, same columns, for who asked alone, for some days."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from beffroi.contracts.kinds import Side
from beffroi.operations.actions import exports as actions
from beffroi.operations.actions.exports import FAILED, NO_ROLE, ask_export, work_export
from beffroi.operations.actions.own_work import forget_expired_works
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.lists import export as files
from beffroi.operations.models import Operation, OperationExport
from beffroi.operations.models.own_work import KEPT, SILENCE
from beffroi.organisations.models import Membership
from beffroi.organisations.personal import forget_parts, told_parts
from beffroi.organisations.roles import Role
from contracts import factories as contracts
from operations.factories import make_contract, make_operation
from organisations.factories import make_actor

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def contract():
    return make_contract()


@pytest.fixture
def agent(contract, client):
    actor = make_actor(contracts.organisation_of(contract, Side.DEPARTEMENT), Role.DEVELOPMENT_AGENT)
    client.force_login(actor.user, backend=BACKEND)
    return actor


def ask(client, commits, **typed):
    with commits(execute=True):
        answer = client.post(reverse("operations:export_ask"), typed)
    assert answer.status_code == 302
    return OperationExport.objects.order_by("pk").last()


def download(client, made):
    return b"".join(client.get(reverse("operations:export_file", args=[made.pk])).streaming_content)


def part(client, made):
    return client.get(reverse("operations:export_progress", args=[made.pk]), headers={"HX-Request": "true"})


def test_a_small_list_is_given_at_once_and_a_large_one_is_prepared(contract, agent, client, settings):
    make_operation(contract, S.COHERENCE)
    assert client.get(reverse("operations:export")).has_header("Content-Disposition")
    settings.EXPORT_AT_ONCE = 0
    offered = client.get(reverse("operations:export"), {"etape": "4", "format": "xlsx", "colonnes": "titre"})
    assert "Préparer le fichier XLSX" in offered.content.decode()
    assert not OperationExport.objects.exists()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_file_prepared_is_the_file_given_at_once(
    contract, agent, client, form, django_capture_on_commit_callbacks, monkeypatch
):
    monkeypatch.setattr(files, "CHUNK", 2)
    for rank in range(5):
        make_operation(contract, S.COHERENCE, title=f"=Halle {rank}")
    make_operation(contract, S.COMPLETION, title="Piscine")
    make_operation(contract, S.FILE, title="Brouillon")
    query = {"etape": "4", "colonnes": ["titre", "etat"], "format": form}
    at_once = b"".join(client.get(reverse("operations:export"), query).streaming_content)
    typed = {"query": "etape=4", "colonnes": ["titre", "etat"], "format": form}
    made = ask(client, django_capture_on_commit_callbacks, **typed)
    assert (made.written, made.total, made.is_waiting) == (5, 5, False)
    prepared = download(client, made)
    if form == "csv":
        assert prepared == at_once
        assert prepared.decode("utf-8-sig").splitlines()[1].startswith("'=Halle")
    else:
        assert cells(prepared) == cells(at_once)
        assert cells(prepared)[0] == ("Opération", "État")
    assert "Télécharger le fichier" in part(client, made).content.decode()


def cells(book):
    return list(load_workbook(BytesIO(book), read_only=True).active.iter_rows(values_only=True))


def test_the_page_tells_how_far_it_is_and_asks_again_by_itself(contract, agent, client):
    make_operation(contract, S.COHERENCE)
    made = ask_export("", [], "csv", by=agent, at=timezone.now())
    assert "attend son tour" in part(client, made).content.decode()
    seen = []

    def slow(*args, **kwargs):
        for line in lines_of(*args, **kwargs):
            seen.append(part(client, made).content.decode())
            yield line

    lines_of, actions.lines_of = actions.lines_of, slow
    try:
        work_export(made.pk, timezone.now)
    finally:
        actions.lines_of = lines_of
    assert all("opérations écrites" in one and 'hx-trigger="every 2s"' in one for one in seen)
    assert all("Beffroi-Background" in one for one in seen)
    assert "hx-get" not in part(client, made).content.decode()


def test_asked_twice_it_is_written_once(contract, agent):
    at = timezone.now()
    first = ask_export("etape=4", ["titre"], "csv", by=agent, at=at)
    assert ask_export("etape=4&page=2", ["titre"], "csv", by=agent, at=at) == first
    assert ask_export("etape=4", ["titre"], "xlsx", by=agent, at=at) != first
    # Nothing has come of it for so long: it is asked anew.
    assert ask_export("etape=4", ["titre"], "csv", by=agent, at=at + SILENCE + timedelta(seconds=1)) != first


def test_a_file_is_its_person_s_alone(contract, agent, client, django_capture_on_commit_callbacks):
    made = ask(client, django_capture_on_commit_callbacks, format="csv")
    colleague = make_actor(agent.organisation, Role.DEVELOPMENT_AGENT)
    client.force_login(colleague.user, backend=BACKEND)
    for name in ("export_progress", "export_file"):
        assert client.get(reverse(f"operations:{name}", args=[made.pk])).status_code == 404


def test_who_lost_the_role_no_longer_takes_the_file(
    contract, agent, client, django_capture_on_commit_callbacks
):
    made = ask(client, django_capture_on_commit_callbacks, format="csv")
    Membership.objects.filter(user=agent.user).update(role=Role.ELECTED_MEMBER)
    assert client.get(reverse("operations:export_file", args=[made.pk])).status_code == 403
    late = ask_export("etape=4", [], "csv", by=agent, at=timezone.now())
    work_export(late.pk, timezone.now)
    late.refresh_from_db()
    assert late.failure == NO_ROLE


def test_a_file_that_could_not_be_written_says_so_and_may_be_asked_again(
    contract, agent, client, monkeypatch
):
    made = ask_export("", [], "csv", by=agent, at=timezone.now())

    def full(*_args):
        raise OSError("no space left on device")

    monkeypatch.setattr(actions, "_keep", full)
    with pytest.raises(OSError, match="no space"):
        work_export(made.pk, timezone.now)
    made.refresh_from_db()
    assert made.failure == FAILED
    assert "Préparer de nouveau" in part(client, made).content.decode()
    assert client.get(reverse("operations:export_file", args=[made.pk])).status_code == 404


def test_a_file_goes_after_some_days_with_its_bytes(
    contract, agent, client, django_capture_on_commit_callbacks
):
    made = ask(client, django_capture_on_commit_callbacks, format="csv")
    storage, name = made.stored.storage, made.stored.name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_expired_works(made.made_at + KEPT) == 1
    assert not storage.exists(name)
    assert not OperationExport.objects.exists()


def test_what_was_prepared_is_told_to_its_person_and_erased_with_the_account(
    contract, agent, client, django_capture_on_commit_callbacks
):
    made = ask(client, django_capture_on_commit_callbacks, format="csv")
    told = told_parts(agent.user)["travaux_sur_les_listes"]
    assert [(one["nature"], one["intitule"]) for one in told] == [("export d’opérations", str(made))]
    forget_parts(agent.user)
    assert not OperationExport.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_worker_writes_what_was_asked_and_two_workers_write_it_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    contract = make_contract()
    with transaction.atomic():
        make_operation(contract, S.COHERENCE, title="Halle")
    agent = make_actor(contracts.organisation_of(contract, Side.DEPARTEMENT), Role.DEVELOPMENT_AGENT)
    made = ask_export("", ["titre"], "csv", by=agent, at=timezone.now())

    def work(_rank):
        try:
            work_export(made.pk, timezone.now)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, range(2)))
    call_command("db_worker", "--batch", "--no-startup-delay", "--no-reload", verbosity=0)
    made.refresh_from_db()
    assert made.done_at is not None
    assert made.stored.open().read().decode("utf-8-sig").splitlines() == ["Opération", "Halle"]
    assert Operation.objects.count() == 1
