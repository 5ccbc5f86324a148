"""Assemblies and members, sittings, deliberations, what happens to them later, the public register."""

from beffroi.assemblies.models.assembly import Assembly, Mandate, Member, Seat
from beffroi.assemblies.models.deliberation import (
    Annex,
    Citation,
    Decision,
    Deliberation,
    NamedVote,
    Opinion,
    Recital,
)
from beffroi.assemblies.models.event import ActEvent, Publication
from beffroi.assemblies.models.intake import Intake
from beffroi.assemblies.models.register import RegisterEntry
from beffroi.assemblies.models.sitting import Attendance, Movement, Sitting
from beffroi.assemblies.models.subject import ActSubject
from beffroi.assemblies.models.waiting import WaitingAct

__all__ = [
    "ActEvent",
    "ActSubject",
    "Annex",
    "Assembly",
    "Attendance",
    "Citation",
    "Decision",
    "Deliberation",
    "Intake",
    "Mandate",
    "Member",
    "Movement",
    "NamedVote",
    "Opinion",
    "Publication",
    "Recital",
    "RegisterEntry",
    "Seat",
    "Sitting",
    "WaitingAct",
]
