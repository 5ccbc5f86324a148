"""One action on several operations: the preview is the action tried, and nothing is done before « yes »."""

import pytest
from django.urls import reverse

from beffroi.contracts.kinds import Side
from beffroi.core.journal.models import JournalEntry
from beffroi.operations.actions.moves import move_operation
from beffroi.operations.bulk import views
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import BulkRun, Message, Operation, OperationStep, ReportItem
from beffroi.operations.models.own_work import KEPT
from beffroi.operations.states import TURNS
from beffroi.organisations.roles import Role
from contracts import factories as contracts
from operations.factories import AT, make_contract, make_operation, owner_of
from operations.voting import make_agreed, make_report
from organisations.factories import make_actor

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
BULK = "operations:bulk"


@pytest.fixture
def contract():
    return make_contract()


def come_in(client, organisation, *roles):
    actor = make_actor(organisation, *roles)
    client.force_login(actor.user, backend=BACKEND)
    return actor


@pytest.fixture
def lead(contract, client):
    return come_in(client, owner_of(contract), Role.PROJECT_LEAD)


@pytest.fixture
def agent(contract, client):
    return come_in(client, contracts.organisation_of(contract, Side.DEPARTEMENT), Role.DEVELOPMENT_AGENT)


def prepare(client, action, *operations, status=302, **typed):
    sent = {"action": action, "op": [one.pk for one in operations], **typed}
    answer = client.post(reverse(BULK), sent)
    assert answer.status_code == status, answer.content.decode()
    return BulkRun.objects.order_by("pk").last()


def shown(client, run):
    page = client.get(reverse("operations:bulk_run", args=[run.pk])).context
    return [one["title"] for one in page["good"]], {one["title"]: one["why"] for one in page["refused"]}


def confirm(client, run):
    assert client.post(reverse("operations:bulk_confirm", args=[run.pk])).status_code == 302


def states():
    return dict(Operation.objects.values_list("title", "state"))


def test_the_preview_says_for_each_what_will_be_done_or_why_not(contract, lead, client):
    halle = make_operation(contract, title="Halle")
    lavoir = make_operation(contract, S.COHERENCE, title="Lavoir")
    run = prepare(client, "drop", halle, lavoir, reason="Faute de terrain")
    good, refused = shown(client, run)
    assert good == ["Halle"]
    assert "« Abandonner » n’est pas possible" in refused["Lavoir"]
    # What was tried was undone.
    assert states() == {"Halle": S.IDEA, "Lavoir": S.COHERENCE}
    assert not OperationStep.objects.filter(verb="drop").exists()
    assert not JournalEntry.objects.filter(verb="operation.moved", note="Faute de terrain").exists()


def test_confirming_does_it_to_each_through_its_own_action_once(contract, lead, client):
    found = [make_operation(contract, title=title) for title in ("Halle", "Lavoir")]
    run = prepare(client, "drop", *found, reason="Faute de terrain")
    confirm(client, run)
    confirm(client, run)
    assert states() == {"Halle": S.DROPPED, "Lavoir": S.DROPPED}
    steps = OperationStep.objects.filter(verb="drop")
    assert sorted((one.operation.title, one.reason) for one in steps.select_related("operation")) == [
        ("Halle", "Faute de terrain"),
        ("Lavoir", "Faute de terrain"),
    ]
    assert JournalEntry.objects.get(verb="bulk.confirmed").note == "2 sur 2"
    assert "abandonnée" in client.get(reverse("operations:bulk_run", args=[run.pk])).content.decode()


def test_what_changed_since_the_preview_is_named_and_the_others_are_done(contract, lead, client):
    halle, lavoir = (make_operation(contract, title=title) for title in ("Halle", "Lavoir"))
    run = prepare(client, "drop", halle, lavoir, reason="Faute de terrain")
    move_operation(halle, "open_file", by=lead, at=AT)
    confirm(client, run)
    good, refused = shown(client, run)
    assert good == ["Lavoir"]
    assert refused == {
        "Halle": "Elle a changé depuis l’aperçu : elle est maintenant « dossier en préparation »."
    }
    assert states() == {"Halle": S.FILE, "Lavoir": S.DROPPED}


def test_a_reason_is_asked_beside_its_field_and_the_choice_is_kept(contract, lead, client):
    halle = make_operation(contract, title="Halle")
    answer = client.post(reverse(BULK), {"action": "drop", "op": [halle.pk], "reason": " "})
    assert answer.status_code == 422
    assert "Donnez le motif" in answer.content.decode()
    assert f'name="op" value="{halle.pk}"' in answer.content.decode()
    assert not BulkRun.objects.exists()


def test_all_that_the_filters_show_and_nothing_of_others(contract, lead, client):
    make_operation(contract, title="Halle couverte")
    make_operation(contract, title="Halle neuve")
    make_operation(contract, title="Lavoir")
    make_operation(make_contract(), title="Halle ailleurs")
    run = prepare(client, "open_file", tout="1", q="halle")
    assert sorted(shown(client, run)[0]) == ["Halle couverte", "Halle neuve"]
    confirm(client, run)
    assert states() == {
        "Halle couverte": S.FILE, "Halle neuve": S.FILE, "Lavoir": S.IDEA, "Halle ailleurs": S.IDEA,
    }  # fmt: skip


