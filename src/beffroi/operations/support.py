"""Who may be asked for engineering, and what an unanswered question forbids."""

from datetime import date

from django.db.models import prefetch_related_objects
from django.urls import reverse

from beffroi.core.ui.parts import Blocker, Link
from beffroi.operations.kinds import OperationState
from beffroi.operations.models import Operation
from beffroi.organisations.models import Organisation
from beffroi.organisations.roles import OrganisationKind

SOURCE = "Contrat, ingénierie : une demande reçoit un avis, ou le motif qui l’en dispense"
# Help may be asked again while the owner writes: the file is then open to who helps.
ASKED_IN = frozenset(
    {
        OperationState.IDEA,
        OperationState.ENGINEERING,
        OperationState.FILE,
        OperationState.COMPLETION,
    }
)


def partners_for(operation: Operation) -> list[Organisation]:
    """The département itself, then the partners of its territory and of its world, real or invented."""
    departement = operation.departement
    partners = Organisation.objects.filter(
        kind=OrganisationKind.PARTNER,
        departement_code=departement.departement_code,
        is_fictitious=operation.contract.is_fictitious,
    ).defer("logo")
    return [departement, *partners.order_by("name")]


def blockers_for_advice(operation: Operation, _on: date) -> list[Blocker]:
    """Each question that nobody answered, nor was let go with a reason."""
    mend = Link(f"{reverse('operations:operation', args=[operation.pk])}#ingenierie", "Voir la demande")
    found = []
    waiting = [one for one in operation.support_requests.all() if one.is_waiting]
    prefetch_related_objects(waiting, "partner")
    for one in waiting:
        who = f"confiée à {one.partner}" if one.partner else "qui n’est confiée à personne"
        found.append(Blocker(f"Une demande {who} attend son avis.", SOURCE, mend))
    return found
