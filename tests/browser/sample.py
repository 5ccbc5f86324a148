"""One address of a route and who looks at it; the pages that share one set of data."""

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Page

from browser.checks import follow

ERRORS = "#erreurs"


@dataclass(frozen=True)
class Sample:
    """One address of a route: its arguments and its query."""

    label: str
    # What follows the address: the words, or what finds them once the data are loaded.
    query: str | Callable[[], str] = ""
    kwargs: dict[str, str] = field(default_factory=dict)
    statuses: tuple[int, ...] = (200,)
    # Who looks at it: the name of a persona of the demonstration; nobody, the public. `ready` prepares what
    # the address needs and gives its arguments; `then` is done on the page before it is looked at.
    persona: str = ""
    ready: Callable[[], dict[str, object]] | None = None
    then: Callable[[Page], None] | None = None
    # What must be seen on it, as a selector.
    shows: str = ""
    # Where the address sends, when it shows no page of its own: asked once `ready` has prepared the data.
    sent_to: Callable[[], str] | None = None


@dataclass(frozen=True)
class World:
    """Pages that are seen one after the other, over data loaded once."""

    pages: dict[str, list[Sample]]
    prepare: Callable[[], object] = dict


def sends(button: str, **typed: str) -> Callable[[Page], None]:
    """Fill fields of the page's form by their names, then send it and wait for the page that answers."""

    def then(page: Page) -> None:
        main = page.locator("main")
        for name, value in typed.items():
            main.locator(f"[name='{name}']").fill(value)
        follow(page, main.get_by_role("button", name=button, exact=True))

    return then
