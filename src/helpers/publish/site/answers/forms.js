// Exercises and guesses as forms: what a page without scripts shows as room to write becomes fields and a button.
const EMPTY = "Choose or type something first.", GAPS = "Some places are still empty.";
const decoded = (sealed) => JSON.parse(textOf(Uint8Array.from(atob(sealed.replace("sealed:", "")), (c) => c.charCodeAt(0))));
const SIGNS = { right: "✓", wrong: "✗", waiting: "…" };

// a line of words with its sign, as the notebook has it
function tell(line, kind, ...words) {
  line.className = `verdict ${kind}`;
  line.replaceChildren(...(words.length ? [make("strong", { "aria-hidden": "true" }, SIGNS[kind]), " ", ...words] : []));
}

function formOf(legend, fields, button, place = "") {
  const line = make("p", { class: "verdict", role: "status" });
  const foot = button ? [make("p", { class: "do" }, make("button", {}, button))] : [];
  const form = make("form", { class: "answer", autocomplete: "off" },
    make("fieldset", {}, make("legend", { class: place }, legend), ...fields), ...foot, line);
  form.addEventListener("submit", (event) => event.preventDefault());
  return { form, line };
}

const headingAbove = (cell) => {
  let above = cell;
  while ((above = above.previousElementSibling)) {
    const headings = above.querySelectorAll("h2, h3, h4");
    if (headings.length) return [...headings].at(-1);
  }
  return null;
};
const titleAbove = (cell) => [...(headingAbove(cell)?.childNodes ?? [])].filter(({ className }) => className !== "star")
  .map(({ textContent }) => textContent).join("").trim();

// the list above an exercise whose entries begin with these keys; its entries move into the form
function entriesAbove(cell, keys) {
  const list = [...(cell.previousElementSibling?.querySelectorAll("ul") ?? [])].at(-1);
  const entries = list ? [...list.children] : [];
  const heads = entries.map((entry) => entry.querySelector("code, strong")?.textContent.replaceAll('"', ""));
  if (entries.length !== keys.length || !keys.every((key) => heads.includes(key))) return null;
  entries.forEach((entry, place) => { entry.querySelector("code, strong").textContent = heads[place]; });
  list.remove();
  return new Map(entries.map((entry, place) => [heads[place], [...entry.childNodes]]));
}

// words that the text of an exercise gives to choose from, when all that are wanted stand there
function wordsAbove(cell, wanted) {
  let text = "";
  for (let next = headingAbove(cell)?.nextElementSibling; next; next = next.nextElementSibling) {
    if (!next.matches("ul")) text += ` ${next.textContent}`;
  }
  const words = [...text.matchAll(/["“]([a-z][\w ]*)["”]/g)].map(([, word]) => word);
  return wanted.every((word) => words.includes(word)) ? [...new Set(words)] : null;
}

const typed = (attributes = {}) => make("input", { type: "text", maxlength: LONGEST, spellcheck: "false", ...attributes });

// each kind: fields for the form, what is answered now (undefined: nothing, null: gaps), and how an answer is shown
function letters(cell, { name, kind, answer, hints }) {
  const type = kind === "set" ? "checkbox" : "radio";
  const known = [...new Set([answer, Object.keys(hints).filter((key) => key.length === 1)].flat(2))].sort();
  const entries = entriesAbove(cell, known);
  const boxes = known.map((letter) => make("input", { type, name, value: letter }));
  const fields = boxes.map((box) => make("label", { class: "pick" }, box, make("span", {}, ...(entries?.get(box.value) ?? [box.value]))));
  return {
    fields,
    given() {
      const chosen = boxes.filter(({ checked: on }) => on).map(({ value }) => value);
      return kind === "set" ? (chosen.length ? chosen : undefined) : chosen[0];
    },
    show(given) {
      const wanted = [given ?? []].flat().map((letter) => String(letter).trim().toLowerCase());
      boxes.forEach((box) => { box.checked = wanted.includes(box.value); });
    },
  };
}

function number(_, { unit }) {
  const field = typed({ inputmode: "decimal", size: 12 });
  return {
    fields: [make("label", { class: "line" }, make("span", {}, "Your answer"), field, make("span", {}, unit))],
    given: () => field.value.trim() || undefined,
    show: (given) => { field.value = given ?? ""; },
  };
}

