"""Acts in an archive: all of the organisation's own assemblies; of others, the sealed acts that it refers to.

Source: rights.md, rows « act: draft » and « act: adopted, sealed ».
"""

from django.db import models
from django.db.models import Q

from beffroi.assemblies.actions.index import rebuild_index
from beffroi.assemblies.actions.waiting import rebuild_waiting
from beffroi.assemblies.models import (
    ActEvent,
    Annex,
    Assembly,
    Attendance,
    Citation,
    Decision,
    Deliberation,
    Intake,
    Mandate,
    Member,
    Movement,
    NamedVote,
    Opinion,
    Publication,
    Recital,
    Seat,
    Sitting,
)
from beffroi.core.archive.manifest import DamagedArchive
from beffroi.core.archive.registry import Model, Rule, after_rows, leave_out, own, under, widen
from beffroi.core.archive.selection import Selection
from beffroi.core.journal.models import JournalEntry
from beffroi.core.seals.models import Excerpt

OF_SITTING: tuple[Model, ...] = (Attendance, Movement)
OF_ACT: tuple[Model, ...] = (Citation, Recital, Decision, Opinion, NamedVote, Annex, ActEvent)
# Those of an assembly of one's own, by the way to its organisation.
OWN: dict[Model, str] = {
    Assembly: "organisation",
    Member: "assembly__organisation",
    Sitting: "assembly__organisation",
    Deliberation: "sitting__assembly__organisation",
}
# Whose history is told, whoever made it.
TOLD: dict[Model, str] = {
    **OWN,
    Seat: "assembly__organisation",
    Mandate: "seat__assembly__organisation",
    Intake: "assembly__organisation",
    ActEvent: "deliberation__sitting__assembly__organisation",
}


def wire() -> None:
    """Register assemblies, sittings, acts and intakes, and what is told of them."""
    for model, path in OWN.items():
        own(model, _of_owner(path), is_reference=True)
    own(Seat, _of_owner("assembly__organisation"))
    own(Mandate, _of_owner("seat__assembly__organisation"))
    own(Intake, _of_owner("assembly__organisation"))
    for model in OF_SITTING:
        under(model, sitting=Sitting)
    for model in OF_ACT:
        under(model, deliberation=Deliberation)
    under(Publication, event=ActEvent)
    widen(JournalEntry, _history)
    leave_out("index du registre public, refait à l’import", "assemblies.registerentry")
    leave_out("ce que chaque acte attend, refait à l’import", "assemblies.waitingact")
    leave_out("matières des actes, chargées par « beffroi subjects »", "assemblies.actsubject")
    after_rows(check_own_registers)
    after_rows(write_index)


def _of_owner(path: str) -> Rule:
    return lambda selection: Q(**{path: selection.owner.pk})


def _history(selection: Selection) -> Q:
    found = Q(pk__in=[])
    for model, path in TOLD.items():
        rows = model._default_manager.filter(**{path: selection.owner.pk})
        found |= Q(object_type=model._meta.label_lower, object_id__in=rows.values("pk"))
    return found


def check_own_registers(owner: models.Model) -> None:
    """Make sure that the registers of the organisation's own assemblies came whole.

    Raises: DamagedArchive.
    """
    names = [one.register_name for one in Assembly.objects.filter(organisation=owner.pk)]
    found = Excerpt.objects.filter(chain__name__in=names).select_related("chain").first()
    if found is not None:
        raise DamagedArchive(f"Il manque des entrées au « {found.chain} » : il devait venir entier.")


def write_index(owner: models.Model) -> None:
    """Write the index of the public register, and what each act waits for."""
    del owner
    rebuild_index()
    rebuild_waiting()
