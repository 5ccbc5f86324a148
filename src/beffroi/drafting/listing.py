"""The list of texts, and the list of the versions of one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from beffroi.core.text import fold
from beffroi.core.ui.lists import Filter, ListKind, Sort
from beffroi.drafting.compare import WORDS_OF_STATE, sections_between
from beffroi.drafting.models import SignOff, Text, Version


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text, when it last changed, and how many agreements it has of those asked."""

    text: Text
    number: int
    at: datetime
    author: str
    given: int
    asked: int

    @property
    def state(self) -> str:
        """frozen, agreed or writing."""
        if self.text.is_frozen:
            return "fige"
        return "accord" if self.asked and self.given == self.asked else "redaction"


def text_rows(texts: Iterable[Text]) -> list[TextRow]:
    """Read what the list shows, in two more queries whatever their number."""
    found = list(texts)
    keys = [one.pk for one in found]
    latest: dict[int, Version] = {}
    for one in Version.objects.filter(text__in=keys).defer("sections").order_by("number"):
        latest[one.text_id] = one
    given: dict[int, int] = {}
    for signoff in SignOff.objects.standing().filter(text__in=keys):
        given[signoff.text_id] = given.get(signoff.text_id, 0) + 1
    return [_row(one, latest[one.pk], given.get(one.pk, 0)) for one in found]


def _row(text: Text, latest: Version, given: int) -> TextRow:
    asked = {one.organisation_id for one in text.access.all() if one.level == "sign"}
    return TextRow(text, latest.number, latest.at, latest.told_author, given, len(asked))


TEXTS: ListKind[TextRow] = ListKind(
    noun="texte",
    nouns="textes",
    words=lambda row: row.text.title,
    filters=(
        Filter(
            "etat",
            "État",
            (("redaction", "En rédaction"), ("accord", "Accord de tous"), ("fige", "Figé")),
            lambda row, value: row.state == value,
        ),
    ),
    sorts=(
        Sort("date", "Dernière version", lambda row: row.at, descending=True),
        Sort("titre", "Titre", lambda row: fold(row.text.title)),
    ),
)


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version, and what it changed from the one before."""

    version: Version
    changes: tuple[str, ...]


def changes_of(versions: Sequence[Version]) -> list[VersionRow]:
    """Say what each version changed; they come the latest first, without a gap."""
    found = list(versions)
    if not found:
        return []
    before = Version.objects.filter(text=found[0].text_id, number=found[-1].number - 1).first()
    pairs = zip(found, [*found[1:], before], strict=True)
    return [VersionRow(one, _changes(one, other)) for one, other in pairs]


def _changes(version: Version, before: Version | None) -> tuple[str, ...]:
    if before is None:
        return ()
    parts = sections_between(before.parts, version.parts)
    return tuple(f"{one.title} : {WORDS_OF_STATE[one.state]}" for one in parts if one.state != "same")
