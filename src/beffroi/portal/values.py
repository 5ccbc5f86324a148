"""What was read in a text, as rows that a page shows; each row knows its line and its place in the text."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import time
from typing import Any, TypeVar

from beffroi.law import AssemblyKind
from beffroi.law.french import french_date, french_day, french_number, plural, typeset
from beffroi.reader.model import Deliberation, Mention, Movement, Opinion, Sitting, StatedCounts

T = TypeVar("T")

MOST_ENTRIES = 400
LONGEST_TEXT = 1200
KINDS = {
    AssemblyKind.COMMUNE: "conseil municipal",
    AssemblyKind.EPCI: "conseil d’un établissement intercommunal",
    AssemblyKind.DEPARTEMENT: "conseil départemental",
    AssemblyKind.STANDING_COMMITTEE: "commission permanente",
    AssemblyKind.BUREAU: "bureau",
}


@dataclass(frozen=True, slots=True)
class Value:
    """One value: read on a line, or absent from the text (an empty `text`)."""

    label: str
    text: str = ""
    mention: Mention[Any] | None = None
    anchor: str = ""

    @property
    def line(self) -> int | None:
        """The line it was read on."""
        return self.mention.line if self.mention else None


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a list: a name, a pair, a citation, a decision."""

    text: str
    mention: Mention[Any]
    anchor: str = ""
    also: Mention[Any] | None = None
    label: str = ""

    @property
    def line(self) -> int:
        """The line it was read on."""
        return self.mention.line


@dataclass(frozen=True, slots=True)
class Entries:
    """A titled list, cut when it is very long: `hidden` says by how many."""

    title: str
    entries: tuple[Entry, ...]
    hidden: int = 0
    are_names: bool = True

    @property
    def count(self) -> int:
        """How many were read."""
        return len(self.entries) + self.hidden


@dataclass(frozen=True, slots=True)
class Part:
    """One titled group of values."""

    anchor: str
    title: str
    values: tuple[Value, ...] = ()
    lists: tuple[Entries, ...] = ()


def clock(at: time) -> str:
    """Write a time of day as French does.

    Example: 18 h 45, 9 h.
    """
    return typeset(f"{at.hour} h {at.minute:02d}" if at.minute else f"{at.hour} h").replace(" ", "\u00a0")


def sitting_part(sitting: Sitting) -> Part:
    """The sitting: body, dates, chair and secretary."""
    kind = KINDS.get(sitting.kind, "") if sitting.kind else ""
    values = (
        _value("Assemblée", sitting.assembly, _plain),
        Value("Nature", kind, None),
        _value("Date", sitting.sitting_on, french_day),
        _value("Heure", sitting.sitting_at, clock),
        _value("Convocation", sitting.convened_on, french_day),
        _value("Présidence", sitting.chair, _plain),
        _value("Secrétaire", sitting.secretary, _plain),
    )
    return _anchored(Part("seance", "Séance", values))


def presence_part(sitting: Sitting) -> Part:
    """Who was there: what the text counts, then what its lists name."""
    values = (
        _value("Sièges en exercice", sitting.members_in_office, french_number),
        *_stated(sitting.counts_stated),
    )
    pairs = tuple(
        Entry(f"{proxy.giver.value} à {proxy.holder.value}", proxy.giver, also=proxy.holder)
        for proxy in sitting.proxies
    )
    seated = tuple(
        Entry(f"{one.sitting.value} pour {one.replaced.value}", one.sitting, also=one.replaced)
        for one in sitting.substitutes
    )
    moves = tuple(Entry(_movement(one), one.name) for one in sitting.movements)
    lists = (
        _names("Présents", sitting.present),
        _cut("Procurations", pairs),
        _names("Absents et excusés", sitting.absent),
        _cut("Suppléants", seated),
        _cut("Arrivées et départs", moves),
    )
    return _anchored(Part("presence", "Présence", values, tuple(one for one in lists if one.count)))


def act_part(act: Deliberation, number: int) -> Part:
    """One deliberation: its number, its title, what it cites and decides."""
    values = (
        _value("Numéro", act.number, _plain),
        _value("Titre", act.title, _plain),
    )
    opinions = tuple(Entry(_opinion(one), one.commission) for one in act.opinions)
    decisions = tuple(Entry(one.text.value, one.text, label=one.verb) for one in act.decisions)
    lists = (
        _cut("Décisions", decisions, are_names=False),
        _names("Textes et actes cités", act.citations, are_names=False),
        _cut("Avis des commissions", opinions, are_names=False),
    )
    return _anchored(Part(f"acte-{number}", "Acte", values, tuple(one for one in lists if one.count)))


