"""Where the pages of an operation are."""

from django.urls import reverse


def address(name, operation, **more):
    return reverse(f"operations:{name}", kwargs={"pk": operation.pk, **more})
