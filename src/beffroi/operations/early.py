"""Works that began before the award: noticed wherever it matters, with or without a dated permission."""

from beffroi.law.french import french_date
from beffroi.operations.kinds import OperationState
from beffroi.operations.models import EarlyStart, Operation
from beffroi.operations.states import EXITS

SOURCE = "Règle du contrat et des dispositifs : pas de démarrage avant l’attribution de l’aide"


def granted_start(operation: Operation) -> EarlyStart | None:
    """The permission that stands, if the département gave one."""
    granted = [one for one in operation.early_starts.all() if one.is_granted]
    return granted[-1] if granted else None


def waiting_start(operation: Operation) -> EarlyStart | None:
    """The request that waits for its answer."""
    return next((one for one in operation.early_starts.all() if one.is_granted is None), None)


def early_start_notice(operation: Operation) -> str:
    """Say that the works began without permission; empty when they did not, or when it was given before."""
    began = operation.works_started_on
    if began is None or operation.stage in EXITS or operation.state == OperationState.SCHEME_GRANTED:
        return ""
    granted = granted_start(operation)
    if granted and granted.granted_from_on and granted.granted_from_on <= began:
        return ""
    told = f"Démarrage avant l’attribution : les travaux ont commencé le {french_date(began)}"
    if granted and granted.granted_from_on:
        return f"{told}, et l’autorisation ne vaut qu’à partir du {french_date(granted.granted_from_on)}."
    return f"{told}, sans autorisation de démarrage anticipé. L’aide peut être refusée pour ce motif."
