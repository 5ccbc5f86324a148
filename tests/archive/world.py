"""The demonstration's two spaces, with what they do not show: drafts, internal words, secrets, documents."""

from datetime import UTC, date, datetime

from django.core.files.base import ContentFile

from assemblies.factories import CLERK, make_deliberation, make_sitting
from beffroi.assemblies.actions.sealing import seal_deliberation
from beffroi.assemblies.facts import VoteFacts
from beffroi.assemblies.kinds import Outcome
from beffroi.assemblies.models import Annex, Assembly
from beffroi.contracts.actions.signed_copy import add_signed_copy
from beffroi.contracts.models import Amendment, Contract
from beffroi.core.seals.canonical import sha256
from beffroi.demo.operations import load_operations
from beffroi.demo.people import load_people
from beffroi.demo.spaces import load_fictitious_space, load_real_space
from beffroi.drafting.models import Comment, Text, Version
from beffroi.files.models import Piece, PieceVersion
from beffroi.files.storage import random_name
from beffroi.operations.kinds import OperationState
from beffroi.operations.models import (
    CoherenceAnswer,
    FundingScenario,
    Message,
    Operation,
    OperationPiece,
    Report,
    SavedFilter,
)
from beffroi.organisations.models import Organisation, User
from files.factories import PDF, PNG, upload_of
from organisations.factories import make_invitation

AT = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
EPCI, DEPARTEMENT = "val-clair", "departement-de-l-ambre"
LOGO, PIECE, ANNEX = PNG + b"logo", PDF + b"% devis", PDF + b"% annexe"
SCAN = PDF + b"% scan"
PASSWORD = "une phrase que personne ne devine"
# What one of the two reads alone.
OF_EPCI = ("brouillon de Val-Clair", "entre nous, à Val-Clair", "scénario de Val-Clair", "liste de Val-Clair",
           "Projet d’acte de Val-Clair")  # fmt: skip
OF_DEPARTEMENT = ("note de l’Ambre en cours", "entre nous, à l’Ambre", "scénario de l’Ambre",
                  "Rapport que prépare l’Ambre", "Projet d’acte de l’Ambre",
                  "Acte de l’Ambre sans rapport")  # fmt: skip
SHARED = "dit à tous"
VOTE = VoteFacts(Outcome.ADOPTED, votes_for=4, votes_against=0, abstentions=0, not_voting=0)


def load_world() -> None:
    """Load everything, within the transaction of who asks."""
    load_people()
    load_real_space(at=AT)
    contract = load_fictitious_space(at=AT)
    load_operations(contract, at=AT)
    scan = upload_of(SCAN, "contrat signé.pdf")
    add_signed_copy(contract.signings.get(amendment=None), scan, by=CLERK, at=AT)
    Organisation.objects.filter(slug=EPCI).update(logo=LOGO)
    _operations(contract)
    _acts()
    _people()
    _texts(contract)


def organisation(slug: str) -> Organisation:
    return Organisation.objects.get(slug=slug)


def _operations(contract: Contract) -> None:
    epci, departement = organisation(EPCI), organisation(DEPARTEMENT)
    idea = Operation.objects.filter(state=OperationState.IDEA).first()
    Operation.objects.filter(pk=idea.pk).update(description=OF_EPCI[0])
    examined = Operation.objects.filter(state=OperationState.SCHEMES, coherence_answers__isnull=False).first()
    CoherenceAnswer.objects.filter(operation=examined).update(reason=OF_DEPARTEMENT[0])
    for place, word, name in (
        (epci, OF_EPCI[1], OF_EPCI[2]),
        (departement, OF_DEPARTEMENT[1], OF_DEPARTEMENT[2]),
    ):
        Message.objects.create(
            operation=examined,
            organisation=place,
            body=word,
            at=AT,
            by_label="Zoé",
            organisation_label=str(place),
        )
        FundingScenario.objects.create(
            operation=examined,
            organisation=place,
            name=name,
            cost_amount=12,
            created_at=AT,
            created_by_label="Zoé",
        )
    Message.objects.create(
        operation=examined, organisation=epci, is_shared=True, body=SHARED, at=AT, by_label="Zoé",
        organisation_label=str(epci),
    )  # fmt: skip
    OperationPiece.objects.create(operation=examined, piece=_piece(epci), slug="devis")
    committee = Assembly.objects.filter(organisation=departement).last()
    Report.objects.create(
        contract=contract, assembly=committee, planned_on=date(2026, 12, 14), title=OF_DEPARTEMENT[3]
    )


def _piece(place: Organisation) -> Piece:
    piece = Piece.objects.create(organisation=place, label="Devis", kind="devis", created_at=AT)
    version = PieceVersion(
        piece=piece, number=1, name="devis.pdf", content_type="application/pdf", size=len(PIECE),
        sha256=sha256(PIECE), scan="unscanned", uploaded_at=AT, uploaded_by_label="Zoé",
    )  # fmt: skip
    version.stored.save(random_name(None, ""), ContentFile(PIECE), save=False)
    version.save(force_insert=True)
    return piece


def _acts() -> None:
    for slug, title in ((EPCI, OF_EPCI[4]), (DEPARTEMENT, OF_DEPARTEMENT[4])):
        assembly = Assembly.objects.filter(organisation__slug=slug).first()
        act = make_deliberation(make_sitting(assembly, held_on=date(2026, 10, 6)), title=title)
        Annex.objects.create(deliberation=act, rank=1, title="Plan", pdf=ANNEX, pdf_sha256=sha256(ANNEX))
    # Sealed, and nothing of the contract points to it: the other party holds an excerpt of this register.
    council = Assembly.objects.filter(organisation__slug=DEPARTEMENT).first()
    sitting = make_sitting(council, held_on=date(2026, 9, 8))
    act = make_deliberation(sitting, title=OF_DEPARTEMENT[5], vote=VOTE)
    seal_deliberation(act, by=CLERK, at=AT)


def _people() -> None:
    epci = organisation(EPCI)
    user = User.objects.filter(memberships__organisation=epci).order_by("pk").first()
    user.set_password(PASSWORD)
    user.save()
    SavedFilter.objects.create(user=user, organisation=epci, name=OF_EPCI[3], query="etat=file")
    make_invitation(epci, email="invitee@val-clair.example")


def _texts(contract: Contract) -> None:
    text = Text.objects.filter(frozen_at__isnull=True, access__organisation__slug=EPCI).order_by("pk").first()
    version = Version.objects.filter(text=text).order_by("number").last()
    first = Comment.objects.create(
        text=text, version=version, section_key="objet", body="Une question ?", user_label="Zoé", at=AT
    )
    Comment.objects.create(
        text=text,
        version=version,
        section_key="objet",
        body="Une réponse.",
        user_label="Léa",
        at=AT,
        parent=first,
    )
    Amendment.objects.create(contract=contract, number=2, title="Un avenant en projet", why="Une raison")
