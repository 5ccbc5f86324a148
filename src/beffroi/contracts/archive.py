"""Contracts in an archive: those that the organisation is a party to, its models and its strategic frames."""

from django.db.models import Q

from beffroi.contracts.models import (
    Ambition,
    Amendment,
    AmendmentApproval,
    AmendmentChange,
    AttentionPoint,
    Axis,
    AxisTheme,
    CitedOperation,
    CommunicationClause,
    Contract,
    ContractParty,
    ContractPiece,
    ContractSettings,
    Crossing,
    FramePriority,
    MutualCommitment,
    PerimeterCommune,
    ResponseDelay,
    SignedCopy,
    Signing,
    SigningParty,
    StrategicFrame,
    TargetPublic,
)
from beffroi.contracts.models.amendment import OPEN_STATES
from beffroi.core.archive.registry import Model, own, under, widen
from beffroi.core.archive.selection import Selection
from beffroi.core.journal.models import JournalEntry
from beffroi.files.models import Piece, PieceVersion

OF_CONTRACT: tuple[Model, ...] = (
    ContractParty, Axis, MutualCommitment, TargetPublic, AttentionPoint, CommunicationClause, CitedOperation,
    PerimeterCommune, ContractSettings, ContractPiece, ResponseDelay, StrategicFrame.contracts.through,
)  # fmt: skip
OF_AMENDMENT: tuple[Model, ...] = (AmendmentChange, AmendmentApproval)
LINKS = FramePriority.frames.through


def wire() -> None:
    """Register contracts with all that belongs to them, and the frames of the organisation."""
    own(Contract, _contracts, is_reference=True)
    for model in OF_CONTRACT:
        under(model, contract=Contract)
    for model in (AxisTheme, Crossing):
        under(model, axis=Axis)
    own(Amendment, _amendments)
    for model in OF_AMENDMENT:
        under(model, amendment=Amendment)
    own(Signing, _signings)
    under(SigningParty, signing=Signing)
    widen(Piece, _scans)
    own(SignedCopy, _copies)
    own(StrategicFrame, lambda selection: Q(owner=selection.owner.pk), is_reference=True)
    under(Ambition, frame=StrategicFrame)
    own(FramePriority, _priorities)
    under(LINKS, framepriority=FramePriority, strategicframe=StrategicFrame)
    widen(JournalEntry, _history)


def _contracts(selection: Selection) -> Q:
    owner = selection.owner.pk
    parties = ContractParty.objects.filter(organisation=owner)
    return Q(pk__in=parties.values("contract")) | Q(model_of=owner)


def _amendments(selection: Selection) -> Q:
    """Those of one's own contracts; of another's, those that are no longer drafts."""
    known = Q(contract_id__in=selection.ids(Contract))
    parties = ContractParty.objects.filter(organisation=selection.owner.pk)
    return known & (Q(contract__in=parties.values("contract")) | Q(state__in=OPEN_STATES))


def _signings(selection: Selection) -> Q:
    known = Q(contract_id__in=selection.ids(Contract))
    return known & (Q(amendment__isnull=True) | Q(amendment_id__in=selection.ids(Amendment)))


def _scans(selection: Selection) -> Q:
    """The scans of one's own contracts, whichever party keeps them: both read them."""
    parties = ContractParty.objects.filter(organisation=selection.owner.pk)
    copies = SignedCopy.objects.filter(signing__contract__in=parties.values("contract"))
    return Q(pk__in=copies.values("version__piece"))


def _copies(selection: Selection) -> Q:
    signings, versions = selection.ids(Signing), selection.ids(PieceVersion)
    return Q(signing_id__in=signings, version_id__in=versions)


def _priorities(selection: Selection) -> Q:
    links = LINKS._default_manager.filter(strategicframe_id__in=selection.ids(StrategicFrame))
    return Q(owner=selection.owner.pk) | Q(pk__in=links.values("framepriority_id"))


def _history(selection: Selection) -> Q:
    """What was done to the contracts of which the organisation is a party, by either."""
    contracts = Contract.objects.filter(_contracts(selection))
    amendments = Amendment.objects.filter(contract__in=contracts)
    return Q(object_type=Contract._meta.label_lower, object_id__in=contracts.values("pk")) | Q(
        object_type=Amendment._meta.label_lower, object_id__in=amendments.values("pk")
    )