def test_an_operation_that_is_not_theirs_is_as_if_it_did_not_exist(contract, lead, client):
    stranger = make_operation(make_contract(), title="Ailleurs")
    answer = client.get(reverse(BULK), {"action": "drop", "op": [stranger.pk, "x", "9" * 30]})
    assert "Aucune opération n’est choisie" in answer.content.decode()
    assert prepare(client, "drop", stranger, status=200, reason="x") is None


def test_what_is_no_longer_theirs_to_read_tells_nothing_of_where_it_went(contract, agent, client):
    halle = make_operation(contract, S.COHERENCE, title="Halle")
    run = prepare(client, "ask_completion", halle, reason="Il manque les plans.")
    Operation.objects.filter(pk=halle.pk).update(
        state=S.FILE, next_turn=TURNS[S.FILE], next_organisation=owner_of(contract)
    )
    confirm(client, run)
    assert shown(client, run) == ([], {"Halle": "Vous ne lisez plus cette opération."})
    page = client.get(reverse("operations:bulk_run", args=[run.pk])).content.decode()
    assert reverse("operations:operation", args=[halle.pk]) not in page


def test_who_may_not_is_told_for_each(contract, agent, client):
    halle = make_operation(contract, S.COHERENCE, title="Halle")
    answer = client.post(reverse(BULK), {"action": "drop", "op": [halle.pk], "reason": "x"})
    # Dropping is the owner's: the département is not even offered it.
    assert answer.status_code == 200
    assert not BulkRun.objects.exists()
    run = prepare(client, "ask_completion", halle, reason="Il manque les plans.")
    assert shown(client, run)[0] == ["Halle"]
    confirm(client, run)
    assert states() == {"Halle": S.COMPLETION}


def test_a_message_to_several_is_sent_once_to_each(contract, agent, client):
    found = [make_operation(contract, S.COHERENCE, title=title) for title in ("Halle", "Lavoir")]
    typed = {"body": "Le comité se réunit en mai.", "to": "partage"}
    assert (
        "Cochez pour confirmer"
        in client.post(
            reverse(BULK), {"action": "message", "op": [one.pk for one in found], **typed}
        ).content.decode()
    )
    run = prepare(client, "message", *found, confirms="oui", **typed)
    assert not Message.objects.exists()
    confirm(client, run)
    confirm(client, run)
    assert sorted(Message.objects.values_list("operation__title", "is_shared")) == [
        ("Halle", True),
        ("Lavoir", True),
    ]


def test_several_are_put_in_a_report_each_only_when_its_fiche_is_approved(client):
    first = make_agreed()
    contract = first.contract
    ready, report = make_agreed(contract), make_report(first)
    early = make_operation(contract, S.COHERENCE, title="Trop tôt")
    come_in(client, contracts.organisation_of(contract, Side.DEPARTEMENT), Role.DEVELOPMENT_AGENT)
    run = prepare(client, "report", ready, early, report=str(report.pk))
    good, refused = shown(client, run)
    assert good == [ready.title]
    assert refused == {
        "Trop tôt": "Une opération entre dans un rapport quand sa fiche est approuvée par les deux."
    }
    confirm(client, run)
    assert [one.operation for one in ReportItem.objects.filter(report=report)] == [first, ready]


def test_no_more_than_can_be_read_in_one_preview(contract, lead, client, monkeypatch):
    monkeypatch.setattr(views, "MOST", 1)
    found = [make_operation(contract) for _ in range(2)]
    answer = client.get(reverse(BULK), {"tout": "1", "action": "drop"})
    assert "Cette liste dépasse 1" in answer.content.decode()
    assert prepare(client, "drop", *found, status=200, reason="x") is None


def test_the_list_offers_what_the_role_knows_and_nothing_to_who_only_reads(contract, lead, client):
    make_operation(contract, title="Halle")
    page = client.get(reverse("operations:index"))
    assert [one.slug for one in page.context["actions"]] == ["message", "open_file", "drop", "withdraw"]
    assert "Choisir l’opération n° " in page.content.decode().replace("\u00a0", " ")
    come_in(client, lead.organisation, Role.AUDITOR)
    page = client.get(reverse("operations:index"))
    assert page.context["actions"] == []
    assert 'name="op"' not in page.content.decode()
    assert client.get(reverse(BULK)).status_code == 403


def test_a_batch_is_its_person_s_alone_and_goes_after_some_days(contract, lead, client):
    run = prepare(client, "drop", make_operation(contract), reason="x")
    come_in(client, lead.organisation, Role.PROJECT_LEAD)
    assert client.get(reverse("operations:bulk_run", args=[run.pk])).status_code == 404
    assert client.post(reverse("operations:bulk_confirm", args=[run.pk])).status_code == 404
    BulkRun.objects.update(made_at=run.made_at - KEPT)
    client.force_login(lead.user, backend=BACKEND)
    assert client.get(reverse("operations:bulk_run", args=[run.pk])).status_code == 404
