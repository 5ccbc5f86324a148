"""What every reading must be: the shape of formats.md, and nothing that the text does not say."""

import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from beffroi.reader import Reading, read
from beffroi.reader.export import to_dict

KINDS = {"epci", "commune", "departement", "commission_permanente", "bureau"}
DAY = re.compile(r"\d{4}-\d\d-\d\d")
HOUR = re.compile(r"\d\d:\d\d")
CODE = re.compile(r"[a-z]+(-[a-z]+)+")
# A leaf is a test of its value; a list of one leaf is a list of such values.
Leaf = Any


def text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def maybe_text(value: Any) -> bool:
    return value is None or text(value)


def maybe_day(value: Any) -> bool:
    return value is None or (isinstance(value, str) and DAY.fullmatch(value) is not None)


def maybe_hour(value: Any) -> bool:
    return value is None or (isinstance(value, str) and HOUR.fullmatch(value) is not None)


def whole(value: Any) -> bool:
    return type(value) is int


def maybe_count(value: Any) -> bool:
    return value is None or (whole(value) and value >= 0)


def maybe_whole(value: Any) -> bool:
    return value is None or whole(value)


def maybe_bool(value: Any) -> bool:
    return value is None or type(value) is bool


VOTE: dict[str, Leaf] = {
    "wording": maybe_text,
    "for": maybe_count,
    "against": maybe_count,
    "abstain": maybe_count,
    "against_names": [text],
    "abstain_names": [text],
    "recused_names": [text],
}
DELIBERATION: dict[str, Leaf] = {
    "number": maybe_text,
    "title": maybe_text,
    "citations": [text],
    "opinions": [
        {"commission": text, "on": maybe_day, "favourable": lambda value: value is True or value is None}
    ],
    "decisions": [{"verb": text, "text": text}],
    "vote": VOTE,
    "received_on": maybe_day,
    "published_on": maybe_day,
    "court": maybe_text,
    "computed": {"enforceable_on": maybe_day, "appeal_until": maybe_day},
}
SHAPE: dict[str, Leaf] = {
    "assembly": maybe_text,
    "kind": lambda value: value is None or value in KINDS,
    "sitting_on": maybe_day,
    "sitting_at": maybe_hour,
    "convened_on": maybe_day,
    "members_in_office": maybe_count,
    "counts_stated": dict.fromkeys(("present", "represented", "absent", "voting"), maybe_count),
    "chair": maybe_text,
    "secretary": maybe_text,
    "present": [text],
    "proxies": [{"giver": text, "holder": text}],
    "absent": [text],
    "substitutes": [{"sitting": text, "for": text}],
    "movements": [
        {"name": text, "kind": {"arrival", "departure"}.__contains__, "at": maybe_hour, "line": whole}
    ],
    "deliberations": [DELIBERATION],
    "computed": {"clear_days": maybe_whole, "quorum": maybe_count, "quorum_met": maybe_bool},
    "findings": [
        {
            "code": lambda value: CODE.fullmatch(value) is not None,
            "severity": {"error", "warning", "question"}.__contains__,
            "line": whole,
            "quote": text,
            "message": text,
            "source": maybe_text,
        }
    ],
}


def misshapen(value: Any, shape: Leaf = SHAPE, path: str = "") -> list[str]:
    """Where a reading as JSON is not what formats.md says: a key missing or added, a type, an empty word."""
    if isinstance(shape, dict):
        if not isinstance(value, dict) or set(value) != set(shape):
            return [f"{path}: {sorted(set(value) ^ set(shape)) if isinstance(value, dict) else value!r}"]
        return [fault for key in shape for fault in misshapen(value[key], shape[key], f"{path}.{key}")]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{path}: {value!r}"]
        return [fault for each in value for fault in misshapen(each, shape[0], f"{path}[]")]
    return [] if shape(value) else [f"{path}: {value!r}"]


_MARKS = re.compile(
    r"</?[a-zA-Z][^<>\n]{0,120}>|&(?:nbsp|emsp|ensp|amp|lt|gt|#\d{1,5});|[\s*_`#>|;\\~\x00-\x20\u200b\ufeff\u00ad-]+"
)


def bare(words: str) -> str:
    """Letters, figures and points alone: no Markdown, tag, blank, nor hyphen that an end of line adds."""
    return _MARKS.sub("", unicodedata.normalize("NFC", words))


def invented(raw: str, reading: dict[str, Any]) -> list[str]:
    """The findings that quote what the text does not say, or at a line where it does not say it."""
    lines = raw.split("\n")
    faults = []
    for finding in reading["findings"]:
        if not 1 <= finding["line"] <= len(lines):
            faults.append(f"line {finding['line']} of {len(lines)}: {finding['code']}")
        elif not quoted_at(lines, finding["line"], finding["quote"]):
            faults.append(f"{finding['code']}: line {finding['line']} does not say {finding['quote']!r}")
    faults += [
        f"movement: line {each['line']} of {len(lines)}"
        for each in reading["movements"]
        if not 1 <= each["line"] <= len(lines)
    ]
    return faults


def quoted_at(lines: list[str], number: int, quote: str, *, before: int = 8, behind: int = 8) -> bool:
    """Tell whether some words of a quote stand on its line; it may begin before it, or go on over a few."""
    words = bare(quote.removesuffix("…"))
    first = max(0, number - 1 - before)
    start, line = len(bare("\n".join(lines[first : number - 1]))), len(bare(lines[number - 1]))
    window = bare("\n".join(lines[first : number + behind]))
    return window.find(words, max(0, start - len(words)), start + line + len(words)) >= 0


def people(reading: dict[str, Any]) -> Iterator[str]:
    """Every name of a reading."""
    yield from (reading[field] for field in ("chair", "secretary") if reading[field])
    yield from reading["present"]
    yield from reading["absent"]
    for each in reading["proxies"]:
        yield from (each["giver"], each["holder"])
    for each in reading["substitutes"]:
        yield from (each["sitting"], each["for"])
    yield from (each["name"] for each in reading["movements"])
    for one in reading["deliberations"]:
        for field in ("against_names", "abstain_names", "recused_names"):
            yield from one["vote"][field]


def unknown_names(raw: str, reading: dict[str, Any]) -> list[str]:
    """The names with a word that the text does not write: a name may be put together, never corrected."""
    said = bare(raw)
    return [name for name in people(reading) if not all(bare(word) in said for word in name.split())]


def check(raw: str) -> Reading:
    """Read a text and check all that must hold for any text."""
    reading = read(raw)
    found = to_dict(reading)
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert misshapen(found) == []
    assert reading.lines is not None
    assert len(reading.lines) == raw.count("\n") + 1
    assert invented(raw, found) == []
    assert unknown_names(raw, found) == []
    return reading
