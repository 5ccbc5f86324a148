"""The vote of one deliberation, out of all that its text tells of votes."""

from __future__ import annotations

from beffroi.reader.model import Mention, Vote
from beffroi.reader.names import Person, mention_of
from beffroi.reader.text import Text
from beffroi.reader.votes.clusters import Cluster, find_clusters
from beffroi.reader.votes.table import find_table
from beffroi.reader.votes.voters import recused, voters_apart

_WORDING_REACH = 900  # characters between the decision and the result that is told for it
_COUNTS_REACH = 600  # characters between that result and figures told apart from it


def read_vote(text: Text, start: int, end: int, decided_at: int | None) -> Vote:
    """The vote of one deliberation, nearest to its decision; nothing is inferred from a missing figure."""
    clusters = list(find_clusters(text, start, end))
    table = find_table(text, start, end)
    clusters += [table] if table else []
    names = voters_apart(text, start, end)
    wording: Cluster | None = None
    counts: dict[str, Mention[int]] = {}
    if clusters:
        place = decided_at if decided_at is not None else end
        nearest = sorted(clusters, key=lambda each: abs(each.start - place))
        wording = _wording(nearest, place)
        counts, names = _gather(nearest, wording, names)
    return Vote(
        wording=_told(text, wording) if wording else None,
        in_favour=counts.get("in_favour"),
        against=counts.get("against"),
        abstain=counts.get("abstain"),
        against_names=_mentions(text, names.get("against", [])),
        abstain_names=_mentions(text, names.get("abstain", [])),
        recused_names=_mentions(text, recused(text, start, end)),
    )


def vote_marks(text: Text, start: int, end: int) -> list[int]:
    """Where votes are told; they tell an item that decides from one that informs."""
    return [cluster.start for cluster in find_clusters(text, start, end)]


def _wording(nearest: list[Cluster], place: int) -> Cluster:
    """The result nearest to the decision, or failing that its nearest figures."""
    for cluster in nearest:
        if cluster.result and abs(cluster.start - place) < _WORDING_REACH:
            return cluster
    return next((each for each in nearest if each.result or each.counts), nearest[0])


def _gather(
    nearest: list[Cluster], wording: Cluster, apart: dict[str, list[Person]]
) -> tuple[dict[str, Mention[int]], dict[str, list[Person]]]:
    """The figures and names of the wording, completed by those told near it; names in brackets come first."""
    counts, names = dict(wording.counts), dict(wording.names)
    for cluster in nearest:
        adds = cluster.counts and counts.keys().isdisjoint(cluster.counts)
        if not counts or (adds and abs(cluster.start - wording.start) < _COUNTS_REACH):
            counts.update(cluster.counts)
            names = {**cluster.names, **names}
    return counts, {**apart, **names}


def _told(text: Text, wording: Cluster) -> Mention[str]:
    return text.mention(text.phrase(wording.start, wording.end), wording.start, wording.end)


def _mentions(text: Text, people: list[Person]) -> tuple[Mention[str], ...]:
    return tuple(mention_of(text, person) for person in people)
