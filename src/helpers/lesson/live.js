// In JupyterLab with a kernel: the library arrives once through the kernel, never from the network, and every
// setting as soon as it is drawn. kxPlay asks `figure` as it does on a page, where all settings are there.
const kxUnpack = async (figure) => figure;
const kxModel = (model, name) => model.widget_manager.get_model(model.get(name).slice("IPY_MODEL_".length));

const kxLibraryOf = async (model) => {
  await kxModel(model, "library");
  while (!window.Plotly) await new Promise((wait) => setTimeout(wait, 20));
  return window.Plotly;
};

const kxLine = (root, name, role) => {
  const line = document.createElement("p");
  Object.assign(line, { className: name, role, hidden: true });
  root.append(line);
  return line;
};

const kxFollow = async (model, root) => {
  const ready = await kxModel(model, "ready"), total = ready.get("total"), figures = new Map();
  const control = root.querySelector("[data-options]");
  const progress = kxLine(root, "kx-progress", "status"), fault = kxLine(root, "kx-fault", "alert");
  let chosen = model.get("first"), shown = chosen, told = 0, kept = total === 1, held = false;

  const say = (line, words) => {
    if (line.textContent !== words) line.textContent = words;
    line.hidden = !words;
  };
  const tell = () => {
    const faults = ready.get("faults"), count = Object.keys(faults).length;
    const missing = total - figures.size - count, how = `${figures.size} of ${total} settings ready`;
    if (!missing) say(progress, "");
    else if (ready.get("interrupted") || !ready.comm_live) say(progress, `${how}. Run this cell again to draw the others.`);
    else if (performance.now() > told) {
      say(progress, how);
      told = performance.now() + 1000; // often enough for eyes, seldom enough for ears
    }
    const first = faults[chosen] ?? Object.values(faults)[0] ?? "";
    say(fault, count > 1 ? `${first} (${count} settings cannot be drawn.)` : first);
    root.toggleAttribute("data-waiting", chosen !== shown);
    if (figures.size === total && !kept && !held) {
      kept = true;
      ready.send({ keep: true });
    }
  };
  // What kxPlay draws: the chosen setting or, until it arrives, the one that is shown now.
  const figure = (setting) => {
    chosen = setting;
    if (figures.has(setting)) shown = setting;
    else if (!ready.get("faults")[setting]) ready.send({ draw: setting });
    tell();
    return figures.get(shown)(0);
  };
  const arrive = async (place) => {
    const packed = ready.get(`setting_${place}`);
    if (!packed || figures.has(place)) return;
    figures.set(place, await kxUnpackOne(packed));
    if (place === chosen && place !== shown) control.dispatchEvent(new Event("input"));
    else tell();
  };
  // The output is stored anew when no pointer is down: JupyterLab renews the view, which would end a drag.
  const release = () => { held = false; tell(); };
  root.addEventListener("pointerdown", () => {
    held = true;
    ["pointerup", "pointercancel"].forEach((end) => window.addEventListener(end, release, { once: true }));
  });

  await arrive(chosen);
  await kxPlay(root, figure, await kxLibraryOf(model));
  for (let place = 0; place < total; place++) ready.on(`change:setting_${place}`, () => arrive(place));
  ready.on("change:faults change:interrupted comm_live_update", tell);
  for (let place = 0; place < total; place++) await arrive(place);
};

export default () => {
  let root, focused; // a chart keeps its drawing, zoom and focus when JupyterLab renews its view
  return {
    async render({ model, el }) {
      const close = () => { if (el.contains(root)) window.Plotly?.purge(root.querySelector(".kx-chart")); };
      if (root && !root.isConnected) {
        el.append(root);
        focused?.focus({ preventScroll: true });
        return close;
      }
      el.innerHTML = model.get("html");
      root = el.firstElementChild;
      root.addEventListener("focusin", (event) => { focused = event.target; });
      root.addEventListener("focusout", () => { if (root.isConnected) focused = undefined; });
      await kxFollow(model, root);
      return close;
    },
  };
};
