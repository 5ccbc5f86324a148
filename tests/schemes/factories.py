"""Invented aids of an invented département."""

from datetime import date
from itertools import count
from typing import Any

from beffroi.schemes.kinds import SchemeKind
from beffroi.schemes.models import Scheme, SchemeRules
from organisations.factories import make_organisation

ON = date(2024, 6, 1)
_numbers = count(1)


def make_scheme(**changes: Any) -> Scheme:
    """An ordinary aid of a département, without rules."""
    number = next(_numbers)
    values = {
        "slug": f"aide-{number}",
        "name": f"Aide {number}",
        "kind": SchemeKind.ORDINARY,
        **changes,
    }
    if "organisation" not in values:
        values["organisation"] = make_organisation(kind="departement")
    return Scheme.objects.create(**values)


def make_rules(scheme: Scheme, **changes: Any) -> SchemeRules:
    """Rules in force from 2024 on, without any condition."""
    return SchemeRules.objects.create(scheme=scheme, **{"in_force_from": date(2024, 1, 1), **changes})
