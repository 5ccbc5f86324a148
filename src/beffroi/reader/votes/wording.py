"""How acts tell a result: « à l'unanimité », « 25 voix pour », « Contre : 2 »."""

from __future__ import annotations

import re

from beffroi.reader.numbers import NUMBER
from beffroi.reader.signs import ON_LINE, spaced

SIDES = {
    "in_favour": r"pour|favorables?|oui",
    "against": r"contre|defavorables?|oppositions?|non",
    "abstain": r"abstentions?|abstenus?",
}
_VOICES = r"(?:voix|votes?|suffrages?|avis)"
_QUOTE = r"""(?:[«»"']\s*)?"""
_QUOTE_END = r"""(?:\s*[»"'])?"""


def _side(prefix: str) -> str:
    """The word of a side, in a group named after it."""
    return "|".join(rf"(?P<{prefix}{name}>(?:{words})\b)" for name, words in SIDES.items())


# « par 25 voix pour », « dont 2 (deux) abstentions »; not when the figures stand behind their labels.
_COUNT_FIRST = (
    rf"(?:(?:par|avec|dont)\s+)?(?P<count_a>{NUMBER})\s*(?:\([^()\n]{{1,30}}\)\s*)?"
    rf"(?:{_VOICES}\s+)?(?:d'|exprimees?\s+|ont\s+vote\s+)?"
    rf"{_QUOTE}(?:{_side('a_')}){_QUOTE_END}(?!\s*(?:\(s\)\s*)?[:=]\s*\d)"
)
# What may stand between a label and its figure; `bare`: nothing but a blank, the figure closing its phrase.
_TO_FIGURE = (
    r"(?:(?P<bare>\s(?=\d{1,3}\s*(?:[,;(\n]|$)))"
    r"|[:=](?:\s*[:=])?\s*"
    rf"|\|[|{ON_LINE}]*"
    rf"|(?:-|->|\.{{2,20}})\s*(?:[:=|]\s*)?(?!{NUMBER}\s*(?:voix\s+)?(?:pour|contre|abst)))"
)
# « Voix pour : 25 », « se sont abstenus : 3 voix ».
_SIDE_FIRST = (
    rf"(?:(?:nombre\s+(?:de\s+|d'))?{_VOICES}\s+|ont\s+vote\s+|se\s+sont\s+)?"
    rf"{_QUOTE}(?:{_side('b_')}){_QUOTE_END}\s*(?:\(s\)\s*)?"
    rf"{_TO_FIGURE}(?P<count_b>{NUMBER})(?:\s*voix)?"
)
_QUALIFIED = r"(?:\s+(?:absolue|relative|simple|qualifiee|requise|totale|generale|plus\s+une\s+voix))?"
_VOTERS = r"(?:membres|suffrages|voix|votants|presents|conseillers|elus|delegues|votes|conseil)"
_VOTERS_MORE = (
    r"(?:municipaux|municipal|communautaires|departementaux|presents|exprimes|exprimees|votants|representes"
    r"|et|ou|ayant|droit|prenant|part|au|vote|suffrages|des|membres|qui|composent|l'assemblee)"
)
# « à l'unanimité des membres présents et représentés ».
_OF_WHOM = (
    rf"{_QUALIFIED}(?:\s+(?:des\s+(?:\d{{1,3}}\s+)?|de\s+(?:ses\s+|tous\s+les\s+)?|du\s+)"
    rf"{_VOTERS}(?:(?:\s+|,\s+){_VOTERS_MORE}){{0,8}})?"
)
_RESULT = (
    rf"(?P<unanimous>(?<=: )unanimite|(?<=:)unanimite|(?:a\s+l'\s*|par\s+|l')unanimite{_OF_WHOM})"
    rf"|(?P<majority>(?:a\s+(?:la|une)\s+(?:large\s+)?|par\s+)majorite{_OF_WHOM})"
)
ITEM = re.compile(rf"{_RESULT}|(?P<side_first>{_SIDE_FIRST})|(?P<count_first>{_COUNT_FIRST})")

_TOTAL = spaced(r"(?:votants?|(?:suffrages )?exprimes?|presents?|nombre de votants)\s*:?\s*\d{1,3}")
BRIDGE = re.compile(rf"""(?:[\s,;:.()|/•·«»"-]|et\b|dont\b|moins\b|avec\b|soit\b|{_TOTAL})*""")

# The vote of a commission, the former minutes, the choice of a secretary.
NOT_A_VOTE = re.compile(
    r"commission(?! permanente)|avis|bureau a|rendu|emis|comite technique|comite social|proces[ -]verbal"
    r"|compte[ -]rendu|secretaire|huis|main levee|scrutin (?:secret|public)|\bloi\b"
)
COUNCIL_DECIDES = re.compile(r"apres en avoir|le conseil|decide|approuv")
COUNTS_BEHIND = re.compile(
    rf"[\s,;:./-]*{NUMBER}[\s]*(?:voix\s+)?(?:contre|abst)|[\s,;:./-]*(?:contre|abstention)"
)
