"""The shapes of a map as they are written in a page."""

from beffroi.territories.drawing import Cell, Drawing
from beffroi.territories.templatetags.maps import map_cells, map_names

NAMED = Cell("1", "Val <d’Ambre>", "M0 0Z", 1.5, 1200.0, is_named=True)
LINKED = Cell("2", "Bourg & Fort", "M1 1Z", 3.0, 4.0, href="?commune=2&page=1")


def drawn(*cells):
    return Drawing(10, 10, "M0 0Z", cells, is_schematic=True, caption="")


def test_a_commune_is_a_shape_with_its_name_and_a_link_when_it_leads_somewhere():
    assert map_cells(drawn(NAMED)) == (
        '<path class="cell" d="M0 0Z"><title>Val &lt;d’Ambre&gt;</title></path>'
    )
    assert map_cells(drawn(LINKED)) == (
        '<a href="?commune=2&amp;page=1" aria-label="Bourg &amp; Fort"><title>Bourg &amp; Fort</title>'
        '<path class="cell" d="M1 1Z"/><text class="name" x="3.0" y="4.0">Bourg &amp; Fort</text></a>'
    )


def test_the_names_that_stand_on_the_map_are_those_of_the_cells_that_say_so():
    assert map_names(drawn(NAMED, LINKED)) == (
        '<text class="name" x="1.5" y="1200.0">Val &lt;d’Ambre&gt;</text>'
    )
