"""What the money of an operation forbids: one list, shown by the pages and enforced by the actions."""

from datetime import date
from decimal import Decimal

from beffroi.core.ui.parts import Blocker, Link
from beffroi.law import Reckoning
from beffroi.law.impact import impact_study
from beffroi.operations.links import plan_href
from beffroi.operations.models import Operation
from beffroi.operations.plan_facts import plan_of
from beffroi.operations.rules.plan import concours_of, imbalance, is_investment, own_share_of

OWN_SHARE_SOURCE = "CGCT, art. L1111-10"
LEAD_SOURCE = "CGCT, art. L1111-9 I"
IMPACT_SLUG = "etude-impact"
IMPACT_SOURCE = "CGCT, art. L1611-9 et D1611-35"
BALANCE_SOURCE = "Plan de financement : équilibre au centime"


def blockers_for_balance(operation: Operation, on: date) -> list[Blocker]:
    """A plan without cost, or whose funding is not its cost to the cent."""
    sentence = imbalance(plan_of(operation))
    if not sentence:
        return []
    return [Blocker(sentence, BALANCE_SOURCE, Link(plan_href(operation), "Compléter le plan"))]


def blockers_for_own_share(operation: Operation, on: date) -> list[Blocker]:
    """An own share under the floor, no exception being chosen. It never forbids the owner to type."""
    found = own_share_of(plan_of(operation))
    mend = Link(plan_href(operation, "part-propre"), "Voir le calcul")
    if found is None:
        return [Blocker("Le plan ne comporte aucun financement public.", OWN_SHARE_SOURCE, mend)]
    return [_told(found, mend)] if found.holds is False else []


def blockers_for_concours(operation: Operation, on: date) -> list[Blocker]:
    """A fonds de concours above what its beneficiary keeps to pay."""
    found = concours_of(plan_of(operation))
    if found is None or found.holds is not False:
        return []
    return [_told(found, Link(plan_href(operation, "fonds-de-concours"), "Voir le calcul"))]


def impact_of(operation: Operation) -> Reckoning[Decimal] | None:
    """Compare the cost with the threshold of the impact study; None when the owner's means are not known."""
    basis = getattr(operation, "financial_basis", None)
    if basis is None or not operation.plan.cost_amount or not is_investment(operation.kind):
        return None
    return impact_study(operation.plan.cost_amount, basis.population, basis.operating_revenue_amount)


def blockers_for_impact_study(operation: Operation, on: date) -> list[Blocker]:
    """Above the threshold, an impact study that is not among the pieces. Source: CGCT L1611-9."""
    found = impact_of(operation)
    if found is None or found.holds is not False or _has_study(operation):
        return []
    return [_told(found, Link(plan_href(operation, "moyens"), "Voir le calcul"))]


def doubt_on_impact_study(operation: Operation) -> str:
    """Say why nobody knows whether an impact study is due; empty when it is known, or when there is one.

    Source: CGCT L1611-9.
    """
    found = impact_of(operation)
    if found is not None:
        told = f"{found.title}. {found.verdict}" if found.holds is None else ""
    elif operation.plan.cost_amount and is_investment(operation.kind):
        told = (
            "Étude d’impact : les recettes de fonctionnement du maître d’ouvrage ne sont pas indiquées, "
            "son seuil ne se calcule donc pas."
        )
    else:
        told = ""
    return told if told and not _has_study(operation) else ""


def _has_study(operation: Operation) -> bool:
    return any(one.slug == IMPACT_SLUG for one in operation.pieces.all())


def _told(found: Reckoning[object], mend: Link) -> Blocker:
    return Blocker(f"{found.title}. {found.verdict}", found.sources[0].label, mend)
