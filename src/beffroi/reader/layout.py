"""Stage 1, layout: heads, feet and stamps of pages are passed over, long gaps shortened."""

from __future__ import annotations

import re

from beffroi.reader.signs import BLANK, ON_LINE

_BLANK_LINE = rf"[{ON_LINE}]*\n"
# No pattern may cross a gap without end: behind a hundred blanks stands a sign that is no blank.
_LONG_GAP = re.compile(rf"[{ON_LINE}]{{100,}}|(?:{_BLANK_LINE}){{30,}}")
_FILLER = "\x00"
_LOST_APOSTROPHE = re.compile(r"\b([LldDnsSjJ]|[Qq]u|[Aa]ujourd) (?=[aeiouyhàâéèêîôûAEÉIOUH]\w)")


def with_one_layout(clean: str) -> str:
    """The text without what its pages put between its sentences; as long as before."""
    clean = _without_running_heads(clean)
    clean = _LONG_GAP.sub(_shorten, clean)
    clean = _PAGE_LINES.sub(_pass_over, _FLAT_LINE.sub(_break_up, clean))
    if len(_LOST_APOSTROPHE.findall(clean)) > 4 * clean.count("'"):
        clean = _LOST_APOSTROPHE.sub(r"\1'", clean)
    return clean


def _shorten(match: re.Match[str]) -> str:
    found = match.group()
    kept = 90 if "\n" not in found else 25
    return found[:kept] + _FILLER * (len(found) - kept)


# A page turned into one long line: the words that open a new matter get their line back, space for break.
_FLAT_LINE = re.compile(r"^[^\n]{500,}", re.MULTILINE)
_LABELS = (
    "Date de|Nombre de|Secrétaire|Présent|Présents|Présent\\(e\\)s|Absents?|Excusés?|Excusé\\(e\\)s|Pouvoirs?"
    "|Procurations?|Votants?"
)
_ITEM_NUMBERS = (
    r"\d{1,2} ?[/)°] ?[-–]? ?[A-ZÀ-Ý]{4,}",
    r"[IVX]{1,4} ?[-–.)] [A-ZÀ-Ý]",
    r"[IVX]{1,4}\.\d",
    r"N° ?\d{2,4}[-/.]\d",
    r"(?:\d\)|[a-h]\)) ",
    r"[-•] ?[A-ZÀ-Ý]{3,} ",
)
_OPENINGS = (
    r"(?:OBJET|Objet) ?:",
    r"(?:Vu|VU|Considérant|CONSIDERANT|CONSIDÉRANT)\b (?:l[ae' ]|que|qu|les|son|la)",
    r"(?:Envoyé|Reçu) en préfecture",
    r"(?:Publié|Affiché|Mis en ligne) le\b",
    r"ID : ",
    r"(?:Fait et délibéré|Ainsi fait|Pour (?:copie|extrait)|Certifié exécutoire|Acte rendu|Signature)\b",
    r"(?:Article|ARTICLE) \d",
    r"EXTRAIT D|D[EÉ]LIB[EÉ]RATION N|Délibération n|L[' ]an deux|R[EÉ]PUBLIQUE FRAN",
    r"Après en avoir|Le (?:conseil|Conseil) [a-z]+[ ,]",
    rf"(?:{_LABELS})\b[^.]{{0,40}}? ?:",
    r"✓|(?:Pour|POUR) ?: ?\d|[Aa]dopté|ADOPTÉ",
    r"(?:Monsieur|Madame|M\.|Mme) (?:le|la) (?:Maire|Président|Présidente) "
    r"(?:rappelle|expose|propose|indique)",
    r"Rapporteur ?:|(?:Le Maire|Le Président|La Présidente|Le secrétaire|La secrétaire),? ",
    *_ITEM_NUMBERS,
)
_OPENS_A_MATTER = re.compile(rf" (?={'|'.join(_OPENINGS)})")


def _break_up(match: re.Match[str]) -> str:
    return _OPENS_A_MATTER.sub("\n", match.group())


# The title of the minutes at the head of each page.
_RUNNING_HEAD = re.compile(
    r"\n(?P<line>[^\n]{4,110}? - [^\n]{0,60}"
    r"\b(?:PV|CM|[Pp]rocès-verbal|PROCES-VERBAL|[Cc]onseil|[Cc]omité|[Bb]ureau)\b[^\n]{0,60})(?=\n)"
)


def _without_running_heads(clean: str) -> str:
    """The first head is kept; the sentence goes on over the others."""
    seen: set[str] = set()

    def passed_over(match: re.Match[str]) -> str:
        line = "".join(char for char in match["line"] if char.isalpha())
        if line in seen and "xtrait" not in match["line"]:
            return "\n" + BLANK * (len(match.group()) - 1)
        seen.add(line)
        return match.group()

    return _RUNNING_HEAD.sub(passed_over, clean)


# The foot of one page and the head of the next, with the blank lines around them.
_PAGE_NUMBER = r"(?=[^\n]{0,160}\b[pP]age[ ]*\d)[^\n]{1,160}"
_STAMP = (
    rf"[{ON_LINE}|>-]*(?:(?:Envoyé|Reçu) en (?:sous-)?préfecture|Publié le|Affiché le|ID :|S²LO|Berger)"
    r"[^\n]{0,90}"
)
_IMAGE = r"!\[[^\n]{0,120}"
_ADDRESS = r"(?=[^\n]{0,200}(?:Tél\.|www\.|[Tt]élécopie))[^\n]{1,220}"
_RULE = r"[ |:-]{3,80}"
_NOISE = rf"(?:{_PAGE_NUMBER}|{_STAMP}|{_IMAGE}|{_ADDRESS}|{_RULE})(?:\n[{ON_LINE}]*)*"
_PAGE_LINES = re.compile(rf"\n(?:{_BLANK_LINE})*{_NOISE}(?:\n{_NOISE})*(?=\n)")
_STAMP_NUMBER = re.compile(rf"ID :[ ]*([\w{BLANK}-]{{12,60}})")
_NUMBERED_PAGE = re.compile(r"page[ ]*\d", re.IGNORECASE)
_LETTERHEAD = re.compile(r"!\[|www\.|Tél")


def _pass_over(match: re.Match[str]) -> str:
    """The head or foot of a page in the middle of a sentence: the sentence goes on over it."""
    found = match.group()
    if not _seen_before(match):
        return found  # the first is kept: it may be all that tells the number of the act, or its dates
    before = match.string[: match.start()].rstrip(f" \t{BLANK}")[-1:]
    lead = "\n\n" if before in ".;:" else "\n"
    return lead[: len(found)] + BLANK * (len(found) - len(lead))


def _seen_before(match: re.Match[str]) -> bool:
    """The stamp or the head of a page is said again; another stamp opens another act."""
    found, before = match.group(), match.string[max(0, match.start() - 60_000) : match.start()]
    stamp = _STAMP_NUMBER.search(found)
    if stamp or "préfecture" in found or "Publié" in found:
        return stamp is not None and stamp[1] in before
    if _NUMBERED_PAGE.search(found):
        return _NUMBERED_PAGE.search(before[-4000:]) is not None
    return _LETTERHEAD.search(found) is not None
