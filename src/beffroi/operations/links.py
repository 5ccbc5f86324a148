"""Where the pages of an operation stand."""

from django.urls import reverse

from beffroi.operations.models import Operation


def page_href(operation: Operation, name: str, anchor: str = "") -> str:
    """The page of an operation of that name, or one of its parts."""
    href = reverse(f"operations:{name}", args=[operation.pk])
    return f"{href}#{anchor}" if anchor else href


def plan_href(operation: Operation, anchor: str = "") -> str:
    """The page of the plan, or one of its parts."""
    return page_href(operation, "plan", anchor)
