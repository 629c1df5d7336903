// The controls of a chart. They are made here, not stored: where no script runs, nothing idle stands on the page.
const kxValue = (control) => Number((control.querySelector("input:checked") ?? control).value);

const kxSegments = ({ id, name, labels, chosen }) => {
  const group = `${id}-${Math.random()}`; // the same chart may be open twice
  const buttons = labels.map((label, value) => kxElement("label", {},
    kxElement("input", { type: "radio", name: group, value, defaultChecked: value === chosen }),
    kxElement("span", {}, kxElement("span", {}, label))));
  return kxElement("fieldset", { className: "kx-choice" }, kxElement("legend", {}, name),
    kxElement("span", { className: "kx-segments" }, ...buttons));
};

const kxSlider = ({ id, name, labels, chosen }) => {
  const slider = kxElement("input", { type: "range", id, min: 0, max: labels.length - 1, defaultValue: chosen });
  const step = (sign, by, label) => {
    const button = kxElement("button", { type: "button", tabIndex: -1 }, sign);
    button.setAttribute("aria-label", label);
    button.addEventListener("click", () => {
      slider.stepUp(by);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    });
    return button;
  };
  return kxElement("span", { className: "kx-slider" }, kxElement("label", {}, name, slider),
    step("‹", -1, `${name}: one step back`), step("›", 1, `${name}: one step on`),
    kxElement("output", { style: `width:${Math.max(...labels.map((label) => label.length)) + 1}ch` }, labels[chosen]));
};

const kxList = ({ id, name, labels, chosen }) => kxElement("label", { className: "kx-list" }, name,
  kxElement("select", { id }, ...labels.map((label, i) => new Option(label, i, i === chosen, i === chosen))));

// Puts the controls above the chart; what they return has the places of the options as data-options.
const kxControls = (root) => {
  const asked = JSON.parse(root.dataset.controls), kinds = { segments: kxSegments, slider: kxSlider, list: kxList };
  if (!asked.length) return [];
  const made = asked.map((control) => {
    const whole = kinds[control.kind](control);
    const own = whole.querySelector("select, input[type=range]") ?? whole;
    Object.assign(own, { id: control.id }).dataset.options = JSON.stringify(control.labels);
    return [whole, own];
  });
  const bar = kxElement("fieldset", { className: "kx-controls" }, ...made.map(([whole]) => whole));
  // JupyterLab leaves arrow keys to what has the focus.
  bar.querySelectorAll("input, select").forEach((own) => { own.dataset.lmSuppressShortcuts = "true"; });
  bar.setAttribute("aria-label", root.dataset.question);
  root.querySelector(".kx-chart").before(bar);
  return made.map(([, own]) => own);
};

const kxSayOption = (control) => {
  if (control.type !== "range") return;
  const label = JSON.parse(control.dataset.options)[control.value];
  control.setAttribute("aria-valuetext", label);
  control.closest(".kx-slider").querySelector("output").textContent = label;
};
