"""Changing what an organisation shows of itself."""

import hashlib
from typing import Any

from django.db import transaction

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import changes_between, record
from beffroi.organisations.actor import Actor
from beffroi.organisations.models import Organisation
from beffroi.organisations.rules import faults_of_accents

FIELDS = ("name", "short_name", "siren", "siret", "accent", "relief", "logo")


@transaction.atomic
def change_identity(organisation: Organisation, values: dict[str, Any], *, by: Actor) -> Organisation:
    """Change names, numbers, colours and logo; what is not named stays.

    Raises: RuleViolation.
    """
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    before = _told(locked)
    for name in FIELDS:
        if name in values:
            setattr(locked, name, values[name])
    if faults := faults_of_accents(locked.accent, locked.relief):
        raise RuleViolation(" ".join(faults.values()))
    if changes := changes_between(before, _told(locked)):
        locked.save(update_fields=FIELDS)
        record("organisation.changed", locked, by=by, changes=changes)
    return locked


def _told(organisation: Organisation) -> dict[str, Any]:
    told = {name: getattr(organisation, name) for name in FIELDS if name != "logo"}
    # A picture is told by its hash.
    told["logo"] = hashlib.sha256(organisation.logo).hexdigest() if organisation.logo else ""
    return told
