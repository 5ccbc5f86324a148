"""Every route of the resolver, with sample arguments: a route that is missing here fails a test."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from beffroi.law.registry import RULES, Rule
from beffroi.portal.calculators.forms import example_query
from browser.accounts import ACCOUNT_PAGES, ACCOUNT_POSTS, SIGN_IN_PAGES
from browser.clerk import ACT_PAGES, CLERK_FILES, CLERK_POSTS, NO_COUNCIL_PAGES, SITTING_PAGES, load_council
from browser.contracts import (
    CONTRACT_FILES,
    CONTRACT_PAGES,
    CONTRACT_POSTS,
    NO_CONTRACT_PAGES,
    load_contracts,
)
from browser.drafting import NO_TEXT_PAGES, TEXT_PAGES, TEXT_POSTS, load_texts
from browser.intakes import INTAKE_PAGES, INTAKE_POSTS, load_intakes
from browser.mails import MAIL_PAGES, MAIL_POSTS
from browser.operations import (
    NO_OPERATION_PAGES,
    OPERATION_FILES,
    OPERATION_PAGES,
    OPERATION_POSTS,
    load_operations,
)
from browser.operations_money import MONEY_FILES, MONEY_PAGES, MONEY_POSTS, load_money
from browser.operations_vote import (
    NO_REPORT_PAGES,
    REPORT_FILES,
    REPORT_PAGES,
    REPORT_POSTS,
    load_reports,
)
from browser.register import EMPTY_REGISTER_PAGES, REGISTER_FILES, REGISTER_PAGES, load_register
from browser.sample import ERRORS, Sample, World
from browser.schemes import AID_PAGES, NO_AID_PAGES, load_aids
from browser.sets import NO_SET_PAGES, SET_FILES, SET_PAGES, SET_POSTS, load_sets
from browser.territories import NO_TERRITORY_PAGES, TERRITORY_PAGES, load_land
from browser.writing import WRITING_PAGES, WRITING_POSTS, load_writing


def _wrong(rule: Rule) -> str:
    return "?" + urlencode({one.name: "32/13/2023 ?" for one in rule.fields})


def _of_rule(rule: Rule) -> Iterator[Sample]:
    slug = {"slug": rule.slug}
    yield Sample(f"{rule.slug} empty", kwargs=slug)
    yield Sample(f"{rule.slug} answered", "?" + example_query(rule), slug, shows=".answer-head .state")
    yield Sample(f"{rule.slug} wrong", _wrong(rule), slug, shows=ERRORS)


def _rules(first: int, last: int | None) -> dict[str, list[Sample]]:
    return {"calculators:rule": [sample for rule in RULES[first:last] for sample in _of_rule(rule)]}


PORTAL_PAGES: dict[str, list[Sample]] = {
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
}
WORLDS: dict[str, World] = {
    "portal": World(PORTAL_PAGES),
    "first rules": World(_rules(0, 8)),
    "other rules": World(_rules(8, None)),
    "accounts": World(ACCOUNT_PAGES),
    "signing in": World(SIGN_IN_PAGES),
    "mails": World(MAIL_PAGES),
    "nothing recorded": World(
        {
            **NO_TERRITORY_PAGES,
            **NO_CONTRACT_PAGES,
            **NO_AID_PAGES,
            **EMPTY_REGISTER_PAGES,
            **NO_COUNCIL_PAGES,
            **NO_TEXT_PAGES,
            **NO_OPERATION_PAGES,
            **NO_SET_PAGES,
            **NO_REPORT_PAGES,
        }
    ),
    "territories": World(TERRITORY_PAGES, load_land),
    "contracts": World(CONTRACT_PAGES, load_contracts),
    "writing contracts": World(WRITING_PAGES, load_writing),
    "aids": World(AID_PAGES, load_aids),
    "texts": World(TEXT_PAGES, load_texts),
    "operations": World(OPERATION_PAGES, load_operations),
    "sets of operations": World(SET_PAGES, load_sets),
    "money of operations": World(MONEY_PAGES, load_money),
    "reports": World(REPORT_PAGES, load_reports),
    "sittings": World(SITTING_PAGES, load_council),
    "acts": World(ACT_PAGES, load_council),
    "intakes": World(INTAKE_PAGES, load_intakes),
    "register": World(REGISTER_PAGES, load_register),
}
# Routes that answer with something else than a page.
FILES: dict[str, World] = {
    "portal": World({"portal:act_json": [Sample("facts of the act")]}),
    "contracts": World(CONTRACT_FILES, load_contracts),
    "clerk": World(CLERK_FILES, load_council),
    "operations": World(OPERATION_FILES, load_operations),
    "sets of operations": World(SET_FILES, load_sets),
    "fiches": World(REPORT_FILES, load_reports),
    "register": World(REGISTER_FILES, load_register),
    "money of operations": World(MONEY_FILES, load_money),
}
# Routes that only take a form, or that another service answers: their tests are elsewhere.
POSTS: frozenset[str] = (
    ACCOUNT_POSTS
    | CLERK_POSTS
    | CONTRACT_POSTS
    | INTAKE_POSTS
    | MAIL_POSTS
    | OPERATION_POSTS
    | REPORT_POSTS
    | SET_POSTS
    | MONEY_POSTS
    | TEXT_POSTS
    | WRITING_POSTS
)


def routes(resolver: URLResolver | None = None, space: str = "") -> set[str]:
    """The names of all routes; one without a name is told by its pattern."""
    found: set[str] = set()
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            found |= routes(one, f"{space}{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern):
            found.add(f"{space}{one.name or one.pattern}")
    return found


def sampled() -> set[str]:
    """The routes that have a sample."""
    return {route for table in (WORLDS, FILES) for world in table.values() for route in world.pages}


def addresses(world: World) -> list[tuple[str, str, Sample]]:
    """Each sample of a world: a label, its route, the sample."""
    return [(one.label, route, one) for route, samples in world.pages.items() for one in samples]


def address_of(route: str, sample: Sample) -> str:
    """The address of a sample."""
    kwargs = sample.ready() if sample.ready else sample.kwargs
    query = sample.query if isinstance(sample.query, str) else sample.query()
    return reverse(route, kwargs=kwargs) + query
