// Charts laid out anew for a projector: letters, marks and rims grow, the picture gets the room that there is. The page
// hands every drawing through kxProjected; what the player drew last is kept, to go back to.
// on a wall of 1280 × 720; a larger one has all of it larger (var(--u) of the style sheet)
const FONT = 20, TICK = 16; // pixels: the smallest letters on a projector, and those of the scales
const LEAST_GROWTH = 1.23, DENSE_GROWTH = 1.14, WIDEST = 800; // of pixels, of those of a dense chart; width of a chart in a lesson
const unit = () => Math.max(1, Math.min(innerWidth / 1280, innerHeight / 720));
const STEPS = [0.5, 0.6, 0.7, 0.8, 0.9, 1], RIMS = 7; // parts of a height that a screen has not; pixels of nothing above and below letters
const drawn = new Map();
const changed = new Set();
let onStage = null; // { chart, width, room, height, dense }: what is on the screen, its room, the height that it got, small letters?

const GROWS = new Set(["size", "xshift", "yshift", "borderpad", "borderwidth", "arrowwidth", "standoff", "startstandoff", "ticklen",
  "tickwidth", "linewidth", "gridwidth", "zerolinewidth", "thickness", "ticklabelstandoff"]);
const ROUND = { margin: ["l", "r", "t", "b", "pad"], line: ["width"], error_x: ["width"], error_y: ["width"] };
const LETTERS = /font$/i;

// pixels grow k times; letters to `font` at least, those of scales to TICK
function grown(value, k, font, path) {
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    const numbers = typeof value[0] === "number";
    if (numbers) return grows(path) ? Array.from(value, (one) => one * k) : value;
    return Array.from(value, (part) => grown(part, k, font, path));
  }
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, grown(part, k, font, [...path, key])]));
  }
  if (typeof value === "string") return value.replace(/font-size:(\d+)px/g, (_, size) => `font-size:${Math.max(TICK * unit(), size * k)}px`);
  if (typeof value !== "number" || !grows(path)) return value;
  const [key, parent = ""] = [...path].reverse();
  if (key !== "size" || !LETTERS.test(parent)) return value * k;
  return Math.max(parent === "tickfont" ? TICK * unit() : font, value * k);
}

const grows = (path) => GROWS.has(path.at(-1)) || ROUND[path.at(-2)]?.includes(path.at(-1));

function shifted({ axref = "pixel", ayref = "pixel", ...note }, k) {
  if (axref === "pixel" && note.ax !== undefined) note.ax *= k;
  if (ayref === "pixel" && note.ay !== undefined) note.ay *= k;
  return { ...note, axref, ayref };
}

const growth = ({ height }, width, room) => Math.max(LEAST_GROWTH * unit(), Math.min(width / WIDEST, room / height));

function projected({ data, layout }, { width, room, height, dense }) {
  const k = dense ? DENSE_GROWTH * unit() : growth(layout, width, room), font = (dense ? TICK : FONT) * unit();
  const { meta, ...plain } = layout, own = grown(structuredClone(plain), k, font, []);
  if (own.annotations) own.annotations = own.annotations.map((note) => ({ ...shifted(note, k), ...(dense ? { borderpad: 0 } : {}) }));
  const size = { width, height: Math.round(Math.min(layout.height * growth(layout, width, room), height)) };
  return [grown(structuredClone(data), k, font, []), { ...own, ...size, autosize: false, meta }];
}

window.kxProjected = (chart, data, layout, config) => {
  drawn.set(chart, { data, layout: structuredClone(layout), config });
  return onStage?.chart === chart ? [...projected({ data, layout }, onStage), config] : [data, layout, config];
};

const draw = async ({ data, layout, config }, chart) => window.Plotly.react(chart, data, layout, config);

// pairs of words of a chart that run into each other
function collisions(chart) {
  const boxes = [...chart.querySelectorAll(".main-svg text")].filter(({ textContent }) => textContent.trim()).map((text) => text.getBoundingClientRect());
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > RIMS;
  return boxes.reduce((sum, box, place) => sum + boxes.slice(place + 1).filter((other) => meet(box, other)).length, 0);
}

// Draw a chart for the room that it has on a screen. One that is higher is drawn denser, then with smaller letters, as
// long as no words run into each other that would not in its whole height; else the screen scrolls. A map shrinks as a whole.
async function project(chart, width, room) {
  if (onStage?.chart === chart && onStage.width === width && onStage.room === room) return;
  const mine = { chart, width, room, height: room, dense: false }, last = drawn.get(chart);
  onStage = mine;
  changed.add(chart);
  if (!last) return; // its first drawing is still to come
  const crowds = async (height, dense = false) => {
    Object.assign(mine, { height, dense });
    await draw(last, chart);
    return onStage === mine ? collisions(chart) : 0;
  };
  const whole = last.layout.height * growth(last.layout, width, room);
  const isMap = Object.values(last.layout).some((axis) => axis?.scaleanchor), crowd = await crowds(room);
  if (!crowd || isMap || whole <= room) return;
  const least = await crowds(whole);
  if (onStage !== mine || await crowds(room) <= least || await crowds(room, true) <= least) return;
  for (const height of STEPS.map((part) => part * whole).filter((part) => part > room)) {
    if (await crowds(height) <= least) return;
  }
}

async function drawAsBefore() {
  onStage = null;
  for (const chart of changed) {
    const last = drawn.get(chart);
    if (!last) continue;
    await draw(last, chart);
    window.Plotly.Plots.resize(chart);
  }
  changed.clear();
}
