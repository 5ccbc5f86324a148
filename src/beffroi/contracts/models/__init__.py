"""Contracts, their parties, frames, axes, commitments and the operations that they name."""

from beffroi.contracts.models.amendment import Amendment, AmendmentApproval, AmendmentChange
from beffroi.contracts.models.axis import Axis, AxisTheme, Crossing
from beffroi.contracts.models.commitment import (
    AttentionPoint,
    CommunicationClause,
    MutualCommitment,
    TargetPublic,
)
from beffroi.contracts.models.contract import Contract, ContractParty, PerimeterCommune
from beffroi.contracts.models.frame import Ambition, FramePriority, StrategicFrame
from beffroi.contracts.models.operation import CitedOperation
from beffroi.contracts.models.settings import (
    ContractPiece,
    ContractSettings,
    ResponseDelay,
    delays_of,
    pieces_for,
    settings_of,
)
from beffroi.contracts.models.signing import SignedCopy, Signing, SigningParty

__all__ = [
    "Ambition",
    "Amendment",
    "AmendmentApproval",
    "AmendmentChange",
    "AttentionPoint",
    "Axis",
    "AxisTheme",
    "CitedOperation",
    "CommunicationClause",
    "Contract",
    "ContractParty",
    "ContractPiece",
    "ContractSettings",
    "Crossing",
    "FramePriority",
    "MutualCommitment",
    "PerimeterCommune",
    "ResponseDelay",
    "SignedCopy",
    "Signing",
    "SigningParty",
    "StrategicFrame",
    "TargetPublic",
    "delays_of",
    "pieces_for",
    "settings_of",
]
