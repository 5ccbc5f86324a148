"""The buttons of the page: pressed twice, a move is made once; one that has its own page has no button."""

import pytest
from django.urls import reverse

from beffroi.contracts.kinds import Side
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import Operation
from beffroi.organisations.roles import Role
from contracts.factories import organisation_of
from operations.factories import make_contract, make_operation
from organisations.factories import make_member

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def contract():
    return make_contract()


@pytest.fixture
def agent(client, contract):
    departement = organisation_of(contract, Side.DEPARTEMENT)
    client.force_login(make_member(departement, Role.DEVELOPMENT_AGENT), backend=BACKEND)
    return client


def press(client, operation, verb, **data):
    return client.post(reverse("operations:move", args=[operation.pk, verb]), data, follow=True)


def test_an_advice_returned_twice_lands_on_the_list_and_says_so(agent, contract):
    operation = make_operation(contract, S.ENGINEERING)
    assert press(agent, operation, "return_advice").status_code == 200
    again = press(agent, operation, "return_advice")
    assert again.status_code == 200
    assert again.redirect_chain == [(reverse("operations:index"), 302)]
    assert "c’était déjà fait" in again.content.decode()
    assert Operation.objects.get(pk=operation.pk).steps.filter(verb="return_advice").count() == 1


def test_a_move_pressed_twice_lands_on_the_operation_that_is_still_read(agent, contract):
    operation = make_operation(contract, S.COHERENCE)
    reason = {"reason": "Le devis manque"}
    press(agent, operation, "ask_completion", **reason)
    again = press(agent, operation, "ask_completion", **reason)
    assert again.redirect_chain == [(reverse("operations:operation", args=[operation.pk]), 302)]
    assert "c’était déjà fait" in again.content.decode()


def test_who_did_not_make_it_is_told_nothing(agent, contract, client):
    operation = make_operation(contract, S.ENGINEERING)
    press(agent, operation, "return_advice")
    departement = organisation_of(contract, Side.DEPARTEMENT)
    client.force_login(make_member(departement, Role.DEVELOPMENT_AGENT), backend=BACKEND)
    assert press(client, operation, "return_advice").status_code == 404


def test_the_same_move_made_long_ago_and_gone_back_on_is_no_second_press(agent, contract):
    operation = make_operation(contract, S.SCHEMES)
    press(agent, operation, "back_to_coherence", reason="À revoir")
    press(agent, operation, "ask_completion", reason="Le devis manque")
    assert press(agent, operation, "back_to_coherence", reason="À revoir").status_code == 422


def test_an_answer_that_is_due_is_not_called_optional(agent, contract):
    operation = make_operation(contract, S.COHERENCE)
    page = agent.get(reverse("operations:coherence", args=[operation.pk])).content.decode()
    assert "Réponse" in page
    assert "(facultatif)" not in page


@pytest.mark.parametrize("verb", ["route_to_fund", "adopt", "no_such_move"])
def test_what_has_a_page_of_its_own_is_not_made_by_a_button(agent, contract, verb):
    operation = make_operation(contract, S.ROUTING)
    assert press(agent, operation, verb, reason="Parce que").status_code == 404
    assert Operation.objects.get(pk=operation.pk).state == S.ROUTING


def test_a_move_without_its_reason_is_refused_beside_the_field_and_stays_open(agent, contract):
    operation = make_operation(contract, S.COHERENCE)
    answer = press(agent, operation, "ask_completion", reason=" ")
    page = answer.content.decode()
    assert answer.status_code == 422
    folded = page.split('id="mouvement-ask_completion"', 1)[1].split("</details>", 1)[0]
    assert folded.startswith(" open")
    assert 'aria-invalid="true"' in folded
    assert 'id="motif-ask_completion-erreur"' in folded
    assert page.count('aria-invalid="true"') == 1
    assert Operation.objects.get(pk=operation.pk).state == S.COHERENCE
