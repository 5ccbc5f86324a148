"""Where the pages of an operation stand."""

from beffroi.operations.models import Operation


def plan_href(operation: Operation, anchor: str = "") -> str:
    """The page of the plan, or one of its parts."""
    href = f"/operations/{operation.pk}/plan/"
    return f"{href}#{anchor}" if anchor else href
