"""The amendment as an act: what it changes, before and after, its signature, its code."""

from datetime import date, datetime
from typing import Any

from beffroi.contracts.amendments.gather import change_of, in_force, original_of
from beffroi.contracts.amendments.plain import consolidated
from beffroi.contracts.amendments.told import Told, told_changes
from beffroi.contracts.documents import DRAFT, attached, heads, signature_told, verification_of
from beffroi.contracts.models import Amendment, Contract, Signing
from beffroi.contracts.page import Approval, whole
from beffroi.contracts.signing_words import signing_told
from beffroi.contracts.votes import vote_of
from beffroi.core.dates import local_day
from beffroi.documents import Document, render
from beffroi.law.french import french_date, money

TEMPLATE = "contracts/amendment"
FORMAT = "beffroi.avenant/1"


def draw_amendment(signing: Signing, code: str, at: datetime) -> Document:
    """Draw the amendment that was just signed."""
    if signing.amendment is None:
        raise ValueError("this signature is that of a contract")
    return render_amendment(signing.amendment, signing=signing_told(signing), code=code, at=at)


def render_amendment(
    amendment: Amendment, *, signing: dict[str, Any] | None, code: str = "", at: datetime
) -> Document:
    """Draw an amendment: signed, or as a draft that says so on each sheet."""
    contract = whole(Contract.objects.filter(pk=amendment.contract_id)).get()
    changes = base_and_changes(amendment, contract, local_day(at))
    data = {
        **heads(contract, _approvals(amendment, contract, at)),
        "title": amendment.title,
        "number": str(amendment.number),
        "contract": str(contract),
        "signed": french_date(contract.signed_on) if contract.signed_on else None,
        "why": amendment.why,
        "money": money_of(amendment),
        "changes": [
            {"title": one.title, "before": _cells(one.before), "after": _cells(one.after)} for one in changes
        ],
        "signature": signature_told(contract, signing),
        "draft": None if code else DRAFT,
        "verification": verification_of(code),
    }
    attachment = attached(amendment_data(amendment), "avenant.json", "Les données de l’avenant")
    return render(TEMPLATE, data, at=at, attachments=[attachment])


def money_of(amendment: Amendment) -> str | None:
    """Say the money effect; None when the amendment states none."""
    if amendment.money_effect_amount is None:
        return amendment.money_note or None
    return f"{money(amendment.money_effect_amount)}. {amendment.money_note}"


def base_and_changes(amendment: Amendment, contract: Contract, on: date) -> list[Told]:
    """Tell the changes beside the contract that they start from: that of its signature, else of the day."""
    before = [one for one in in_force(contract) if one.number != amendment.number]
    state = consolidated(original_of(contract), before, amendment.signed_on or on)
    return told_changes(state, [change_of(one) for one in amendment.changes.all()])


def amendment_data(amendment: Amendment) -> dict[str, Any]:
    """Give an amendment as plain data."""
    return {
        "format": FORMAT,
        "contract": amendment.contract.slug,
        "number": amendment.number,
        "title": amendment.title,
        "why": amendment.why,
        "money_effect_amount": amendment.money_effect_amount,
        "money_note": amendment.money_note,
        "signed_on": amendment.signed_on,
        "changes": [
            {name: getattr(one, name) for name in ("kind", "target", "reference", "field", "before", "after")}
            for one in amendment.changes.all()
        ],
    }


def _cells(lines: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [{"label": label, "value": value} for label, value in lines]


def _approvals(amendment: Amendment, contract: Contract, at: datetime) -> list[Approval]:
    """The parties with their votes on the amendment, in the place of those on the contract."""
    acts = {
        one.party_id: one.act
        for one in amendment.approvals.select_related("act__sitting__assembly").prefetch_related(
            "act__events", "act__opinions"
        )
    }
    found = []
    for party in contract.parties.all():
        party.approval = acts.get(party.pk)
        vote = vote_of(party.approval, local_day(at)) if party.approval else None
        found.append(Approval(party, party.called, vote, ""))
    return found
