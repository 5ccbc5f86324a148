"""The pieces of an operation beside those that its contract asks for."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, prefetch_related_objects

from beffroi.contracts.in_force import terms_on
from beffroi.contracts.kinds import PieceStep
from beffroi.contracts.models import ContractPiece
from beffroi.files.delivery import refusal
from beffroi.files.models import Piece
from beffroi.operations.models import Operation, OperationPiece


@dataclass(frozen=True, slots=True)
class Expected:
    """A piece that the contract asks for, and the one that answers it."""

    asked: ContractPiece
    joined: OperationPiece | None

    @property
    def source(self) -> str:
        """The clause or the line that asks for it."""
        line = f"contrat, ligne {self.asked.line}" if self.asked.line else "contrat, pièces exigées"
        return self.asked.clause or line

    @property
    def when(self) -> str:
        """By when it must be there, when it is later than the submission."""
        return "" if self.asked.at_step == PieceStep.FILE else str(self.asked.get_at_step_display())

    @property
    def problem(self) -> str:
        """Why it does not count yet; empty when it does."""
        if self.joined is None:
            return f"La pièce « {self.asked.label} » manque."
        latest = self.joined.piece.latest
        why = refusal(latest) if latest else "Aucun fichier n’est déposé."
        return f"La pièce « {self.asked.label} » n’est pas recevable. {why}" if why else ""


def required_of(joined: OperationPiece, on: date) -> ContractPiece | None:
    """What the contract asks for that day and that this piece answers; None when it is another one."""
    return piece_asked(joined.operation, joined.slug, on) if joined.slug else None


def piece_asked(operation: Operation, slug: str, on: date) -> ContractPiece | None:
    """The piece of this short name, when the contract asks for it that day."""
    pieces = terms_on(operation.contract, on).pieces
    return next((one for one in pieces if one.slug == slug), None)


def pieces_of(operation: Operation) -> list[OperationPiece]:
    """Its pieces, each with its versions."""
    found = list(operation.pieces.all())
    prefetch_related_objects(found, Prefetch("piece", Piece.objects.with_versions()))
    return found


def expected_of(
    operation: Operation, joined: list[OperationPiece], steps: tuple[str, ...], on: date
) -> list[Expected]:
    """What the contract asks that day of this kind of operation by these steps, with what was joined."""
    by_slug = {one.slug: one for one in joined if one.slug}
    asked = terms_on(operation.contract, on).pieces_for(operation.kind, steps)
    return [Expected(one, by_slug.get(one.slug)) for one in asked]
