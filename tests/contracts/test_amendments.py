"""The road of an amendment: drafted, voted, signed, sealed; every refusal on the way."""

import json
from datetime import date

import pytest
from django.db import IntegrityError, OperationalError, transaction

from assemblies.emptying import emptied
from assemblies.factories import make_deliberation, make_sitting
from assemblies.test_concurrency import at_once
from beffroi.assemblies.facts import VoteFacts
from beffroi.assemblies.kinds import Outcome
from beffroi.assemblies.models import Assembly
from beffroi.assemblies.register.verification import verify_code
from beffroi.contracts import canonical
from beffroi.contracts.actions.signature import Signer
from beffroi.contracts.amendments.actions import (
    approve_amendment,
    draft_amendment,
    move_amendment,
    sign_amendment,
)
from beffroi.contracts.amendments.changes import add_entry, alter_entry, remove_entry, take_back
from beffroi.contracts.amendments.gather import THE_ONE, contract_on
from beffroi.contracts.amendments.rules import TRANSITIONS
from beffroi.contracts.kinds import AmendmentState, Side, Target
from beffroi.contracts.models import Amendment, Contract
from beffroi.core.errors import RuleViolation
from beffroi.core.seals.models import Seal
from beffroi.core.seals.verification import verify_all
from contracts.amending import (
    FACTS,
    approve_by,
    make_amendment,
    make_signed_amendment,
    make_voted,
    vote_of,
)
from contracts.factories import CLERK, ON, SIGNED_AT, make_draft, make_signed, signing_facts
from core.seals.tampering import changed, tamper, undone
from documents import pdf

__all__ = ["emptied"]
pytestmark = pytest.mark.django_db
REFUSED = (IntegrityError, OperationalError)


def refusal(action, *args, **kwargs) -> str:
    with pytest.raises(RuleViolation) as caught:
        action(*args, by=CLERK, **kwargs)
    return caught.value.message


def ends(contract: Contract, on: date) -> int:
    return contract_on(contract, on)["contract", THE_ONE]["ends_year"]


def test_a_signed_amendment_changes_what_one_reads_from_its_day_and_leaves_the_contract_sealed():
    amendment = make_signed_amendment()
    contract = Contract.objects.get(pk=amendment.contract_id)
    assert contract.ends_year == 2027
    assert (ends(contract, date(2024, 3, 31)), ends(contract, ON)) == (2027, 2028)
    seal = Seal.objects.defer(None).get(kind="amendment", object_id=amendment.pk)
    assert json.loads(seal.content)["amendmentchange"][0]["after"] == 2028
    assert Seal.objects.get(kind="contract").sha256 in seal.content
    told = pdf.text(bytes(seal.pdf or b""))
    for words in ("Avenant n° 1 au contrat territorial 2024-2027", "2028", "Deux chantiers", seal.shown_code):
        assert words in told, words
    thing = verify_code(seal.shown_code).thing
    assert thing is not None
    assert "Avenant n° 1" in thing.title
    later = verify_code(Seal.objects.get(kind="contract").shown_code).thing
    assert later is not None
    assert "modifié depuis par l’avenant n° 1" in later.later
    assert verify_all() == []


def test_only_a_contract_that_runs_is_amended():
    assert "signé et en cours" in refusal(draft_amendment, make_draft(), FACTS)


def test_everything_that_may_change_changes_and_is_read_in_the_consolidated_contract():
    contract = make_signed()
    amendment = draft_amendment(contract, FACTS, by=CLERK)
    axis = str(contract.axes.get().pk)
    public = str(contract.target_publics.get().pk)
    alter_entry(amendment, Target.SETTINGS, THE_ONE, {"admits_communes": True}, ON, by=CLERK)
    alter_entry(
        amendment, Target.AXIS, axis, {"title": "Rapprocher", "short_title": "Services"}, ON, by=CLERK
    )
    add_entry(amendment, Target.AXIS, {"title": "Vallée", "short_title": "Vallée"}, ON, by=CLERK)
    added = f"a1-{amendment.changes.last().rank}"
    add_entry(amendment, Target.THEME, {"title": "Berges"}, ON, by=CLERK, axis=added)
    remove_entry(amendment, Target.PUBLIC, public, ON, by=CLERK)
    make_signed_amendment(Amendment.objects.get(pk=amendment.pk))
    state = contract_on(contract, ON)
    assert state["settings", THE_ONE]["admits_communes"] is True
    assert state["axis", axis]["title"] == "Rapprocher"
    assert state["axis", added]["rank"] == 2
    assert [one["title"] for key, one in state.items() if key[0] == "theme" and one["axis"] == added] == [
        "Berges"
    ]
    assert ("public", public) not in state


def test_an_axis_goes_with_its_themes():
    contract = make_signed()
    amendment = draft_amendment(contract, FACTS, by=CLERK)
    remove_entry(amendment, Target.AXIS, str(contract.axes.get().pk), ON, by=CLERK)
    assert [one.target for one in amendment.changes.all()] == ["theme", "crossing", "axis"]


