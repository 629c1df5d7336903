// Draws one chart of the course and redraws it when a control moves, the width crosses a bound or paper is near.
const kxNarrowBelow = 560, kxPaper = 660; // pixels
const kxSettled = 100; // milliseconds until a new width counts as settled

const kxTable = ({ columns, rows }) => {
  const line = (cells, tag) => kxElement("tr", {}, ...cells.map((cell) =>
    kxElement(tag, { textContent: cell, ...(tag === "th" && { scope: "col" }) })));
  return kxElement("table", { className: "kx-left" }, kxElement("thead", {}, line(columns, "th")),
    kxElement("tbody", {}, ...rows.map((row) => line(row, "td"))));
};

// Notes for another width are left out, and a narrow picture gets what its figure wants there.
const kxFitted = ({ data, layout }, narrow) => {
  const out = narrow ? "wide" : "narrow";
  if (layout.annotations) layout.annotations = layout.annotations.filter(({ name }) => name !== out);
  Object.entries((narrow && layout.meta.narrow) || {}).forEach(([path, value]) => {
    const keys = path.split("."), last = keys.pop();
    keys.reduce((part, key) => (part[key] ??= {}), layout)[last] = value;
  });
  // A zoom stays as long as the axis keeps its own range; another range starts afresh, both ends of it.
  const axes = Object.keys(layout).filter((name) => /^[xy]axis/.test(name)).map((name) => layout[name]);
  axes.forEach((axis) => { axis.uirevision = JSON.stringify(axis.range ?? null); });
  return { data, layout };
};

// Zoom, all again, a picture. The player itself draws anew for another width. Where nothing can hover, buttons would stay over the picture for good.
const kxConfig = (root, Plotly) => {
  const config = JSON.parse(root.dataset.config);
  const save = { name: "save", title: "Save as a picture", icon: Plotly.Icons.camera, click: (chart) => kxSavePicture(chart, Plotly) };
  config.modeBarButtons = config.modeBarButtons.map((group) => group.map((one) => one === "toImage" ? save : one));
  return { ...config, responsive: false, ...(window.matchMedia("(hover: none)").matches && { displayModeBar: false }) };
};

const kxWords = (words, { caption, table }) => {
  words.querySelector(".kx-still")?.remove();
  words.querySelector(".kx-caption").textContent = caption;
  words.querySelector("table").replaceWith(kxTable(table));
};

const kxBeside = (root, kind) =>
  (root.closest(".jp-OutputArea") ?? document).querySelector(`[data-${kind}="${root.id}"]`);

// `figure` draws a setting; `figure.words` are the words of all settings that have come.
const kxPlay = async (root, packed, Plotly) => {
  const figure = await kxUnpack(packed);
  await document.fonts.load("14px 'Source Sans 3'").catch(() => {}); // else margins are measured in another font
  const chart = root.querySelector(".kx-chart"), config = kxConfig(root, Plotly), room = kxRoom();
  chart.replaceChildren();
  const controls = kxControls(root);
  let paper = 0, narrow = false, width = 0, turn = 0, later;
  const isNarrow = () => !paper && chart.clientWidth > 0 && chart.clientWidth < kxNarrowBelow;
  const shown = () => controls.reduce((i, c) => i * JSON.parse(c.dataset.options).length + kxValue(c), 0);
  const reserve = () => {
    const head = kxBeside(root, "head");
    if (head?.clientWidth && controls.length) room(head, figure.words());
  };
  const draw = async () => {
    const setting = shown(), own = ++turn, stale = () => own !== turn;
    [narrow, width] = [isNarrow(), chart.clientWidth];
    root.toggleAttribute("data-drawing", true);
    const { data, layout } = kxFitted(figure(setting), narrow), head = kxBeside(root, "head"), words = kxBeside(root, "for");
    controls.forEach(kxSayOption);
    chart.setAttribute("aria-label", layout.meta.alt);
    chart.style.setProperty("--kx-height", `${layout.height}px`);
    if (head) kxFillHead(head, layout.meta);
    if (words) kxWords(words, layout.meta);
    if (paper || width) layout.width = paper || width;
    await kxDrawFitted(chart, Plotly, data, layout, config, stale);
    if (stale()) return;
    chart.querySelectorAll(".modebar-btn").forEach((button) => { button.tabIndex = button.dataset.attr ? -1 : 0; });
    root.dataset.shown = setting;
    root.toggleAttribute("data-drawing", false);
  };
  await draw();
  reserve();
  // A listener hears what a control changed.
  const head = controls.length ? kxBeside(root, "head") : null;
  head?.querySelectorAll(".kx-title, .kx-subtitle").forEach((part) => part.setAttribute("aria-live", "polite"));
  const end = new AbortController(), { signal } = end;
  controls.forEach((c) => c.addEventListener("input", draw));
  const watched = new ResizeObserver(() => {
    if (paper) return;
    reserve();
    clearTimeout(later);
    if (chart.clientWidth && chart.clientWidth !== width) later = setTimeout(draw, kxSettled);
  });
  watched.observe(chart);
  window.addEventListener("beforeprint", () => { paper = kxPaper; draw(); }, { signal });
  const unprinted = () => { paper = 0; draw(); };
  window.addEventListener("afterprint", unprinted, { signal });
  return { draw, reserve, stop() { end.abort(); watched.disconnect(); } };
};
