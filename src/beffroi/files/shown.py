"""A version as the pages show it: the parts piece.html and versions.html take these rows."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from beffroi.core.ui.parts import State, StateKind
from beffroi.files import scanning
from beffroi.files.delivery import refusal
from beffroi.files.models import Piece, PieceVersion
from beffroi.files.states import ScanState
from beffroi.law.french import NO_BREAK, french_number

KILOBYTE = 1024
UNITS = ("Ko", "Mo", "Go")
KINDS: dict[ScanState, StateKind] = {
    ScanState.PENDING: "now",
    ScanState.CLEAN: "done",
    ScanState.INFECTED: "no",
    ScanState.UNSCANNED: "ask",
}
WORDS = {
    ScanState.PENDING: "En attente d’analyse",
    ScanState.CLEAN: "Analysé, sain",
    ScanState.INFECTED: "Infecté, hors d’atteinte",
    ScanState.UNSCANNED: "Non analysé",
}


@dataclass(frozen=True, slots=True)
class PieceRow:
    """One version, where it can be downloaded, and what is to be said of it."""

    version: PieceVersion
    href: str
    size: str
    state: State
    refusal: str
    notice: str
    is_latest: bool = True


def row_of(version: PieceVersion, href: str, *, is_latest: bool = True) -> PieceRow:
    """Show one version; `href` is the address of its download, in the context that serves it."""
    scan = ScanState(version.scan)
    refused = refusal(version)
    return PieceRow(
        version=version,
        href="" if refused else href,
        size=told_size(version.size),
        state=State(KINDS[scan], WORDS[scan]),
        refusal=refused,
        notice=scanning.notice() if scan == ScanState.UNSCANNED else "",
        is_latest=is_latest,
    )


def rows_of(piece: Piece, address: Callable[[PieceVersion], str]) -> list[PieceRow]:
    """Show every version of a piece, the latest first; read the piece with `with_versions`."""
    versions = list(piece.versions.all())
    return [row_of(one, address(one), is_latest=rank == 0) for rank, one in enumerate(versions)]


def told_size(size: int) -> str:
    """Say a size in French. Unit: kilobytes of 1,024 bytes. Rounding: to a tenth from a megabyte on.

    Example: 12 → 12 octets · 20 480 → 20 Ko · 3 565 158 → 3,4 Mo.
    """
    if size < KILOBYTE:
        return f"{french_number(size)}{NO_BREAK}{'octets' if size > 1 else 'octet'}"
    value, unit = Decimal(size) / KILOBYTE, 0
    while value.quantize(Decimal(1)) >= KILOBYTE and unit < len(UNITS) - 1:
        value, unit = value / KILOBYTE, unit + 1
    rounded = value.quantize(Decimal("0.1") if unit else Decimal(1))
    return f"{french_number(rounded).removesuffix(',0')}{NO_BREAK}{UNITS[unit]}"