def test_a_change_that_changes_nothing_is_refused_and_so_is_a_value_of_another_kind():
    contract = make_signed()
    amendment = draft_amendment(contract, FACTS, by=CLERK)
    args = (amendment, Target.CONTRACT, THE_ONE)
    assert "Rien ne change" in refusal(alter_entry, *args, {"ends_year": 2027}, ON)
    assert "ne convient pas" in refusal(alter_entry, *args, {"ends_year": "2030"}, ON)
    assert "ne convient pas" in refusal(alter_entry, *args, {"slug": "autre"}, ON)
    assert "pas au contrat" in refusal(alter_entry, amendment, Target.AXIS, "0", {"title": "x"}, ON)


def test_a_change_is_taken_back_unless_another_rests_on_it():
    amendment = draft_amendment(make_signed(), FACTS, by=CLERK)
    add_entry(amendment, Target.AXIS, {"title": "Vallée", "short_title": "Vallée"}, ON, by=CLERK)
    add_entry(amendment, Target.THEME, {"title": "Berges"}, ON, by=CLERK, axis="a1-1")
    assert "en dépend" in refusal(take_back, amendment, 1, ON)
    take_back(amendment, 2, ON, by=CLERK)
    take_back(amendment, 1, ON, by=CLERK)
    assert not amendment.changes.exists()
    assert "n’est plus" in refusal(take_back, amendment, 1, ON)


def test_an_empty_amendment_is_not_put_to_the_vote():
    amendment = draft_amendment(make_signed(), FACTS, by=CLERK)
    assert "ne change rien" in refusal(move_amendment, amendment, AmendmentState.VOTES, ON)


@pytest.mark.parametrize("state", AmendmentState)
@pytest.mark.parametrize("wanted", AmendmentState)
def test_the_table_alone_says_what_may_follow(state, wanted):
    amendment = Amendment(state=state)
    if wanted not in TRANSITIONS[state] or wanted is AmendmentState.SIGNED:
        contract = make_draft()
        values = {"signed_on": ON} if state is AmendmentState.SIGNED else {}
        amendment = Amendment.objects.create(
            contract=contract, number=1, title="x", why="y", state=state, **values
        )
        assert "ne passe pas" in refusal(move_amendment, amendment, wanted, ON)


def test_going_back_and_giving_up_say_why():
    amendment = make_amendment()
    move_amendment(amendment, AmendmentState.VOTES, ON, by=CLERK)
    assert "Dites pourquoi" in refusal(move_amendment, amendment, AmendmentState.DRAFTING, ON)
    move_amendment(amendment, AmendmentState.DRAFTING, ON, by=CLERK, reason="Une faute.")
    dropped = move_amendment(amendment, AmendmentState.DROPPED, ON, by=CLERK, reason="Plus besoin.")
    assert dropped.state == AmendmentState.DROPPED


def test_what_is_put_to_the_vote_is_not_written_any_more():
    amendment = make_amendment()
    move_amendment(amendment, AmendmentState.VOTES, ON, by=CLERK)
    assert "ne s’écrit plus" in refusal(take_back, amendment, 1, ON)
    with pytest.raises(REFUSED), transaction.atomic():
        amendment.changes.update(after=2031)
    approve_by(amendment, Side.EPCI)
    said = {"reason": "Une faute."}
    assert "a voté" in refusal(move_amendment, amendment, AmendmentState.DRAFTING, ON, **said)


def test_the_act_of_the_contract_and_that_of_another_authority_approve_no_amendment():
    amendment = make_amendment()
    move_amendment(amendment, AmendmentState.VOTES, ON, by=CLERK)
    epci, departement = (amendment.contract.parties.get(side=side) for side in (Side.EPCI, Side.DEPARTEMENT))
    assert "demande la sienne" in refusal(approve_amendment, amendment, epci, epci.approval)
    other = vote_of(amendment, Side.DEPARTEMENT)
    assert "autre collectivité" in refusal(approve_amendment, amendment, epci, other)
    approve_amendment(amendment, departement, other, by=CLERK)
    again = vote_of(amendment, Side.DEPARTEMENT)
    assert "déjà voté" in refusal(approve_amendment, amendment, departement, again)


def test_a_party_of_another_contract_approves_no_amendment():
    amendment = make_amendment()
    move_amendment(amendment, AmendmentState.VOTES, ON, by=CLERK)
    act = vote_of(amendment, Side.EPCI)
    stranger = make_draft().parties.get(side=Side.EPCI)
    # The same authority, under another contract.
    type(stranger).objects.filter(pk=stranger.pk).update(organisation=act.sitting.assembly.organisation)
    stranger.refresh_from_db()
    assert "autre collectivité" in refusal(approve_amendment, amendment, stranger, act)
    assert not amendment.approvals.exists()


