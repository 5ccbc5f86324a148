"""Turns the web font of the pages into the static fonts of the documents, with the signs that it lacks."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FAMILY = "Atkinson Hyperlegible Next"
# name of the style: (slope of the web font, weight, is bold, is italic)
STYLES = {
    "Regular": ("normal", 400, False, False),
    "Bold": ("normal", 700, True, False),
    "Italic": ("italic", 400, False, True),
}
SUBSETS = ("latin", "latin-ext")
NARROW_SPACE, NO_BREAK_HYPHEN, BREAK_HERE = 0x202F, 0x2011, 0x200B
# What a thin space is in most fonts: a fifth of the em.
THIN_PART = 5
# Arrows as (glyph's name, turns of a quarter from the right-pointing one).
ARROWS = {
    0x2192: ("arrowright", 0),
    0x2191: ("arrowup", 1),
    0x2190: ("arrowleft", 2),
    0x2193: ("arrowdown", 3),
}


def make_fonts(source: Path, prefix: str, target: Path) -> None:
    """Write one static font for each style, from the web fonts of `source`."""
    target.mkdir(parents=True, exist_ok=True)
    for style, (slope, weight, bold, italic) in STYLES.items():
        parts = [instance(source / f"{prefix}-{subset}-wght-{slope}.woff2", weight) for subset in SUBSETS]
        font = merged(parts)
        add_signs(font, weight)
        christen(font, style, weight, bold=bold, italic=italic)
        font.save(target / f"{FAMILY.replace(' ', '')}-{style}.ttf")


def instance(path: Path, weight: int) -> TTFont:
    """Fix the weight of a variable font."""
    font = TTFont(path, recalcTimestamp=False)
    font.flavor = None
    return instantiateVariableFont(font, {"wght": weight})


def merged(parts: list[TTFont]) -> TTFont:
    """Make one font of several; a sign that two of them draw is the first one's."""
    known: set[int] = set()
    with TemporaryDirectory() as folder:
        paths = []
        for number, part in enumerate(parts):
            for table in part["cmap"].tables:
                table.cmap = {code: name for code, name in table.cmap.items() if code not in known}
            known |= set(part.getBestCmap())
            paths.append(f"{folder}/{number}.ttf")
            part.save(paths[-1])
        font = Merger().merge(paths)
    font.recalcTimestamp = False
    # The same fonts each time: a document's bytes hang on them.
    font["head"].created = font["head"].modified = parts[0]["head"].modified
    return font


def add_signs(font: TTFont, weight: int) -> None:
    """Add what French typography and our sentences need and the font does not draw."""
    em = font["head"].unitsPerEm
    put(font, NARROW_SPACE, "narrownobreakspace", TTGlyphPen(None).glyph(), em // THIN_PART)
    put(font, BREAK_HERE, "zerowidthspace", TTGlyphPen(None).glyph(), 0)
    hyphen = font.getBestCmap()[ord("-")]
    point_to(font, NO_BREAK_HYPHEN, hyphen)
    width = font["hmtx"][font.getBestCmap()[ord("+")]][0] * 3 // 2
    middle = font["OS/2"].sCapHeight // 2
    stroke = round(em * weight / 5600)
    for code, (name, turns) in ARROWS.items():
        pen = TTGlyphPen(None)
        for shape in arrow(width * 2 // 5, stroke):
            for number, point in enumerate(shape):
                x, y = turned(point, turns)
                (pen.lineTo if number else pen.moveTo)((x + width // 2, y + middle))
            pen.closePath()
        put(font, code, name, pen.glyph(), width)


def arrow(reach: int, stroke: int) -> Iterator[list[tuple[int, int]]]:
    """A shaft and a head that point to the right, around the origin."""
    half, head = stroke // 2, reach // 2
    neck = reach - head
    yield [(-reach, -half), (-reach, half), (neck, half), (neck, -half)]
    yield [(neck, -head), (neck, head), (reach, 0)]


def turned(point: tuple[int, int], quarters: int) -> tuple[int, int]:
    """A point after so many quarter turns to the left."""
    x, y = point
    for _ in range(quarters):
        x, y = -y, x
    return x, y


def put(font: TTFont, code: int, name: str, glyph: object, width: int) -> None:
    """Add a glyph of our own under a code point, unless the font has one."""
    if code in font.getBestCmap():
        return
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = glyph
    left = getattr(glyph, "xMin", 0) if getattr(glyph, "numberOfContours", 0) else 0
    font["hmtx"][name] = (width, left)
    point_to(font, code, name)


def point_to(font: TTFont, code: int, name: str) -> None:
    """Let a code point show a glyph that the font already has."""
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


def christen(font: TTFont, style: str, weight: int, *, bold: bool, italic: bool) -> None:
    """Give a static font the names and the marks that a typesetter finds it by."""
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    full = f"{FAMILY} {style}"
    for number, text in {1: FAMILY, 2: style, 3: postscript, 4: full, 6: postscript}.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    for number in (16, 17, 21, 22, 25):
        font["name"].removeNames(nameID=number)
    font["OS/2"].usWeightClass = weight
    regular = not (bold or italic)
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0b1100001) | italic | bold << 5 | regular << 6
    font["head"].macStyle = bold | italic << 1
