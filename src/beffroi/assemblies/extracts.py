"""The document of an act, made by whoever knows how to draw it, when the act is sealed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from beffroi.assemblies.models import Deliberation


@dataclass(frozen=True, slots=True)
class Extract:
    """The extract of the register: its bytes, and the version of the template that drew them."""

    pdf: bytes
    template_version: str


Render = Callable[[Deliberation, str, datetime], Extract | None]
_RENDERS: list[Render] = []


def register_extract(render: Render) -> None:
    """Say who draws the extract of an act, given its verification code and the moment of its seal."""
    _RENDERS[:] = [render]


def draw_extract(deliberation: Deliberation, code: str, at: datetime) -> Extract | None:
    """Draw the extract of an act; None when nothing draws it."""
    return _RENDERS[0](deliberation, code, at) if _RENDERS else None
