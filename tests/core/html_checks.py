"""What every page must hold, whatever it shows."""

import re
from collections import Counter
from html.parser import HTMLParser

LABELLED = {"input", "select", "textarea"}
UNLABELLED_TYPES = {"hidden", "submit", "button", "reset", "image"}


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open_labels = 0
        self.wrapped: set[int] = set()

    def handle_starttag(self, tag, attrs):
        held = {name: value or "" for name, value in attrs}
        if "id" in held:
            self.ids.append(held["id"])
        self.open_labels += tag == "label"
        if self.open_labels and tag in LABELLED:
            self.wrapped.add(len(self.elements))
        self.elements.append((tag, held))

    def handle_endtag(self, tag):
        self.open_labels -= tag == "label"


def check_page(html: str) -> None:
    """Check the skeleton of a whole page: language, one main, one h1, unique ids, labels, nothing inline."""
    check_fragment(html)
    assert re.match(r"\s*<!doctype html>\s*<html lang=\"fr\"", html)
    head, _, body = html.partition("</head>")
    # A drawing has titles of its own.
    assert body.count("<main") == body.count("<h1") == head.count("<title>") == 1
    assert 'href="#contenu"' in html


def check_fragment(html: str) -> None:
    """Check what holds for a part of a page too."""
    page = _Page()
    page.feed(html)
    assert [one for one, times in Counter(page.ids).items() if times > 1] == []
    _check_labels(page)
    _check_references(page)
    assert "<script>" not in html
    assert "<style" not in html
    for tag, attrs in page.elements:
        assert "style" not in attrs, tag
        assert not [name for name in attrs if name.startswith("on") or name.startswith("hx-on")], tag


def _check_labels(page: _Page) -> None:
    named = {attrs["for"] for tag, attrs in page.elements if tag == "label" and "for" in attrs}
    for place, (tag, attrs) in enumerate(page.elements):
        if tag in LABELLED and attrs.get("type") not in UNLABELLED_TYPES:
            assert attrs.get("id") in named or place in page.wrapped or "aria-label" in attrs, attrs


def _check_references(page: _Page) -> None:
    known = set(page.ids)
    for tag, attrs in page.elements:
        for name in ("aria-labelledby", "aria-describedby", "for", "popovertarget"):
            missing = set(attrs.get(name, "").split()) - known
            assert not missing, (tag, name, missing)
