"""Limited Markdown: what it shows, what it refuses, and how long hostile texts take."""

import time

import pytest

from beffroi.core.errors import RuleViolation
from beffroi.drafting.anchors import holds
from beffroi.drafting.facts import Section
from beffroi.drafting.markdown import Block, Item, Run, blocks, is_too_deep, plain, render
from beffroi.drafting.rules import checked, tidy


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Un **mot** et *un autre*.", "<p>Un <strong>mot</strong> et <em>un autre</em>.</p>"),
        ("# Un", "<h3>Un</h3>"),
        ("### Trois", "<h3>Trois</h3>"),
        ("#### Quatre", "<h4>Quatre</h4>"),
        ("###### Six", "<h4>Six</h4>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>'),
        ("[x](https://a.fr)", '<p><a href="https://a.fr" rel="noopener noreferrer">x</a></p>'),
        ("[x](mailto:a@b.fr)", '<p><a href="mailto:a@b.fr" rel="noopener noreferrer">x</a></p>'),
    ],
)
def test_what_is_typed_is_shown(typed, shown):
    assert render(typed).strip() == shown


def test_a_table_is_shown_where_it_can_be_scrolled():
    shown = render("| Poste | Montant |\n|---|---|\n| Sols | 96 500 € |")
    assert shown.startswith('<div class="table-scroll" role="region"')
    assert "<th>Montant</th>" in shown
    assert shown.strip().endswith("</table></div>")


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<table><tr><td>x</td></tr></table>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "[x](&#106;avascript:alert(1))",
    "[x](//ailleurs.example)",
    "[x](/compte/)",
    "![x](javascript:alert(1))",
    '[x](https://a.fr "onmouseover=alert(1)")',
    '[x](https://a.fr/"onclick="alert(1))',
    "**<b onclick=x>**",
    "\x00<script>",
    "<a href='javascript:x'>",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_typed_becomes_a_tag_or_a_script(typed):
    shown = render(tidy(typed)).lower()
    for one in ("<script", "<img", "<b ", 'href="javascript', 'href="data', 'href="vb', 'href="/', "<td>"):
        assert one not in shown
    tags = [piece.split(">")[0] for piece in shown.split("<")[1:]]
    assert all(tag.split()[0].lstrip("/") in {"p", "a", "strong", "em"} for tag in tags)
    assert not any(" on" in tag and "title" not in tag for tag in tags)


def test_a_document_gets_plain_values():
    found = blocks("### Un\n\nDu **gras *et plus*** [là](https://a.fr)\n\n2. a\n   - b\n\n|x|y|\n|-|-|\n|1||")
    assert found == (
        Block("heading", runs=(Run("Un"),), level=3),
        Block(
            "paragraph",
            runs=(
                Run("Du "),
                Run("gras ", bold=True),
                Run("et plus", bold=True, italic=True),
                Run(" "),
                Run("là", href="https://a.fr"),
            ),
        ),
        Block(
            "list",
            ordered=True,
            start=2,
            items=(
                Item(
                    (
                        Block("paragraph", runs=(Run("a"),)),
                        Block("list", items=(Item((Block("paragraph", runs=(Run("b"),)),)),)),
                    )
                ),
            ),
        ),
        Block("table", rows=(((Run("x"),), (Run("y"),)), ((Run("1"),), ()))),
    )


def test_the_words_alone():
    assert plain("Du **gras**\nsuivi\n\n- a") == "Du gras suivi\na"


@pytest.mark.parametrize(
    ("quote", "body", "found"),
    [
        ("la halle couverte", "Voir **la halle** couverte.", True),
        ("l'hiver", "avant l’hiver", True),
        ("1 000 €", "1 000 €", True),
        ("**la halle**", "Voir **la halle** couverte.", True),
        ("la piscine", "Voir **la halle** couverte.", False),
        ("  ", "Voir.", False),
    ],
)
def test_a_passage_is_found_however_it_was_copied(quote, body, found):
    assert holds(quote, body) is found


def test_refused_when_lists_are_nested_beyond_what_is_read():
    deep = "".join("  " * depth + "- a\n" for depth in range(40))
    assert is_too_deep(deep)
    assert not is_too_deep("".join("  " * depth + "- a\n" for depth in range(5)))
    with pytest.raises(RuleViolation, match="profondément"):
        checked((Section("a", "A", deep),))


N = 20_000
BOMBS = {
    "stars": "*" * N,
    "open strong": "**a *a " * (N // 7),
    "underscores": "*_" * (N // 2),
    "brackets": "[" * N,
    "links": "[a](" * (N // 4),
    "closing": "[a" * (N // 4) + "]" * (N // 2),
    "backslashes": "\\" * N,
    "list of lists": "- " * (N // 2),
    "rows": "|a" * 200 + "|\n" + "|-" * 200 + "|\n" + "|\n" * (N // 2),
    "columns": "|" + "a|" * (N // 4) + "\n|" + "-|" * (N // 4) + "\n",
    "lines": "a\n" * (N // 2),
    "parentheses": "[a](" + "(" * N,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_hostile_text_costs_no_more_than_its_length(name):
    whole = BOMBS[name]
    started = time.process_time()
    render.__wrapped__(whole)
    # Half a second for 20,000 signs on a quiet machine; quadratic ways took tens of seconds.
    assert time.process_time() - started < 5
