"""The pages of operations: none yet, then files at several steps, seen by each who reads them."""

from datetime import date

from django.db import transaction

from assemblies.factories import CLERK
from beffroi.demo.spaces import load_fictitious_space
from beffroi.operations.actions.early_start import ask_early_start
from beffroi.operations.actions.messages import write_message
from beffroi.operations.actions.pieces import join_piece
from beffroi.operations.actions.support import OpinionFacts, ask_support, assign_support, sign_opinion
from beffroi.operations.kinds import OperationState
from beffroi.operations.models import Operation, OperationPiece, SupportRequest
from beffroi.organisations.actor import actors_of
from beffroi.organisations.models import Organisation, User
from browser.contracts import AT
from browser.personas import AGENT, EPCI_MANAGER, HEAD, LEAD, OF_A_COMMUNE, PARTNER
from browser.sample import ERRORS, Sample, sends
from files.factories import upload_of
from operations.factories import make_contract_of, make_operation
from operations.votes import make_published_vote

SLUG = "val-clair-operations"
IDEA, DRAFT, ASKED, HALL, VOTED = "Un kiosque", "Une halle", "Un lavoir", "Une maison de santé", "Un gymnase"
NEVER = "32/13/2024"


@transaction.atomic
def load_operations() -> None:
    """Load the invented space, then operations of its EPCI at several steps."""
    load_fictitious_space(at=AT)
    places = (Organisation.objects.get(slug=one) for one in ("val-clair", "departement-de-l-ambre"))
    contract = make_contract_of(*places, slug=SLUG, is_fictitious=True)
    # The commune of the demonstration is one of the invented perimeter.
    Organisation.objects.filter(slug="roncevent").update(commune_code="00001")
    make_operation(contract, title=IDEA)
    draft = make_operation(contract, OperationState.FILE, title=DRAFT, works_started_on=date(2024, 5, 2))
    joined = join_piece(draft, "", upload_of(), contract.required_pieces.get(), by=CLERK, at=AT)
    assert joined.piece.latest
    _ask(make_operation(contract, title=ASKED))
    hall = make_operation(contract, OperationState.COHERENCE, title=HALL)
    hall.communes.set(contract.communes.filter(code__in=("00001", "00002")))
    ask_early_start(hall, date(2024, 9, 2), "Le toit ne passera pas l’hiver.", by=CLERK, at=AT)
    write_message(hall, "Le plan est à jour.", is_shared=True, by=_person(LEAD), at=AT)
    write_message(hall, "À relire entre nous.", is_shared=False, by=_person(LEAD), at=AT)
    make_published_vote(contract, title=VOTED)


def _ask(operation: Operation) -> None:
    partner = Organisation.objects.get(slug="caue-de-l-ambre")
    request = ask_support(operation, "Combien coûtera-t-il ouvert ?", by=CLERK, at=AT)
    assign_support(request, partner, date(2024, 7, 1), by=CLERK, at=AT)
    facts = OpinionFacts("Trois mille euros par an.", upload=upload_of())
    sign_opinion(request, facts, by=_person(PARTNER), at=AT)
    ask_support(operation, "Et l’eau ?", by=CLERK, at=AT)


def _person(email: str):
    return actors_of(User.objects.get(email=email), AT.date())[0]


def of(label: str, title: str, persona: str = LEAD, *, parts=None, **more: object) -> Sample:
    """An address under an operation, as somebody sees it."""

    def ready() -> dict[str, object]:
        return {"pk": Operation.objects.get(title=title).pk, **(parts or {})}

    return Sample(label, ready=ready, persona=persona, **more)


def part(label: str, slug: str, **more: object) -> Sample:
    """A section of the draft."""
    return of(label, DRAFT, parts={"slug": slug}, **more)


def under(label: str, rows, name: str, persona: str, **more: object) -> Sample:
    """An address under a row of an operation: a question, a piece."""
    extra = more.pop("parts", {})

    def ready() -> dict[str, object]:
        found = rows.objects.order_by("pk")[more_rank]
        return {"pk": found.operation_id, name: found.pk, **extra}

    more_rank = more.pop("rank", 0)
    return Sample(label, ready=ready, persona=persona, **more)


