"""The fonts of the documents: made alike each time, with the signs that French needs."""

import runpy
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from beffroi.documents.coverage import FONTS, font_files

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "node_modules" / "@fontsource-variable" / "atkinson-hyperlegible-next" / "files"
REGULAR = FONTS / "AtkinsonHyperlegibleNext-Regular.ttf"


def test_there_is_one_font_for_each_style_and_its_licence():
    styles = {}
    for path in font_files():
        with TTFont(path) as font:
            styles[font["name"].getDebugName(2)] = font["OS/2"].usWeightClass
    assert styles == {"Regular": 400, "Bold": 700, "Italic": 400}
    assert "SIL OPEN FONT LICENSE" in (FONTS / "LICENSE.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", font_files(), ids=lambda path: path.stem)
def test_the_signs_of_french_typography_have_their_shape(path):
    with TTFont(path) as font:
        glyphs, widths = font.getBestCmap(), font["hmtx"]
        assert 0 < widths[glyphs[0x202F]][0] < widths[glyphs[0xA0]][0]
        assert widths[glyphs[0x200B]][0] == 0
        assert glyphs[0x2011] == glyphs[ord("-")]
        assert {glyphs[code] for code in range(0x2190, 0x2194)} == {
            "arrowleft", "arrowup", "arrowright", "arrowdown",
        }  # fmt: skip


def test_a_font_made_again_is_the_same(tmp_path):
    tool = runpy.run_path(str(ROOT / "tools" / "document_fonts.py"))
    styles = tool["STYLES"]
    for style in set(styles) - {"Regular"}:
        del styles[style]
    tool["make_fonts"](SOURCE, "atkinson-hyperlegible-next", tmp_path)
    assert (tmp_path / REGULAR.name).read_bytes() == REGULAR.read_bytes()
