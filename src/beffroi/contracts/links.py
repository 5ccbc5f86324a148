"""Where a contract's page sends: the numbered text of its source, the act that approved it."""

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string

from beffroi.assemblies.kinds import EventKind
from beffroi.assemblies.models import Deliberation
from beffroi.contracts.models import Contract


def text_href(contract: Contract) -> str | None:
    """The address of the numbered text that the lines refer to; None when it cannot be shown.

    The floor above says where it stands: settings.SOURCE_TEXTS names, for each text, the function that knows.
    """
    dotted = settings.SOURCE_TEXTS.get(contract.source_key)
    found: str | None = import_string(dotted)() if dotted else None
    return found


def act_href(act: Deliberation) -> str:
    """The address of an act in the public register; empty until it is published."""
    is_published = any(one.kind == EventKind.PUBLICATION for one in act.events.all())
    return reverse("register:act", args=[act.pk]) if is_published else ""
