// Present mode: the short path on a projector, one thing a screen, without code; folds stay closed until somebody opens
// them. Nothing moves in the page: what is not on the screen is hidden.
const main = document.querySelector("main.lesson"), bar = document.querySelector(".stage-bar");
const [back, next, leave, pages, clock] = ["turn-back", "turn-on", "leave", "pages", "clock"].map((name) => bar.querySelector(`.${name}`));
const button = document.querySelector(".present"), RIM = 16, LEAST = 200, SWIPE = 80; // pixels
const presenting = () => document.body.classList.contains("presenting");
let screens = [], now = 0, since = 0, ticking = 0, resizing = 0;

// an entry of a list keeps its number when those before it are on another screen
const numbered = (list) => [...list.children].forEach((entry, place) => { entry.value = place + 1; });

function cut() {
  document.body.classList.add("measuring");
  screens = screensOf([...main.querySelectorAll(".hero, .cell.on-path")], main.clientHeight - 2 * RIM);
  document.body.classList.remove("measuring");
}

// a block and all that holds it
function* upTo(block) {
  for (let part = block; part !== main; part = part.parentElement) yield part;
}

function show(place) {
  now = Math.max(0, place);
  main.querySelectorAll(".now").forEach((part) => part.classList.remove("now", "block"));
  for (const block of screens[now]) {
    block.classList.add("block");
    for (const part of upTo(block)) part.classList.add("now");
    [block, ...block.querySelectorAll("*")].filter((part) => part.localName === "details").forEach((fold) => { fold.open = false; });
    [block, ...block.querySelectorAll("table")].filter((part) => part.localName === "table").forEach(asCards);
  }
  main.scrollTop = 0;
  pages.textContent = `${now + 1} of ${screens.length}`;
  fit();
}

// a table that is wider than the screen becomes a card for each row
function asCards(table) {
  table.classList.remove("as-cards");
  if (table.getBoundingClientRect().width <= main.clientWidth - 2 * RIM && table.scrollWidth <= table.clientWidth + 1) return;
  const heads = [...table.querySelectorAll("thead th")].map(({ textContent }) => textContent.trim());
  table.querySelectorAll("tbody tr").forEach((row) => [...row.children].forEach((cell, place) => { cell.dataset.head ??= heads[place] ?? ""; }));
  table.classList.add("as-cards");
}

// the chart of a screen gets the room below its title and its controls
async function fit() {
  const chart = main.querySelector(".kx.now .kx-chart");
  if (!chart) return;
  const room = main.getBoundingClientRect().bottom - RIM - (chart.getBoundingClientRect().top + main.scrollTop);
  main.setAttribute("aria-busy", "true");
  await project(chart, chart.clientWidth, Math.max(LEAST, Math.floor(room)));
  main.removeAttribute("aria-busy");
}

const tick = () => { clock.textContent = `${Math.floor((Date.now() - since) / 60_000)} min`; };
const watched = new ResizeObserver(() => { if (presenting()) fit(); });

function begin() {
  if (presenting()) return;
  document.body.classList.add("presenting");
  dispatchEvent(new CustomEvent("presenting", { detail: true }));
  document.querySelector(".menu").open = false;
  main.querySelectorAll(".kx-head, .kx-controls").forEach((part) => watched.observe(part));
  bar.hidden = false;
  main.tabIndex = -1;
  main.focus({ preventScroll: true });
  [since, ticking] = [Date.now(), setInterval(tick, 5_000)];
  tick();
  main.querySelectorAll("ol").forEach(numbered);
  cut();
  show(0);
}

async function end() {
  const [first] = screens[now];
  clearInterval(ticking);
  watched.disconnect();
  document.body.classList.remove("presenting");
  main.querySelectorAll(".now").forEach((part) => part.classList.remove("now", "block"));
  main.querySelectorAll(".as-cards").forEach((part) => part.classList.remove("as-cards"));
  main.removeAttribute("tabindex");
  bar.hidden = true;
  dispatchEvent(new CustomEvent("presenting", { detail: false }));
  await drawAsBefore();
  first.scrollIntoView();
  button.focus({ preventScroll: true });
}

// one step on or back: down a screen that is longer than the wall, else to the next one
function turn(step) {
  const rest = step > 0 ? main.scrollHeight - main.clientHeight - main.scrollTop : main.scrollTop;
  if (rest > 2) main.scrollBy(0, step * 0.85 * main.clientHeight);
  else if (screens[now + step]) show(now + step);
}

const STEPS_OF = { PageDown: 1, PageUp: -1, ArrowRight: 1, ArrowLeft: -1 };
const PLACES = { Home: () => 0, End: () => screens.length - 1 };

// a field keeps the keys that it needs itself; page keys (those of a clicker) always turn the page
function pressed(event) {
  const { key, target, ctrlKey, altKey, metaKey } = event;
  if (ctrlKey || altKey || metaKey) return;
  const field = target.matches("input, select, textarea"), page = key.startsWith("Page");
  if (!presenting()) {
    if (key.toLowerCase() === "p" && !field) begin();
  } else if (key === "Escape") end();
  else if ((key in STEPS_OF || key in PLACES) && (page || !field)) {
    event.preventDefault();
    if (key in PLACES) show(PLACES[key]());
    else turn(STEPS_OF[key]);
  }
}

let from = null; // where a finger came down
main.addEventListener("touchstart", ({ touches: [first], target }) => {
  from = target.closest(".kx-chart, input, select, .wide, [role=region]") ? null : [first.clientX, first.clientY];
}, { passive: true });
main.addEventListener("touchend", ({ changedTouches: [last] }) => {
  if (!presenting() || !from) return;
  const [across, down] = [last.clientX - from[0], last.clientY - from[1]];
  if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) turn(-Math.sign(across));
});
document.addEventListener("keydown", pressed);
back.addEventListener("click", () => turn(-1));
next.addEventListener("click", () => turn(1));
leave.addEventListener("click", end);
button.addEventListener("click", begin);
addEventListener("resize", () => {
  clearTimeout(resizing);
  if (presenting()) resizing = setTimeout(() => {
    const [first] = screens[now];
    cut();
    show(screens.findIndex((blocks) => blocks.includes(first)));
  }, 150);
});
button.hidden = false;
