"""The lists that a contract is made of: how each is named, filled in and told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from beffroi.contracts.models import (
    AttentionPoint,
    Axis,
    CommunicationClause,
    Contract,
    ContractPiece,
    MutualCommitment,
    TargetPublic,
)
from beffroi.contracts.writing import forms
from beffroi.contracts.writing.fields import DraftForm
from beffroi.schemes.kinds import OperationKind


@dataclass(frozen=True, slots=True)
class Part:
    """One list of a contract."""

    slug: str
    title: str
    one: str
    why: str
    model: type[models.Model]
    related: str
    form: type[DraftForm]
    fields: tuple[str, ...]
    detail: Callable[[Any], tuple[str, ...]]

    def rows(self, contract: Contract) -> list[Any]:
        """The rows of a contract, in their order."""
        found = getattr(contract, self.related).all()
        return list(found.prefetch_related("themes") if self.model is Axis else found)


def _axis(row: Axis) -> tuple[str, ...]:
    return tuple(one.title for one in row.themes.all())


def _piece(row: ContractPiece) -> tuple[str, ...]:
    kinds = ", ".join(str(OperationKind(one).label) for one in row.kinds if one in OperationKind.values)
    return (row.get_at_step_display(), f"Pour : {kinds}" if kinds else "Pour toute opération")


def _clause(row: CommunicationClause) -> tuple[str, ...]:
    proof = f"Preuve : {row.proof}" if row.proof else "Sans preuve demandée"
    held = ("Le solde en dépend",) if row.blocks_final_payment else ()
    return (row.support, row.get_applies_to_display().capitalize(), proof, *held)


ALL = (
    Part("axes", "Axes et thèmes", "un axe", "Les lignes de travail communes, chacune avec ses thèmes.",
         Axis, "axes", forms.AxisForm, ("title", "short_title", "themes", "line"), _axis),
    Part("engagements", "Engagements réciproques", "un engagement", "Ce que chacun apporte aux opérations.",
         MutualCommitment, "commitments", forms.CommitmentForm, ("side", "kind", "title", "line"),
         lambda row: (row.get_side_display(), row.get_kind_display().capitalize())),
    Part("publics", "Publics cibles", "un public", "Les personnes auxquelles chaque opération pense d’abord.",
         TargetPublic, "target_publics", forms.PublicForm, ("title", "line"), lambda row: ()),
    Part("attention", "Points d’attention", "un point d’attention",
         "Chacun pose une question, à laquelle chaque opération répondra.",
         AttentionPoint, "attention_points", forms.AttentionForm, ("title", "question", "detail", "line"),
         lambda row: tuple(one for one in (row.question, row.detail) if one)),
    Part("communication", "Clauses de communication", "une clause",
         "Ce que doit une opération aidée, où cela se voit, comment cela se prouve.",
         CommunicationClause, "communication_clauses", forms.ClauseForm,
         ("duty", "support", "applies_to", "proof", "blocks_final_payment", "line"), _clause),
    Part("pieces", "Pièces exigées", "une pièce", "Ce qu’un dossier doit contenir, par nature d’opération.",
         ContractPiece, "required_pieces", forms.PieceForm,
         ("label", "slug", "at_step", "clause", "line", "kinds"), _piece),
)  # fmt: skip
PARTS = {one.slug: one for one in ALL}
