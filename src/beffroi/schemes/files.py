"""Aids from a TOML file: each row is read or refused by name, and a second load changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from beffroi.core.errors import NotReadable, RuleViolation
from beffroi.core.journal.authors import Author
from beffroi.organisations.models import Organisation
from beffroi.schemes.actions import add_rules, create_scheme
from beffroi.schemes.facts import FIELDS_OF_RULES, LISTS, NewScheme, facts_of
from beffroi.schemes.kinds import SchemeKind
from beffroi.schemes.models import Scheme
from beffroi.schemes.rules import RuleFacts

Told = Mapping[str, Any]
DATES = ("in_force_from", "in_force_until")
AMOUNTS = ("cost_min_amount", "cost_max_amount", "rate", "cap_amount", "minimum_amount")
OF_SCHEME = ("name", "slug", "summary", "funder_name", "line", "source_key")


@dataclass(slots=True)
class Loaded:
    """What a file brought: aids and versions added, rows that were there, rows refused."""

    added: int = 0
    known: int = 0
    refused: list[str] = field(default_factory=list)


def load_schemes(told: Told, *, by: Author) -> Loaded:
    """Load every aid of a file that can be; what is there already stays as it is.

    A row refused leaves nothing of itself, and the others are loaded.
    """
    done = Loaded()
    found = told.get("schemes")
    rows = found if isinstance(found, list) else []
    for number, row in enumerate(rows, start=1):
        name = str(row.get("name", "sans nom")) if isinstance(row, dict) else "sans nom"
        try:
            _load_one(row, done, by=by)
        except (NotReadable, RuleViolation) as refusal:
            done.refused.append(f"Aide {number}, « {name} » : {refusal.message}")
    if not rows:
        done.refused.append("Le fichier ne contient aucune aide : [[schemes]] est attendu.")
    return done


@transaction.atomic
def _load_one(row: Any, done: Loaded, *, by: Author) -> None:
    """Load one aid and its versions, all or nothing."""
    if not isinstance(row, dict):
        raise NotReadable("Un tableau [[schemes]] est attendu.")
    organisation = Organisation.objects.filter(slug=str(row.get("organisation", ""))).first()
    if organisation is None:
        raise NotReadable(f"L’organisation « {row.get('organisation', '')} » n’existe pas.")
    facts = _scheme(row, organisation)
    scheme = Scheme.objects.of(organisation).filter(slug=facts.slug).first()
    added, known = int(scheme is None), int(scheme is not None)
    scheme = scheme or create_scheme(organisation, facts, by=by)
    there = {one.in_force_from: facts_of(one) for one in scheme.rules.all()}
    for version in _versions(row):
        if version.in_force_from not in there:
            add_rules(scheme, version, by=by)
            added += 1
        elif _same(there[version.in_force_from], version):
            known += 1
        else:
            raise RuleViolation(
                f"La version du {version.in_force_from:%d/%m/%Y} est déjà enregistrée et dit autre chose."
            )
    done.added, done.known = done.added + added, done.known + known


def _scheme(row: Told, organisation: Organisation) -> NewScheme:
    unknown = set(row) - {*OF_SCHEME, "organisation", "kind", "rules"}
    if unknown:
        raise NotReadable(f"Champ inconnu : {', '.join(sorted(unknown))}.")
    for name in ("name", "slug", "kind"):
        if not isinstance(row.get(name), str) or not row[name].strip():
            raise NotReadable(f"Le champ « {name} » manque.")
    if row["kind"] not in SchemeKind.values:
        raise NotReadable(f"Nature inconnue : « {row['kind']} ».")
    values = {name: row[name] for name in OF_SCHEME if name in row}
    return NewScheme(**values, kind=SchemeKind(row["kind"]), is_fictitious=organisation.is_fictitious)


def _versions(row: Told) -> list[RuleFacts]:
    rules = row.get("rules", [])
    if not isinstance(rules, list) or not all(isinstance(one, dict) for one in rules):
        raise NotReadable("Des tableaux [[schemes.rules]] sont attendus.")
    return sorted((_version(one) for one in rules), key=lambda one: one.in_force_from)


def _version(told: Told) -> RuleFacts:
    unknown = set(told) - set(FIELDS_OF_RULES)
    if unknown:
        raise NotReadable(f"Champ inconnu dans les règles : {', '.join(sorted(unknown))}.")
    return RuleFacts(**{name: _value(name, value) for name, value in told.items()} | _start(told))


def _start(told: Told) -> dict[str, date]:
    if "in_force_from" not in told:
        raise NotReadable("Des règles ont un premier jour : « in_force_from » manque.")
    return {"in_force_from": _day("in_force_from", told["in_force_from"])}


def _value(name: str, value: Any) -> Any:
    if name in DATES:
        return _day(name, value)
    if name in AMOUNTS:
        return _exact(name, value)
    if name in LISTS:
        if not isinstance(value, list):
            raise NotReadable(f"« {name} » est une liste.")
        return tuple(value)
    return value


def _day(name: str, value: Any) -> date:
    if type(value) is not date:
        raise NotReadable(f"« {name} » est une date, écrite 2024-01-01.")
    return value


def _exact(name: str, value: Any) -> Decimal:
    """Read an exact number; a float of the file was read as a Decimal."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise NotReadable(f"« {name} » est un nombre.")
    return Decimal(value)


def _same(kept: RuleFacts, told: RuleFacts) -> bool:
    """Whether a version says the same; its end may have been set since."""
    return all(getattr(kept, one) == getattr(told, one) for one in FIELDS_OF_RULES if one != "in_force_until")
