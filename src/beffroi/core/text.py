"""Text folded for search: what one types finds what is written, whatever the accents."""

import unicodedata

# What Unicode does not decompose, and the signs that people type in several ways.
_LETTERS = {"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ß": "ss"}
_APOSTROPHES = "’‘‛ʼʹ′´`＇"
_DASHES = "-‐‑‒–—―−﹣－"
# PostgreSQL takes no text that holds a NUL.
_INVISIBLE = "\x00\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SIGNS = str.maketrans(
    {
        **_LETTERS,
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys(_DASHES, " "),
        **dict.fromkeys(_INVISIBLE, None),
    }
)
_ACCENTS = dict.fromkeys(range(0x0300, 0x0370))


def fold(text: str) -> str:
    """Reduce a text to what counts in a search: no case, accents, ligatures, dashes or double spaces.

    A dash counts as a space, so that « noeux les mines » finds Nœux-les-Mines; folding twice changes nothing.
    Example: « L’ŒUVRE de Béthune–Bruay » → « l'oeuvre de bethune bruay ».
    """
    if text.isascii():
        return " ".join(text.lower().replace("-", " ").replace("`", "'").replace("\x00", "").split())
    plain = unicodedata.normalize("NFKD", text.lower().translate(_SIGNS))
    return " ".join(plain.translate(_ACCENTS).lower().translate(_SIGNS).split())
