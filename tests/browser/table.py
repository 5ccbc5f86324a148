"""Every route of the resolver, with sample arguments: a route that is missing here fails a test."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from beffroi.law.registry import RULES, Rule
from beffroi.portal.calculators.forms import example_query
from browser.accounts import ACCOUNT_FILES, ACCOUNT_PAGES, ACCOUNT_POSTS
from browser.sample import Sample


def _wrong(rule: Rule) -> str:
    return "?" + urlencode({one.name: "32/13/2023 ?" for one in rule.fields})


def _of_rule(rule: Rule) -> Iterator[Sample]:
    slug = {"slug": rule.slug}
    yield Sample(f"{rule.slug} empty", kwargs=slug)
    yield Sample(f"{rule.slug} answered", "?" + example_query(rule), slug)
    yield Sample(f"{rule.slug} wrong", _wrong(rule), slug)


PAGES: dict[str, list[Sample]] = {
    "ui:components": [Sample("components"), Sample("components, nothing found", "?q=zzzz")],
    "portal:home": [Sample("home")],
    "portal:act": [Sample("act")],
    # Without the text of the real act, its page says so: that one too must be accessible.
    "portal:act_text": [Sample("text of the act", statuses=(200, 404))],
    "portal:read": [Sample("reader")],
    "portal:example": [Sample("example")],
    "portal:accessibility": [Sample("accessibility")],
    "portal:about": [Sample("about")],
    "calculators:index": [
        Sample("rules"),
        Sample("rules found", "?q=recours"),
        Sample("rules, nothing found", "?q=zzzz"),
    ],
    "calculators:rule": [sample for rule in RULES for sample in _of_rule(rule)],
    **ACCOUNT_PAGES,
}
# Routes that answer with something else than a page.
FILES: dict[str, list[Sample]] = {"portal:act_json": [Sample("facts of the act")], **ACCOUNT_FILES}
# Routes that only take a form, or that another service answers: their tests are elsewhere.
POSTS: frozenset[str] = ACCOUNT_POSTS


def routes(resolver: URLResolver | None = None, space: str = "") -> set[str]:
    """The names of all routes; one without a name is told by its pattern."""
    found: set[str] = set()
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            found |= routes(one, f"{space}{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern):
            found.add(f"{space}{one.name or one.pattern}")
    return found


def addresses(table: dict[str, list[Sample]]) -> list[tuple[str, str, Sample]]:
    """Each sample of a table: a label, its route, the sample."""
    return [(one.label, route, one) for route, samples in table.items() for one in samples]


def address_of(route: str, sample: Sample) -> str:
    """The address of a sample."""
    kwargs = sample.ready() if sample.ready else sample.kwargs
    return reverse(route, kwargs=kwargs) + sample.query
