"""Stage 2, blocks: the lists of an act, each from its label to where another matter begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import zip_longest

from beffroi.reader.labels import FULL_NAME, BlockKind, find_labels
from beffroi.reader.signs import BLANK, ON_LINE
from beffroi.reader.text import Text

__all__ = ["Block", "BlockKind", "find_blocks"]


@dataclass(frozen=True, slots=True)
class Block:
    """A list: its label from `start` to `body`, its people from `body` to `end`."""

    kind: BlockKind
    start: int
    body: int
    end: int
    spans: tuple[tuple[int, int], ...] = ()  # its cells, when another list stands beside it

    @property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        return self.spans or ((self.body, self.end),)


_STOP_WORDS = "|".join(
    (
        r"secretaire|le quorum|quorum|formant|soit\b|lesquels|la seance|vu\b|considerant|objet\b",
        r"deliberation|nombre de|date de|date d'|ordre du jour|il a ete|conformement|en application",
        r"nota|certifie|rapporteur|etaient egalement|l'an\b|le conseil|la commission permanente",
        r"l'assemblee|convocation|apres |exercice|effectif|en exercice|votants",
        r"(?:m\.|mme|monsieur|madame)\s+le?a? (?:maire|president)e? "
        r"(?:ouvre|expose|rappelle|procede|constate|declare|informe|donne lecture|propose"
        r"|presente|soumet|remercie|salue|indique|fait|explique)",
        r"a ete (?:elu|nomm|design)|est (?:elu|nomm|design)|designation|election|approbation",
        r"proces[ -]verbal|compte[ -]rendu|extrait|publi|affich|recu|envoye|transmi|acte rendu",
        r"presidence|president de seance|assistai|assistent|en presence|invite|personnel|administration",
        r"n°|article|reference|numero|rapport",
    )
)
_STOP = re.compile(
    r"\bsecretai?res?(?:iat)?\s+de\s+(?:la\s+)?seance|\bsecretariat\b"
    r"|(?<=[a-z)] )\d{1,2}\s?[/)]\s?-?\s?(?=[a-z]{4})"
    rf"|(?:^|[\n.;]\s?|[ ]{{2,}})[\s>#{BLANK}-]*(?:{_STOP_WORDS})",
    re.MULTILINE,
)
_G = f"[{ON_LINE}]"
_STAMP_WORDS = "|".join(
    (
        rf"(?:envoye|recu|transmis)e?{_G}+en{_G}+(?:sous-)?prefecture",
        rf"publiee?{_G}+le|affichee?{_G}+le|mis{_G}+en{_G}+ligne|id{_G}*:",
        rf"accuse{_G}+de{_G}+reception|date{_G}+de{_G}+(?:tele)?(?:transmission|reception)",
        rf"\d{{3}}-\d{{9}}-|s²lo|berger|page{_G}*\d",
        rf"[-–]?{_G}*\d{{1,3}}{_G}*(?:/{_G}*\d{{1,3}})?{_G}*[-–]?$",
    )
)
_STAMP = re.compile(
    rf"(?:[{ON_LINE}>|*-]*(?:{_STAMP_WORDS})[^\n]{{0,160}}\n|{_G}*\n)+",
    re.MULTILINE,
)
_TITLE = re.compile(r"(?:M\.|Mme|MM\.|Mmes|Monsieur|Madame)\s")
_COLUMN_GAP = re.compile(r"[ ]{2,}|\t+")
_LONGEST_LIST = 60_000  # characters
_NEAR = 12  # characters by which a column may lean


def find_blocks(text: Text) -> list[Block]:
    """The lists of an act, in their order; a list ends where the next label or another matter begins."""
    labels = list(find_labels(text))
    blocks = []
    for label, following in zip_longest(labels, labels[1:]):
        limit = following.start if following else len(text.folded)
        spans = _spans(text, label.body, min(limit, label.body + _LONGEST_LIST))
        cells = spans if len(spans) > 1 else ()
        blocks.append(Block(label.kind, label.start, label.body, spans[-1][1], cells))
    return _side_by_side(text, [block for block in blocks if block.kind is not BlockKind.COUNT])


def _spans(text: Text, body: int, limit: int) -> tuple[tuple[int, int], ...]:
    """A list up to what ends it; a stamp or the foot of a page in the middle of it does not."""
    spans: list[tuple[int, int]] = []
    while True:
        stop = _STOP.search(text.folded, body, limit)
        if stop is None:
            return (*spans, (body, limit))
        end = stop.start() + (text.folded[stop.start()] == ".")
        spans.append((body, end))
        line = text.folded.find("\n", max(stop.start() - 1, body))
        stamp = _STAMP.match(
            text.folded,
            line + 1
            if text.folded[stop.start() : stop.start() + 1] == "\n"
            else text.line_start(text.line_of(stop.end())),
            limit,
        )
        if stamp is None or not stamp.group().strip() or not _people_follow(text, stamp.end(), limit):
            return tuple(spans)
        body = stamp.end()


def _people_follow(text: Text, start: int, limit: int) -> bool:
    ahead = text.clean[start : min(limit, start + 200)].strip(f" \n\t{BLANK}-•*")
    first = ahead.split("\n")[0]
    return bool(_TITLE.match(first) or FULL_NAME.match(first))


def _side_by_side(text: Text, blocks: list[Block]) -> list[Block]:
    """Two labels on one line head two columns: each line below is cut where the second label stands."""
    result: list[Block] = []
    for block in blocks:
        left = result[-1] if result else None
        if (
            left is None
            or left.spans
            or text.line_of(left.start) != text.line_of(block.start)
            or not _far(text, left, block)
        ):
            result.append(block)
            continue
        line = text.line_start(text.line_of(block.start))
        column = block.start - line
        cells = _in_turn(text, block) or [_cut(text, number, column) for number in _lines(text, block)]
        result[-1] = replace(left, body=block.body, end=block.end, spans=tuple(cell[0] for cell in cells))
        result.append(replace(block, spans=tuple(cell[1] for cell in cells)))
    return result


def _in_turn(text: Text, block: Block) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """A row of two cells of several lines: the first cell runs to the bar, the second behind it."""
    bars = [match.start() for match in re.finditer(r"\|", text.clean[block.body : block.end])]
    if len(bars) != 1 or text.clean.count("\n", block.body, block.end) < 3:
        return []
    bar = block.body + bars[0]
    return [((block.body, bar), (bar + 1, block.end))]


def _far(text: Text, left: Block, right: Block) -> bool:
    """Only a gap stands between the two labels, and the first list has nobody on that line."""
    between = text.clean[left.body : right.start].strip(f"*|{BLANK}")
    return not between.strip() and (
        len(between) > 2 or "\t" in between or "|" in text.clean[left.body : right.start]
    )


def _lines(text: Text, block: Block) -> range:
    return range(
        text.line_of(block.body) + (text.clean[block.body : block.body + 1] == "\n"),
        text.line_of(block.end) + 1,
    )


def _cut(text: Text, number: int, column: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """One line in its two cells: at its bar, or at the gap nearest to the column of the second label."""
    start, end = text.line_start(number), text.line_end(number)
    line = text.clean[start:end]
    bar = line.find("|", 1)
    place = start + min(bar if bar > 0 else _gap_near(line, column), len(line))
    return (start, place), (place, end)


def _gap_near(line: str, column: int) -> int:
    gaps = [match.end() for match in _COLUMN_GAP.finditer(line) if match.start() > 0]
    near = [gap for gap in gaps if abs(gap - column) <= _NEAR]
    if near:
        return min(near, key=lambda gap: abs(gap - column))
    return len(line) if line[:column].strip() else column
