"""A drawing as an SVG that stands alone, without style sheet: for a PDF."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from beffroi.territories.drawing import Drawing

INK, SEAM, SHEET = "#1f2b34", "#d3cdbe", "#ffffff"


def standalone_svg(drawing: Drawing, title: str) -> SafeString:
    """Write the map with its colours and the names that fit."""
    cells = format_html_join(
        "", '<path d="{}"><title>{}</title></path>', ((one.path, one.name) for one in drawing.cells)
    )
    names = format_html_join(
        "",
        '<text x="{}" y="{}">{}</text>',
        ((str(one.x), str(one.y), one.name) for one in drawing.cells if one.is_named),
    )
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="{}" role="img"><title>{}</title>'
        '<path d="{}" fill="{}" stroke="{}" stroke-width="2"/>'
        '<g fill="none" stroke="{}">{}</g>'
        '<g font-family="Atkinson Hyperlegible Next" font-size="14" text-anchor="middle" fill="{}">{}</g>'
        "</svg>",
        drawing.view_box, title, drawing.land, SHEET, INK, SEAM, cells, INK, names,
    )  # fmt: skip
