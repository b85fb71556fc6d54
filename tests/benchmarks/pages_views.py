"""How soon the pages are there, and how much they weigh, in a real Chromium: `make bench-pages`.

First views are of a visitor whose browser has nothing of ours yet; a changed provision is one that nobody has asked for
before, from the press of the button to the new main figures. Medians of rounds.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.api.served import served
from tests.benchmarks.ratios import machine
from tests.pages.browser import chromium

ROUNDS = int(os.environ.get("ROUNDS", "5"))
#: What the issue asks for: seconds of a first view, bytes of it, seconds after a changed provision.
MOST_SECONDS, MOST_BYTES, MOST_CHANGED_SECONDS = 1.5, 600_000, 2.0
VIEWS = ("compare", "family", "family?case=day_wages_family_of_six", "law", "monitoring")
CHANGE = (
    "/{language}/compare?set=national_aid_fund.uct.benefit_maximum@2026-01-01={value}&population=demo&period=2026-01"
)


def first_view(browser: Browser, address: str, path: str) -> tuple[float, int]:
    """Seconds until a page of a new visitor is loaded, and the bytes that came for it."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    session, sizes = context.new_cdp_session(page), []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address + path, wait_until="load")
    seconds = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd") / 1000
    page.wait_for_load_state("networkidle")
    context.close()
    return seconds, int(sum(sizes))


def changed_provision(page: Page, value: float) -> float:
    """Seconds from the press of the button to the main figures of a value that nobody has asked for before."""
    page.fill("#value-0", f"{value:g}")
    started = time.perf_counter()
    page.press("#value-0", "Enter")
    page.wait_for_selector(f'#provisions ins:has-text("{value:g}")')
    page.wait_for_selector(".keys .change")
    return time.perf_counter() - started


def changed_provisions(browser: Browser, address: str, language: str, values: Iterator[float]) -> list[float]:
    """That time, for one value after the other of one visitor, who does not wait for what comes later."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(address + CHANGE.format(language=language, value=next(values)))
    page.wait_for_selector(".keys .change")
    found = []
    for _ in range(ROUNDS):
        page.wait_for_timeout(1_000)
        found.append(changed_provision(page, next(values)))
    page.context.close()
    return found


def report(browser: Browser, address: str) -> str:
    """The page of documentation."""
    lines = ["| page | language | seconds | at most | kB | at most |", "|---|---|---|---|---|---|"]
    for view in VIEWS:
        for language in ("ar", "en"):
            found = [first_view(browser, address, f"/{language}/{view}") for _ in range(ROUNDS)]
            seconds, size = (statistics.median(part) for part in zip(*found, strict=True))
            limits = f"{MOST_SECONDS} | {size / 1000:.0f} | {MOST_BYTES / 1000:.0f}"
            lines.append(f"| {view} | {language} | {seconds:.2f} | {limits} |")
    values = iter(137 + step / 4 for step in range(4 * ROUNDS))
    lines += ["", "| a changed provision | seconds | at most |", "|---|---|---|"]
    for language in ("ar", "en"):
        seconds = statistics.median(changed_provisions(browser, address, language, values))
        lines.append(f"| {language} | {seconds:.2f} | {MOST_CHANGED_SECONDS} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and write the page where one is named."""
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), "--open", "--workers", "2") as running,
        chromium() as browser,
    ):
        time.sleep(15)  # the process of jobs is ready by then: it reads the law and the people at its start
        told = report(browser, f"http://127.0.0.1:{running.port}")
    here = ", ".join(f"{name}: {value}" for name, value in machine().items())
    page = (
        "# The pages in a browser\n\nWritten by `make bench-pages`: the demo population, a headless Chromium on the "
        f"same machine, medians of {ROUNDS}.\n\n{here}.\n\n{told}\n"
    )
    print(page)  # noqa: T201 - what the command is for
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
