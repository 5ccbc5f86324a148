"""Stage 1, markup: the signs of Markdown and of HTML are blanked, each by as many signs as it had."""

from __future__ import annotations

import re

from beffroi.reader.signs import BLANK

_TAG = r"</?[a-zA-Z][^<>\n]{0,80}>"
_ENTITY = r"&(?:nbsp|emsp|ensp|amp|lt|gt|#\d{1,5});"
# Underlines before or behind a word; the first one is matched before its neighbour is looked at, for speed.
_EMPHASIS = r"_(?:(?<![\w\\]_)_{0,2}(?=\w)|(?<=\w_)_{0,2}(?!\w))"
_SIGN = re.compile(rf"{_TAG}|{_ENTITY}|{_EMPHASIS}")
_HEADING = re.compile(r"^[ \t]*(?:#{1,6}|>)(?=[ \t*])", re.MULTILINE)
_BULLET = re.compile(r"^([ \t>]*)[*+](?=[ \t])", re.MULTILINE)
_CELL = re.compile(r"</?t[dh]\b", re.IGNORECASE)
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_ROW = re.compile(r"<tr\b[^>]{0,80}>(?:(?!</?tr\b)[\s\S]){0,3000}?</tr>", re.IGNORECASE)
# What stands inside a word or a number: « 1<sup>er</sup> », « 2023\_018 ».
_INSIDE = re.compile(
    r"</?(?:sup|sub|b|i|em|strong|span|u)\b[^<>\n]{0,60}>|\\(?=[_*.()#|\[\]-])", re.IGNORECASE
)
_TAG_OR_ESCAPE = re.compile(rf"{_TAG}|{_INSIDE.pattern}", re.IGNORECASE)


class _Plain(dict[int, str]):
    """Typographic signs in their plain form; what is not listed stands for itself, and is remembered."""

    def __missing__(self, code: int) -> str:
        self[code] = chr(code)
        return self[code]


_PLAIN = _Plain(
    str.maketrans(
        {
            "’": "'", "‘": "'", "ʼ": "'", "´": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-",
            "\xa0": " ", "\u202f": " ", "\u2009": " ", "\u2003": " ", "\u2002": " ", "…": ".",
            "*": BLANK, "`": BLANK, "\\": BLANK, "\u200b": BLANK, "\ufeff": BLANK,
        }
    )
)  # fmt: skip


def without_markup(raw: str) -> str:
    """The text without its Markdown and HTML, as long as before; the cells of a table keep their bars."""
    plain = _ROW.sub(_on_one_line, _BULLET.sub(r"\1-", raw))
    return _SIGN.sub(_blank, _HEADING.sub(_blank, plain)).translate(_PLAIN)


def _on_one_line(match: re.Match[str]) -> str:
    """A row of an HTML table, whatever its lines."""
    return match.group().replace("\n", " ")


def _blank(match: re.Match[str]) -> str:
    found = match.group()
    first = "|" if _CELL.match(found) else ";" if _BREAK.match(found) else BLANK
    return first + BLANK * (len(found) - 1)


def words_as_written(raw: str, clean: str, start: int, end: int) -> list[str]:
    """Words as written: a sign that the clean text blanks is left out, anything else stays as it is."""
    if BLANK not in clean[start:end]:
        return raw[start:end].split()
    kept = blanked_out(raw[start:end], clean[start:end])
    for tag in reversed(list(_TAG_OR_ESCAPE.finditer(raw, start, end))):
        gap = "" if _INSIDE.match(raw, tag.start()) else " "
        kept = kept[: tag.start() - start] + gap + kept[tag.end() - start :]
    return kept.split()


def blanked_out(raw: str, clean: str) -> str:
    """The raw words, with a space for each sign or tag that the clean ones blank."""
    return "".join(
        " " if sign == BLANK or (char == "<" and sign != char) else char
        for char, sign in zip(raw, clean, strict=True)
    )
