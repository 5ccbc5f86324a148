"""The shapes of a map, written in Python: of the communes of a territory, a template would take longer."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from beffroi.territories.drawing import Cell, Drawing

register = template.Library()


@register.simple_tag
def map_cells(drawing: Drawing) -> SafeString:
    """Write each commune: its shape with its name, within a link when it leads somewhere."""
    return format_html_join("", "{}", ((_cell(one),) for one in drawing.cells))


@register.simple_tag
def map_names(drawing: Drawing) -> SafeString:
    """Write the names that stand on the map."""
    named = ((one.x, one.y, one.name) for one in drawing.cells if one.is_named)
    return format_html_join("", '<text class="name" x="{}" y="{}">{}</text>', named)


def _cell(one: Cell) -> SafeString:
    if not one.href:
        return format_html('<path class="cell" d="{}"><title>{}</title></path>', one.path, one.name)
    return format_html(
        '<a href="{0}" aria-label="{1}"><title>{1}</title><path class="cell" d="{2}"/>'
        '<text class="name" x="{3}" y="{4}">{1}</text></a>',
        one.href, one.name, one.path, one.x, one.y,
    )  # fmt: skip
