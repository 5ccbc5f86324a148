"""The contract as an act: what its document says, its draft, and the one that is sealed."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse

from beffroi.contracts.export import contract_data
from beffroi.contracts.kinds import MentionKind, Side
from beffroi.contracts.models import Contract, ContractParty, settings_of
from beffroi.contracts.page import Approval, Group, Row, approvals_of, groups_of
from beffroi.contracts.rules import the
from beffroi.core.dates import local_day
from beffroi.core.seals.codes import show_code
from beffroi.core.text import fold
from beffroi.documents import Attachment, Document, Relationship, render
from beffroi.drafting.documents import written
from beffroi.drafting.signoffs import latest_of
from beffroi.law.french import french_date
from beffroi.organisations.models import Organisation

Data = dict[str, Any]
TEMPLATE = "contracts/contract"
DRAFT = "projet, sans valeur"
EXPENSES = {True: "L’investissement seulement.", False: "L’investissement et le fonctionnement."}
COPIES = {1: "un exemplaire original", 2: "deux exemplaires originaux", 3: "trois exemplaires originaux"}


def render_contract(
    contract: Contract, *, signing: Mapping[str, Any] | None, code: str = "", at: datetime
) -> Document:
    """Draw a contract that was read `whole`: with its signature and its code, or as a draft."""
    data = told(contract, local_day(at)) | {
        "signature": signature_told(contract, signing),
        "draft": None if code else DRAFT,
        "verification": verification_of(code),
    }
    return render(TEMPLATE, data, at=at, attachments=[attached(contract_data(contract, local_day(at)))])


def attached(
    data: Mapping[str, Any], name: str = "contrat.json", what: str = "Les données du contrat"
) -> Attachment:
    """Give the data that travel inside the document."""
    content = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1).encode()
    return Attachment(name, content, "application/json", Relationship.DATA, what)


def verification_of(code: str) -> Data | None:
    """Give the code as it is read, and the address that a QR code bears; None for a draft."""
    if not code:
        return None
    shown = show_code(code)
    return {"code": shown, "url": f"{settings.PUBLIC_ADDRESS}{reverse('register:by_code', args=[shown])}"}


def told(contract: Contract, on: date) -> Data:
    """Tell all that a contract says, as its document shows it."""
    axes = list(contract.axes.all())
    groups = groups_of(contract, axes)
    approvals = approvals_of(contract, on)
    return {
        **heads(contract, approvals),
        "title": contract.title,
        "years": contract.years,
        "summary": contract.summary or None,
        "money": contract.money_note or None,
        "owners": contract.owners_note or None,
        "open_list": open_list(contract.is_open_list),
        "settings": _settings(contract),
        "sections": sections_of(contract),
        "axes": [
            {"rank": one.rank, "title": one.title, "themes": [theme.title for theme in one.themes.all()]}
            for one in axes
        ],
        "frames": [_frame(one) for one in groups],
        "is_reading": any(_is_reading(row) for one in groups for row in one.rows),
        **_lists(contract),
    }


def heads(contract: Contract, approvals: Sequence[Approval]) -> Data:
    """Tell who makes the act: both authorities, with their identity and their votes."""
    parties = [_party(one) for one in approvals]
    return {
        "authority": {"name": " et ".join(one["name"] for one in parties) or str(contract), "kind_label": ""},
        "parties": parties,
        "fictitious": contract.is_fictitious,
    }


def sections_of(contract: Contract) -> list[Data]:
    """Tell the text that both parties wrote, without the parts that they left empty."""
    if contract.text is None:
        return []
    parts = latest_of(contract.text).parts
    return [{"title": one.title, "blocks": written(one.body)} for one in parts if one.body.strip()]


def _settings(contract: Contract) -> list[Data]:
    """Tell what the contract sets for its operations, when it sets it."""
    rows = settings_of(contract)
    if rows.pk is None:
        return []
    owners = [
        name
        for name, admitted in (
            ("l’intercommunalité", rows.admits_epci),
            ("ses communes", rows.admits_communes),
            ("d’autres maîtres d’ouvrage", rows.admits_others),
        )
        if admitted
    ]
    pieces = ", ".join(one.label for one in contract.required_pieces.all())
    return [
        {"label": "Dépenses admises", "value": EXPENSES[rows.is_investment_only]},
        {"label": "Maîtres d’ouvrage", "value": the(", ".join(owners)) + "."},
        {"label": "Fiche opération", "value": the(rows.get_fiche_required_for_display()) + "."},
        {"label": "Réunions", "value": the(rows.get_meeting_year_display()) + "."},
        *([{"label": "Pièces demandées", "value": the(pieces) + "."}] if pieces else []),
    ]


def open_list(is_open: bool) -> str:
    """Say whether the contract fixes its operations."""
    return (
        "Ouverte : le contrat ne fige aucune liste d’opérations."
        if is_open
        else "Celle du contrat seulement."
    )


def _party(approval: Approval) -> Data:
    party = approval.party
    return {
        **_identity(party.organisation),
        "cover": the(str(party).removeprefix("et ")),
        "called": party.called,
        "feminine": party.side == Side.EPCI,
        "representative": party.representative_name or None,
        "capacity": party.representative_capacity,
        "contact": party.contact or None,
        "vote": vote_sentence(approval),
    }


def _identity(organisation: Organisation) -> Data:
    data: Data = {"name": organisation.name, "kind_label": organisation.get_kind_display()}
    if organisation.accent:
        data["accent"] = organisation.accent
    if organisation.logo:
        data["logo"] = bytes(organisation.logo)
    return data


def vote_sentence(approval: Approval) -> str | None:
    """Cite the vote of a party, as an act does; None without one."""
    vote, act = approval.vote, approval.party.approval
    if vote is None or act is None:
        return None
    number = f" n° {act.number}" if act.number else ""
    since = f", exécutoire le {french_date(vote.enforceable_on)}" if vote.enforceable_on else ""
    return f"Vu la délibération{number} du {french_date(vote.voted_on)} ({act.sitting.assembly.name}){since}."


def _frame(group: Group) -> Data:
    return {
        "owner": group.owner,
        "name": group.frame.name,
        "years": group.frame.years,
        "rows": [{"ambition": row.ambition.title, "axes": _taken_up(row)} for row in group.rows],
    }


def _taken_up(row: Row) -> list[Data]:
    return [
        {"rank": rank, "strength": cell.get_strength_display(), "why": cell.why}
        for rank, cell in enumerate(row.cells, start=1)
        if cell is not None
    ]


def _is_reading(row: Row) -> bool:
    return any(cell is not None and cell.is_reading for cell in row.cells)


def _lists(contract: Contract) -> Data:
    return {
        "commitments": _commitments(contract),
        "publics": [one.title for one in contract.target_publics.all()],
        "points": [
            {"title": one.title, "detail": one.detail or None, "question": one.question}
            for one in contract.attention_points.all()
        ],
        "clauses": [
            {
                "duty": one.duty,
                "support": one.support,
                "applies": the(one.get_applies_to_display()),
                "proof": one.proof,
                "blocks": one.blocks_final_payment,
            }
            for one in contract.communication_clauses.all()
        ],
        "operations": [
            {
                "title": one.title,
                "place": _place(one.title, one.place),
                "axis": one.axis.rank if one.axis else None,
            }
            for one in contract.cited_operations.all()
            if one.kind == MentionKind.CITED
        ],
        "communes": [one.name for one in contract.communes.all()],
    }


def _place(title: str, place: str) -> str | None:
    """Give where it is, unless its name says so."""
    return place if place and fold(place) not in fold(title) else None


def _commitments(contract: Contract) -> list[Data]:
    titles = {one.side: the(one.called) for one in contract.parties.all()} | {Side.BOTH: Side.BOTH.label}
    rows = list(contract.commitments.all())
    told_by_side = [
        {
            "title": titles.get(side, side.label),
            "items": [
                {"kind": one.get_kind_display(), "title": one.title} for one in rows if one.side == side
            ],
        }
        for side in Side
    ]
    return [one for one in told_by_side if one["items"]]


def signature_told(contract: Contract, signing: Mapping[str, Any] | None) -> Data:
    """Say where, when and by whom; a draft leaves the date blank."""
    if signing:
        return {
            "sentence": (
                f"Fait à {signing['place']}, le {french_date(signing['on'])}, en {copies(signing['copies'])}."
            ),
            "signatories": signing["signatories"],
        }
    place = contract.place_of_signature or "…"
    made = f", en {copies(contract.copies_count)}" if contract.copies_count else ""
    return {
        "sentence": f"Fait à {place}, le …{made}.",
        "signatories": [_signatory(one) for one in contract.parties.all()],
    }


def _signatory(party: ContractParty) -> Data:
    capacity = f"Pour {party.called}, {party.representative_capacity}"
    return {"name": party.representative_name, "capacity": capacity}


def copies(count: int) -> str:
    """Say how many originals. Example: 2 → « deux exemplaires originaux »."""
    return COPIES.get(count, f"{count} exemplaires originaux")
