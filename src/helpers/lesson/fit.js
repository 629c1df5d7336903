// No word of a picture is cut. One that would be is broken by its measured width, or its margin gives way; then
// the picture grows until words that stood clear of each other do so again.
const kxRuler = document.createElement("canvas").getContext("2d");
const kxRounds = 6, kxLeast = 60, kxGive = 40, kxAir = 2, kxApart = 6, kxLeastApart = 20, kxTallest = 1.5; // drawings; pixels; times

// How wide a line is, and whether its end is bold.
const kxMeasured = (line, { size, family }, begun) => line.split(/(<[^>]*>)/).reduce(([width, bold], piece) => {
  if (piece.startsWith("<")) return [width, /^<\/?b>$/.test(piece) ? piece === "<b>" : bold];
  kxRuler.font = `${bold ? "bold " : ""}${size}px ${family}`;
  return [width + kxRuler.measureText(piece).width, bold];
}, [0, begun]);

// The rest of a line flows on into the next one; a line in another style (a heading) stays by itself.
const kxWrapped = (text, font, room) => {
  const left = text.split("<br>"), lines = [];
  let bold = false;
  while (left.length) {
    const words = left.shift().split(/ (?![^<]*>)/), part = (...ends) => words.slice(...ends).join(" ");
    let count = words.length;
    while (count > 1 && kxMeasured(part(0, count), font, bold)[0] > room) count--;
    const rest = part(count);
    lines.push(part(0, count));
    bold = kxMeasured(lines.at(-1), font, bold)[1];
    if (rest) left.unshift(left.length && !`${rest}${left[0]}`.includes("<") ? `${rest} ${left.shift()}` : rest);
  }
  return lines.join("<br>");
};

// Every word of a picture: its box, by how much it is cut on each side, and the note or the axis it belongs to.
const kxWordsIn = (chart) => {
  const picture = chart.querySelector(".main-svg").getBoundingClientRect();
  return [...chart.querySelectorAll(".main-svg text")]
    .filter((text) => text.textContent.trim() && text.getBoundingClientRect().width && !text.closest(".hoverlayer, .modebar"))
    .map((text) => {
      const box = text.getBoundingClientRect(), note = text.closest(".annotation")?.dataset.index;
      const [, letter, number] = text.closest("[class^='g-']")?.getAttribute("class").match(/^g-([xy])(\d*)title/) ?? [];
      const sides = [picture.left - box.left, box.right - picture.right, picture.top - box.top, box.bottom - picture.bottom];
      const [l, r, t, b] = sides.map((by) => by > 1 ? by + 1 : 0);
      const along = [(picture.right - box.right) / picture.width, (box.left - picture.left) / picture.width];
      return { box, note, axis: letter && `${letter}axis${number}`, cut: { l, r, t, b }, along, picture };
    });
};

// Does a title of an axis or a note come in? Else its margin has to give way.
const kxTitleFits = ({ axis, box, picture }, full, layout) => {
  const middle = (box.left + box.right) / 2, { text, font } = full[axis].title;
  const broken = kxWrapped(text, font, 2 * Math.min(middle - picture.left, picture.right - middle) - kxAir);
  if (broken === text) return false;
  layout[axis].title = { ...full[axis].title, text: broken };
  layout.height += (broken.split("<br>").length - text.split("<br>").length) * font.size * 1.3;
  return true;
};

const kxNoteFits = ({ note, box, cut, picture }, needs, full, layout, broken) => {
  const { text, font, xanchor, xref, xshift, name } = full.annotations[note], by = cut.l + cut.r;
  const middle = xanchor === "center" || (xanchor === "auto" && xref !== "paper");
  if (middle && box.width < picture.width) {
    layout.annotations[note].xshift = xshift + cut.l - cut.r;
    return true;
  }
  const room = box.width - by - kxAir, shorter = kxWrapped(text, font, room);
  const one = name !== "narrow" || (cut.r && !text.includes("<br>"));
  const value = xref !== "paper" && one && needs <= kxGive; // it stays in one line beside its mark
  if (value || room < kxLeast || shorter === text) return false;
  const align = text.includes("<br>") || xanchor === "auto" ? {} : { align: xanchor };
  Object.assign(layout.annotations[note], { text: shorter, ...align });
  broken.add(note);
  return true;
};

