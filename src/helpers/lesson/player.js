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
  // Where nothing can hover, the buttons would stay over the title for good.
  const touch = window.matchMedia("(hover: none)").matches;
  const config = { ...JSON.parse(root.dataset.config), ...(touch && { displayModeBar: false }) };
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
    await Plotly.react(chart, data, layout, config);
    root.dataset.shown = setting;
  };
  chart.replaceChildren();
  await draw();
  root.querySelector(".kx-controls")?.removeAttribute("hidden");
  controls.forEach((c) => c.addEventListener("input", draw));
};
