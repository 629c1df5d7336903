// Charts laid out anew for a projector: letters, marks and rims grow, the picture gets the room that there is. The page
// hands every drawing through kxProjected; what the player drew last is kept, to go back to.
const FONT = 20, TICK = 16; // pixels: the smallest letters on a projector, and those of the scales
const LEAST_GROWTH = 1.23, WIDEST = 800; // of pixels; width of a chart in a lesson
const DENSEST = 0.45, MOST_ROWS = 45, LINE = 1.25; // part of its height that a chart keeps; rows; height of a line
const drawn = new Map();
let onStage = null; // { chart, width, height }

const GROWS = new Set(["size", "xshift", "yshift", "borderpad", "borderwidth", "arrowwidth", "standoff", "startstandoff", "ticklen",
  "tickwidth", "linewidth", "gridwidth", "zerolinewidth", "thickness", "ticklabelstandoff"]);
const ROUND = { margin: ["l", "r", "t", "b", "pad"], line: ["width"], error_x: ["width"], error_y: ["width"] };
const LETTERS = /font$/i;

// pixels grow k times; letters to FONT at least, those of scales to TICK
function grown(value, k, path) {
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    const numbers = typeof value[0] === "number";
    if (numbers) return grows(path) ? Array.from(value, (one) => one * k) : value;
    return Array.from(value, (part) => grown(part, k, path));
  }
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, grown(part, k, [...path, key])]));
  }
  if (typeof value === "string") return value.replace(/font-size:(\d+)px/g, (_, size) => `font-size:${Math.max(TICK, size * k)}px`);
  if (typeof value !== "number" || !grows(path)) return value;
  const [key, parent = ""] = [...path].reverse();
  if (key !== "size" || !LETTERS.test(parent)) return value * k;
  return Math.max(parent === "tickfont" ? TICK : FONT, value * k);
}

const grows = (path) => GROWS.has(path.at(-1)) || ROUND[path.at(-2)]?.includes(path.at(-1));

function shifted({ axref = "pixel", ayref = "pixel", ...note }, k) {
  if (axref === "pixel" && note.ax !== undefined) note.ax *= k;
  if (ayref === "pixel" && note.ay !== undefined) note.ay *= k;
  return { ...note, axref, ayref };
}

const distances = (values) => values.slice(1).map((value, place) => value - values[place]);

// pixels between neighbouring rows of an axis, 1 row apart or more; null where its values are no rows
function pitch({ range, domain: [low, high] = [0, 1], tickvals = [], ticktext }, y, whole) {
  const names = y.some((value) => typeof value === "string"), places = ticktext ? [...tickvals] : [...new Set(y)];
  const inRows = names || places.every((place) => Number.isInteger(2 * place));
  if (!range || !inRows || (!names && places.length < 4) || Math.abs(range[1] - range[0]) > MOST_ROWS) return null;
  const step = names ? 1 : Math.min(...distances(places.sort((a, b) => a - b)));
  return (step * (high - low) * whole) / Math.abs(range[1] - range[0]);
}

// the least height in which a chart can be read: rows want room for their names; a map shrinks as a whole
function needed({ data, layout }, whole) {
  const axes = Object.entries(layout).filter(([name]) => name.startsWith("yaxis"));
  if (axes.some(([, { scaleanchor }]) => scaleanchor)) return 0;
  const needs = axes.map(([name, axis]) => {
    const y = data.filter(({ yaxis = "y" }) => yaxis === name.replace("axis", "")).flatMap((trace) => Array.from(trace.y ?? []));
    const lines = [...(axis.ticktext ?? []), ...y].map((value) => String(value).split("<br>").length);
    const own = pitch(axis, y.filter((value) => value !== null), whole);
    return own ? (whole * Math.max(FONT * LINE, TICK * LINE * Math.max(1, ...lines))) / own : 0;
  });
  return Math.min(whole, Math.max(DENSEST * whole, ...needs));
}

// A chart that would be higher than its screen is drawn denser; where it could not be read then, the screen scrolls.
function projected({ data, layout }, { width, height }) {
  const k = Math.max(LEAST_GROWTH, Math.min(width / WIDEST, height / layout.height));
  const { meta, ...plain } = layout, own = grown(structuredClone(plain), k, []);
  if (own.annotations) own.annotations = own.annotations.map((note) => shifted(note, k));
  const whole = layout.height * k, least = needed({ data, layout }, whole);
  const size = { width, height: Math.round(Math.min(whole, Math.max(height, least))) };
  return [grown(structuredClone(data), k, []), { ...own, ...size, autosize: false, meta }];
}

window.kxProjected = (chart, data, layout, config) => {
  drawn.set(chart, { data, layout: structuredClone(layout), config });
  return onStage?.chart === chart ? [...projected({ data, layout }, onStage), config] : [data, layout, config];
};

// draw a chart for the room that it has on a screen; drawAsBefore ends it for all
const changed = new Set();

function project(chart, width, height) {
  if (onStage?.chart === chart && onStage.width === width && onStage.height === height) return;
  onStage = { chart, width, height };
  changed.add(chart);
  const last = drawn.get(chart);
  if (last) window.Plotly.react(chart, last.data, last.layout, last.config);
}

async function drawAsBefore() {
  onStage = null;
  for (const chart of changed) {
    const last = drawn.get(chart);
    if (!last) continue; // its own first drawing is still to come
    await window.Plotly.react(chart, last.data, last.layout, last.config);
    window.Plotly.Plots.resize(chart);
  }
  changed.clear();
}
