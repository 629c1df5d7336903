// Draws one chart of the course and redraws it when a control moves.
// The same code serves a page without a kernel and the live view in JupyterLab.
const kxUnpack = async (packed) => {
  const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const { pool, traces, figures } = JSON.parse(await new Response(stream).text());
  const filled = (keys) => Object.fromEntries(Object.entries(keys).map(([k, i]) => [k, structuredClone(pool[k][i])]));
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
  table.append(head, body);
  return table;
};

const kxPlay = async (root, packed, Plotly) => {
  const figure = await kxUnpack(packed);
  const chart = root.querySelector(".kx-chart");
  const controls = [...root.querySelectorAll("[data-options]")];
  const options = controls.map((c) => JSON.parse(c.dataset.options));
  const shown = () => controls.reduce((i, c, k) => i * options[k].length + Number(c.value), 0);
  const draw = () => {
    const { data, layout } = figure(shown());
    const { caption, alt, table } = layout.meta;
    controls.forEach((c, k) => {
      const label = options[k][Number(c.value)];
      if (c.type !== "range") return;
      c.setAttribute("aria-valuetext", label);
      c.nextElementSibling.textContent = label;
    });
    chart.setAttribute("aria-label", alt);
    const words = document.querySelector(`[data-for="${root.id}"]`);
    if (words) {
      words.querySelector(".kx-still")?.remove();
      words.querySelector(".kx-caption").textContent = caption;
      words.querySelector("table").replaceWith(kxTable(table));
    }
    return Plotly.react(chart, data, layout, { responsive: true, displaylogo: false });
  };
  chart.replaceChildren();
  await draw();
  root.querySelector(".kx-controls")?.removeAttribute("hidden");
  controls.forEach((c) => c.addEventListener("input", draw));
};
