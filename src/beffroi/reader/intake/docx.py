"""A DOCX as text: headers, body, notes, footers, in the order one reads them (runs in the child)."""

from beffroi.reader.intake.docx_numbering import Numbering
from beffroi.reader.intake.docx_package import Package
from beffroi.reader.intake.docx_story import References, Story
from beffroi.reader.intake.safe_xml import XmlReader

_NOTE_PARTS = ("footnotes", "endnotes")


def read_docx(data: bytes, max_text_chars: int) -> tuple[str, int | None, tuple[str, ...]]:
    """Text, no page count (a DOCX has none of its own), codes of notes.

    Raises: Refused, for what is not a DOCX, is broken, unsafe or too heavy.
    """
    package = Package(data)
    targets = package.targets(package.main)
    body = _story(package, package.main, max_text_chars, _numbering(package, targets))
    even = any(
        _story(package, part, max_text_chars).even_pages_differ
        for kind, part in targets.values()
        if kind == "settings" and package.has(part)
    )
    tops = _margins(package, targets, body.headers, even, max_text_chars)
    feet = _margins(package, targets, body.footers, even, max_text_chars)
    notes = _footnotes(package, targets, max_text_chars)
    codes = [code for code, found in (("docx-headers", tops or feet), ("docx-footnotes", notes)) if found]
    return "\n".join([*tops, *body.lines, *notes, *feet]), None, (*codes, *sorted(body.notes))


def _numbering(package: Package, targets: dict[str, tuple[str, str]]) -> Numbering:
    numbering = Numbering()
    for kind, part in targets.values():
        if kind in ("numbering", "styles") and package.has(part):
            package.walk(part, XmlReader(numbering.start))
    return numbering


def _story(package: Package, part: str, max_text_chars: int, numbering: Numbering | None = None) -> Story:
    story = Story(max_text_chars, numbering)
    package.walk(part, XmlReader(story.start, story.end, story.characters))
    return story


def _margins(
    package: Package, targets: dict[str, tuple[str, str]], references: References, even: bool, most: int
) -> list[str]:
    """Headers (or footers) that are shown, each text once however many sections repeat it."""
    lines: list[str] = []
    seen: set[str] = set()
    for kind, relation in references:
        part = targets.get(relation, ("", ""))[1]
        if (kind == "even" and not even) or not package.has(part) or part in seen:
            continue
        seen.add(part)
        found = [line for line in _story(package, part, most).lines if line.strip()]
        text = "\n".join(found)
        if text not in seen:
            lines += found
        seen.add(text)
    return lines


def _footnotes(package: Package, targets: dict[str, tuple[str, str]], most: int) -> list[str]:
    """Notes in order, numbered as Word shows them; the body keeps no mark that would split its sentences."""
    lines: list[str] = []
    for wanted in _NOTE_PARTS:
        for kind, part in targets.values():
            if kind == wanted and package.has(part):
                found = _story(package, part, most).footnotes
                lines += [f"[{number}] {text}" for number, text in enumerate(found, 1)]
    return lines
