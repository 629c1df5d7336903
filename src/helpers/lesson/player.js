// Draws one chart of the course and redraws it when a control moves.
// The same code serves a page without a kernel and the live view in JupyterLab.
const kxArrays = { i1: Int8Array, i2: Int16Array, i4: Int32Array, f4: Float32Array };

// What packing.py shrank: typed arrays stand as places in `bytes`, lists of texts keep what differs from the text before.
const kxRestored = (value, bytes) => {
  if (Array.isArray(value)) return value.map((part) => kxRestored(part, bytes));
  if (value === null || typeof value !== "object") return value;
  if (value.bdata) {
    const flat = new kxArrays[value.dtype](bytes.slice(...value.bdata).buffer);
    if (!value.shape) return flat;
    const [rows, columns] = value.shape.split(",").map(Number);
    return Array.from({ length: rows }, (_, i) => flat.subarray(i * columns, (i + 1) * columns));
  }
  if (value.front) {
    let text = "";
    return value.front.map(([shared, rest]) => (text = text.slice(0, shared) + rest));
  }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, kxRestored(part, bytes)]));
};

const kxUnpack = async (packed) => {
  const zipped = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
  const stream = new Blob([zipped]).stream().pipeThrough(new DecompressionStream("gzip"));
  const stored = new Uint8Array(await new Response(stream).arrayBuffer()), end = stored.indexOf(10);
  const { pool, traces, figures } = JSON.parse(new TextDecoder().decode(stored.subarray(0, end)));
  const restored = kxRestored(pool, stored.subarray(end + 1));
  const filled = (keys) => Object.fromEntries(Object.entries(keys).map(([k, i]) => [k, structuredClone(restored[k][i])]));
  return (i) => ({ data: figures[i].data.map((t) => filled(traces[t])), layout: filled(figures[i].layout) });
};

const kxTable = ({ columns, rows }) => {
  const line = (cells, tag) => {
    const tr = document.createElement("tr");
    cells.forEach((cell) => {
      const td = document.createElement(tag);
      if (tag === "th") td.scope = "col";
      td.textContent = cell;
      tr.append(td);
    });
    return tr;
  };
  const table = document.createElement("table"), head = document.createElement("thead"), body = document.createElement("tbody");
  head.append(line(columns, "th"));
  body.append(...rows.map((row) => line(row, "td")));
  table.className = "kx-left";
  table.append(head, body);
  return table;
};

const kxPlay = async (root, packed, Plotly) => {
  const figure = await kxUnpack(packed);
  const chart = root.querySelector(".kx-chart");
  const controls = [...root.querySelectorAll("[data-options]")];
  const options = controls.map((c) => JSON.parse(c.dataset.options));
  const shown = () => controls.reduce((i, c, k) => i * options[k].length + Number(c.value), 0);
  const draw = async () => {
    const setting = shown(), { data, layout } = figure(setting);
    const { caption, alt, table } = layout.meta;
    controls.forEach((c, k) => {
      const label = options[k][Number(c.value)];
      if (c.type !== "range") return;
      c.setAttribute("aria-valuetext", label);
      c.nextElementSibling.textContent = label;
    });
    chart.setAttribute("aria-label", alt);
    const words = (root.closest(".jp-OutputArea") ?? document).querySelector(`[data-for="${root.id}"]`);
    if (words) {
      words.querySelector(".kx-still")?.remove();
      words.querySelector(".kx-caption").textContent = caption;
      words.querySelector("table").replaceWith(kxTable(table));
    }
    // A zoom stays as long as the axis keeps its own range; another range starts afresh, both ends of it.
    const axes = Object.keys(layout).filter((name) => /^[xy]axis/.test(name)).map((name) => layout[name]);
    axes.forEach((axis) => { axis.uirevision = JSON.stringify(axis.range ?? null); });
    await Plotly.react(chart, data, layout, { responsive: true, displaylogo: false });
    root.dataset.shown = setting;
  };
  chart.replaceChildren();
  await draw();
  root.querySelector(".kx-controls")?.removeAttribute("hidden");
  controls.forEach((c) => c.addEventListener("input", draw));
};
