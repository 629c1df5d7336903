// In JupyterLab with a kernel: the library arrives once through the kernel, never from the network, and every
// setting as soon as it is drawn. kxPlay asks `figure` as it does on a page, where all settings are there.
const kxUnpack = async (figure) => figure;
const kxPlayers = new WeakMap();
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
  const progress = kxLine(root, "kx-progress", "status"), fault = kxLine(root, "kx-fault", "alert");
  let chosen = model.get("first"), shown = chosen, told = 0;

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
  };
  // What kxPlay draws: the chosen setting or, until it arrives, the one that is shown now.
  const figure = (setting) => {
    chosen = setting;
    if (figures.has(setting)) shown = setting;
    else if (ready.comm_live && !ready.get("faults")[setting]) ready.send({ draw: setting });
    tell();
    return figures.get(shown)(0);
  };
  figure.words = () => [...figures.values()].flatMap((one) => one.words());
  let player;
  const arrive = async (place) => {
    const packed = ready.get(`setting_${place}`);
    if (!packed || figures.has(place)) return;
    figures.set(place, await kxUnpackOne(packed));
    player?.reserve();
    if (place === chosen && place !== shown) player.draw();
    else tell();
  };

  await arrive(chosen);
  player = await kxPlay(root, figure, await kxLibraryOf(model));
  kxPlayers.set(root, player);
  for (let place = 0; place < total; place++) ready.on(`change:setting_${place}`, () => arrive(place), root);
  ready.on("change:faults change:interrupted comm_live_update", tell, root);
  for (let place = 0; place < total; place++) await arrive(place);
};

const kxLeave = async (model, root) => {
  setTimeout(() => {
    if (root.isConnected) return; // only its kernel has ended: the chart stays, and its controls work
    kxPlayers.get(root)?.stop();
    window.Plotly?.purge(root.querySelector(".kx-chart"));
  });
  (await kxModel(model, "ready")).off(null, null, root);
};

// When every setting is ready the kernel stores all of them in the output, for readers without a kernel.
const kxKeep = async (model, held) => {
  const ready = await kxModel(model, "ready"), places = [...Array(ready.get("total")).keys()];
  let kept = places.length === 1;
  const keep = () => {
    if (kept || held() || !places.every((place) => ready.get(`setting_${place}`))) return;
    kept = true;
    ready.send({ keep: true });
  };
  ready.on("change", keep);
  keep();
  return keep;
};

// JupyterLab renews a view when its output is stored: the chart moves over with its zoom and its focus, but
// not while a pointer is down, for that would end a drag.
export default () => {
  let root, focused, held = false, keep;
  const close = (model, el) => () => {
    const own = el.querySelector(".kx"); // none when the chart has moved over
    if (own === root) root = undefined;
    if (own) return kxLeave(model, own);
  };
  const release = async () => { held = false; (await keep)(); };
  const watch = () => {
    root.addEventListener("focusin", (event) => { focused = event.target; });
    root.addEventListener("focusout", () => {
      setTimeout(() => { if (!root?.contains(document.activeElement)) focused = undefined; });
    });
    root.addEventListener("pointerdown", () => {
      held = true;
      ["pointerup", "pointercancel"].forEach((end) => window.addEventListener(end, release, { once: true }));
    });
  };
  return {
    initialize({ model }) { keep = kxKeep(model, () => held); },
    async render({ model, el }) {
      if (root && !root.isConnected) {
        const had = focused;
        el.append(root);
        requestAnimationFrame(() => had?.focus({ preventScroll: true }));
        return close(model, el);
      }
      el.innerHTML = model.get("html");
      root = el.firstElementChild;
      watch();
      await kxFollow(model, root);
      return close(model, el);
    },
  };
};
