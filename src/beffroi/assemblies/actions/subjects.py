"""Loading the subjects of acts: reference data, replaced as a whole by a newer version."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from beffroi.assemblies.models import ActSubject


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did."""

    version_on: date
    added: int
    changed: int
    left: int


@transaction.atomic
def load_subjects(labels: dict[str, str], version_on: date) -> Loaded:
    """Write the list; run again, it changes nothing. A code that left it stays, for the acts that bear it."""
    known = {one.code: one for one in ActSubject.objects.select_for_update()}
    new = [
        ActSubject(code=code, label=label, version_on=version_on)
        for code, label in labels.items()
        if code not in known
    ]
    changed = [
        one
        for code, one in known.items()
        if code in labels and (one.label, one.version_on) != (labels[code], version_on)
    ]
    for one in changed:
        one.label, one.version_on = labels[one.code], version_on
    ActSubject.objects.bulk_create(new)
    ActSubject.objects.bulk_update(changed, ["label", "version_on"])
    return Loaded(version_on, len(new), len(changed), len(known.keys() - labels.keys()))
