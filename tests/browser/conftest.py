"""The browser, its pages, and what no page may ever do: complain, break its policy, call another host."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    sync_playwright,
)

from portal.conftest import no_seed, seed

__all__ = ["no_seed", "seed"]

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
HEIGHTS = {1280: 900, 390: 844}
TELL_POLICY = """addEventListener("securitypolicyviolation", event =>
    console.error(`policy broken: ${event.violatedDirective} ${event.blockedURI}`))"""
OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder needs the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Watch:
    """What the pages of one test said and asked for."""

    home: str
    errors: list[tuple[str, str]] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    def follow(self, context: BrowserContext) -> None:
        """Listen to all pages of a context."""
        context.on("console", self.hear)
        context.on("weberror", lambda error: self.errors.append(("", str(error.error))))
        context.on("request", self.see)
        context.on("response", self.note)

    def hear(self, message: ConsoleMessage) -> None:
        """Keep what the console calls an error or a warning."""
        if message.type in {"error", "warning"}:
            self.errors.append((message.location["url"], message.text))

    def see(self, request: Request) -> None:
        """Keep what goes to another host."""
        if urlsplit(request.url).netloc != urlsplit(self.home).netloc and not request.url.startswith("data:"):
            self.strangers.append(request.url)

    def note(self, response: Response) -> None:
        """Remember the pages that refuse: the console repeats their status."""
        if response.status >= 400 and response.request.is_navigation_request():
            self.refused.add(response.url)

    def complaints(self) -> list[str]:
        """Everything that no page may do."""
        told = [
            text
            for address, text in self.errors
            if not (text.startswith("Failed to load resource") and address in self.refused)
        ]
        return told + self.strangers


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for each worker."""
    # Playwright runs a loop in this thread, and Django takes it for an asynchronous caller.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*QUIET], env={**os.environ, "LANGUAGE": "fr"}
        )
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(browser: Browser, live_server) -> Iterator[OpenPage]:
    """Open pages, each in a session of its own; at the end, none may have complained."""
    watch = Watch(live_server.url)
    contexts: list[BrowserContext] = []

    def opened(*, width: int = 1280, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": HEIGHTS[width]},
            java_script_enabled=javascript,
            locale="fr-FR",
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        context.add_init_script(TELL_POLICY)
        watch.follow(context)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert watch.complaints() == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A desktop's page."""
    return open_page()


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """A telephone's page."""
    return open_page(width=390)


@pytest.fixture
def plain(open_page: OpenPage) -> Page:
    """A page where no script runs."""
    return open_page(javascript=False)
