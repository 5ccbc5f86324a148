"""What the pages show of findings."""

from collections.abc import Sequence

from beffroi.assemblies.rules.inputs import LegalFinding
from beffroi.core.ui.parts import Finding, State
from beffroi.reader.model import Severity

STATES = {
    Severity.ERROR: State("no", "Erreur"),
    Severity.WARNING: State("miss", "Alerte"),
    Severity.QUESTION: State("ask", "Question"),
}


def show_findings(findings: Sequence[LegalFinding]) -> list[Finding]:
    """Prepare the doubts of a sitting or an act, the gravest first."""
    order = list(STATES)
    laid = sorted(findings, key=lambda one: order.index(one.severity))
    return [
        Finding(STATES[one.severity], one.message, note=f"{one.source}." if one.source else "")
        for one in laid
    ]
