"""The name of a file as a person may read and save it: no path, nothing invisible, not too long."""

import re
import unicodedata

MOST = 150
NAMELESS = "piece"
# Windows takes none of these in a name.
_FORBIDDEN = re.compile(r'[<>:"|?*]')
# Controls, marks that are not seen or turn the text around, halves of characters, private signs.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")


def clean_name(told: str) -> str:
    """Keep what can be read of a name that somebody sent.

    Example: « C:\\docs\\Devis\u202etoiture.pdf » → « Devistoiture.pdf ».
    """
    last = told.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(char for char in last if unicodedata.category(char) not in _UNSEEN)
    plain = " ".join(_FORBIDDEN.sub("-", unicodedata.normalize("NFC", seen)).split())
    stem, suffix = _split(plain)
    return (stem.strip(" .") or NAMELESS)[: MOST - len(suffix)].rstrip(" .") + suffix


def suffix_of(name: str) -> str:
    """Give the suffix of a name, small letters, without its dot; empty when it has none."""
    return _split(name)[1][1:].lower()


def _split(name: str) -> tuple[str, str]:
    stem, dot, suffix = name.rstrip(" .").rpartition(".")
    if dot and _SUFFIX.fullmatch(dot + suffix):
        return stem, dot + suffix
    return name, ""
