"""What the pages of an intake show: the text, its values with their line, what was read where it differs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from beffroi.assemblies.intake.blockers import Prepared, part_href
from beffroi.assemblies.intake.correction import (
    ACT,
    PRESENCE,
    SITTING,
    Held,
    changes_between,
    first_correction,
    value_at,
)
from beffroi.assemblies.intake.findings import count_findings, show_findings
from beffroi.assemblies.intake.lines import READ_LINES, WRITE_LINES
from beffroi.assemblies.intake.matching import Standing as NameStanding
from beffroi.assemblies.intake.names import Json
from beffroi.assemblies.intake.pane import Pane, build_pane
from beffroi.assemblies.intake.problems import MEMBERS
from beffroi.assemblies.intake.problems import PRESENCE as PRESENCE_PART
from beffroi.assemblies.intake.problems import SITTING as SITTING_PART
from beffroi.assemblies.intake.shown import say
from beffroi.assemblies.models import Intake
from beffroi.core.dates import local_day
from beffroi.core.ui.parts import Answer, Link, Standing
from beffroi.law.french import french_date, plural, typeset
from beffroi.reader.model import Finding, Mention, Severity

MOST_ITEMS = 300
_NAMES = ("names", "proxies", "substitutes")


@dataclass(frozen=True, slots=True)
class Row:
    """One value; `read` is what the text said when the clerk changed it."""

    label: str
    text: str
    line: int | None
    anchor: str
    is_changed: bool = False
    read: str = ""

    @property
    def href(self) -> str:
        """The line of the text, on the same page."""
        return f"#l{self.line}"


@dataclass(frozen=True, slots=True)
class Items:
    """A list of values, as typed: one a line."""

    title: str
    items: tuple[str, ...]
    line: int | None
    anchor: str
    are_names: bool
    is_changed: bool = False
    read: str = ""
    hidden: int = 0

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.items) + self.hidden


@dataclass(frozen=True, slots=True)
class Part:
    """A titled group of values, and the page that corrects it."""

    anchor: str
    title: str
    rows: tuple[Row, ...]
    lists: tuple[Items, ...]
    href: str


def intake_page(prepared: Prepared) -> dict[str, Any]:
    """Gather what the page of an intake shows."""
    intake = prepared.intake
    counts = {one: 0 for one in NameStanding}
    undecided = 0
    for match in prepared.matches:
        counts[match.standing] += 1
        undecided += not match.is_decided
    return {
        **text_beside(intake),
        "standing": standing_of(prepared),
        "blockers": prepared.blockers if intake.is_waiting else [],
        "parts": list(_parts(intake)),
        "names": {"recognised": counts[NameStanding.RECOGNISED], "asked": counts[NameStanding.ASKED],
                  "proposed": counts[NameStanding.PROPOSED], "undecided": undecided,
                  "total": len(prepared.matches), "href": part_href(intake, MEMBERS)},
        "computed": _computed(intake.reading),
    }  # fmt: skip


def text_beside(intake: Intake) -> dict[str, Any]:
    """The text with its marks, and the questions that it raises."""
    findings = [_finding(one) for one in intake.reading["findings"]]
    return {
        "intake": intake,
        "pane": pane_of(intake, [one.line for one in findings]),
        "findings": show_findings(findings, text_href=""),
        "findings_total": len(findings),
        "findings_told": count_findings(findings),
    }


def pane_of(intake: Intake, finding_lines: list[int]) -> Pane:
    """The text, marked where values were read."""
    places = [
        (anchor_of(path), Mention(None, line, start, end))
        for path, line, start, end in intake.reading["places"]
    ]
    return build_pane(intake.text.split("\n"), places, finding_lines)


def anchor_of(path: str) -> str:
    """Where the row of a value stands on the page."""
    return "v-" + path.replace(".", "-")


def standing_of(prepared: Prepared) -> Standing:
    """Where the intake stands, whose turn it is, what blocks."""
    intake = prepared.intake
    label = "Où en est la reprise"
    if intake.sitting is not None:
        where = Answer("Confirmée", typeset(f"{intake.sitting} est enregistrée, marquée « reprise »."))
        return Standing(label, where, Answer("À personne"), None, "elle")
    if intake.dropped_at is not None:
        day = french_date(local_day(intake.dropped_at))
        return Standing(label, Answer("Abandonnée", f"Le {day}."), Answer("À personne"), None, "elle")
    started = french_date(local_day(intake.started_at))
    where = Answer("Brouillon", typeset(f"Commencée le {started}, en main de {intake.held_by_label}."))
    turn = Answer("Au service des assemblées", typeset(f"Relire, corriger, confirmer : {intake.assembly}."))
    count = len(prepared.blockers)
    stuck = (
        Answer(plural(count, "point à lever", "points à lever"), link=Link("#blocages", "Les voir"))
        if count
        else None
    )
    return Standing(label, where, turn, stuck, "elle")


def _parts(intake: Intake) -> Iterator[Part]:
    base = first_correction(intake.reading)
    now = intake.corrected
    lines = _first_lines(intake.reading)
    yield _part(intake, "Séance", SITTING_PART, SITTING, base, now, lines, "")
    yield _part(intake, "Présence", PRESENCE_PART, PRESENCE, base, now, lines, "")
    acts = list(zip(base["deliberations"], now["deliberations"], strict=True))
    for number, (read, act) in enumerate(acts, start=1):
        title = f"Acte {number} sur {len(acts)}" if len(acts) > 1 else "Acte"
        under = f"deliberations.{number - 1}."
        yield _part(intake, title, f"acte-{number}", ACT, read, act, lines, under)


def _first_lines(reading: Json) -> dict[str, int]:
    found: dict[str, int] = {}
    for path, line, _, _ in reading["places"]:
        found.setdefault(path, line)
    return found


def _part(
    intake: Intake,
    title: str,
    name: str,
    table: tuple[Held, ...],
    read: Json,
    now: Json,
    lines: dict[str, int],
    under: str,
) -> Part:
    changes = changes_between(read, now, table)
    rows, lists = [], []
    for held in table:
        path = f"{under}{held.path}"
        value = value_at(now, held.path)
        change = changes.get(held.field)
        told = say(held, change.read) or "rien" if change else ""
        where = (lines.get(path), anchor_of(path))
        if held.kind not in READ_LINES:
            rows.append(Row(held.label, say(held, value), *where, change is not None, told))
        elif value or change:
            items = tuple(WRITE_LINES[held.kind](value).split("\n")) if value else ()
            shown = items[:MOST_ITEMS]
            are_names = held.kind in _NAMES
            more = len(items) - len(shown)
            lists.append(Items(held.label, shown, *where, are_names, change is not None, told, more))
    return Part(name, title, tuple(rows), tuple(lists), part_href(intake, name))


def _finding(one: Json) -> Finding:
    severity = Severity(one["severity"])
    return Finding(one["code"], severity, one["line"], one["quote"], one["message"], one["source"])


def _computed(reading: Json) -> str:
    """What the reading computed, in a sentence."""
    found = reading["computed"]
    told = []
    if found["quorum"]:
        met = {True: ", atteint", False: ", non atteint", None: ""}[found["quorum_met"]]
        told.append(f"quorum {found['quorum']}{met}")
    if found["clear_days"] is not None:
        told.append(plural(found["clear_days"], "jour franc", "jours francs"))
    return " ; ".join(told)
