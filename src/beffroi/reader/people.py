"""Is it the same person? Names compared without order, case, accents or initials; never merged silently."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from beffroi.reader.lexicon import PARTICLES
from beffroi.reader.text import fold

_PART = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=20_000)
def parts(name: str) -> tuple[str, ...]:
    """The words of a name, folded: « Jean-Luc DE WAILLY » → jean, luc, de, wailly."""
    return tuple(_PART.findall(fold(name)))


@lru_cache(maxsize=20_000)
def key(name: str) -> str:
    """One key for the ways of writing a name that differ by order, case or accents only."""
    return " ".join(sorted(parts(name)))


def same_spelling(one: str, other: str) -> bool:
    return key(one) == key(other)


def agrees(short: str, full: str) -> bool:
    """« M. DUPRÉ » or « P. DUPRÉ » may be « Paul DUPRÉ »: every word of one stands in the other."""
    a, b = parts(short), parts(full)
    if len(a) > len(b):
        a, b = b, a
    rest = list(b)
    for word in sorted(a, key=len, reverse=True):
        match = next((each for each in rest if each == word), None)
        if match is None and len(word) <= 2:
            match = next((each for each in rest if each.startswith(word[0])), None)
        if match is None:
            match = next((each for each in rest if len(each) == 1 and word.startswith(each)), None)
        if match is None:
            return False
        rest.remove(match)
    return any(len(word) > 2 and word not in PARTICLES for word in a)


class Directory:
    """The names of a list, found again by any way of writing them; look-ups do not grow with the list."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_key: dict[str, str] = {}
        self._by_part: dict[str, list[str]] = {}
        for name in names:
            if self._by_key.setdefault(key(name), name) is name:
                for part in set(parts(name)):
                    if len(part) > 2 and part not in PARTICLES:
                        self._by_part.setdefault(part, []).append(name)

    def find(self, name: str) -> str | None:
        """The same name, whatever its order, case and accents."""
        return self._by_key.get(key(name))

    def find_alike(self, name: str) -> str | None:
        """The same name, or the only one of the list that a shorter writing can mean."""
        exact = self.find(name)
        if exact is not None:
            return exact
        found = [each for each in self._candidates(name) if agrees(name, each)]
        return found[0] if len(found) == 1 else None

    def find_all_alike(self, name: str) -> list[str]:
        """All those of the list that a shorter or longer writing can mean."""
        return [each for each in self._candidates(name) if agrees(name, each)]

    def could_be(self, name: str) -> bool:
        """Is there anyone in the list whom this writing can mean, even if it can mean several?"""
        return any(agrees(name, each) for each in self._candidates(name))

    def _candidates(self, name: str) -> list[str]:
        """The few names that share a word with this one."""
        found: dict[str, None] = {}
        for part in parts(name):
            known = self._by_part.get(part, [])
            if len(known) <= _MANY:
                found.update(dict.fromkeys(known))
        return list(found)


_MANY = 50


class Neighbours:
    """Finds a name one letter away from another, without comparing each with each."""

    def __init__(self) -> None:
        self._by_trace: dict[str, list[str]] = {}

    def add(self, name: str) -> None:
        for trace in _traces(key(name)):
            self._by_trace.setdefault(trace, []).append(name)

    def find(self, name: str) -> str | None:
        """A name that differs by one letter: one more, one less, or another; not the same name."""
        return next(self._near(name, first_only=True), None)

    def find_all(self, name: str) -> list[str]:
        """Every name that differs by one letter."""
        return list(dict.fromkeys(self._near(name)))

    def _near(self, name: str, *, first_only: bool = False) -> Iterator[str]:
        own = key(name)
        for trace in _traces(own):
            known = self._by_trace.get(trace, [])
            for other in known[:1] if first_only else known:
                if key(other) != own and _one_letter_apart(own, key(other)):
                    yield other


def neighbours(names: Iterable[str]) -> Neighbours:
    known = Neighbours()
    for name in names:
        known.add(name)
    return known


_LONGEST = 60


def _traces(name: str) -> Iterable[str]:
    """The name with each of its letters left out in turn: two near names share one of them."""
    name = name[:_LONGEST]
    return [name, *(name[:place] + name[place + 1 :] for place in range(len(name)))]


def _one_letter_apart(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    place = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[place + (len(short) == len(long)) :] == long[place + 1 :]


def same_given_name(one: str, other: str) -> bool:
    """Near names that share a whole word: the letter differs in the rest of them."""
    a, b = parts(one), parts(other)
    return len(a) == len(b) and len(set(a) & set(b)) >= len(set(a)) - 1 and bool(set(a) & set(b))


def written_differently(one: str, other: str) -> bool:
    """Two writings of one name that a reader would question: an accent or a letter differs.

    Order, capitals, initials, and accents left out of capitals are no difference.
    """
    if key(one) != key(other):
        return (
            len(parts(one)) == len(parts(other))
            and min(len(part) for part in (*parts(one), *parts(other))) > 1
        )
    first = {fold(word): word for word in _WRITTEN.findall(one)}
    second = {fold(word): word for word in _WRITTEN.findall(other)}
    return any(
        not word.isupper() and not second[folded].isupper() and word.lower() != second[folded].lower()
        for folded, word in first.items()
        if folded in second
    )


_WRITTEN = re.compile(r"[^\W\d_]+")
