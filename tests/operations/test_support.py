"""Engineering: asked, given, answered or let go; early starts; messages."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from assemblies.factories import CLERK
from beffroi.contracts.kinds import Side
from beffroi.core.errors import RuleViolation
from beffroi.operations.actions.early_start import StartDecision, ask_early_start, decide_early_start
from beffroi.operations.actions.messages import write_message
from beffroi.operations.actions.moves import move_operation
from beffroi.operations.actions.support import (
    OpinionFacts,
    ask_support,
    assign_support,
    fingerprint,
    release_support,
    sign_opinion,
)
from beffroi.operations.early import early_start_notice
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.messaging import messages_for, told_readers
from beffroi.operations.models import Operation, SupportOpinion
from beffroi.organisations.roles import OrganisationKind, Role
from contracts.factories import organisation_of
from files.factories import upload_of
from operations.factories import AT, make_contract, make_operation, owner_of
from organisations.factories import make_actor, make_organisation

pytestmark = pytest.mark.django_db
YES = StartDecision(is_granted=True, answer="Péril.", from_on=date(2024, 7, 1))


def partner_of(operation, **fields):
    departement = organisation_of(operation.contract, Side.DEPARTEMENT)
    facts = {"departement_code": departement.departement_code, "is_fictitious": True, **fields}
    return make_organisation(kind=OrganisationKind.PARTNER, **facts)


@pytest.fixture
def asked():
    return ask_support(make_operation(), "Combien coûtera-t-elle ouverte ?", by=CLERK, at=AT)


@pytest.fixture
def given(asked):
    return assign_support(asked, partner_of(asked.operation), date(2024, 7, 1), by=CLERK, at=AT)


def expert_of(request):
    return make_actor(request.partner, Role.ENGINEERING_PARTNER)


def test_asking_from_an_idea_gives_the_turn_to_the_departement(asked):
    assert Operation.objects.get(pk=asked.operation_id).state == S.ENGINEERING


def test_asking_again_from_a_file_moves_nothing():
    operation = make_operation(state=S.FILE)
    ask_support(operation, "Et le chauffage ?", by=CLERK, at=AT)
    assert Operation.objects.get(pk=operation.pk).state == S.FILE


def test_refused_once_the_file_is_examined():
    with pytest.raises(RuleViolation, match="ne se demande plus"):
        ask_support(make_operation(state=S.COHERENCE), "Trop tard ?", by=CLERK, at=AT)


@pytest.mark.parametrize("fields", [{"departement_code": "59"}, {"is_fictitious": False}])
def test_refused_to_a_partner_of_elsewhere(asked, fields):
    with pytest.raises(RuleViolation, match="n’est pas de l’ingénierie"):
        assign_support(asked, partner_of(asked.operation, **fields), None, by=CLERK, at=AT)


def test_refused_for_a_day_that_is_past(asked):
    with pytest.raises(RuleViolation, match="à venir"):
        assign_support(asked, partner_of(asked.operation), date(2024, 6, 2), by=CLERK, at=AT)


def test_the_departement_may_answer_itself(asked):
    departement = organisation_of(asked.operation.contract, Side.DEPARTEMENT)
    held = assign_support(asked, departement, None, by=CLERK, at=AT)
    agent = make_actor(departement, Role.DEVELOPMENT_AGENT)
    assert sign_opinion(held, OpinionFacts("Rien à dire."), by=agent, at=AT).number == 1


def test_the_advice_is_not_returned_while_a_question_waits(asked):
    with pytest.raises(RuleViolation, match="n’est confiée à personne"):
        move_operation(asked.operation, "return_advice", by=CLERK, at=AT)


def test_the_advice_is_returned_once_each_question_is_answered(given):
    with pytest.raises(RuleViolation, match="attend son avis"):
        move_operation(given.operation, "return_advice", by=CLERK, at=AT)
    sign_opinion(given, OpinionFacts("Bien."), by=expert_of(given), at=AT)
    assert move_operation(given.operation, "return_advice", by=CLERK, at=AT).state == S.FILE


def test_a_question_let_go_no_longer_waits(given):
    with pytest.raises(RuleViolation, match="motif"):
        release_support(given, " ", by=CLERK, at=AT)
    release_support(given, "Sans objet depuis.", by=CLERK, at=AT)
    assert move_operation(given.operation, "return_advice", by=CLERK, at=AT).state == S.FILE
    with pytest.raises(RuleViolation, match="n’attend plus d’avis"):
        sign_opinion(given, OpinionFacts("Trop tard."), by=expert_of(given), at=AT)
    with pytest.raises(RuleViolation, match="déjà sa réponse"):
        release_support(given, "Encore", by=CLERK, at=AT)


def test_refused_before_anyone_was_asked(asked):
    with pytest.raises(RuleViolation, match="pas confiée"):
        sign_opinion(asked, OpinionFacts("Je peux ?"), by=CLERK, at=AT)


def test_refused_to_let_go_without_a_reason(given):
    with pytest.raises(RuleViolation, match="pour un motif"):
        release_support(given, "  ", by=CLERK, at=AT)


def test_refused_to_who_was_not_asked(given):
    other = make_actor(partner_of(given.operation), Role.ENGINEERING_PARTNER)
    with pytest.raises(RuleViolation, match="pas confiée"):
        sign_opinion(given, OpinionFacts("Je peux ?"), by=other, at=AT)


def test_opinions_follow_each_other_and_none_is_changed(given):
    expert = expert_of(given)
    facts = OpinionFacts("12 000 € par an.", Decimal(12_000), upload_of())
    first = sign_opinion(given, facts, by=expert, at=AT)
    later = AT + timedelta(days=3)
    second = sign_opinion(given, OpinionFacts("13 000 €."), by=expert, at=later)
    assert (first.number, second.number) == (1, 2)
    assert first.piece.organisation == given.partner
    read = SupportOpinion.objects.get(pk=first.pk)
    assert fingerprint(read) == read.sha256 != second.sha256
    with pytest.raises(IntegrityError), transaction.atomic():
        SupportOpinion.objects.filter(pk=first.pk).update(body="autre")


def test_a_question_already_answered_stays_with_who_answered(given):
    sign_opinion(given, OpinionFacts("Bien."), by=expert_of(given), at=AT)
    with pytest.raises(RuleViolation, match="déjà sa réponse"):
        assign_support(given, partner_of(given.operation), None, by=CLERK, at=AT)


def test_a_partner_reads_what_was_given_to_it_and_nothing_else(given):
    expert = expert_of(given)
    make_operation(given.operation.contract, S.COHERENCE)
    assert list(Operation.objects.visible_to(expert)) == [given.operation]
    other = make_actor(partner_of(given.operation), Role.ENGINEERING_PARTNER)
    assert not Operation.objects.visible_to(other).exists()


def test_a_file_being_written_is_open_to_helpers_only_while_they_are_waited_for():
    operation = make_operation(state=S.FILE)
    departement = organisation_of(operation.contract, Side.DEPARTEMENT)
    agent = make_actor(departement, Role.DEVELOPMENT_AGENT)
    finance = make_actor(departement, Role.FINANCE_AGENT)
    assert not Operation.objects.visible_to(agent).exists()
    request = ask_support(operation, "Et le toit ?", by=CLERK, at=AT)
    assert Operation.objects.visible_to(agent).exists()
    assert not Operation.objects.visible_to(finance).exists()
    given = assign_support(request, partner_of(operation), None, by=CLERK, at=AT)
    expert = expert_of(given)
    assert Operation.objects.visible_to(expert).exists()
    sign_opinion(given, OpinionFacts("Bien."), by=expert, at=AT)
    assert not Operation.objects.visible_to(agent).exists()
    assert not Operation.objects.visible_to(expert).exists()


def test_an_early_start_is_asked_once_then_decided():
    operation = make_operation(state=S.COHERENCE, works_started_on=date(2024, 7, 2))
    assert "sans autorisation" in early_start_notice(operation)
    ask_early_start(operation, date(2024, 7, 1), "Le toit s’effondre.", by=CLERK, at=AT)
    with pytest.raises(RuleViolation, match="déjà sa réponse"):
        ask_early_start(operation, date(2024, 7, 1), "Encore", by=CLERK, at=AT)
    manager = make_actor(organisation_of(operation.contract, Side.DEPARTEMENT), Role.MANAGER)
    assert decide_early_start(operation, YES, by=manager, at=AT).granted_from_on == date(2024, 7, 1)
    assert early_start_notice(Operation.objects.get(pk=operation.pk)) == ""
    with pytest.raises(RuleViolation, match="n’attend de réponse"):
        decide_early_start(operation, YES, by=manager, at=AT)


def test_works_begun_before_the_day_granted_are_still_noticed():
    operation = make_operation(state=S.COHERENCE, works_started_on=date(2024, 6, 20))
    ask_early_start(operation, date(2024, 7, 1), "Le toit.", by=CLERK, at=AT)
    decide_early_start(operation, YES, by=make_actor(), at=AT)
    assert "ne vaut qu’à partir du" in early_start_notice(Operation.objects.get(pk=operation.pk))


def test_who_asks_for_an_early_start_does_not_grant_it():
    operation = make_operation(state=S.COHERENCE)
    two_sided = make_actor()
    ask_early_start(operation, date(2024, 7, 1), "Le toit.", by=two_sided, at=AT)
    with pytest.raises(RuleViolation, match="ne l’accorde pas"):
        decide_early_start(operation, YES, by=two_sided, at=AT)


def test_an_early_start_is_decided_with_a_reason():
    operation = make_operation(state=S.COHERENCE)
    ask_early_start(operation, date(2024, 7, 1), "Le toit.", by=CLERK, at=AT)
    with pytest.raises(RuleViolation, match="motif"):
        decide_early_start(operation, StartDecision(False, " "), by=make_actor(), at=AT)


@pytest.mark.parametrize("state", [S.VOTED, S.REFUSED, S.DROPPED])
def test_no_early_start_is_asked_once_it_is_over(state):
    with pytest.raises(RuleViolation, match="plus rien à demander"):
        ask_early_start(make_operation(state=state), date(2024, 7, 1), "Le toit.", by=CLERK, at=AT)


def test_an_internal_message_leaves_no_hint_elsewhere():
    contract = make_contract()
    operation = make_operation(contract, S.COHERENCE)
    lead = make_actor(owner_of(contract), Role.PROJECT_LEAD)
    agent = make_actor(organisation_of(contract, Side.DEPARTEMENT), Role.DEVELOPMENT_AGENT)
    clerk = make_actor(organisation_of(contract, Side.DEPARTEMENT), Role.ASSEMBLY_CLERK)
    write_message(operation, "Entre nous.", is_shared=False, by=lead, at=AT)
    shared = write_message(operation, "Pour tous.", is_shared=True, by=lead, at=AT)
    assert list(messages_for(agent, operation)) == [shared]
    assert messages_for(lead, operation).count() == 2
    assert not messages_for(clerk, operation).exists()
    assert told_readers(operation) == f"{lead.organisation} et {agent.organisation}"


def test_an_empty_message_is_not_sent():
    operation = make_operation()
    with pytest.raises(RuleViolation, match="vide"):
        write_message(operation, " ", is_shared=False, by=make_actor(operation.owner), at=AT)


def test_an_opinion_signed_without_a_file_has_none_to_give(client, given):
    expert = expert_of(given)
    for upload, code in ((None, 404), (upload_of(), 200)):
        signed = sign_opinion(given, OpinionFacts("Bien.", upload=upload), by=expert, at=AT)
        client.force_login(expert.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        where = reverse("operations:opinion_file", args=[given.operation_id, given.pk, signed.number])
        assert client.get(where).status_code == code
