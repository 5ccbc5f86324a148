"""Where the pages of an operation stand."""

from functools import cache

from django.urls import reverse

from beffroi.operations.models import Operation

# Stands for the number of an operation in the address from which those of all are made.
_ANY = 987654321


@cache
def _around(name: str) -> tuple[str, str]:
    """What stands before and after the number: a list asks so many addresses that each costs."""
    before, after = reverse(f"operations:{name}", args=[_ANY]).split(str(_ANY))
    return before, after


def page_href(operation: Operation, name: str, anchor: str = "") -> str:
    """The page of an operation of that name, or one of its parts."""
    before, after = _around(name)
    href = f"{before}{operation.pk}{after}"
    return f"{href}#{anchor}" if anchor else href


def plan_href(operation: Operation, anchor: str = "") -> str:
    """The page of the plan, or one of its parts."""
    return page_href(operation, "plan", anchor)
