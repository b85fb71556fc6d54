"""What of a page does not reach those who have no mouse, do not see it, or read it on paper."""

from __future__ import annotations

from playwright.sync_api import Page

#: A sheet of A4 less its margins, in pixels at 96 to the inch.
_SHEET = {"width": 688, "height": 1017}
_TAB_STOPS = "a[href], button, input, select, textarea, summary, [tabindex='0']"
_NAME = """(e) => `${e.tagName} ${e.className} ${e.id} ${(e.innerText || e.name || "").trim().slice(0, 60)}`"""

_UNTOLD = """() => {
  const found = [], all = (what) => [...document.querySelectorAll(what)], seen = (e) => e.checkVisibility();
  for (const place of ["header", "main", "footer"])
    if (all(`body > ${place}`).length !== 1) found.push(`${place} is not there once`);
  if (all("h1").length !== 1) found.push("not one first heading");
  let last = 1;
  for (const heading of all("h1, h2, h3, h4, h5, h6").filter(seen)) {
    const level = Number(heading.tagName[1]);
    if (level > last + 1) found.push(`${heading.tagName} after H${last}: ${heading.innerText}`);
    last = level;
  }
  for (const chart of all("[role=img], img").filter(seen))
    if (!(chart.getAttribute("aria-label") || chart.alt)) found.push(`a picture without a name: ${chart.outerHTML}`);
  for (const table of all("table"))
    if (!table.caption?.textContent.trim() && !table.ariaLabel && !table.getAttribute("aria-labelledby"))
      found.push(`a table without a name: ${table.innerText.slice(0, 60)}`);
  for (const head of all("th")) if (!head.scope) found.push(`a heading of nothing: ${head.innerText}`);
  const follows = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
  for (const figure of all("figure:has([data-chart])"))
    if (!all("table").some((table) => follows(figure, table))) found.push(`a chart without its table: ${figure.id}`);
  return found;
}"""

_MOST_STOPS = 2_000
_EXPECTED_STOPS = f"""() => {{
  const name = {_NAME}, groups = new Set();
  window.stops = [...document.querySelectorAll("{_TAB_STOPS}")].filter((e) => {{
    if (e.disabled || e.tabIndex < 0 || !e.checkVisibility({{visibilityProperty: true}})) return false;
    if (e.type !== "radio") return true;
    const first = !groups.has(e.name);
    groups.add(e.name);
    return first;
  }});
  window.reached = new Set();
  document.activeElement?.blur();
  return window.stops.length;
}}"""
_STEP = """() => {
  const on = document.activeElement;
  const chosen = on.type === "radio" ? window.stops.find((e) => e.name === on.name) : on;
  // A field of several parts shows its focus on the first of them.
  if (on.matches(":focus-visible")) window.reached.add(chosen);
  return on === document.body;
}"""
_UNREACHED = f"() => window.stops.filter((e) => !window.reached.has(e)).map({_NAME})"

_LOST = """() => {
  const found = [], all = (what) => [...document.querySelectorAll(what)];
  const seen = (e) => e.checkVisibility() && e.getBoundingClientRect().height > 0;
  for (const pressed of all("button, .exports a, header nav a, a[data-language]"))
    if (seen(pressed) && !pressed.closest("table")) found.push(`to be pressed on paper: ${pressed.innerText}`);
  for (const table of all("main table")) if (!seen(table)) found.push(`folded: ${table.innerText.slice(0, 60)}`);
  // A letter is handed to somebody: it says by which version it was made, and bears no address with the facts in it.
  const address = all("footer [data-here]").some((e) => seen(e) && e.innerText === location.href);
  if (!address && !all(".letter").length) found.push("no address");
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) found.push(`wider than the sheet by ${wide}`);
  return found;
}"""


def untold_to_readers(page: Page) -> list[str]:
    """What a screen reader could not tell: landmarks, headings in order, names of pictures and tables."""
    return page.evaluate(_UNTOLD)


def unreached_by_keyboard(page: Page) -> list[str]:
    """What the tabulator does not reach, or reaches unseen, until it leaves the page."""
    page.evaluate(_EXPECTED_STOPS)
    for _ in range(_MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate(_STEP):
            return page.evaluate(_UNREACHED)
    return [f"more than {_MOST_STOPS} stops"]


def lost_in_print(page: Page) -> list[str]:
    """What a sheet of paper lacks, has in vain, or cannot hold. The page is left as it is printed."""
    page.set_viewport_size(_SHEET)
    page.emulate_media(media="print")
    page.evaluate("() => { window.dispatchEvent(new Event('beforeprint')) }")
    return page.evaluate(_LOST)


def tab_to(page: Page, selector: str, most: int = 150) -> int:
    """Go on by the key of tabulation until the focus is on an element; how often it was pressed.

    Raises:
        AssertionError: so many keys did not lead there, after which a visitor has lost patience.
    """
    for count in range(most):
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return count
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by {most} keys on {page.url}")