def test_neither_a_rejected_act_nor_one_that_is_not_sealed_approves_an_amendment():
    amendment = make_amendment()
    move_amendment(amendment, AmendmentState.VOTES, ON, by=CLERK)
    party = amendment.contract.parties.get(side=Side.EPCI)
    rejected = VoteFacts(Outcome.REJECTED, votes_for=0, votes_against=7, abstentions=0, not_voting=0)
    council = Assembly.objects.get(organisation=party.organisation_id)
    open_one = make_deliberation(
        make_sitting(council, held_on=date(2024, 2, 26), dispatched_on=date(2024, 1, 2))
    )
    for act in (vote_of(amendment, Side.EPCI, vote=rejected), open_one):
        assert "adoptée et scellée" in refusal(approve_amendment, amendment, party, act)
    assert not amendment.approvals.exists()


def test_no_vote_is_tied_to_a_draft():
    amendment = make_amendment()
    party = amendment.contract.parties.get(side=Side.EPCI)
    assert "soumis au vote" in refusal(approve_amendment, amendment, party, vote_of(amendment, Side.EPCI))


def test_the_signature_opens_when_both_votes_are_enforceable():
    amendment = make_amendment()
    move_amendment(amendment, AmendmentState.VOTES, ON, by=CLERK)
    approve_by(amendment, Side.EPCI)
    assert "Aucun vote du Département" in refusal(move_amendment, amendment, AmendmentState.ENFORCEABLE, ON)
    approve_by(amendment, Side.DEPARTEMENT, published=False)
    assert "publication" in refusal(move_amendment, amendment, AmendmentState.ENFORCEABLE, ON)


def test_the_signature_of_an_amendment_has_the_same_obstacles_as_that_of_a_contract():
    amendment = make_voted(make_amendment())
    signing = {"by": CLERK, "at": SIGNED_AT}
    for changes, told in (
        ({"signed_on": date(2024, 3, 20)}, "avant le contrat"),
        ({"signed_on": date(2024, 4, 3)}, "pas encore venu"),
        ({"signers": (Signer(Side.EPCI, "Autre Nom", "x"),)}, "et non Autre Nom"),
    ):
        with pytest.raises(RuleViolation) as caught:
            sign_amendment(amendment, signing_facts(**changes), **signing)
        assert told in caught.value.message


def test_two_amendments_to_one_field_do_not_both_come_into_force():
    contract = make_signed()
    first, second = make_amendment(contract), make_amendment(contract, ends_year=2030)
    make_voted(second)
    make_signed_amendment(first)
    with pytest.raises(RuleViolation) as caught:
        sign_amendment(second, signing_facts(), by=CLERK, at=SIGNED_AT)
    assert "le contrat dit « 2028 »" in caught.value.message


def test_an_amendment_overtaken_by_another_since_it_was_put_to_the_vote_does_not_open_its_signature():
    contract = make_signed()
    first, second = make_amendment(contract), make_amendment(contract, ends_year=2030)
    move_amendment(second, AmendmentState.VOTES, ON, by=CLERK)
    for side in (Side.EPCI, Side.DEPARTEMENT):
        approve_by(second, side)
    make_signed_amendment(first)
    told = refusal(move_amendment, second, AmendmentState.ENFORCEABLE, ON)
    assert "le contrat dit « 2028 »" in told


def test_neither_a_draft_nor_what_is_still_put_to_the_vote_is_signed():
    amendment = make_amendment()
    for _ in range(2):
        with pytest.raises(RuleViolation, match="ne se signe pas"):
            sign_amendment(amendment, signing_facts(), by=CLERK, at=SIGNED_AT)
        if amendment.state == AmendmentState.DRAFTING:
            amendment = move_amendment(amendment, AmendmentState.VOTES, ON, by=CLERK)
            for side in (Side.EPCI, Side.DEPARTEMENT):
                approve_by(amendment, side)


def test_every_column_of_a_signed_amendment_altered_is_named_and_refused():
    amendment = make_signed_amendment()
    make_amendment(make_signed())
    missed = []
    for model in (Amendment, *canonical.OF_AMENDMENT):
        rows = model.objects.all() if model is Amendment else model.objects.filter(amendment=amendment)
        row = rows.order_by("pk").first()
        name = next(one.attname for one in model._meta.concrete_fields if not one.primary_key)
        with pytest.raises(REFUSED), transaction.atomic():
            model.objects.filter(pk=row.pk).update(**{name: getattr(row, name)})
        for field in model._meta.concrete_fields:
            if field.primary_key:
                continue
            with undone():
                try:
                    with transaction.atomic():
                        tamper(model, row.pk, **{field.name: changed(field, getattr(row, field.attname))})
                except (IntegrityError, LookupError):
                    continue
                if not verify_all():
                    missed.append(f"{model.__name__}.{field.name}")
    assert missed == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("emptied")
def test_two_clicks_at_once_make_one_seal():
    amendment = make_voted(make_amendment())

    def click():
        sign_amendment(
            Amendment.objects.select_related("contract").get(pk=amendment.pk), signing_facts(), by=CLERK,
            at=SIGNED_AT,
        )  # fmt: skip

    assert len(at_once(click, click)) == 1
    assert Seal.objects.filter(kind="amendment").count() == 1
