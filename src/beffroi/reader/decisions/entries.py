"""The words of each decision, one entry for each dash or article below « DÉCIDE : »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from beffroi.reader.decisions.marks import Mark
from beffroi.reader.decisions.verbs import PLAIN_VERBS, VERBS, in_capitals
from beffroi.reader.grammar import rule
from beffroi.reader.model import Decision, Mention
from beffroi.reader.text import BLANK, Text

# A dash, a number, a letter, or « Article 2 - » that opens an entry of a list.
_ENTRY = rule(r"""
    (?:^|\n)[ \t\x1f]*
    (?:[-•·>*▪►➢➤✓✔□–—o][ \t\x1f]+
    |\d{1,2}[ \t]?[°.)/][ \t\x1f-]*
    |\d{1,2}[ \t]+-[ \t]+
    |[a-h][.)][ \t\x1f]+
    |article[ \t\x1f]+(?:\d{1,2}|premier|un|unique|[ivx]+)(?:er|e|eme)?
        [ \t\x1f]*[:.–|-]*[ \t\x1f]*[-–]?[ \t\x1f]*)
    (?P<body>\S)
""")
# The same signs, right before a verb.
_LABEL_BEFORE = rule(r"""
    (?:^|\n)[ \t\x1f]*
    (?:(?:[-•·>▪►➢✓□–—]|o(?=[ \t]))[ \t\x1f]*)?
    (?:article[ \t\x1f]+(?:\d{1,2}|premier|un|unique|[ivx]+)(?:er|e|eme)?
    |\d{1,2}[ \t]?[°.)/-]?
    |[a-h][.)])?
    [ \t\x1f:.–-]*$
