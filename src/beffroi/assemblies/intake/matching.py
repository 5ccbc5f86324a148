"""Is a written name that of a member? The same is recognised, the near is asked, the rest is proposed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from beffroi.assemblies.intake.names import Json, listed_names, other_names
from beffroi.reader.people import Directory, key, neighbours, written_differently

# What a clerk answers of a name: a member's number, the same as another name of the text, or someone new.
MEMBER, SAME, NEW = "m:", "s:", "n"


class Standing(StrEnum):
    """What is known of a name before the clerk says anything."""

    RECOGNISED = "recognised"
    ASKED = "asked"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class Known:
    """A member that the register knows."""

    pk: int
    name: str

    @property
    def answer(self) -> str:
        """How an answer names this member."""
        return f"{MEMBER}{self.pk}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone that a name may mean."""

    answer: str
    name: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class Match:
    """One name of the text, what it is there, whom it may mean, and the answer: empty while undecided."""

    name: str
    uses: tuple[str, ...]
    standing: Standing
    candidates: tuple[Candidate, ...] = ()
    answer: str = ""

    @property
    def is_decided(self) -> bool:
        """Whether one knows who it is."""
        return bool(self.answer)

    @property
    def offered(self) -> tuple[str, ...]:
        """The answers that a clerk may give."""
        return (*(one.answer for one in self.candidates), NEW)

    def kept(self, answer: str) -> list[str]:
        """An answer with those it was chosen among: it holds only while nobody else may be meant."""
        return [answer, *self.offered]


def match_names(
    corrected: Json, members: Sequence[Known], answers: Mapping[str, Sequence[str]]
) -> tuple[Match, ...]:
    """Match every name of a reading, those of the attendance sheet first, once each."""
    uses: dict[str, dict[str, None]] = {}
    sheet: dict[str, None] = {}
    for name, use in listed_names(corrected):
        sheet[name] = None
        uses.setdefault(name, {})[use] = None
    for name, use in other_names(corrected):
        uses.setdefault(name, {})[use] = None
    book = _Book(members, tuple(sheet))
    return tuple(
        _answered(book.match(name, tuple(of), is_listed=name in sheet), answers) for name, of in uses.items()
    )


def _answered(match: Match, answers: Mapping[str, Sequence[str]]) -> Match:
    """Take the clerk's answer, unless someone whom it was not asked about may be meant by now."""
    answer, *seen = answers.get(match.name) or [""]
    if (
        match.standing is Standing.RECOGNISED
        or answer not in match.offered
        or not set(match.offered) <= set(seen)
    ):
        return match
    return replace(match, answer=answer)


class _Book:
    """The members and the attendance sheet, found by any way of writing their names."""

    def __init__(self, members: Sequence[Known], sheet: Sequence[str]) -> None:
        self._by_key: dict[str, list[Known]] = {}
        for one in members:
            self._by_key.setdefault(key(one.name), []).append(one)
        self._member_names = Directory(one.name for one in members)
        self._near_members = neighbours(one.name for one in members)
        self._sheet_by_key: dict[str, list[str]] = {}
        for name in sheet:
            self._sheet_by_key.setdefault(key(name), []).append(name)
        self._sheet_names = Directory(sheet)
        self._near_sheet = neighbours(sheet)
        self._rank = {name: rank for rank, name in enumerate(sheet)}

    def match(self, name: str, uses: tuple[str, ...], *, is_listed: bool) -> Match:
        """Tell what is known of a name."""
        named = self._by_key.get(key(name), [])
        exact = [one for one in named if not written_differently(one.name, name)]
        same = [] if is_listed else self._same_in_sheet(name)
        if len(exact) == 1:
            return self._recognised(name, uses, exact[0])
        if len(same) == 1 and not exact:
            answer = f"{SAME}{same[0]}"
            alone = (Candidate(answer, same[0], is_known=False),)
            return Match(name, uses, Standing.RECOGNISED, alone, answer)
        known = _members_of(exact, named, self._near(name))
        offered = (*(_offer(one) for one in known), *self._offered_in_sheet(name, known, is_listed=is_listed))
        return Match(name, uses, Standing.ASKED if offered else Standing.PROPOSED, offered)

    def _recognised(self, name: str, uses: tuple[str, ...], member: Known) -> Match:
        others = _members_of(self._near(name))
        offered = (_offer(member), *(_offer(one) for one in others if one != member))
        return Match(name, uses, Standing.RECOGNISED, offered, member.answer)

    def _near(self, name: str) -> list[Known]:
        """Members one letter away, or that a shorter writing can mean."""
        names = (*self._near_members.find_all(name), *self._member_names.find_all_alike(name))
        return [one for found in names for one in self._by_key[key(found)]]

    def _same_in_sheet(self, name: str) -> list[str]:
        found = self._sheet_by_key.get(key(name), [])
        return [one for one in found if not written_differently(one, name)]

    def _offered_in_sheet(self, name: str, known: Sequence[Known], *, is_listed: bool) -> Iterable[Candidate]:
        """Names of the sheet that it may repeat: of two near ones on the sheet, the second is asked."""
        near = dict.fromkeys((
            *self._sheet_by_key.get(key(name), []),
            *self._near_sheet.find_all(name),
            *self._sheet_names.find_all_alike(name),
        ))  # fmt: skip
        already = {key(one.name) for one in known}
        for one in near:
            earlier = not is_listed or self._rank[one] < self._rank[name]
            if one != name and earlier and key(one) not in already:
                yield Candidate(f"{SAME}{one}", one, is_known=False)


def _members_of(*groups: Iterable[Known]) -> list[Known]:
    return list({one.pk: one for group in groups for one in group}.values())


def _offer(one: Known) -> Candidate:
    return Candidate(one.answer, one.name, is_known=True)


def resolve(matches: Iterable[Match]) -> dict[str, str]:
    """Give each decided name the one it means: a member's answer, or the name under which to create one."""
    answers = {match.name: match.answer for match in matches if match.is_decided}
    return {name: meant for name in answers if (meant := _meant(name, answers))}


def _meant(name: str, answers: Mapping[str, str]) -> str:
    """Follow « the same as » from name to name; one that comes back to itself means nobody."""
    seen = {name}
    while (answer := answers.get(name, "")).startswith(SAME):
        name = answer.removeprefix(SAME)
        if name in seen:
            return ""
        seen.add(name)
    return f"{NEW}:{name}" if answer == NEW else answer


def repeated(corrected: Json, meant: Mapping[str, str]) -> list[str]:
    """Who stands twice on the attendance sheet, each named once as first written."""
    rows = [(meant.get(name, name), name) for name, _ in listed_names(corrected)]
    counts = Counter(person for person, _ in rows)
    first: dict[str, str] = {}
    for person, name in rows:
        first.setdefault(person, name)
    return [first[person] for person, count in counts.items() if count > 1]
