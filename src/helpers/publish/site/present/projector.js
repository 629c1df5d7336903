// Charts laid out anew for a projector: letters, marks and rims grow, the picture gets the room that there is. The page
// hands every drawing through kxProjected; what the player drew last is kept, to go back to.
const FONT = 20, BASE = 14, WIDEST = 800; // pixels: letters on a projector and in a lesson, width of a chart in a lesson
const drawn = new Map();
let onStage = null; // { chart, width, height }

const GROWS = new Set(["size", "xshift", "yshift", "borderpad", "borderwidth", "arrowwidth", "standoff", "startstandoff", "ticklen",
  "tickwidth", "linewidth", "gridwidth", "zerolinewidth", "thickness", "ticklabelstandoff"]);
const ROUND = { margin: ["l", "r", "t", "b", "pad"], line: ["width"], error_x: ["width"], error_y: ["width"] };
const LETTERS = /font$/i;

// pixels grow k times; letters that are no ticks to FONT at least
function grown(value, k, path) {
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    const numbers = typeof value[0] === "number";
    if (numbers) return grows(value, path) ? Array.from(value, (one) => one * k) : value;
    return Array.from(value, (part) => grown(part, k, path));
  }
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, grown(part, k, [...path, key])]));
  }
  if (typeof value !== "number" || !grows(value, path)) return value;
  const [key, parent = ""] = [...path].reverse();
  return key === "size" && LETTERS.test(parent) && parent !== "tickfont" ? Math.max(FONT, value * k) : value * k;
}

const grows = (_, path) => GROWS.has(path.at(-1)) || ROUND[path.at(-2)]?.includes(path.at(-1));

function shifted({ axref = "pixel", ayref = "pixel", ...note }, k) {
  if (axref === "pixel" && note.ax !== undefined) note.ax *= k;
  if (ayref === "pixel" && note.ay !== undefined) note.ay *= k;
  return { ...note, axref, ayref };
}

function projected({ data, layout }, { width, height }) {
  const most = Math.min(width / WIDEST, height / layout.height), k = Math.max(FONT / BASE, most);
  const { meta, ...plain } = layout;
  const own = grown(structuredClone(plain), k, []);
  if (own.annotations) own.annotations = own.annotations.map((note) => shifted(note, k));
  const size = { width, height: Math.round(Math.min(layout.height * k, height)) };
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
