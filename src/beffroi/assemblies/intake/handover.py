"""The intakes that somebody has in hand: work that a colleague takes over."""

from django.urls import reverse

from beffroi.assemblies.actions.intakes import hand_over_intakes
from beffroi.assemblies.models import Intake
from beffroi.organisations.handover import WorkItem, WorkSource
from beffroi.organisations.models import Organisation, User


def held_by(user: User, organisation: Organisation) -> list[WorkItem]:
    """The waiting intakes of one person, for one organisation."""
    held = Intake.objects.waiting().filter(held_by_id=user.pk, assembly__organisation=organisation)
    return [
        WorkItem(str(one), reverse("assemblies:intake", args=[one.pk]), one.pk)
        for one in held.only("file_name", "started_at")
    ]


INTAKES = WorkSource("Reprises d’actes", held_by, hand_over_intakes)
