"""The opinions of commissions that an act tells."""

from __future__ import annotations

import re

from beffroi.reader.dates import first_date
from beffroi.reader.grammar import rule
from beffroi.reader.mentions import mention_phrase
from beffroi.reader.model import Mention, Opinion
from beffroi.reader.text import Text

# « avis favorable, rendu le …, de la 3e commission ».
_OPINION_FIRST = rule(r"""
    avis(?P<kind> (?:\w+ )?(?:favorables?|defavorables?|reserves?|conformes?))?
    (?: (?:unanime|rendu|emis|donne|de principe|a l'unanimite))?~,?~(?:rendu |emis |exprime )?
    (?:d(?:e|es|u)|de la|par (?:la|les)|en|devant la) (?:la |l'~|sa )?
    (?P<what>(?:\d{1,2}(?:e|eme|ere|re)? |premiere |deuxieme |troisieme |quatrieme )?commissions?\b)
""")
# « la 3e commission a émis un avis favorable ».
_COMMISSION_FIRST = rule(r"""
    (?P<what>(?:\d{1,2}(?:e|eme|ere|re)? )?commissions?\b)[^.;\n]{0,140}?
    (?:a |ont |ayant )?(?:emis|rendu|donne)?~(?:un )?avis(?P<kind> (?:favorables?|defavorables?|reserves?))
""")
_FAVOURABLE = re.compile(r"(?<!de)favorable")
_QUOTED = re.compile(r"«\s*([^«»\n]{3,240}?)\s*»|\"([^\"\n]{3,240}?)\"")
_SENTENCE_OVER = rule(r"[;\n](?=~(?:vu|considerant|\n))|\.{_}|\n[ \t\x1f]*\n|;")
_LONGEST = 900  # characters of the sentence behind a commission
# Where the name of a commission ends: at its date, at what it did.
_NAME_OVER = rule(r"""
    ,(?=~(?:reunie|du\b|en{_}date|qui|ayant|le\b|lors|dans|a{_}|ont{_}|apres|rendu|emis|consult|il{_}))
    |{_}(?:du|en date|reunies?|le|lors|seance|qui|ayant|dans sa|en sa|s'est|a emis|a rendu|emis|rendu
        |consultee?|reuni)~(?=\d|(?:lun|mar|mercre|jeu|vendre|same)di|{_}|$|l|de)
    |[(;]
""")
_DATE_LEADS = rule(r"{_}+(?:du|en[ ]date[ ]du|reunie?[ ]le|le)~$")


def read_opinions(text: Text, start: int, end: int) -> tuple[Opinion, ...]:
    """The opinions that the act tells, one for each commission named."""
    found: list[Opinion] = []
    taken = start
    for match in _OPINION_FIRST.finditer(text.folded, start, end):
        if match.start() >= taken:
            taken = _sentence_end(text, match.end("what"), end)
            found += _opinions(text, match, taken)
    for match in _COMMISSION_FIRST.finditer(text.folded, start, end):
        if match.start() >= taken or not found:
            taken = max(match.end(), _sentence_end(text, match.end("what"), end))
            found += _opinions(text, match, taken)
    return tuple(found)


def _sentence_end(text: Text, position: int, end: int) -> int:
    limit = min(end, position + _LONGEST)
    stop = _SENTENCE_OVER.search(text.folded, position, limit)
    return stop.start() if stop else limit


def _opinions(text: Text, match: re.Match[str], limit: int) -> list[Opinion]:
    """One or several commissions with their dates, up to the end of the sentence."""
    favourable = True if _FAVOURABLE.search(match["kind"] or "") else None
    start, named = match.span("what")
    quotes = list(_QUOTED.finditer(text.raw, named, limit))
    if quotes and (match["what"].endswith("s") or quotes[0].start() - named < 4):
        ends = [*(each.start() for each in quotes[1:]), limit]
        return [
            _quoted_opinion(text, quote, stop, favourable) for quote, stop in zip(quotes, ends, strict=True)
        ]
    on = first_date(text, named, limit)
    name_end = _name_end(text, named, on.start if on and on.start else limit)
    words = text.phrase(start, name_end).rstrip(" ,;.:(")
    commission = Mention(words, text.line_of(start), start, name_end)
    return [Opinion(commission, on.value if on else None, favourable)]


def _quoted_opinion(text: Text, quote: re.Match[str], limit: int, favourable: bool | None) -> Opinion:
    """A commission in quotation marks; a date may have slipped inside them."""
    begin, end = quote.span(1) if quote[1] else quote.span(2)
    inside = first_date(text, begin, end)
    if inside and inside.start:
        lead = _DATE_LEADS.search(text.folded, begin, inside.start)
        end = lead.start() if lead else inside.start
    on = inside or first_date(text, quote.end(), limit)
    return Opinion(mention_phrase(text, begin, end), on.value if on else None, favourable)


def _name_end(text: Text, named: int, limit: int) -> int:
    stop = _NAME_OVER.search(text.folded, named, limit)
    return stop.start() if stop else limit
