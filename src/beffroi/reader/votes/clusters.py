"""Results and figures that stand together tell one vote: « à la majorité (25 pour, 2 contre) »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from beffroi.reader.model import Mention
from beffroi.reader.names import Person
from beffroi.reader.numbers import NUMBER_WORDS, value_of
from beffroi.reader.signs import BLANK
from beffroi.reader.text import Text
from beffroi.reader.votes.voters import named_in
from beffroi.reader.votes.wording import (
    BRIDGE,
    COUNCIL_DECIDES,
    COUNTS_BEHIND,
    ITEM,
    NOT_A_VOTE,
    SIDES,
)


@dataclass(slots=True)
class Cluster:
    """One vote as it is told in one place."""

    start: int
    end: int
    result: bool = False
    bare: bool = False  # « pour 9, contre 1 »: figures without a sign between; one alone does not make a vote
    counts: dict[str, Mention[int]] = field(default_factory=dict)
    voiced: bool = False  # « 23 voix pour », or a figure with nothing behind it
    names: dict[str, list[Person]] = field(default_factory=dict)

    @property
    def tells_a_vote(self) -> bool:
        """A result, or figures; « Pour : 6 » alone may count the guests of a recipe."""
        if self.result or len(self.counts) > 1:
            return True
        return bool(self.counts) and not self.bare and (self.voiced or "in_favour" not in self.counts)


_HINT = re.compile(r"unanim|majorit|\b(?:pour|contre|abst|favorable|defavorable|oui|non|opposition)")
_FIGURE = re.compile(rf"\d|\b(?:{NUMBER_WORDS})")
_REACH = 70  # characters around those words in which their result or figure is looked for
_FIGURE_REACH = 40
_WIDEST_BRIDGE = 60
_LONGEST_BRACKET = 900
_BRACKET = re.compile(r"(?:\s|:)*\(")
_CLAUSE_END = re.compile(r"[.;]\s|\n\s*\n")
_NOTHING_BEHIND = re.compile(rf"[ \t{BLANK}]*(?:[|(.,;]|\n|$)")
_VOICES = re.compile(r"voix|votes?\b|suffrages?")
_VOICES_ALONE = re.compile(r"\d{1,3}(?=\s+voix\s*$)")
_SIDE_TOLD = re.compile(r"contre|abst|pour|oppos")


def find_clusters(text: Text, start: int, end: int) -> Iterator[Cluster]:
    """The votes told in a stretch of text, in their order."""
    current: Cluster | None = None
    for match in _items(text, start, end):
        if _is_elsewhere(text, match):
            continue
        if current and _goes_on(text, current, match.start()):
            current.end = match.end()
        else:
            if current and current.tells_a_vote:
                yield current
            current = Cluster(match.start(), match.end())
        _add(text, current, match, end)
    if current and current.tells_a_vote:
        yield current


def _items(text: Text, start: int, end: int) -> Iterator[re.Match[str]]:
    """Each result or figure of a vote; only the neighbourhood of its words is searched."""
    last = start
    for hint in _HINT.finditer(text.folded, start, end):
        if hint.start() < last or not _may_tell(text, hint, last, end):
            continue
        high = min(end, hint.end() + 2 * _REACH)
        match = ITEM.search(text.folded, max(last, hint.start() - _REACH), high)
        while match and match.start() <= hint.start():
            yield match
            last = match.end()
            match = ITEM.search(text.folded, last, high) if last <= hint.start() else None


def _may_tell(text: Text, hint: re.Match[str], last: int, end: int) -> bool:
    """The word of a side tells nothing without a figure near it."""
    if hint.group() in ("unanim", "majorit"):
        return True
    low, high = max(last, hint.start() - _FIGURE_REACH), min(end, hint.end() + _FIGURE_REACH)
    return _FIGURE.search(text.folded, low, high) is not None


def _goes_on(text: Text, cluster: Cluster, after: int) -> bool:
    """A figure belongs to the vote before it when only signs and words of counting part them."""
    before = cluster.end
    if after - before > _WIDEST_BRIDGE or (cluster.result and "\n" in text.clean[before:after]):
        return False
    bridge = BRIDGE.match(text.folded, before, after)
    return bridge is not None and bridge.end() == after and text.folded.count("\n\n", before, after) < 2


def _is_elsewhere(text: Text, match: re.Match[str]) -> bool:
    """The vote of a commission, or of the former minutes, is not that of the deliberation."""
    line = text.line_start(text.line_of(match.start()))
    head = text.folded[line : match.start()].strip(f" \t-•{BLANK}")
    if head.startswith(("vu ", "considerant", "vu\t")):
        return True
    clause = _CLAUSE_END.split(text.folded[max(0, match.start() - 110) : match.start()])[-1]
    if "amendement" in clause:
        return True
    if match["unanimous"] or match["majority"]:
        return bool(NOT_A_VOTE.search(clause)) and not COUNCIL_DECIDES.search(clause)
    return bool(match["count_first"]) and _counts_something_else(text, match)


def _counts_something_else(text: Text, match: re.Match[str]) -> bool:
    """« 25 pour, 2 contre »: a bare number before « pour » counts votes only beside others."""
    if _side_of(match, "a_") != "in_favour":
        return False
    if match["count_a"] in ("un", "une"):
        return True
    behind = text.folded[match.end() : match.end() + 60]
    return "voix" not in match.group() and not COUNTS_BEHIND.match(behind)


def _side_of(match: re.Match[str], prefix: str) -> str:
    return next(name for name in SIDES if match[prefix + name])


def _add(text: Text, cluster: Cluster, match: re.Match[str], end: int) -> None:
    if match["unanimous"] or match["majority"]:
        cluster.result = True
        _add_bracket_of_result(text, cluster, end)
        return
    prefix, group = ("b_", "count_b") if match["side_first"] else ("a_", "count_a")
    side, number = _side_of(match, prefix), value_of(match[group])
    if number is None or side in cluster.counts:
        return
    cluster.bare = cluster.bare or bool(match["side_first"] and match["bare"])
    alone_behind = _NOTHING_BEHIND.match(text.folded, match.end())
    cluster.voiced = cluster.voiced or bool(_VOICES.search(match.group()) or alone_behind)
    cluster.counts[side] = text.mention(number, match.start(group), match.end(group))
    _add_bracket_of_count(text, cluster, side, end)


def _add_bracket_of_result(text: Text, cluster: Cluster, end: int) -> None:
    """« à la majorité (25 voix) »."""
    told = _bracket(text, cluster.end, end)
    if told is None:
        return
    voices = _VOICES_ALONE.match(text.folded, *told)
    alone = voices is not None and "in_favour" not in cluster.counts
    if voices and alone:
        cluster.counts["in_favour"] = text.mention(int(voices.group()), voices.start(), voices.end())
    if alone or _SIDE_TOLD.search(text.folded, *told):
        cluster.end = told[1] + 1


def _add_bracket_of_count(text: Text, cluster: Cluster, side: str, end: int) -> None:
    """« 2 contre (MM. X et Y) »; those in favour are passed over."""
    if side == "in_favour" and text.folded[cluster.end : cluster.end + 2].strip() != "(":
        return
    told = _bracket(text, cluster.end, end)
    if told is None:
        return
    people = named_in(text, *told)
    if people or side != "in_favour":
        cluster.end = told[1] + 1
    if people and side != "in_favour":
        cluster.names[side] = people


def _bracket(text: Text, position: int, end: int) -> tuple[int, int] | None:
    """What stands in the brackets right behind a result or a figure."""
    match = _BRACKET.match(text.folded, position, min(end, position + 8))
    if match is None:
        return None
    depth = 1
    for place in range(match.end(), min(end, match.end() + _LONGEST_BRACKET)):
        depth += {"(": 1, ")": -1}.get(text.clean[place], 0)
        if depth == 0:
            return match.end(), place
    return None
