"""A vote told in a table: « Votants Exprimés Pour Contre Abstentions », the figures on the next line."""

from __future__ import annotations

import re

from beffroi.reader.signs import ON_LINE
from beffroi.reader.text import Text
from beffroi.reader.votes.clusters import Cluster

_HEAD = re.compile(r"^[^\n\d]*\bpour\b[^\n\d]*\bcontre\b[^\n\d]*$", re.MULTILINE)
_LABEL = re.compile(
    r"(?P<in_favour>\bpour\b)|(?P<against>\bcontre\b)|(?P<abstain>\babstentions?\b)"
    r"|(?P<other>\bvotants?\b|\b(?:suffrages )?exprimes?\b|\bpresents?\b|\bne prend pas part\b|\bnppv\b"
    r"|\bpouvoirs?\b|\brepresentes?\b)"
)
_FIGURES = re.compile(rf"(?:\n[|:{ON_LINE}-]*){{1,3}}(?P<row>[|{ON_LINE}]*\d[|\d{ON_LINE}]*)(?=\n|$)")
_FIGURE = re.compile(r"\d{1,3}")


def find_table(text: Text, start: int, end: int) -> Cluster | None:
    """The first table of a vote whose figures are as many as its labels."""
    for head in _HEAD.finditer(text.folded, start, end):
        below = _FIGURES.match(text.folded, head.end(), end)
        if below is None:
            continue
        labels = list(_LABEL.finditer(text.folded, *head.span()))
        figures = list(_FIGURE.finditer(text.folded, *below.span("row")))
        if len(figures) == len(labels):
            return _cluster_of(text, labels, figures, below.end())
    return None


def _cluster_of(text: Text, labels: list[re.Match[str]], figures: list[re.Match[str]], end: int) -> Cluster:
    cluster = Cluster(labels[0].start(), end)
    for label, figure in zip(labels, figures, strict=True):
        side = label.lastgroup
        if side and side != "other":
            cluster.counts[side] = text.mention(int(figure.group()), *figure.span())
    return cluster
