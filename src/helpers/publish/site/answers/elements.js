const DRAWN = ["svg", "circle", "path", "text"];

// an element with attributes, and children as elements or text
function make(name, attributes = {}, ...inside) {
  const element = DRAWN.includes(name) ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside.map((each) => each ?? ""));
  return element;
}
