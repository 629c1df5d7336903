// The head of a figure follows its setting, and keeps the height of the tallest one: nothing below it jumps.
const kxElement = (tag, properties, ...inside) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...inside);
  return element;
};

const kxPieces = (text, pen = []) => {
  const pieces = [];
  let after = 0;
  for (const [start, end] of pen) {
    pieces.push([text.slice(after, start), false], [text.slice(start, end), true]);
    after = end;
  }
  return [...pieces, [text.slice(after), false]].filter(([piece]) => piece);
};

// Lines do not break between a number and its unit; head.py has the same.
const kxTogether =
  /(?<=\d)(?<!20\d\d) |(?<=\b(?:of|to)) (?=\d)|(?<=\b(?:least|about)) (?=\d)|(?<=[A-Z][a-z]{2}) (?=20\d\d)/g;
const kxUnbroken = (title) => title.replace(kxTogether, "\u00a0");

const kxFillHead = (head, { title, pen, subtitle = "", key = [] }) => {
  const [named, below, list] = [".kx-title", ".kx-subtitle", ".kx-key"].map((part) => head.querySelector(part));
  const styled = (style, tag, properties, ...inside) => {
    const element = kxElement(tag, properties, ...inside);
    element.style.cssText = style;
    return element;
  };
  if (named.textContent !== kxUnbroken(title))
    named.replaceChildren(...kxPieces(kxUnbroken(title), pen).map(([piece, marked]) =>
      marked ? styled(head.dataset.pen, "mark", { className: "kx-pen" }, piece) : piece));
  if (below.textContent !== subtitle) below.textContent = subtitle;
  below.style.display = subtitle ? "" : "none";
  list.replaceChildren(...key.map(([src, label]) => styled(head.dataset.entry, "li", {},
    styled(head.dataset.glyph, "img", { src, alt: "", width: 22, height: 14 }), label)));
  list.style.display = key.length ? "flex" : "none";
};

const kxRoom = () => {
  let width = 0, tallest = 0, seen = new Set();
  return (head, words) => {
    if (head.clientWidth !== width) [width, tallest, seen] = [head.clientWidth, 0, new Set()];
    const ghost = head.cloneNode(true);
    ghost.style.cssText += `;position:absolute;visibility:hidden;min-height:0;width:${width}px`;
    head.after(ghost);
    for (const one of words) {
      if (seen.has(one)) continue;
      seen.add(one);
      kxFillHead(ghost, one);
      tallest = Math.max(tallest, Math.ceil(ghost.getBoundingClientRect().height));
    }
    ghost.remove();
    head.style.minHeight = `${tallest}px`;
  };
};