NO_OPERATION_PAGES = {
    "operations:index": [Sample("no operation", persona=LEAD)],
    "operations:board": [Sample("no operation by step", persona=LEAD)],
    "workspace:search": [Sample("nothing to find", "?q=halle", persona=LEAD)],
    "operations:places": [Sample("no operation on a map", persona=LEAD)],
    "operations:propose": [Sample("no contract to propose to", persona=LEAD)],
}
OPERATION_PAGES = {
    "operations:index": [
        Sample("operations", persona=LEAD),
        Sample("operations, nothing found", "?q=zzzz", persona=LEAD),
    ],
    "operations:board": [
        Sample("operations by step", persona=LEAD),
        Sample("operations by step, filtered", "?etape=4&q=zzzz", persona=LEAD),
    ],
    "workspace:search": [
        Sample("nothing asked", persona=LEAD),
        Sample("everything found", "?q=un", persona=LEAD, shows=".lines"),
    ],
    "operations:places": [Sample("operations on a map", persona=LEAD, shows=".map")],
    "operations:propose": [
        Sample("an idea", persona=LEAD),
        Sample("an idea in error", persona=LEAD, then=sends("Enregistrer l’idée"), shows=ERRORS),
        Sample("an idea of a commune", persona=OF_A_COMMUNE),
    ],
    "operations:operation": [
        of("an idea of ours", IDEA),
        of("a draft of ours", DRAFT),
        of("a draft that may not be handed in", DRAFT, then=sends("Déposer le dossier"), shows=ERRORS),
        of("an answered question", ASKED, AGENT),
        of("a file handed in, of ours", HALL),
        of("a file handed in, examined", HALL, AGENT),
        of("a voted operation", VOTED, EPCI_MANAGER),
        of("the summary of a commune", HALL, OF_A_COMMUNE),
        of("an idea of others", IDEA, AGENT, statuses=(404,)),
    ],
    "operations:section": [
        part("the presentation", "presentation"),
        part("no title", "presentation", then=sends("Enregistrer", title=""), shows=ERRORS),
        part("the communes", "communes"),
        part("the communes found", "communes", query="?q=ronce"),
        part("the calendar", "calendrier"),
        part("a calendar in error", "calendrier", then=sends("Enregistrer", starts_on=NEVER), shows=ERRORS),
        part("the publics", "publics"),
        part("state aid", "aides-d-etat"),
        part("the forecast", "fonctionnement"),
        part(
            "a forecast in error",
            "fonctionnement",
            then=sends("Enregistrer", **{"cost-0": "deux"}),
            shows=ERRORS,
        ),
        part("no such section", "rien", statuses=(404,)),
    ],
    "operations:piece_join": [
        of("another piece", DRAFT),
        of("no file", DRAFT, then=sends("Déposer"), shows=ERRORS),
    ],
    "operations:piece_join_asked": [of("a piece that is asked", DRAFT, parts={"slug": "devis"})],
    "operations:piece_renew": [
        under("a newer version", OperationPiece, "joined", LEAD),
        under(
            "no newer version",
            OperationPiece,
            "joined",
            LEAD,
            then=sends("Déposer cette version"),
            shows=ERRORS,
        ),
    ],
    "operations:early_start": [
        of("an early start", DRAFT),
        of("no reason", DRAFT, then=sends("Demander l’autorisation"), shows=ERRORS),
    ],
    "operations:early_decide": [
        of("a decision", HALL, HEAD),
        of("no decision", HALL, HEAD, then=sends("Enregistrer la décision"), shows=ERRORS),
        of("a decision refused to an agent", HALL, AGENT, statuses=(403,)),
    ],
    "operations:support_ask": [
        of("a question", IDEA),
        of("no question", IDEA, then=sends("Envoyer la demande"), shows=ERRORS),
    ],
    "operations:support_assign": [
        under("giving a question", SupportRequest, "asked", AGENT, rank=1),
        under("nobody", SupportRequest, "asked", AGENT, rank=1, then=sends("Confier"), shows=ERRORS),
    ],
    "operations:support_release": [
        under("letting a question go", SupportRequest, "asked", AGENT, rank=1),
        under(
            "no reason to let go",
            SupportRequest,
            "asked",
            AGENT,
            rank=1,
            then=sends("Enregistrer le motif"),
            shows=ERRORS,
        ),
    ],
    "operations:support_opinion": [
        under("an opinion", SupportRequest, "asked", PARTNER),
        under("no opinion", SupportRequest, "asked", PARTNER, then=sends("Signer cet avis"), shows=ERRORS),
    ],
    "operations:message": [
        of("a message", HALL),
        of("no message", HALL, then=sends("Envoyer"), shows=ERRORS),
    ],
    "operations:public": [
        Sample("a voted operation, for all", ready=lambda: {"slug": SLUG, "number": _number(VOTED)}),
        Sample(
            "an operation not voted", ready=lambda: {"slug": SLUG, "number": _number(HALL)}, statuses=(404,)
        ),
    ],
}
OPERATION_FILES = {
    "operations:export": [Sample("operations, as a file", persona=LEAD)],
    "operations:piece_file": [
        under("a piece", OperationPiece, "joined", LEAD, parts={"number": 1}),
    ],
    "operations:opinion_file": [
        under("the piece of an opinion", SupportRequest, "asked", LEAD, parts={"number": 1}),
    ],
}
OPERATION_POSTS = frozenset({"operations:keep", "operations:drop", "operations:move"})


def _number(title: str) -> int:
    return Operation.objects.get(title=title).number
