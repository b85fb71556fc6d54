"""A real Chromium before a real service: what a visitor sees, with everything that pages must never do watched."""

from __future__ import annotations

import json
import os
import shutil
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.api.served import Served

#: Widths in pixels: a telephone, a desk.
NARROW, WIDE = 360, 1440
_HEIGHTS = {NARROW: 740, WIDE: 900}
#: Where the tests leave pictures of the pages.
PICTURES = Path(os.environ.get("PAGES_PICTURES", Path(__file__).parents[2] / "build" / "pages"))
_NAMES = ("chromium", "chromium-browser", "google-chrome")
#: Values of a provision that no test asks for.
_MAXIMA = count(301)
#: Violations of these impacts are mistakes.
_GRAVE = ("serious", "critical")


def chromium_path() -> str:
    """Where Chromium stands on this machine.

    Raises:
        RuntimeError: nowhere; says how to install it.
    """
    given = os.environ.get("CHROMIUM")
    found = next(filter(None, [given, *map(shutil.which, _NAMES)]), None)
    if found is None:
        raise RuntimeError("The tests of the pages need Chromium: apt-get install chromium fonts-noto-core")
    return found


@contextmanager
def chromium():
    """A browser without a window, closed after the block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@dataclass
class ServedPages:
    """A running service with its pages."""

    service: Served

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.service.port}"

    def api(self, path: str, body: dict | None = None, **headers: str) -> dict:
        """What `/v1` answers to the same question."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data)
        for name, value in ({"Content-Type": "application/json"} | headers).items():
            request.add_header(name.replace("_", "-"), value)
        with urllib.request.urlopen(request, timeout=60) as reply:
            return json.loads(reply.read())

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Its process of jobs has something to compute that takes long, and that nobody asked for before."""
        jobs = [self.api("/v1/jobs", _statistics())["id"] for _ in range(6)]
        yield
        for job in jobs:
            self.api(f"/v1/jobs/{job}/cancel", {})

    def read(self, path: str) -> bytes:
        """The bytes at an address of the service."""
        with urllib.request.urlopen(self.address + path, timeout=60) as reply:
            return reply.read()


def _statistics() -> dict:
    """What takes seconds to compute, and nobody asked for before."""
    changes = [{"national_aid_fund.uct.benefit_maximum": {"2026-01-01": next(_MAXIMA)}} for _ in range(8)]
    policies = [{"title": {"en": "Another", "ar": "أخرى"}, "values": one} for one in changes]
    return {"kind": "statistics", "population": "demo", "period": "2026-01", "policies": policies}


@dataclass
class Visit:
    """What happened in one browser context beside what was looked for."""

    context: BrowserContext
    home: str
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    expected_statuses: set[int] = field(default_factory=set)

    def watch(self, page: Page) -> Page:
        page.on("request", self._asked)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("console", self._said)
        return page

    def _asked(self, request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and f"{parts.scheme}://{parts.netloc}" != self.home:
            self.elsewhere.append(request.url)

    def _said(self, message) -> None:
        if message.type not in {"error", "warning"}:
            return
        if any(f"status of {status}" in message.text for status in self.expected_statuses):
            return
        self.complaints.append(f"{message.type}: {message.text}")


class Visitors:
    """Opens pages as visitors do; at the end no page has asked another host, and no browser has complained."""

    def __init__(self, browser: Browser, served: ServedPages) -> None:
        self._browser, self._served = browser, served
        self.visits: list[Visit] = []

    def __call__(self, language: str = "ar", width: int = WIDE, *, scripts: bool = True, refused=()) -> Page:
        """A page of a new visitor; `page.goto("/ar/…")` is of the service.

        Args:
            language: that the browser prefers.
            width: in pixels.
            scripts: whether it runs them.
            refused: statuses of HTTP that the test expects to be answered with.
        """
        context = self._browser.new_context(
            base_url=self._served.address,
            viewport={"width": width, "height": _HEIGHTS.get(width, 900)},
            locale={"ar": "ar-JO", "en": "en-GB"}[language],
            java_script_enabled=scripts,
            accept_downloads=True,
        )
        context.set_default_timeout(60_000)
        visit = Visit(context, self._served.address, expected_statuses=set(refused))
        self.visits.append(visit)
        return visit.watch(context.new_page())

    def close(self) -> None:
        """End every visit, and hold what happened in them."""
        for visit in self.visits:
            visit.context.close()
        elsewhere = [address for visit in self.visits for address in visit.elsewhere]
        complaints = [told for visit in self.visits for told in visit.complaints]
        self.visits.clear()
        assert elsewhere == []
        assert complaints == []


def grave_violations(page: Page) -> list[str]:
    """What axe-core finds on a page that keeps somebody out: rule, impact, and where."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']} ({one['impact']}): {node['target']} {node['html'][:200]}"
        for one in found
        if one["impact"] in _GRAVE
        for node in one["nodes"]
    ]


