"""What is checked on any page in the browser, and the keyboard's roads."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from playwright.sync_api import Locator, Page

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (1280, 390)
NARROWEST = 320
MOST_STOPS = 400

UNFOLD = "() => document.querySelectorAll('details').forEach(one => { one.open = true; })"
RUN_AXE = """() => axe.run({resultTypes: ["violations"]}).then(told =>
    told.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html}`)))"""
# The stop of the keyboard: its outline, and whether it is really the thing that is seen at its place.
SEE_FOCUS = """() => {
    const here = document.activeElement, style = getComputedStyle(here);
    const boxes = [...here.getClientRects()].filter(box => box.width > 0 && box.height > 0);
    const seen = boxes.some(box => {
        const x = box.left + box.width / 2;
        const y = Math.min(Math.max(box.top + Math.min(box.height, 200) / 2, 0), innerHeight - 1);
        const top = document.elementFromPoint(x, y);
        return top && (here.contains(top) || top.contains(here));
    });
    const name = here.outerHTML.slice(0, 90);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return { none: here === document.body, name, outlined, seen };
}"""


@contextmanager
def opens(page: Page) -> Iterator[None]:
    """Wait for the page that what is done inside opens, until the whole of it is there.

    A click comes back as soon as the answer begins: what is looked at then is half a page.
    """
    with page.expect_navigation(wait_until="load"):
        yield


def follow(page: Page, wanted: Locator) -> None:
    """Click what opens another page, and wait for the whole of it."""
    with opens(page):
        wanted.click()


@lru_cache(maxsize=1)
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands."""
    page.evaluate(_axe())
    return list(page.evaluate(RUN_AXE))


def overflow(page: Page) -> int:
    """How many pixels of the page stand beyond the right edge of the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def faults_of(page: Page) -> list[str]:
    """What axe finds at both widths with everything unfolded, and what overflows at each."""
    # What was shown may be on a page whose styles are still on their way.
    page.wait_for_load_state()
    page.evaluate(UNFOLD)
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{width}: {one}" for one in violations(page)]
        if (beyond := overflow(page)) > 0:
            found.append(f"{width}: {beyond} pixels beyond the edge")
    page.set_viewport_size({"width": NARROWEST, "height": 900})
    if (beyond := overflow(page)) > 0:
        found.append(f"{NARROWEST}: {beyond} pixels beyond the edge")
    return found


def check_accessible(page: Page) -> None:
    """Axe finds nothing at both widths with everything unfolded, and nothing overflows."""
    assert faults_of(page) == []


def tab_to(page: Page, wanted: Locator, most: int = 60) -> None:
    """Press Tab until the element has the focus, as someone without a mouse does; the focus must show."""
    wanted.wait_for(state="attached")
    page.wait_for_load_state()
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("node => node === document.activeElement"):
            stop = page.evaluate(SEE_FOCUS)
            assert stop["outlined"], stop["name"]
            assert stop["seen"], stop["name"]
            return
    raise AssertionError(f"{most} presses of Tab never reached {wanted}")


def faulty_stops(page: Page) -> list[str]:
    """Walk the whole page with Tab; the stops whose focus does not show, or is covered."""
    faulty: list[str] = []
    page.wait_for_load_state()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(SEE_FOCUS)
        if stop["none"]:
            return faulty
        if not (stop["outlined"] and stop["seen"]):
            faulty.append(stop["name"])
    return faulty