function match(cell, { keys, answer }) {
  const words = wordsAbove(cell, Object.values(answer));
  const entries = entriesAbove(cell, keys), order = entries ? [...entries.keys()] : keys;
  const options = () => ["", ...words].map((word) => make("option", { value: word }, word || "–"));
  const fields = new Map(order.map((key) => [key, words ? make("select", { name: key }, ...options()) : typed({ name: key, size: 14 })]));
  const label = (key) => make("label", { class: "pair" }, make("span", {}, ...(entries?.get(key) ?? [key])), fields.get(key));
  return {
    fields: order.map(label),
    given() {
      const parts = keys.map((key) => [key, fields.get(key).value.trim()]), some = parts.filter(([, value]) => value);
      return some.length === keys.length ? Object.fromEntries(parts) : some.length ? null : undefined;
    },
    show: (given) => fields.forEach((field, key) => {
      const value = String(own(given ?? {}, key) ?? "").trim();
      field.value = words ? value.toLowerCase() : value;
      if (words && field.selectedIndex < 0) field.value = "";
    }),
  };
}

function exerciseForm(data) {
  const exercise = decoded(data.textContent), { name } = exercise, cell = data.closest(".cell");
  const title = titleAbove(cell);
  const { fields, given, show } = { number, choice: letters, set: letters, match }[exercise.kind](cell, exercise);
  const { form, line } = formOf(title ? `${title}: your answer` : "Your answer", fields, "Check", "hidden");
  const judged = (answer) => {
    const { right, said: words } = verdict(exercise, answer);
    tell(line, right ? "right" : "wrong", words);
  };
  form.addEventListener("submit", () => {
    const answer = given();
    if (answer === undefined || answer === null) return tell(line, "waiting", answer === null ? GAPS : EMPTY);
    keepTry("answers", name, answer);
    judged(answer);
  });
  form.addEventListener("input", () => tell(line, "waiting"));
  form.dataset.id = name;
  cell.querySelector(".room").replaceWith(form);
  return () => {
    const last = own(held.answers, name)?.at(-1);
    show(last);
    if (last === undefined) tell(line, "waiting");
    else judged(last);
  };
}

function guessForm(data) {
  const { name, choices, fields: names } = JSON.parse(data.textContent);
  const card = data.closest(".jp-OutputArea").querySelector(".output > div"), [question, ...rest] = card.querySelectorAll("p");
  rest.forEach((line) => line.remove());
  const asked = names.length ? names : ["guess"];
  const boxes = choices.length ? choices.map((value) => make("input", { type: "radio", name, value })) : asked.map(() => typed({ size: 14 }));
  const labels = boxes.map((box, place) => (choices.length
    ? make("label", { class: "pick" }, box, make("span", {}, box.value))
    : make("label", { class: "line" }, make("span", {}, asked[place]), box)));
  const { form, line } = formOf(question.textContent, labels, "Keep my guess"), button = form.querySelector("button");
  const given = () => {
    if (choices.length) return boxes.find(({ checked: on }) => on)?.value;
    const values = boxes.map(({ value }) => value.trim());
    return values.every(Boolean) ? Object.fromEntries(asked.map((field, place) => [field, values[place]])) : undefined;
  };
  const told = (guess) => (isEntries(guess) ? Object.entries(guess).map(([field, value]) => `${field}: ${value}`).join(", ") : guess);
  const again = (sure) => { button.textContent = sure ? "Replace my guess" : "Keep my guess"; };
  const show = () => {
    const kept = own(held.guesses, name);
    boxes.forEach((box, place) => {
      if (choices.length) box.checked = box.value === kept;
      else box.value = kept?.[asked[place]] ?? "";
    });
    again(false);
    tell(line, "right", ...(kept === undefined ? [] : [`Kept: ${told(kept)}.`]));
  };
  form.addEventListener("submit", () => {
    const guess = given(), kept = own(load().guesses, name);
    if (guess === undefined) return tell(line, "waiting", EMPTY);
    if (kept !== undefined && told(kept) !== told(guess) && button.textContent === "Keep my guess") {
      again(true);
      return tell(line, "waiting", `Kept: ${told(kept)}. Press again to replace it.`);
    }
    keep(({ guesses }) => { guesses[name] = guess; });
    show();
  });
  form.addEventListener("input", () => again(false));
  form.dataset.id = name;
  question.replaceWith(form);
  return show;
}

shows.push(...[...document.querySelectorAll(".asks-answer")].map(exerciseForm));
shows.push(...[...document.querySelectorAll(".asks-guess")].map(guessForm));
