"""The number of a deliberation, as it is written: « n° 2023/071 », « CP-2023-214 »."""

from __future__ import annotations

import re

NO = r"(?:n\s?(?:[°º*.]{1,2}|o(?![a-z]))|no\b\.?|num(?:ero)?\b\.?|nr\b)"
CODE = (
    r"(?:[a-z]{1,12}[-_ ./\x1f]{0,3})?\d[\w]{0,7}"
    r"(?:[\x1f]?[-_/.]\x1f?\w{1,14}|[ ][-/][ ]?\d{1,4}\b|[-/][ ]\d{1,4}\b){0,5}"
)
_YEAR_OR_PARTS = re.compile(r"(?:19|20)\d\d|\d\d\s?[-_/.]\s?\w")
_YEARS = re.compile(r"((?:19|20)\d\d)(?:\s?[-/]\s?((?:19|20)?\d\d))?")
LONGEST_PERIOD = 12  # years of a plan or a contract


def is_code(code: str) -> bool:
    """A number of an act has a year or letters; a bare figure or some years, behind a title, is none."""
    return bool(_YEAR_OR_PARTS.search(code)) and not _is_period(code)


def _is_period(code: str) -> bool:
    years = _YEARS.fullmatch(code)
    if years is None:
        return False
    if years[2] is None:
        return True
    first, last = int(years[1]) % 100, int(years[2]) % 100
    return len(years[2]) == 4 or 0 < last - first <= LONGEST_PERIOD
