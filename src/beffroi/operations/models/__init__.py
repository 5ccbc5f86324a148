"""Operations up to their vote: what is proposed, examined, funded, written together, put to the vote."""

from beffroi.operations.models.appraisal import CoherenceAnswer, RouteDecision, SchemeExamination
from beffroi.operations.models.message import Message
from beffroi.operations.models.operation import EarlyStart, Operation, OperationStep
from beffroi.operations.models.own_work import BulkRun, OperationExport, OperationImport
from beffroi.operations.models.pieces import OperationPiece
from beffroi.operations.models.plan import (
    CostItem,
    FinancialBasis,
    FundingLine,
    FundingPlan,
    FundingScenario,
    OperatingForecast,
    ScenarioLine,
)
from beffroi.operations.models.report import DeclaredInterest, Report, ReportItem
from beffroi.operations.models.saved_filter import SavedFilter
from beffroi.operations.models.sheet import OperationSheet
from beffroi.operations.models.support import SupportOpinion, SupportRequest

__all__ = [
    "BulkRun",
    "CoherenceAnswer",
    "CostItem",
    "DeclaredInterest",
    "EarlyStart",
    "FinancialBasis",
    "FundingLine",
    "FundingPlan",
    "FundingScenario",
    "Message",
    "OperatingForecast",
    "Operation",
    "OperationExport",
    "OperationImport",
    "OperationPiece",
    "OperationSheet",
    "OperationStep",
    "Report",
    "ReportItem",
    "RouteDecision",
    "SavedFilter",
    "ScenarioLine",
    "SchemeExamination",
    "SupportOpinion",
    "SupportRequest",
]
