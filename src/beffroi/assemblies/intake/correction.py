"""What a clerk corrects: the reading as plain values, the parts of it that a form holds, and the way back."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from beffroi.assemblies.intake.lines import READ_LINES, WRITE_LINES
from beffroi.assemblies.intake.names import Json
from beffroi.assemblies.kinds import Ballot, Effect, Nature, Outcome
from beffroi.core.text import fold
from beffroi.law.french import plural

# Lengths that the register holds; a reading that is longer is for the clerk to shorten, never cut silently.
LENGTHS = {
    "place": 200,
    "number": 40,
    "title": 499,
    "vote.wording": 400,
    "signatory_name": 120,
    "signatory_capacity": 120,
    "subject_code": 5,
}
LONGEST_NAME, LONGEST_HALF_NAME, LONGEST_COMMISSION, LONGEST_VERB = 220, 100, 250, 40
MOST_COUNTED = 100_000


@dataclass(frozen=True, slots=True)
class Held:
    """One value of a part: the name of its field, its path in the reading, its French name, its nature."""

    field: str
    path: str
    label: str
    kind: str = "text"


SITTING = (
    Held("sitting_on", "sitting_on", "Date", "date"),
    Held("sitting_at", "sitting_at", "Heure", "hour"),
    Held("place", "place", "Lieu"),
    Held("convened_on", "convened_on", "Convocation datée du", "date"),
    Held("dispatched_on", "dispatched_on", "Convocation envoyée le", "date"),
    Held("members_in_office", "members_in_office", "Sièges en exercice", "count"),
    Held("chair", "chair", "Présidence"),
    Held("secretary", "secretary", "Secrétaire"),
)
PRESENCE = (
    Held("present", "present", "Présents", "names"),
    Held("proxies", "proxies", "Procurations", "proxies"),
    Held("absent", "absent", "Absents et excusés", "names"),
    Held("absent_as", "absent_as", "Ces absents sont", "absence"),
    Held("substitutes", "substitutes", "Suppléants", "substitutes"),
)
ACT = (
    Held("number", "number", "Numéro"),
    Held("title", "title", "Titre"),
    Held("outcome", "vote.outcome", "Résultat", "outcome"),
    Held("nature", "nature", "Nature", "nature"),
    Held("subject_code", "subject_code", "Matière"),
    Held("effect", "effect", "Portée", "effect"),
    Held("citations", "citations", "Textes et actes cités", "lines"),
    Held("opinions", "opinions", "Avis des commissions", "opinions"),
    Held("decisions", "decisions", "Décisions", "decisions"),
    Held("ballot", "vote.ballot", "Mode de scrutin", "ballot"),
    Held("wording", "vote.wording", "Formule du vote"),
    Held("votes_for", "vote.for", "Pour", "count"),
    Held("votes_against", "vote.against", "Contre", "count"),
    Held("abstain", "vote.abstain", "Abstentions", "count"),
    Held("not_voting", "vote.not_voting", "Ne prennent pas part au vote", "count"),
    Held("blank_votes", "vote.blank", "Blancs et nuls", "count"),
    Held("against_names", "vote.against_names", "Ont voté contre", "names"),
    Held("abstain_names", "vote.abstain_names", "Se sont abstenus", "names"),
    Held("recused_names", "vote.recused_names", "N’ont pas pris part au vote", "names"),
    Held("received_on", "received_on", "Réception par l’État", "date"),
    Held("published_on", "published_on", "Publication", "date"),
    Held("signatory_name", "signatory_name", "Signataire autorisé"),
    Held("signatory_capacity", "signatory_capacity", "Qualité du signataire"),
)

VOTERS = frozenset({"vote.against_names", "vote.abstain_names", "vote.recused_names"})


def first_correction(reading: Json) -> Json:
    """Begin from what was read, with the values that the register asks and that no reading gives."""
    corrected = copy.deepcopy({name: reading[name] for name in _SITTING_KEYS})
    corrected.update(place=None, dispatched_on=None, absent_as="absent")
    for act in corrected["deliberations"]:
        act.pop("computed", None)
        act.update(
            nature=Nature.DELIBERATION.value,
            subject_code=None,
            effect=Effect.OTHER.value,
            signatory_name=None,
            signatory_capacity=None,
        )
        act["vote"].update(
            ballot=Ballot.ORDINARY.value, not_voting=None, blank=None, outcome=stated_outcome(act["vote"])
        )
    return corrected


_SITTING_KEYS = (
    "assembly", "kind", "sitting_on", "sitting_at", "convened_on", "members_in_office", "chair", "secretary",
    "present", "proxies", "absent", "substitutes", "movements", "deliberations",
)  # fmt: skip


def stated_outcome(vote: Json) -> str | None:
    """Tell the outcome when its counts or its words state it; « à la majorité » alone states none."""
    if vote["for"] is not None and vote["against"] is not None and vote["for"] != vote["against"]:
        return Outcome.ADOPTED.value if vote["for"] > vote["against"] else Outcome.REJECTED.value
    words = fold(vote["wording"] or "")
    if "rejet" in words:
        return Outcome.REJECTED.value
    return Outcome.ADOPTED.value if "unanim" in words or "adopt" in words else None


def value_at(values: Json, path: str) -> Any:
    """The value at a path; None where there is none."""
    found: Any = values
    for step in path.split("."):
        found = found.get(step) if isinstance(found, dict) else None
    return found


def put_at(values: Json, path: str, value: Any) -> None:
    """Write a value at a path."""
    *above, last = path.split(".")
    for step in above:
        values = values[step]
    values[last] = value


def as_typed(held: Held, value: Any) -> Any:
    """Write a value as its field shows it."""
    write = WRITE_LINES.get(held.kind)
    return write(value) if write and value is not None else value


def as_kept(held: Held, value: Any) -> Any:
    """Turn what a form understood into the value of the reading; an empty text is no value."""
    if held.kind in READ_LINES:
        return value
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if held.kind == "nature":
        return int(value)
    return value if value not in ("", None) else None


def with_values(place: Json, table: tuple[Held, ...], cleaned: Mapping[str, Any]) -> Json:
    """Put what a form understood in a copy of the part that it holds."""
    kept = copy.deepcopy(place)
    for held in table:
        put_at(kept, held.path, as_kept(held, cleaned[held.field]))
    return kept


@dataclass(frozen=True, slots=True)
class Change:
    """A value that is not the one that was read."""

    label: str
    read: Any
    now: Any


def changes_between(reading: Json, corrected: Json, table: tuple[Held, ...]) -> dict[str, Change]:
    """Tell which values of a part differ from what was read, by the name of their field."""
    pairs = {
        held.field: (held, value_at(reading, held.path), value_at(corrected, held.path)) for held in table
    }
    return {
        name: Change(held.label, read, now)
        for name, (held, read, now) in pairs.items()
        if (read or None) != (now or None)
    }


def typed_changes(before: Json, after: Json, table: tuple[Held, ...]) -> dict[str, list[Any]]:
    """Tell the journal the old and new value of each field that differs, as they are typed.

    How a named member voted is never told there, only how many are named: the ballot may prove secret.
    """
    by_label = {held.label: held for held in table}
    changes = changes_between(before, after, table).values()
    return {
        one.label: [_as_told(by_label[one.label], value) for value in (one.read, one.now)] for one in changes
    }


def _as_told(held: Held, value: Any) -> Any:
    if held.path in VOTERS:
        return plural(len(value or ()), "nom")
    return as_typed(held, value)
