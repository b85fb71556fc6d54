// What the pages do beyond htmx: charts are drawn when they come near, and what changed is said to screen readers.
const self = document.querySelector("script[data-vega]");
let drawing;

/** Load Vega once, when the first chart is there. */
function vega() {
  drawing ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = self.dataset.vega;
    script.onload = () => import(self.dataset.interpreter).then((module) => done(module.expressionInterpreter), failed);
    script.onerror = failed;
    document.head.append(script);
  });
  return drawing;
}

/** What somebody is about to press keeps its place on the screen while something is put in, or drawn, above it. */
function held() {
  const place = document.activeElement ?? document.body;
  const { top } = place.getBoundingClientRect();
  if (place === document.body || top < 0 || top > innerHeight) return () => {};
  return () => {
    if (place.isConnected) scrollBy({ top: place.getBoundingClientRect().top - top, behavior: "instant" });
  };
}

const drawings = new WeakMap();

/** Draw one chart, once: whoever prints while it is drawn gets the same. */
function draw(place) {
  near.unobserve(place);
  if (!drawings.has(place)) drawings.set(place, paint(place));
  return drawings.get(place);
}

/** Draw a chart as wide as its place, and again when that changes. Expressions are interpreted, not evaluated. */
async function paint(place) {
  const specification = JSON.parse(place.dataset.chart);
  // On a telephone the names of a legend stand below one another.
  if (place.clientWidth < 400) for (const legend of specification.legends ?? []) legend.columns = 1;
  const interpreter = await vega();
  const view = new window.vega.View(window.vega.parse(specification, null, { ast: true }), {
    expr: interpreter,
    renderer: "svg",
    hover: true,
    loader: { load: () => Promise.reject(new Error("charts load nothing")) },
  });
  const inside = document.createElement("div");
  place.append(inside);
  let width = place.clientWidth;
  const putBack = held();
  await view.width(width).initialize(inside).runAsync();
  putBack();
  place.dataset.drawn = "";
  new ResizeObserver(() => {
    if (place.clientWidth && place.clientWidth !== width) {
      width = place.clientWidth;
      view.width(width).runAsync();
    }
  }).observe(place);
}

const near = new IntersectionObserver(
  (seen) => {
    for (const entry of seen.filter((one) => one.isIntersecting)) draw(entry.target);
  },
  { rootMargin: "400px" },
);

function drawAll() {
  return Promise.all([...document.querySelectorAll("[data-chart]")].map(draw));
}

function watch(root) {
  for (const place of root.querySelectorAll("[data-chart]:not([data-watched])")) {
    place.dataset.watched = "";
    near.observe(place);
  }
}

/** The other language of the page as it stands now, and its address in print: its state may have changed since. */
function keepAddress() {
  for (const here of document.querySelectorAll("[data-here]")) here.textContent = location.href;
  const link = document.querySelector("[data-language]");
  if (link) link.href = location.pathname.replace(/^\/(ar|en)/, `/${link.hreflang}`) + location.search;
}

/** A form with `data-slim` sends only what differs from what its fields say they rest on. */
document.addEventListener("formdata", (event) => {
  if (!event.target.matches("[data-slim]")) return;
  for (const field of event.target.elements) {
    if (field.dataset.base !== undefined && field.value.trim() === field.dataset.base) event.formData.delete(field.name);
  }
});
/** Buttons that copy what stands in a field; without scripts, or where a browser does not let a page, it is copied by hand. */
function offerCopies() {
  for (const button of document.querySelectorAll("[data-copy][hidden]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const field = document.getElementById(button.dataset.copy);
      field.select();
      await navigator.clipboard?.writeText(field.value);
      document.getElementById("said").textContent = button.dataset.copied;
    });
  }
}

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = document.querySelector("meta[name=csrf-token]").content;
  event.detail.headers["HX-Current-URL-Path"] = location.pathname + location.search;
  // A button of a form that stands outside it is sent with it, as without scripts; htmx sees only those inside.
  const button = event.detail.triggeringEvent?.submitter;
  if (button?.name) event.detail.parameters[button.name] = button.value;
});
/** Who asks for something else waits no longer for what was asked before: its computing would keep the new waiting. */
const asking = new Set();
async function abandon(text) {
  const headers = { "X-CSRFToken": document.querySelector("meta[name=csrf-token]").content };
  for (const [, address] of text.matchAll(/hx-post="([^"]+[/]cancel)"/g)) {
    const reply = await fetch(address, { method: "POST", headers });
    await reply.text();
  }
}
document.addEventListener("htmx:beforeRequest", (event) => {
  const { xhr } = event.detail;
  if (event.target.matches("[data-abandons]")) {
    for (const part of document.querySelectorAll(".later")) abandon(part.outerHTML);
    for (const earlier of asking) earlier.addEventListener("load", () => abandon(earlier.responseText));
  } else if (event.target.matches(".later")) {
    asking.add(xhr);
    xhr.addEventListener("loadend", () => asking.delete(xhr));
  }
});
/** Where the visitor is, from within: what has the focus may be gone once its place is put in anew. */
let within = [];
document.addEventListener("htmx:beforeSwap", () => {
  if (document.activeElement === document.body) return; // lost by an earlier one, which has not settled yet
  within = [];
  for (let place = document.activeElement; place && place !== document.body; place = place.parentElement) {
    if (place.id) within.push(place.id);
  }
});
/** The nearest place around it that is still there and can be focused. */
function stay() {
  if (document.activeElement && document.activeElement !== document.body) return;
  const places = within.map((id) => document.getElementById(id));
  const there = places.filter((place) => place?.matches("[tabindex], a, button, input, select, summary"));
  there.find((place) => !place.closest("details:not([open])"))?.focus({ preventScroll: true });
}
document.addEventListener("htmx:afterSettle", (event) => {
  watch(document);
  keepAddress();
  offerCopies();
  const said = event.detail.elt?.querySelector?.("[data-say]");
  if (said) document.getElementById("said").textContent = said.dataset.say;
  // What the page fetches by itself leaves the visitor where he or she is.
  if (event.detail.requestConfig?.triggeringEvent) event.detail.elt?.querySelector?.("[data-focus]")?.focus();
  stay();
});
let putBack = () => {};
document.addEventListener("htmx:beforeSwap", (event) => {
  // What somebody asked for may move the page; what the page fetches by itself may not.
  putBack = event.detail.requestConfig?.triggeringEvent ? () => {} : held();
});
document.addEventListener("htmx:afterSwap", () => putBack());
/** When a part is put anew, what scrolls by itself keeps its place. */
const places = new Map();
document.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
  for (const one of target.querySelectorAll("[data-keeps-place]")) places.set(one.dataset.keepsPlace, one.scrollTop);
});
document.addEventListener("htmx:afterSwap", () => {
  for (const [name, top] of places) document.querySelector(`[data-keeps-place="${name}"]`)?.scrollTo(0, top);
  places.clear();
});
window.addEventListener("beforeprint", drawAll);
/** Charts that are drawn on the way to a part of the page would move it away. */
window.addEventListener("hashchange", async () => {
  await drawAll();
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
});
watch(document);
keepAddress();
offerCopies();
