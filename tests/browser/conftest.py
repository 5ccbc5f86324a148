"""The browser, its pages, and what no page may ever do: complain, break its policy, call another host."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from beffroi.demo.people import load_people
from beffroi.organisations.models import User
from beffroi.organisations.roles import Role
from browser.accounts import SOMEONE
from organisations.factories import PASSWORD, make_member, make_organisation, make_user
from portal.conftest import no_seed, seed

__all__ = ["no_seed", "seed"]

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
# A bound for what never comes, not a measure: a busy machine may take its time.
PATIENCE_SECONDS = 60
HEIGHTS = {1280: 900, 390: 844}
TELL_POLICY = """addEventListener("securitypolicyviolation", event =>
    console.error(`policy broken: ${event.violatedDirective} ${event.blockedURI}`))"""
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
OpenPage = Callable[..., Page]
ComeIn = Callable[[Page, str], None]


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
            f"{address}: {text}"
            for address, text in self.errors
            if not (text.startswith("Failed to load resource") and address in self.refused)
        ]
        return told + self.strangers


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for each worker."""
    # Playwright runs a loop in this thread, and Django takes it for an asynchronous caller.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE_SECONDS * 1000)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*QUIET], env={**os.environ, "LANGUAGE": "fr"}
        )
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """Forget who signed in or asked for a password before: the tests all come from one address."""
    cache.clear()


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
        context.set_default_timeout(PATIENCE_SECONDS * 1000)
        context.add_init_script(TELL_POLICY)
        watch.follow(context)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert watch.complaints() == []


@pytest.fixture
def people(settings, live_server) -> ComeIn:
    """The people of the demonstration, and how one of them, or someone with a password, comes in."""
    settings.DEMO_MODE = True
    load_people()
    someone = make_user(SOMEONE, password=PASSWORD, first_name="Ada", last_name="Clé")
    make_member(make_organisation(), Role.MANAGER, user=someone)

    def come_in(page: Page, email: str) -> None:
        client = Client()
        client.force_login(User.objects.get(email=email), backend=BACKEND)
        session = client.session
        # As after the password was given again: what protects an account may be changed.
        session["account_authentication_methods_user"] = session["_auth_user_id"]
        session["account_authentication_methods"] = [
            {"method": "password", "at": time.time(), "reauthenticated": True}
        ]
        session.save()
        page.context.add_cookies(
            [{"name": "sessionid", "value": session.session_key, "url": live_server.url, "httpOnly": True}]
        )

    return come_in


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
