// What a reader would call a fault of a drawn chart: [setting, fault] each. In every setting, or, without
// `every`, words that are cut in the one that is shown.
async ({ root, smallest = 0, every = false }) => {
  const chart = root.querySelector(".kx-chart");
  const shown = (part) => part.checkVisibility({ visibilityProperty: true, opacityProperty: true });

  // Words are compared without the air above and below their letters; turned words have no honest box.
  const wordsOf = () => [...chart.querySelectorAll(".main-svg text")]
    .filter((text) => text.textContent.trim() && shown(text) && !text.closest(".hoverlayer, .modebar"))
    .map((text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect(), air = (bottom - top) * 0.15;
      const size = parseFloat(getComputedStyle(text.querySelector("tspan") ?? text).fontSize);
      const straight = !/rotate\((?!0[,)])/.test(text.getAttribute("transform") ?? "");
      return { said: text.textContent, left, right, top: top + air, bottom: bottom - air, size, straight };
    });

  const unreadable = (words) => {
    const picture = chart.querySelector(".main-svg").getBoundingClientRect();
    return words.flatMap(({ said, left, right, top, bottom, size }) => {
      const beyond = [picture.left - left, right - picture.right, picture.top - top, bottom - picture.bottom];
      const cut = Math.round(Math.max(...beyond));
      return [
        ...(size < smallest ? [`letters of ${size} px`] : []),
        ...(cut > 1 ? [`“${said}” is cut by ${cut} px`] : []),
      ];
    });
  };

  const covered = (words) => words.flatMap((one, i) => words.slice(i + 1).filter((other) => {
    const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    return across > 1 && down > 1 && one.straight && other.straight;
  }).map((other) => `“${one.said}” lies on “${other.said}”`));

  const within = (axis, value) => {
    if (axis.type === "category") return true;
    const [low, high] = axis.range.map((end) => axis.r2l(end)).sort((a, b) => a - b);
    const place = axis.d2l(value), spare = (high - low) / 1e6;
    return place >= low - spare && place <= high + spare;
  };

  const outside = () => chart._fullData.flatMap((trace) => {
    const axes = ["x", "y"].map((letter) =>
      chart._fullLayout[`${letter}axis${(trace[`${letter}axis`] ?? letter).slice(1)}`]);
    const bar = trace.type === "bar", marked = bar || /markers|text/.test(trace.mode ?? "");
    const map = axes.some((axis) => axis?.scaleanchor); // a window on more than it shows
    if (!trace.visible || !marked || !trace.x || map) return [];
    // A bar that is cut on purpose has its value at the edge, with an arrow.
    const said = (x) => (chart.layout.annotations ?? []).some((note) =>
      /^[↑↓]/.test(note.text) && String(note.x).slice(0, 10) === String(x).slice(0, 10));
    const ends = (value, letter, i) => {
      if (!bar || (trace.orientation === "h") !== (letter === "x")) return [value];
      const axis = axes[letter === "x" ? 0 : 1], from = trace.base?.[i] ?? trace.base ?? 0;
      const base = axis.type === "date" ? axis.d2l(from) : Number(from); // a bar between days has its length as value
      return [base, base + Number(value)];
    };
    return [...trace.x].map((x, i) => [x, trace.y[i], i])
      .filter(([x, y]) => (x ?? null) !== null && (y ?? null) !== null)
      .filter(([x, y, i]) => !(ends(x, "x", i).every((end) => within(axes[0], end))
        && ends(y, "y", i).every((end) => within(axes[1], end))) && !(bar && said(x)))
      .map(([x, y]) => `“${trace.name ?? trace.type}” has a mark at ${x}, ${y} outside its axes`);
  });

  const keyless = () => {
    const rgb = (hex) => `rgb(${[1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(", ")})`;
    const colors = (sign) => [
      ...[...sign.matchAll(/(?:fill|stroke)="(#[0-9A-Fa-f]{6})"/g)].map(([, hex]) => rgb(hex)),
      ...[...sign.matchAll(/="rgba\((\d+), ?(\d+), ?(\d+),/g)].map(([, ...parts]) => `rgb(${parts.join(", ")})`)];
    const drawn = new Set([...chart.querySelectorAll(".main-svg :is(path, rect, line, text)")].filter(shown)
      .map(getComputedStyle).flatMap(({ fill, stroke }) => [fill, stroke]));
    return (chart.layout.meta.key ?? [])
      .filter(([sign]) => !colors(decodeURIComponent(sign)).some((color) => drawn.has(color)))
      .map(([, label]) => `the key has “${label}”, and no mark`);
  };

  const controls = [...root.querySelectorAll("[data-options]")];
  const options = controls.map((control) => JSON.parse(control.dataset.options));
  const choose = (setting) => {
    let rest = setting;
    return controls.map((control, i) => [control, options[i]]).reverse().map(([control, labels]) => {
      const place = rest % labels.length, button = control.querySelectorAll("[type=radio]")[place];
      rest = Math.floor(rest / labels.length);
      if (button) button.checked = true;
      else control.value = place;
      return labels[place];
    }).reverse().join(", ");
  };
  if (!every) return unreadable(wordsOf()).map((fault) => [chart.layout.meta.title, fault]);
  const found = [], count = options.reduce((product, labels) => product * labels.length, 1);
  for (let setting = 0; setting < count; setting++) {
    const chosen = choose(setting);
    controls[0]?.dispatchEvent(new Event("input", { bubbles: true }));
    while (controls.length && Number(root.dataset.shown) !== setting)
      await new Promise(requestAnimationFrame);
    const words = wordsOf(), where = `${chart.layout.meta.title} (${chosen})`;
    const faults = [...unreadable(words), ...covered(words), ...outside(), ...keyless()];
    found.push(...faults.map((fault) => [where, fault]));
  }
  return found;
}
