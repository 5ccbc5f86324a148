"""Numbers Word writes by itself before the paragraphs of a list: they are on the page, not in the text."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_ONES = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PLACE = re.compile(r"%([1-9])")
_BULLET = "-"  # where the sign is a picture of a symbol font
_STYLES_DEEP = 10
_LABEL_MAX = 200  # it is repeated before each paragraph
_DEEPEST = 8  # Word has nine levels


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1
    style: str = ""


@dataclass(slots=True)
class _Style:
    base: str = ""
    number: str = ""
    level: int | None = None


@dataclass(slots=True)
class _List:
    scheme: str = ""
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Lists of one DOCX, filled from its numbering and styles parts, then asked paragraph by paragraph."""

    def __init__(self) -> None:
        self._schemes: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._styles: dict[str, _Style] = {}
        self._counts: dict[str, dict[int, int]] = {}
        # What is being described as the parts stream by.
        self._levels: dict[int, _Level] = {}
        self._level = _Level()
        self._list = _List()
        self._override = 0
        self._style = _Style()
        self._actions: dict[str, Callable[[dict[str, str]], None]] = {
            "abstractNum": self._start_scheme,
            "lvl": self._start_level,
            "num": self._start_list,
            "abstractNumId": self._tie,
            "lvlOverride": self._start_override,
            "startOverride": self._restart,
            "style": self._start_style,
        }
        self._values: dict[str, Callable[[str], None]] = {
            "numFmt": lambda value: setattr(self._level, "form", value),
            "lvlText": lambda value: setattr(self._level, "text", value[:_LABEL_MAX]),
            "start": lambda value: setattr(self._level, "start", whole(value, 1)),
            "pStyle": lambda value: setattr(self._level, "style", value),
            "basedOn": lambda value: setattr(self._style, "base", value),
            "numId": lambda value: setattr(self._style, "number", value),
            "ilvl": lambda value: setattr(self._style, "level", whole(value, 0)),
        }

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element of the numbering or of the styles part opens."""
        if tag in self._actions:
            self._actions[tag](attributes)
        elif tag in self._values:
            self._values[tag](attributes.get("val", ""))

    def _start_scheme(self, attributes: dict[str, str]) -> None:
        self._levels = self._schemes[attributes.get("abstractNumId", "")] = {}

    def _start_level(self, attributes: dict[str, str]) -> None:
        self._level = self._levels[whole(attributes.get("ilvl", ""), 0)] = _Level()

    def _start_list(self, attributes: dict[str, str]) -> None:
        self._list = self._lists[attributes.get("numId", "")] = _List()
        self._levels = {}  # a level redefined for one list alone is rare, and left out

    def _tie(self, attributes: dict[str, str]) -> None:
        self._list.scheme = attributes.get("val", "")

    def _start_override(self, attributes: dict[str, str]) -> None:
        self._override = whole(attributes.get("ilvl", ""), 0)

    def _restart(self, attributes: dict[str, str]) -> None:
        self._list.starts[self._override] = whole(attributes.get("val", ""), 1)

    def _start_style(self, attributes: dict[str, str]) -> None:
        self._style = self._styles[attributes.get("styleId", "")] = _Style()

    def label(self, style: str, number: str, level: int | None) -> str:
        """What Word shows before this paragraph, counted on; empty when it is in no list."""
        if not number:
            number, level = self._of_style(style, level)
        found = self._lists.get(number)
        levels = self._schemes.get(found.scheme) if found else None
        if found is None or not levels:
            return ""
        depth = min(level or 0, _DEEPEST)
        counts = self._counts.setdefault(number if found.starts else "scheme " + found.scheme, {})
        start = found.starts.get(depth, levels.get(depth, _Level()).start)
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return _spell(levels, counts, depth)

    def _of_style(self, name: str, level: int | None) -> tuple[str, int | None]:
        for _ in range(_STYLES_DEEP):
            style = self._styles.get(name)
            if style is None:
                break
            if style.number:
                return style.number, self._level_of(style, name) if level is None else level
            name = style.base
        return "", None

    def _level_of(self, style: _Style, name: str) -> int:
        """A level may name its style rather than the style its level."""
        if style.level is not None:
            return style.level
        found = self._lists.get(style.number, _List())
        levels = self._schemes.get(found.scheme, {})
        return next((depth for depth, level in levels.items() if level.style == name), 0)


def whole(written: str, otherwise: int) -> int:
    """A small whole number as a DOCX writes it."""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 7 else otherwise


def _spell(levels: dict[int, _Level], counts: dict[int, int], depth: int) -> str:
    level = levels.get(depth, _Level())
    if level.form == "none":
        return ""
    if level.form == "bullet":
        return level.text if level.text in "-–—•" else _BULLET

    def place(match: re.Match[str]) -> str:
        above = int(match.group(1)) - 1
        described = levels.get(above, _Level())
        return _figure(counts.get(above, described.start), described.form)

    return _PLACE.sub(place, level.text)


def _figure(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letters = _letters(number)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    return f"{number:02}" if form == "decimalZero" else str(number)


def _letters(number: int) -> str:
    """a…z, then aa, bb, as Word goes on; far beyond, plain figures."""
    if not 1 <= number <= 26 * 4:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    if not 1 <= number < 4000:
        return str(number)
    parts = []
    for value, sign in _ROMAN + _ROMAN_ONES:
        parts.append(sign * (number // value))
        number %= value
    return "".join(parts)
