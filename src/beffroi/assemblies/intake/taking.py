"""A posted text, read again on the server: its structure, and where each value stands in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from beffroi.core.errors import RuleViolation
from beffroi.law.french import french_number
from beffroi.reader import UnreadableFile
from beffroi.reader.bounded import read_bounded
from beffroi.reader.export import to_dict
from beffroi.reader.intake.cleaning import clean
from beffroi.reader.intake.source import Refused
from beffroi.reader.model import Deliberation, Mention, Reading

MOST_BYTES = 2 * 1024 * 1024
# No assembly has more: the largest council of the country has fewer than 250 members.
MOST_NAMES = 600
MOST_ACTS = 150
MOST_PLACES = 4000
TOO_LONG = "Ce texte dépasse 2 Mo : il ne peut pas être repris. Reprenez la séance en plusieurs fichiers."

Place = tuple[str, int, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Taken:
    """The text in the house form, and its reading as formats.md writes it, with the places of its values."""

    text: str
    reading: dict[str, Any]


def take_text(text: str, *, seconds: float) -> Taken:
    """Read a text as the reader's page does; what the page had read is not trusted.

    Raises: RuleViolation when it is empty, too long, names too many people, or cannot be read.
    """
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        raise RuleViolation(TOO_LONG)
    try:
        cleaned = clean(text)
        if not cleaned.strip():
            raise RuleViolation("Ce texte est vide : il n’y a rien à reprendre.")
        reading = read_bounded(cleaned, seconds=seconds)
    except Refused as refusal:
        raise RuleViolation("Ce texte ne peut pas être lu.") from refusal
    except UnreadableFile as refusal:
        raise RuleViolation(refusal.message_fr) from refusal
    _refuse_too_many(reading)
    told = to_dict(reading)
    for act, one in zip(told["deliberations"], reading.deliberations, strict=True):
        act["extent"] = list(one.extent) if one.extent else None
    told["places"] = [list(place) for place in _places(reading)][:MOST_PLACES]
    return Taken("\n".join(reading.lines or ()), told)


def _refuse_too_many(reading: Reading) -> None:
    sitting = reading.sitting
    if len(sitting.present) + len(sitting.proxies) + len(sitting.absent) > MOST_NAMES:
        most = french_number(MOST_NAMES)
        raise RuleViolation(
            f"Ce texte nomme plus de {most} personnes : ce n’est pas la liste d’une assemblée."
        )
    if len(reading.deliberations) > MOST_ACTS:
        raise RuleViolation(
            f"Ce texte contient plus de {MOST_ACTS} actes : reprenez-le en plusieurs fichiers."
        )


def act_text(text: str, act: dict[str, Any], *, alone: bool) -> str:
    """The words of one act of a record; those of the whole text when it holds one act."""
    extent = act.get("extent")
    if alone or not extent:
        return text
    return text[extent[0] : extent[1]].strip("\n")


def _places(reading: Reading) -> Iterator[Place]:
    sitting = reading.sitting
    for name in (
        "assembly",
        "sitting_on",
        "sitting_at",
        "convened_on",
        "members_in_office",
        "chair",
        "secretary",
    ):
        yield from _place(name, getattr(sitting, name))
    yield from _each("present", sitting.present)
    yield from _each("proxies", [one.giver for one in sitting.proxies])
    yield from _each("proxies", [one.holder for one in sitting.proxies])
    yield from _each("absent", sitting.absent)
    yield from _each("substitutes", [one.replaced for one in sitting.substitutes])
    yield from _each("movements", [one.name for one in sitting.movements])
    for number, act in enumerate(reading.deliberations):
        yield from _places_of_act(f"deliberations.{number}.", act)


def _places_of_act(under: str, act: Deliberation) -> Iterator[Place]:
    for name in ("number", "title", "received_on", "published_on", "court"):
        yield from _place(f"{under}{name}", getattr(act, name))
    vote = act.vote
    for name, mention in (
        ("wording", vote.wording),
        ("for", vote.in_favour),
        ("against", vote.against),
        ("abstain", vote.abstain),
    ):
        yield from _place(f"{under}vote.{name}", mention)
    yield from _each(f"{under}citations", act.citations)
    yield from _each(f"{under}opinions", [one.commission for one in act.opinions])
    yield from _each(f"{under}decisions", [one.text for one in act.decisions])
    yield from _each(f"{under}vote.against_names", vote.against_names)
    yield from _each(f"{under}vote.abstain_names", vote.abstain_names)
    yield from _each(f"{under}vote.recused_names", vote.recused_names)


def _place(path: str, mention: Mention[Any] | None) -> Iterator[Place]:
    if mention is not None:
        yield path, mention.line, mention.start, mention.end


def _each(path: str, mentions: Sequence[Mention[Any]]) -> Iterator[Place]:
    for mention in mentions:
        yield from _place(path, mention)