def overflow(page: Page) -> int:
    """By how many pixels a page is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


#: Texts of drawn charts that reach beyond the picture, by more than what is seen beside it: Vega measures other glyphs.
_CUT = """() => [...document.querySelectorAll("[data-drawn] svg")].flatMap((svg) => {
  const frame = svg.getBoundingClientRect();
  return [...svg.querySelectorAll("text")].filter((text) => {
    const box = text.getBoundingClientRect();
    return box.width && (box.left < frame.left - 4 || box.right > frame.right + 4 || box.top < frame.top - 4);
  }).map((text) => `${svg.closest("[id]").id}: ${text.textContent}`);
})"""


def cut_texts(page: Page) -> list[str]:
    """What of the drawn charts a visitor cannot read to its end."""
    return page.evaluate(_CUT)


#: What is still computed, asked for or, where the reader is or comes soon, to be drawn.
_BUSY = """document.querySelector("[aria-busy=true], .htmx-request, .htmx-swapping, .htmx-settling") !== null
  || [...document.querySelectorAll("[data-chart]")].some((c) => c.dataset.drawn === undefined && c.offsetParent
     && c.getBoundingClientRect().top <= innerHeight + 400 && c.getBoundingClientRect().bottom >= -400)"""


#: How many glances in a row find nothing before a page has settled: what one part begins comes within them.
_QUIET = 4


def settle(page: Page, seconds: float = 60) -> None:
    """Wait until nothing is computed or drawn any more where the visitor looks, and for a while nothing begins."""
    page.wait_for_load_state()
    end, quiet = time.monotonic() + seconds, 0
    while quiet < _QUIET:
        quiet = 0 if page.evaluate(_BUSY) else quiet + 1
        assert time.monotonic() < end, f"{page.url}: is still busy"
        page.wait_for_timeout(50)


def wait_until(page: Page, true: str, seconds: float = 60) -> None:
    """Wait until an expression is true.

    Asked again and again from here: what waits within the page evaluates texts, which the pages' policy forbids.
    """
    end = time.monotonic() + seconds
    while not page.evaluate(true):
        assert time.monotonic() < end, f"{page.url}: {true} is still false"
        page.wait_for_timeout(50)


def focus_comes_to(page: Page, selector: str) -> None:
    """Wait until the focus is on an element: between a swap and its settling it is nowhere for a moment."""
    wait_until(page, f"document.activeElement.matches({json.dumps(selector)})")


def keep_picture(page: Page, name: str) -> Path:
    """A picture of what a visitor sees first (`-top`), and of the whole page with every chart drawn, as in print."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{name}.png"
    page.screenshot(path=PICTURES / f"{name}-top.png")
    page.evaluate("() => { window.dispatchEvent(new Event('beforeprint')) }")
    wait_until(page, "document.querySelectorAll('[data-chart]:not([data-drawn])').length === 0")
    page.screenshot(path=path, full_page=True)
    return path
