"""The notation of the reader's patterns: a space is a gap in the text, `~` a gap that may be missing."""

from __future__ import annotations

import re

from beffroi.reader.text import BLANK

GAP = rf"[\s{BLANK}]"
_MEANT = {" ": f"{GAP}+", "~": f"{GAP}*", "{_}": GAP}
# An escape or a set of characters stands as it is; a name in braces is a fragment, a bound is none.
_SIGN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{(?P<name>[a-z]\w*)\}|\{_\}|[ ~]")
_COMMENT = re.compile(r"[ ]{2,}# .*$")


def spell(source: str, **fragments: str) -> str:
    """The regular expression that a pattern in the reader's notation stands for.

    Lines are joined without their margins and their comments; `{name}` is one of the fragments, `{_}` one
    sign of a gap, `[ ]` a plain space.
    Example: ``rule(r"la seance est levee~[.]").search("la seance\\nest levee .")`` is a match.
    """

    def meant(match: re.Match[str]) -> str:
        found = match.group()
        return fragments[match["name"]] if match["name"] else _MEANT.get(found, found)

    return _SIGN.sub(meant, "".join(_COMMENT.sub("", line).strip() for line in source.split("\n")))


def rule(source: str, flags: int = 0, /, **fragments: str) -> re.Pattern[str]:
    """A pattern in the reader's notation, compiled."""
    return re.compile(spell(source, **fragments), flags)


def words(listed: str) -> frozenset[str]:
    """The words of a list that spaces part."""
    return frozenset(listed.split())