""")
_END_OF_ACT = rule(r"""
    (?:^|\n)[ \t\x1f>#-]*
    (?:ainsi (?:fait|delibere)|fait (?:et|a|en|les)\b|delibere (?:en|a|les)      # the closing formulas
    |pour (?:extrait|copie|ampliation)|acte rendu|certifie|conformement a
    |extrait du|annexe|page \d|-{3,}|_{3,}|#
    |l[ea] (?:maire|presidente?|secretaire|vice-presidente?)\b(?:[^\n.;:]{0,60},)?~[,:(\n|]  # the signatures
    |m\. le maire|monsieur le|madame la|rapporteur
    |signe|signature|ont signe|et ont signe|suivent les
    |recu en|recue?\b|envoye|transmis|publie|affiche|accuse de|date de           # the stamps
    |la presente deliberation (?:peut|est susceptible|sera (?:transmise|publiee|affichee))
    |cette deliberation (?:est|a)|deliberation (?:adoptee|n)
    |delais? et voies|voies et delais|le tribunal
    |adopte\b|adoptee\b|resultat|vote\b~:?|votes\b|votants|nombre de v           # the vote
    |pour~[:|]|contre~[:|]|abstentions?~[:|]|abstention|ont vote|se sont abst)
""")
# « DÉCIDE à l'unanimité : », with nothing more on its line.
_LIST_OPENS = rule(r"""
    (?:~(?:a l'unanimite[^:\n]{0,80}|comme suit|ce qui suit|,?~a la majorite[^:\n]{0,80}))?~:?[ \t\x1f]*(?=\n)
""")
_BLANK_LINE = re.compile(r"\n[ \t\x1f]*\n")
_BLANK_LINES = re.compile(r"\n[ \t\x1f]*\n\s*")
_BLANK_OR_OUTDENTED = re.compile(r"\n[ \t\x1f]*\n|\n(?=[A-ZÀ-Ý])")
_LEAD = rule(r"(?:{_}|[:,\-–➢➤►✓•])*")
_OWN_VERB = rule(r"(?:{plain}|{verbs})\b(?={_})", plain=PLAIN_VERBS, verbs="|".join(sorted(VERBS)))
_EMPTY_DASH = re.compile(r"\s+[-–•]\s+(?=[-–•])")
_CELL_BEHIND = re.compile(r"\s[|].*$")
_TAIL = re.compile(r"(?:[ ;,.:–—•-]|\s(?:et|ainsi que|o)(?=[ ;,.:–—•-]*$))*$")


def read_decisions(text: Text, marks: Sequence[Mark], end: int) -> tuple[Decision, ...]:
    """The enacting terms of one deliberation, one entry per verb, dash or article."""
    decisions: list[Decision] = []
    for index, mark in enumerate(marks):
        last = index + 1 == len(marks)
        limit = end if last else _label_start(text, marks[index + 1].place, mark.body)
        decisions += [_decision(text, mark.verb, *span) for span in _spans(text, mark.body, limit)]
    return tuple(each for each in decisions if each.text.value)


def _label_start(text: Text, place: int, floor: int) -> int:
    """Where the label of a verb begins: « Article 2 : », « 1° », a dash."""
    low = max(floor, text.line_start(text.line_of(place)) - 1)
    return low if _LABEL_BEFORE.search(text.folded[low:place]) else place


def _spans(text: Text, body: int, limit: int) -> Iterator[tuple[int, int]]:
    """The words of one verb, or those of each entry of the list below it."""
    opened = _LIST_OPENS.match(text.folded, body, limit)
    entries = list(_list(text, opened.end(), limit)) if opened else []
    yield from entries or [(body, _paragraph_end(text, body, limit))]


def _list(text: Text, start: int, limit: int) -> Iterator[tuple[int, int]]:
    entries = list(_ENTRY.finditer(text.folded, start, limit))
    if not entries or text.folded[start : entries[0].start()].strip(f" \n\t:{BLANK}"):
        return
    act_end = _END_OF_ACT.search(text.folded, start, limit)
    hard = act_end.start() if act_end and act_end.start() > start else limit
    sign = _sign(entries[0])
    tops = [each for each in entries if _sign(each) == sign and each.start() < hard]
    for entry, following in pairwise(tops):
        yield entry.start("body"), following.start()
    if tops:
        last = tops[-1].start("body")
        yield last, _last_entry_end(text, last, hard)


def _sign(entry: re.Match[str]) -> str:
    """The kind of sign that opens an entry: entries of one level share it."""
    sign = entry.group().strip(f" \n\t{BLANK}")[:1]
    if sign.isdigit():
        return "#"
    return "a" if sign.isalpha() and sign != "o" else sign


def _last_entry_end(text: Text, start: int, limit: int) -> int:
    """The last entry ends at a blank line, or where a line stands further out than its mark."""
    mark = text.clean[text.line_start(text.line_of(start)) : start]
    indent = len(mark) - len(mark.lstrip(" "))
    gap = (_BLANK_OR_OUTDENTED if indent > 1 else _BLANK_LINE).search(text.clean, start, limit)
    return gap.start() if gap else limit


def _paragraph_end(text: Text, body: int, limit: int) -> int:
    """A decision runs to the end of its paragraph; a colon takes the dashes below it along."""
    act_end = _END_OF_ACT.search(text.folded, body, limit)
    stop = min(limit, act_end.start()) if act_end else limit
    position = body
    while gap := _BLANK_LINES.search(text.folded, position, stop):
        paragraph = text.folded[position : gap.start()]
        if paragraph.strip(f" :,\n\t{BLANK}"):
            colon = paragraph.rstrip(f" \t\n{BLANK}").endswith(":")
            goes_on = colon or _ENTRY.match(text.folded, gap.end() - 1, stop)
            if not goes_on or text.clean[gap.end() : gap.end() + 1] == "|":
                return gap.start()
        position = gap.end()
    return stop


def _decision(text: Text, verb: str, start: int, stop: int) -> Decision:
    """One decision; an entry that opens with a verb of its own takes it in place of « DÉCIDE »."""
    lead = _LEAD.match(text.folded, start, stop)
    begin = lead.end() if lead else start
    own = _OWN_VERB.match(text.folded, begin, stop)
    if own and begin != start and verb.startswith(("DECIDE", "DÉCIDE")):
        verb, begin = in_capitals(text.clean[begin : own.end()]), own.end()
    words = _EMPTY_DASH.sub(" ", text.phrase(begin, stop))
    words = _TAIL.sub("", _CELL_BEHIND.sub("", words)).strip()
    return Decision(verb, Mention(words, text.line_of(min(begin, max(start, stop - 1))), begin, stop))
