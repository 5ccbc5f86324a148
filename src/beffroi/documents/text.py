"""Makes a text printable: French spaces, signs that the fonts draw, words that find their end of line."""

import re
import unicodedata

from beffroi.documents.coverage import drawn
from beffroi.law.french import typeset

BREAK_HERE = "\u200b"
LONGEST_UNBROKEN = 30
PIECE = 15

SPACES = {"\t": " ", "\n": "\n", "\r": "", "\v": "\n", "\f": "\n", "\u2028": "\n", "\u2029": "\n"}
SHAPELESS = {"Cc", "Cf"}
VARIANTS = {chr(code) for code in range(0xFE00, 0xFE10)}
_OVERLONG = re.compile(rf"[^\s\u200b-]{{{LONGEST_UNBROKEN + 1},}}")
_NEIGHBOURS = re.compile(r"(U\+[0-9A-F]{4,6})\]\[(?=U\+)")
# Wide, narrow or joined forms of ordinary signs; a superscript or a fraction says something else.
SAME_SIGN = {"<compat>", "<wide>", "<narrow>", "<font>", "<noBreak>", "<initial>", "<medial>", "<final>"}


def printable(text: str) -> str:
    """Set a text for print, its signs all drawn by the fonts of the documents.

    A sign that they do not draw is told by its number, so that nothing is lost; what has no shape at all
    (controls, direction marks, joiners) is left out.

    Example: « Total : 27 037 € 😀 » becomes « Total : 27 037 € [U+1F600] », with narrow spaces.
    """
    return breakable(with_signs_drawn(typeset(unicodedata.normalize("NFC", text))))


def with_signs_drawn(text: str) -> str:
    """Replace each sign that the fonts lack; neighbours share their brackets."""
    known = drawn()
    if all(ord(sign) in known for sign in text):
        return text
    shown = "".join(sign if ord(sign) in known else substitute(sign) for sign in text)
    return _NEIGHBOURS.sub(r"\1 ", shown)


def substitute(sign: str) -> str:
    """What stands for a sign that the fonts lack."""
    if sign in SPACES:
        return SPACES[sign]
    if unicodedata.category(sign) in SHAPELESS or sign in VARIANTS:
        return ""
    tag, _, _ = unicodedata.decomposition(sign).partition(" ")
    plain = unicodedata.normalize("NFKC", sign)
    if tag in SAME_SIGN and all(ord(part) in drawn() for part in plain):
        return plain
    return f"[U+{ord(sign):04X}]"


def breakable(text: str) -> str:
    """Let a word that is longer than any word break, so that it never leaves the sheet."""
    return _OVERLONG.sub(
        lambda found: BREAK_HERE.join(
            found[0][start : start + PIECE] for start in range(0, len(found[0]), PIECE)
        ),
        text,
    )
