"""What the pages of amendments show."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from beffroi.contracts.amendments.actions import acts_of, inconsistencies
from beffroi.contracts.amendments.document import base_and_changes, money_of
from beffroi.contracts.amendments.forms import AmendmentApprovalForm, ReasonForm
from beffroi.contracts.amendments.gather import amendment_parties
from beffroi.contracts.amendments.rules import TERM, TRANSITIONS
from beffroi.contracts.kinds import AmendmentState, ContractState
from beffroi.contracts.links import act_href
from beffroi.contracts.models import Amendment, AmendmentApproval, Contract, ContractParty
from beffroi.contracts.page import Approval
from beffroi.contracts.permissions import can_edit_contract, can_record_approval, can_sign_contract
from beffroi.contracts.rules import blockers_for_signature, of, the, to
from beffroi.contracts.sealed import seal_shown, signing_of
from beffroi.contracts.votes import vote_of
from beffroi.core.ui.parts import Answer, Blocker, BrickKind, Link, Standing, State, StateKind, Step
from beffroi.core.ui.templatetags.french import short_date
from beffroi.law.french import french_date
from beffroi.organisations.actor import Actor

STEPS = {
    AmendmentState.DRAFTING: "Rédaction",
    AmendmentState.VOTES: "Les deux votes",
    AmendmentState.ENFORCEABLE: "À signer",
    AmendmentState.SIGNED: "En vigueur",
}
MOVES = {
    AmendmentState.VOTES: "Soumettre au vote",
    AmendmentState.DRAFTING: "Revenir à la rédaction",
    AmendmentState.ENFORCEABLE: "Ouvrir la signature",
    AmendmentState.DROPPED: "Abandonner l’avenant",
}
KINDS: dict[AmendmentState, StateKind] = {
    AmendmentState.DRAFTING: "now",
    AmendmentState.VOTES: "now",
    AmendmentState.ENFORCEABLE: "now",
    AmendmentState.SIGNED: "done",
    AmendmentState.DROPPED: "no",
}


@dataclass(frozen=True, slots=True)
class Line:
    """An amendment in a list."""

    amendment: Amendment
    state: State
    href: str


def lines(amendments: Any, route: str) -> list[Line]:
    """Tell amendments as a list shows them, each with the page that it leads to."""
    return [
        Line(one, state_of(one), reverse(route, args=[one.contract.slug, one.number]))
        for one in amendments.select_related("contract")
    ]


def state_of(amendment: Amendment) -> State:
    """Say where an amendment stands, in a word."""
    state = AmendmentState(amendment.state)
    return State(KINDS[state], state.label.capitalize())


def amendment_page(
    amendment: Amendment, contract: Contract, on: date, *, published_only: bool
) -> dict[str, Any]:
    """Gather what the page of an amendment shows; the contract was read `whole`."""
    approvals = approvals_of(amendment, contract, on, published_only=published_only)
    obstacles = blockers_of(amendment, on)
    return {
        "contract": contract,
        "amendment": amendment,
        "state": state_of(amendment),
        "changes": base_and_changes(amendment, contract, on),
        "money": money_of(amendment),
        "approvals": approvals,
        "blockers": obstacles,
        "standing": _standing(amendment, contract, on, obstacles),
        "steps": _steps(amendment),
        "sealed": seal_shown(
            amendment, reverse("contracts:amendment_document", args=[contract.slug, amendment.number])
        )
        if amendment.signed_on
        else None,
        "signing": signing_of(contract, amendment) if amendment.signed_on else None,
        "download": "Télécharger l’avenant (PDF)",
    }


def approvals_of(
    amendment: Amendment, contract: Contract, on: date, *, published_only: bool
) -> list[Approval]:
    """Give each party with its vote on the amendment; the public sees those that are published."""
    rows = AmendmentApproval.objects.filter(amendment=amendment).select_related("act__sitting__assembly")
    acts = {one.party_id: one.act for one in rows.prefetch_related("act__events", "act__opinions")}
    found = []
    for party in contract.parties.all():
        act = acts.get(party.pk)
        href = act_href(act) if act else ""
        shown = act if act and (href or not published_only) else None
        party.approval = shown
        found.append(
            Approval(party, the(party.called), vote_of(shown, on) if shown else None, href if shown else "")
        )
    return found


def blockers_of(amendment: Amendment, on: date) -> list[Blocker]:
    """Name what keeps an amendment from the next step; the actions enforce the same."""
    if amendment.state in (AmendmentState.SIGNED, AmendmentState.DROPPED):
        return []
    changes = Link("#changements", "Voir les modifications")
    found = [Blocker(one, TERM, changes) for one in inconsistencies(amendment, on)]
    if amendment.state == AmendmentState.DRAFTING:
        if not amendment.changes.all():
            found.append(Blocker("Cet avenant ne change rien encore.", TERM, changes))
        return found
    votes = Link("#votes", "Voir les votes")
    parties = amendment_parties(amendment, on)
    return found + [Blocker(one.sentence, one.source, votes) for one in blockers_for_signature(parties, on)]


def _standing(amendment: Amendment, contract: Contract, on: date, stuck: list[Blocker]) -> Standing:
    state = AmendmentState(amendment.state)
    note = f"Signé le {french_date(amendment.signed_on)}." if amendment.signed_on else ""
    return Standing(
        label="La vie de l’avenant, en quatre étapes",
        where=Answer(state.label.capitalize(), note=note),
        turn=_turn(amendment, contract, on),
        stuck=Answer(stuck[0].sentence, law=stuck[0].source, link=stuck[0].mend) if stuck else None,
    )


def _turn(amendment: Amendment, contract: Contract, on: date) -> Answer:
    state = AmendmentState(amendment.state)
    if state in (AmendmentState.SIGNED, AmendmentState.DROPPED):
        return Answer("À personne")
    called = {one.side: one.called for one in contract.parties.all()}
    departement = called.get("departement", "le Département")
    if state is AmendmentState.VOTES:
        for party in amendment_parties(amendment, on):
            if not party.is_enforceable(on):
                return Answer(
                    the(to(party.called)), note="Voter l’avenant, transmettre et publier sa délibération."
                )
        return Answer(the(to(departement)), note="Ouvrir la signature : les deux votes sont exécutoires.")
    if state is AmendmentState.DRAFTING:
        return Answer(
            the(to(departement)), note="Arrêter le texte avec l’autre partie, puis le soumettre au vote."
        )
    return Answer(the(to(departement)), note=f"Réunir les signatures, celle {of(departement)} et l’autre.")


def _steps(amendment: Amendment) -> list[Step]:
    places = list(STEPS)
    here = places.index(AmendmentState(amendment.state)) if amendment.state in STEPS else -1
    found = []
    for place, state in enumerate(places):
        done = place < here or amendment.state == AmendmentState.SIGNED
        current = place == here and not done
        brick: BrickKind = "done" if done else "now" if current else "open"
        word = (
            State("done", "Fait")
            if done
            else State("now", "En cours")
            if current
            else State("next", "À venir")
        )
        told = short_date(amendment.signed_on) if amendment.signed_on and place == len(places) - 1 else ""
        found.append(Step(STEPS[state], word, (brick,), told, current))
    return found


def todo_of(
    actor: Actor, amendment: Amendment, contract: Contract, forms: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Offer what the state and the role allow; `forms` holds one that was refused."""
    forms = forms or {}
    state = AmendmentState(amendment.state)
    party = _party_of(actor, contract)
    decides = can_sign_contract(actor, contract)
    voted = acts_of(amendment)
    ties = (
        party is not None
        and state is AmendmentState.VOTES
        and party.side not in voted
        and can_record_approval(actor, party)
    )
    moves = [one for one in AmendmentState if one in TRANSITIONS[state] and one in MOVES] if decides else []
    return {
        "may_write": state is AmendmentState.DRAFTING and can_edit_contract(actor, contract),
        "party": party,
        "approval": (forms.get("approval") or AmendmentApprovalForm(party=party)) if ties and party else None,
        "moves": [(one.value, MOVES[one]) for one in moves],
        "reason": forms.get("reason") or ReasonForm(),
        "may_sign": decides and state is AmendmentState.ENFORCEABLE,
    }


def may_draft(actor: Actor, contract: Contract) -> bool:
    """Whether this person may begin an amendment now."""
    return contract.state == ContractState.ACTIVE and can_edit_contract(actor, contract)


def _party_of(actor: Actor, contract: Contract) -> ContractParty | None:
    return next((one for one in contract.parties.all() if actor.acts_for(one.organisation_id)), None)


def amendments_context(actor: Actor, contract: Contract) -> dict[str, Any]:
    """Give the amendments of a signed contract, as the space of its parties lists them."""
    if contract.signed_on is None:
        return {}
    rows = Amendment.objects.visible_to(actor).filter(contract=contract)
    return {"lines": lines(rows, "contracts:amendment_workspace"), "may_draft": may_draft(actor, contract)}
