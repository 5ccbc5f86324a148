"""Lists as people type them, one item a line."""

from collections.abc import Callable
from functools import partial
from typing import Any

from beffroi.core.dates import parse_date
from beffroi.core.errors import NotReadable
from beffroi.core.text import fold
from beffroi.law.french import cut_short

_FEWEST_WORDS = 2
_SENSES = {"favorable": True, "defavorable": False, "sens non lu": None, "": None}
_SENSE_WORDS = {True: "favorable", False: "défavorable", None: ""}


def rows_of(text: str) -> list[str]:
    """The lines that say something, each on one line."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _write_pairs(first: str, word: str, second: str, pairs: Any) -> str:
    return "\n".join(f"{one[first]} {word} {one[second]}" for one in pairs)


def _read_pairs(first: str, word: str, second: str, text: str) -> list[dict[str, str]]:
    found = []
    for row in rows_of(text):
        one, _, other = row.partition(f" {word} ")
        if not other.strip():
            raise NotReadable(f"« {cut_short(row)} » : écrivez « NOM Prénom {word} NOM Prénom ».")
        found.append({first: one.strip(), second: other.strip()})
    return found


def _write_opinions(opinions: Any) -> str:
    rows = []
    for one in opinions:
        day = "/".join(reversed(one["on"].split("-"))) if one["on"] else ""
        rows.append(f"{one['commission']} ; {day} ; {_SENSE_WORDS[one['favourable']]}".rstrip(" ;"))
    return "\n".join(rows)


def _read_opinions(text: str) -> list[dict[str, Any]]:
    found = []
    for row in rows_of(text):
        commission, day, sense, *rest = [*(cell.strip() for cell in row.split(";")), "", ""]
        if not commission or any(rest) or fold(sense) not in _SENSES:
            raise NotReadable(
                f"« {cut_short(row)} » : écrivez « Commission ; 27/11/2023 ; favorable » "
                "(ou défavorable, ou rien)."
            )
        on = parse_date(day).isoformat() if day else None
        found.append({"commission": commission, "on": on, "favourable": _SENSES[fold(sense)]})
    return found


def _write_decisions(decisions: Any) -> str:
    return "\n".join(" ".join(f"{one['verb']} {one['text']}".split()) for one in decisions)


def _read_decisions(text: str) -> list[dict[str, str]]:
    """The verb is what stands in capitals at the head of the line; else its first word."""
    found = []
    for row in rows_of(text):
        words = row.split()
        if len(words) < _FEWEST_WORDS:
            raise NotReadable(
                f"« {cut_short(row)} » : écrivez un verbe et son objet, « APPROUVE le contrat »."
            )
        capitals = next((place for place, word in enumerate(words) if not word.isupper()), 0)
        count = max(1, capitals)
        found.append({"verb": " ".join(words[:count]), "text": " ".join(words[count:])})
    return found


WRITE_LINES: dict[str, Callable[[Any], str]] = {
    "names": "\n".join,
    "lines": "\n".join,
    "proxies": partial(_write_pairs, "giver", "à", "holder"),
    "substitutes": partial(_write_pairs, "sitting", "pour", "for"),
    "opinions": _write_opinions,
    "decisions": _write_decisions,
}
READ_LINES: dict[str, Callable[[str], Any]] = {
    "names": rows_of,
    "lines": rows_of,
    "proxies": partial(_read_pairs, "giver", "à", "holder"),
    "substitutes": partial(_read_pairs, "sitting", "pour", "for"),
    "opinions": _read_opinions,
    "decisions": _read_decisions,
}
