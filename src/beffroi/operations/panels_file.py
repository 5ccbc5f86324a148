"""The sections of the page about the file: what the operation is, before anything is examined."""

from datetime import date
from typing import Any

from beffroi.operations.models import Operation
from beffroi.operations.panels import Panel
from beffroi.organisations.actor import Actor


def project(_actor: Actor, operation: Operation, _on: date) -> dict[str, Any]:
    """What is proposed, where, when, for whom."""
    return {
        "themes": list(operation.themes.all()),
        "communes": list(operation.communes.all()),
        "publics": list(operation.target_publics.all()),
    }


PANELS: tuple[Panel, ...] = (Panel("projet", "Le projet", "operations/panels/project.html", project),)