def vote_part(act: Deliberation, number: int) -> Part:
    """The vote of one deliberation."""
    vote = act.vote
    values = (
        _value("Formule", vote.wording, _plain),
        _value("Pour", vote.in_favour, french_number),
        _value("Contre", vote.against, french_number),
        _value("Abstentions", vote.abstain, french_number),
    )
    lists = (
        _names("Ont voté contre", vote.against_names),
        _names("Se sont abstenus", vote.abstain_names),
        _names("N’ont pas pris part au vote", vote.recused_names),
    )
    return _anchored(Part(f"vote-{number}", "Vote", values, tuple(one for one in lists if one.count)))


def dates_part(act: Deliberation, number: int) -> Part:
    """When one deliberation was received and published, and before which court it can be contested."""
    values = (
        _value("Réception", act.received_on, french_day),
        _value("Publication", act.published_on, french_day),
        _value("Tribunal", act.court, _plain),
    )
    return _anchored(Part(f"dates-{number}", "Dates et recours", values))


def places(parts: Sequence[Part]) -> Iterator[tuple[str, Mention[Any]]]:
    """Every place of the text that a value was read on, with the anchor of its row."""
    for part in parts:
        for value in part.values:
            if value.mention is not None:
                yield value.anchor, value.mention
        for one in part.lists:
            for entry in one.entries:
                yield entry.anchor, entry.mention
                if entry.also is not None:
                    yield entry.anchor, entry.also


def count_lists(sitting: Sitting) -> str:
    """Count who was there.

    Example: 102 présents, 23 procurations, 27 excusés.
    """
    return ", ".join((
        plural(len(sitting.present), "présent"),
        plural(len(sitting.proxies), "procuration"),
        plural(len(sitting.absent), "excusé"),
    ))  # fmt: skip


def _stated(counts: StatedCounts) -> tuple[Value, ...]:
    """The numbers that the text itself writes; one empty row when it writes none."""
    rows = (
        _value("Présents (écrit)", counts.present, french_number),
        _value("Représentés (écrit)", counts.represented, french_number),
        _value("Absents (écrit)", counts.absent, french_number),
        _value("Votants (écrit)", counts.voting, french_number),
    )
    return tuple(row for row in rows if row.mention is not None) or (Value("Nombres écrits"),)


def _plain(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"


def _value(label: str, mention: Mention[T] | None, write: Callable[[T], str]) -> Value:
    return Value(label) if mention is None else Value(label, write(mention.value), mention)


def _names(title: str, names: Sequence[Mention[str]], *, are_names: bool = True) -> Entries:
    return _cut(title, tuple(Entry(_plain(name.value), name) for name in names), are_names=are_names)


def _cut(title: str, entries: Sequence[Entry], *, are_names: bool = True) -> Entries:
    kept = tuple(replace(entry, text=_plain(entry.text)) for entry in entries[:MOST_ENTRIES])
    return Entries(title, kept, hidden=len(entries) - len(kept), are_names=are_names)


def _movement(one: Movement) -> str:
    verb = "arrive" if one.arrives else "part"
    return f"{one.name.value} {verb}" + (f" à {clock(one.at)}" if one.at else "")


def _opinion(one: Opinion) -> str:
    told = "favorable" if one.favourable else "sens non lu"
    when = f", {french_date(one.on)}" if one.on else ""
    return f"{one.commission.value} : {told}{when}"


def _anchored(part: Part) -> Part:
    """Give each row its anchor: the part, then its rank."""
    values = tuple(
        replace(value, anchor=f"v-{part.anchor}-{rank}") for rank, value in enumerate(part.values, start=1)
    )
    lists = tuple(
        replace(
            one,
            entries=tuple(
                replace(entry, anchor=f"v-{part.anchor}-{place}-{rank}")
                for rank, entry in enumerate(one.entries, start=1)
            ),
        )
        for place, one in enumerate(part.lists, start=1)
    )
    return replace(part, values=values, lists=lists)