// Breaks, moves and makes room; true when something has changed.
const kxMended = (chart, data, layout, broken) => {
  const full = chart._fullLayout, grow = { l: 0, r: 0, t: 0, b: 0 }, cut = (word) => Object.values(word.cut).some(Boolean);
  const words = kxWordsIn(chart).filter(cut);
  words.forEach((word) => {
    // A mark moves by the share of the width that lies before it.
    const needs = Math.max(word.cut.l / Math.max(word.along[0], 0.1), word.cut.r / Math.max(word.along[1], 0.1));
    const fits = needs && (word.axis ? kxTitleFits(word, full, layout)
      : word.note && kxNoteFits(word, needs, full, layout, broken));
    for (const side of "lr") if (word.cut[side] && !fits) grow[side] = Math.max(grow[side], needs);
    for (const side of "tb") grow[side] = Math.max(grow[side], word.cut[side]);
  });
  for (const side of "lrtb") if (grow[side]) layout.margin[side] = full._size[side] + grow[side];
  // Words beyond the axes are drawn, too.
  if (grow.l || grow.r) data.filter(({ text }) => text).forEach((trace) => { trace.cliponaxis = false; });
  layout.height += grow.t + grow.b;
  return words.length > 0;
};

// Notes, words of marks, and marks: as many and in the same order in each drawing of a setting.
const kxThingsIn = (chart) => {
  const kinds = ".annotation-text, .textpoint, .bartext, .scatterlayer .point, .barlayer .point";
  return [...chart.querySelectorAll(kinds)].map((part) =>
    ({ box: part.getBoundingClientRect(), note: part.closest(".annotation")?.dataset.index }));
};

// How much taller the axes must be for what stood above or below a note to do so with the lines it has now.
const kxStretch = (chart, before, broken) => {
  const notes = chart._fullLayout.annotations, end = { top: "top", bottom: "bottom" }, things = kxThingsIn(chart);
  const at = ({ note, box }) => box[end[notes[note]?.yanchor]] ?? (box.top + box.bottom) / 2;
  const besides = (one, other) => notes[one.note]?.yref !== notes[other.note]?.yref
    && (one.box.right < other.box.left || one.box.left > other.box.right);
  let most = 1;
  if (things.length !== before.length) return most; // a label has come or gone with the new width
  things.forEach((one, i) => broken.has(one.note) && things.forEach((other, j) => {
    if (i === j || besides(one, other)) return;
    const [upper, lower, stood] = before[j].top >= before[i].bottom - kxAir ? [one, other, before[j].top - before[i].bottom]
      : [other, one, before[i].top - before[j].bottom];
    const missing = Math.min(stood, kxApart) - (lower.box.top - upper.box.bottom), apart = at(lower) - at(upper);
    // What stands at the same place moves together.
    if (stood >= -kxAir && missing > 1 && apart > kxLeastApart) most = Math.max(most, 1 + missing / apart);
  }));
  return most;
};

// Draws, and draws again until all fits; `stale` says that another setting has been asked for meanwhile.
const kxDrawFitted = async (chart, Plotly, data, layout, config, stale) => {
  await Plotly.react(chart, data, layout, config);
  const before = kxThingsIn(chart).map(({ box }) => box), broken = new Set();
  const other = () => stale() || (layout.width && chart._fullLayout.width !== layout.width); // or a page's own layout
  for (let round = 1; round < kxRounds && !other(); round++) {
    const mended = kxMended(chart, data, layout, broken), stretch = mended ? 1 : Math.min(kxStretch(chart, before, broken), kxTallest);
    if (!mended && stretch === 1) return;
    layout.height += Math.ceil((stretch - 1) * chart._fullLayout._size.h);
    chart.style.setProperty("--kx-height", `${layout.height}px`);
    await Plotly.react(chart, data, layout, config);
  }
};
