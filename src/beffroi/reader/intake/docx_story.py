"""One part of a DOCX (body, header, notes) read as it streams by: paragraphs, tables, text boxes."""

from collections.abc import Callable
from dataclasses import dataclass, field

from beffroi.reader.intake.docx_numbering import Numbering, whole
from beffroi.reader.intake.source import Refused

References = list[tuple[str, str]]  # (default, first or even; relationship)

# Fallback repeats in an older form what Choice has said; moved and deleted text is not in the act.
_REVISIONS = frozenset({"moveFrom", "del"})
_SKIPPED = _REVISIONS | {"Fallback", "pPrChange"}
_OFF = frozenset({"0", "false", "off"})
_IN_RUN = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_CELL_SEPARATOR = " | "


@dataclass(slots=True)
class _Paragraph:
    parts: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)  # lines of text boxes anchored in it, read after it
    style: str = ""
    number: str = ""
    level: int | None = None


class Story:
    """Collects the lines of one part; told of elements by their local names."""

    def __init__(self, max_text_chars: int, numbering: Numbering | None = None) -> None:
        self._numbering = numbering or Numbering()
        self.lines: list[str] = []
        self.footnotes: list[str] = []
        self.headers: References = []
        self.footers: References = []
        self.even_pages_differ = False
        self.notes: set[str] = set()
        self._room = max_text_chars
        self._path: list[str] = []
        self._skipping = 0
        self._frames: list[list[str]] = [self.lines]
        self._rows: list[list[str]] = []
        self._paragraphs: list[_Paragraph] = []
        self._hidden: list[bool] = []
        self._section: References = []
        self._starts = self._openers()
        self._ends = self._closers()

    def _openers(self) -> dict[str, Callable[[dict[str, str]], None]]:
        return {
            "p": self._start_paragraph,
            "r": self._start_run,
            "tr": self._start_row,
            "tc": self._start_frame,
            "txbxContent": self._start_frame,
            "footnote": self._start_frame,
            "endnote": self._start_frame,
            "vanish": self._hide,
            "pStyle": self._set_style,
            "numId": self._set_number,
            "ilvl": self._set_level,
            "headerReference": self._refer,
            "footerReference": self._refer,
            "sectPr": self._start_section,
            "titlePg": self._show_first,
            "evenAndOddHeaders": self._show_even,
            "altChunk": self._note_embedded,
        }

    def _closers(self) -> dict[str, Callable[[], None]]:
        return {
            "p": self._end_paragraph,
            "r": self._end_run,
            "tr": self._end_row,
            "tc": self._end_cell,
            "txbxContent": self._end_box,
            "footnote": self._end_note,
            "endnote": self._end_note,
        }

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        parent = self._path[-1] if self._path else ""
        self._path.append(tag)
        if self._skipping or tag in _SKIPPED:
            if tag in _REVISIONS:
                self.notes.add("docx-revisions")
            self._skipping += 1
            return
        if parent == "r" and tag in _IN_RUN:
            self._write(_IN_RUN[tag])
            return
        action = self._starts.get(tag)
        if action is not None:
            action(attributes)

    def end(self, tag: str) -> None:
        """An element closes."""
        self._path.pop()
        if self._skipping:
            self._skipping -= 1
            return
        action = self._ends.get(tag)
        if action is not None:
            action()

    def characters(self, text: str) -> None:
        """Character data; only that of `t` elements is text of the act."""
        if not self._skipping and self._path[-1] == "t":
            self._write(text)

    def _write(self, text: str) -> None:
        if self._hidden and self._hidden[-1]:
            self.notes.add("docx-hidden")
        elif self._paragraphs:
            self._take(len(text))
            self._paragraphs[-1].parts.append(text)

    def _take(self, chars: int) -> None:
        self._room -= chars
        if self._room < 0:
            raise Refused("text-too-long")

    def _start_paragraph(self, _: dict[str, str]) -> None:
        self._take(1)
        self._paragraphs.append(_Paragraph())

    def _end_paragraph(self) -> None:
        paragraph = self._paragraphs.pop()
        text = "".join(paragraph.parts)
        label = self._numbering.label(paragraph.style, paragraph.number, paragraph.level)
        if label and text.strip():
            self._take(len(label) + 1)
            text = f"{label} {text}"
        # A line break inside the paragraph makes a line of its own, as on the page.
        self._frames[-1] += text.split("\n")
        self._frames[-1] += paragraph.boxes

    def _start_run(self, _: dict[str, str]) -> None:
        self._hidden.append(False)

    def _end_run(self) -> None:
        self._hidden.pop()

    def _hide(self, attributes: dict[str, str]) -> None:
        of_run = self._path[-3:-1] == ["r", "rPr"]
        if of_run and attributes.get("val", "true") not in _OFF:
            self._hidden[-1] = True

    def _start_row(self, _: dict[str, str]) -> None:
        self._rows.append([])

    def _end_row(self) -> None:
        filled = [cell for cell in self._rows.pop() if cell.strip()]
        if filled:
            self._frames[-1] += _CELL_SEPARATOR.join(filled).split("\n")

    def _start_frame(self, _: dict[str, str]) -> None:
        self._frames.append([])

    def _end_cell(self) -> None:
        text = "\n".join(self._frames.pop()).strip("\n")
        if self._rows:
            self._rows[-1].append(text)

    def _end_box(self) -> None:
        lines = self._frames.pop()
        (self._paragraphs[-1].boxes if self._paragraphs else self._frames[-1]).extend(lines)

    def _end_note(self) -> None:
        text = "\n".join(self._frames.pop()).strip()
        if text:
            self.footnotes.append(text)

    def _start_section(self, _: dict[str, str]) -> None:
        self._section = []

    def _refer(self, attributes: dict[str, str]) -> None:
        kind, relation = attributes.get("type", "default"), attributes.get("id", "")
        found = self.headers if self._path[-1] == "headerReference" else self.footers
        if kind != "first":
            found.append((kind, relation))
        else:
            self._section.append((self._path[-1], relation))

    def _show_first(self, attributes: dict[str, str]) -> None:
        """The section has a first page of its own: without this, its header is there but never shown."""
        if attributes.get("val", "true") in _OFF:
            return
        for tag, relation in self._section:
            (self.headers if tag == "headerReference" else self.footers).insert(0, ("first", relation))

    def _show_even(self, attributes: dict[str, str]) -> None:
        self.even_pages_differ = attributes.get("val", "true") not in _OFF

    def _set_style(self, attributes: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].style = attributes.get("val", "")

    def _set_number(self, attributes: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].number = attributes.get("val", "")

    def _set_level(self, attributes: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].level = whole(attributes.get("val", ""), 0)

    def _note_embedded(self, _: dict[str, str]) -> None:
        self.notes.add("docx-embedded")
