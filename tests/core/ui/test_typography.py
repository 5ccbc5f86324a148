"""French spaces: in templates when they are loaded, in values by filters, never in what is quoted."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import engines
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from beffroi.core.ui.loaders import typeset_template

NARROW = "\u202f"


@pytest.mark.parametrize(
    ("source", "typeset"),
    [
        ("<p>Quorum : atteint ?</p>", f"<p>Quorum{NARROW}: atteint{NARROW}?</p>"),
        ("<b>Quorum</b> : {{ rate }} %", f"<b>Quorum</b>{NARROW}: {{{{ rate }}}}{NARROW}%"),
        ("« {{ text }} »", f"«{NARROW}{{{{ text }}}}{NARROW}»"),
        ("le 12 décembre 2023", "le 12\u00a0décembre\u00a02023"),
        ('<path d="M0 320 100 200"/>', '<path d="M0 320 100 200"/>'),
        ('<a title="a : b">1 000 €</a>', f'<a title="a : b">1{NARROW}000{NARROW}€</a>'),
        ("{% if a %}b{% endif %} ;", f"{{% if a %}}b{{% endif %}}{NARROW};"),
        ("{# a : b #}{% x 'a : b' %}", "{# a : b #}{% x 'a : b' %}"),
        (
            '<a{% if n > 1 %} id="a"{% endif %}>x : y</a>',
            f'<a{{% if n > 1 %}} id="a"{{% endif %}}>x{NARROW}: y</a>',
        ),
    ],
)
def test_a_template_gets_its_spaces_outside_markup_and_tags(source, typeset):
    assert typeset_template(source) == typeset


@given(st.text(alphabet="ab :;?{}%<>\"'«»1230 #\n", max_size=60))
def test_typesetting_a_template_twice_changes_nothing_more(source):
    assert typeset_template(typeset_template(source)) == typeset_template(source)


def test_the_pages_are_loaded_typeset():
    assert f"Que faire{NARROW}?" in render_to_string("ui/errors/not_found.html")


def shown(source, **context):
    return engines["django"].from_string("{% load french %}" + source).render(context)


@pytest.mark.parametrize(
    ("source", "value", "text"),
    [
        ("{{ v|typo }}", "Qui : lui ?", f"Qui{NARROW}: lui{NARROW}?"),
        ("{{ v|typo }}", None, ""),
        ("{{ v|typo }}", "<b> !", f"&lt;b&gt;{NARROW}!"),
        ("{{ v|french_date }}", date(2023, 12, 12), "12\u00a0décembre\u00a02023"),
        ("{{ v|french_date }}", None, ""),
        ("{{ v|french_day }}", date(2023, 12, 12), "mardi\u00a012\u00a0décembre\u00a02023"),
        (
            "{{ v|french_moment }}",
            datetime(2023, 12, 12, 8, 5, tzinfo=UTC),
            "12\u00a0décembre\u00a02023 à\u00a09\u00a0h\u00a005",
        ),
        ("{{ v|french_moment }}", None, ""),
        ("{{ v|euros }}", Decimal("27037941"), f"27{NARROW}037{NARROW}941{NARROW}€"),
        ("{{ v|euros }}", Decimal("0"), f"0{NARROW}€"),
        ("{{ v|euros }}", None, ""),
        ("{{ v|number }}", 5691, f"5{NARROW}691"),
        ("{{ v|percent }}", Decimal("0.2"), f"20{NARROW}%"),
        ("{{ v|ordinal }}", "1er\u00a0mars <", "1<sup>er</sup>\u00a0mars &lt;"),
        ("{{ v|unbroken }}", "Est-elle <i>", '<span class="nowrap">Est-elle</span> &lt;i&gt;'),
    ],
)
def test_a_filter_writes_a_value_as_the_french_read_it(source, value, text):
    assert shown(source, v=value) == text
