"""The pages where contracts are written: a draft filled in, one just begun, frames, a model."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from assemblies.factories import CLERK
from beffroi.contracts.actions.contract import move_contract
from beffroi.contracts.actions.creation import Beginning, begin_contract, make_model
from beffroi.contracts.kinds import ContractState
from beffroi.contracts.models import Contract, StrategicFrame
from beffroi.demo.spaces import load_fictitious_space
from beffroi.organisations.actor import Actor
from beffroi.organisations.models import Organisation, User
from beffroi.organisations.roles import Role
from browser.contracts import INVENTED, draft
from browser.personas import AGENT, AUDITOR, EPCI_CLERK, EPCI_MANAGER, LEAD
from browser.sample import ERRORS, Sample, sends
from contracts.factories import fill

AT = datetime(2024, 1, 17, 9, 0, tzinfo=UTC)
FULL, BEGUN, OPINIONS, MODEL = "plein", "commence", "avis-rendus", "modele"


def load_writing() -> None:
    """Load the invented space, then a draft filled in, one begun, one before its votes, a model."""
    load_fictitious_space(at=AT)
    fill(draft(FULL))
    epci = Organisation.objects.get(slug="val-clair")
    departement = Organisation.objects.get(slug="departement-de-l-ambre")
    lead = Actor(User.objects.get(email=LEAD), epci, frozenset({Role.PROJECT_LEAD}))
    facts = Beginning("Contrat territorial", 2028, 2031, epci, departement)
    begun = [begin_contract(facts, by=lead, at=AT) for _ in range(2)]
    for contract, slug in zip(begun, (BEGUN, OPINIONS), strict=True):
        Contract.objects.filter(pk=contract.pk).update(slug=slug)
    move_contract(Contract.objects.get(slug=OPINIONS), ContractState.OPINIONS, date(2024, 2, 1), by=CLERK)
    model = make_model(Contract.objects.get(slug=FULL), departement, "Contrat des bourgs", by=CLERK)
    Contract.objects.filter(pk=model.pk).update(slug=MODEL)


def _of(label: str, slug: str, persona: str = LEAD, **more: Any) -> Sample:
    kwargs = {"slug": slug, **more.pop("parts", {})}
    return Sample(label, kwargs=kwargs, persona=persona, **more)


def _row(part: str, related: str) -> Callable[[], dict[str, object]]:
    def ready() -> dict[str, object]:
        row = getattr(Contract.objects.get(slug=FULL), related).first()
        return {"slug": FULL, "part": part, "pk": row.pk}

    return ready


def _cell(rank: int) -> Callable[[], dict[str, object]]:
    def ready() -> dict[str, object]:
        contract = Contract.objects.get(slug=FULL)
        ambition = contract.frames.get().ambitions.get(rank=rank)
        return {"slug": FULL, "ambition": ambition.pk, "axis": contract.axes.get().pk}

    return ready


def _frame(*, fixed: bool) -> Callable[[], dict[str, object]]:
    def ready() -> dict[str, object]:
        contract = Contract.objects.get(slug=INVENTED["slug"] if fixed else FULL)
        frame = StrategicFrame.objects.filter(contracts=contract, owner__kind="departement").first()
        assert frame
        return {"pk": frame.pk}

    return ready


PARTS = ("axes", "engagements", "publics", "attention", "communication", "pieces")
WRITING_PAGES: dict[str, list[Sample]] = {
    "contracts:writing": [
        _of("a draft filled in", FULL, AGENT),
        _of("a draft just begun", BEGUN),
        _of("before the votes", OPINIONS, EPCI_MANAGER),
        _of("no reason to go back", OPINIONS, EPCI_MANAGER, then=sends("Revenir en rédaction"), shows=ERRORS),
        _of("a signed contract, read", INVENTED["slug"]),
        _of("a reader", FULL, AUDITOR),
        _of("a model", MODEL, AGENT),
    ],
    "contracts:draft_new": [
        Sample("a contract to begin", persona=LEAD),
        Sample("a contract to begin from a model", persona=AGENT),
        Sample("nothing typed", persona=LEAD, then=sends("Enregistrer"), shows=ERRORS),
        Sample("who does not write", persona=EPCI_CLERK, statuses=(403,)),
    ],
    "contracts:models": [Sample("models", persona=AGENT)],
    "contracts:model_make": [_of("a model to make", FULL, AGENT)],
    "contracts:frames": [Sample("our frames", persona=AGENT), Sample("frames of the EPCI", persona=LEAD)],
    "contracts:frame_new": [
        Sample("a frame to write", persona=LEAD),
        Sample("nothing typed", persona=LEAD, then=sends("Enregistrer"), shows=ERRORS),
    ],
    "contracts:frame": [
        Sample("a frame in drafting", ready=_frame(fixed=False), persona=AGENT),
        Sample("a frame that changes no more", ready=_frame(fixed=True), persona=AGENT),
    ],
    "contracts:frame_version": [Sample("a new version", ready=_frame(fixed=True), persona=AGENT)],
    "contracts:draft_identity": [
        _of("identity", FULL),
        _of("no title", FULL, then=sends("Enregistrer", title=""), shows=ERRORS),
        _of("out of drafting", OPINIONS, statuses=(403,)),
    ],
    "contracts:draft_party": [_of("a party", BEGUN, parts={"side": "epci"})],
    "contracts:draft_settings": [_of("settings", FULL)],
    "contracts:draft_delays": [
        _of("delays", FULL),
        _of("no number", FULL, then=sends("Enregistrer", coherence="beaucoup"), shows=ERRORS),
    ],
    "contracts:draft_communes": [
        _of("communes", FULL),
        _of("no commune", BEGUN),
        _of("nothing typed", FULL, then=sends("Ajouter la commune"), shows=ERRORS),
    ],
    "contracts:draft_frames": [_of("frames to choose", FULL)],
    "contracts:draft_crossing": [
        _of("the crossing", FULL),
        _of("nothing to cross", BEGUN),
        _of("the crossing, read", FULL, AUDITOR),
    ],
    "contracts:draft_cell": [
        Sample("a crossed cell", ready=_cell(1), persona=AGENT),
        Sample("an empty cell", ready=_cell(2), persona=AGENT),
        Sample("no reason given", ready=_cell(2), persona=AGENT, then=sends("Enregistrer"), shows=ERRORS),
    ],
    "contracts:draft_list": [
        *(_of(f"list of {part}", FULL, parts={"part": part}) for part in PARTS),
        _of("an empty list", BEGUN, parts={"part": "axes"}),
    ],
    "contracts:draft_add": [
        *(_of(f"one more of {part}", FULL, parts={"part": part}) for part in PARTS),
        _of("nothing typed", FULL, parts={"part": "axes"}, then=sends("Enregistrer"), shows=ERRORS),
    ],
    "contracts:draft_row": [
        Sample("an axis", ready=_row("axes", "axes"), persona=LEAD),
        Sample("a clause", ready=_row("communication", "communication_clauses"), persona=LEAD),
    ],
}
WRITING_POSTS = frozenset(
    f"contracts:draft_{name}"
    for name in (
        "row_move", "row_remove", "cell_confirm", "cell_remove", "commune_remove", "communes_official",
        "text", "opinions", "votes", "return",
    )
)  # fmt: skip
