// Questions to rate: a slider, a field for the same number, and what was known. What is not touched is not kept.
function ratingForm(block, known) {
  const name = block.dataset.row.split(":")[1], line = block.querySelector("small");
  while (line.nextSibling) line.nextSibling.remove();
  const scale = { min: 0, max: 100, step: 1, value: 50 };
  const slider = make("input", { type: "range", ...scale, "aria-label": `${name}: yes, in per cent` });
  const field = make("input", { type: "number", ...scale, value: "", inputmode: "numeric", "aria-label": `${name}: yes, in per cent, typed` });
  const knew = make("select", { "aria-label": `${name}: what I knew` }, ...Object.entries(known).map(([value, words]) => make("option", { value }, words)));
  const state = make("span", { role: "status" });
  const form = make("form", { class: "rating", autocomplete: "off" }, make("span", {}, "Yes:"), slider, make("span", {}, field, " %"), knew, state);
  const kept = () => {
    const percent = Number(field.value);
    if (!field.value.trim() || !Number.isInteger(percent) || percent < 0 || percent > 100) {
      state.textContent = "A whole number from 0 to 100.";
      return;
    }
    slider.value = percent;
    keep(({ ratings }) => { ratings[name] = { percent, knew: knew.value }; });
    state.textContent = "kept";
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  slider.addEventListener("input", () => { field.value = slider.value; });
  slider.addEventListener("change", () => { field.value = slider.value; kept(); });
  field.addEventListener("change", kept);
  knew.addEventListener("change", () => { field.value ||= slider.value; kept(); });
  block.append(form);
  return () => {
    const rating = own(held.ratings, name);
    slider.value = rating?.percent ?? 50;
    field.value = rating?.percent ?? "";
    knew.value = rating?.knew ?? "no";
    state.textContent = rating ? "kept" : "not rated yet";
  };
}

for (const data of document.querySelectorAll(".asks-rating")) {
  const area = data.closest(".jp-OutputArea"), blocks = [...area.querySelectorAll("[data-row^='questions:']")];
  area.querySelector("p").textContent = "0 means surely not, 100 surely yes, 50 is an honest answer. What you do not touch is not kept.";
  shows.push(...blocks.map((block) => ratingForm(block, JSON.parse(data.textContent))));
}

for (const data of document.querySelectorAll(".shows-rating")) {
  const line = data.closest(".jp-OutputArea").querySelector("p"), asked = document.querySelectorAll(".rating").length;
  addEventListener("kept", () => {
    line.textContent = `${Object.keys(held.ratings).length} of ${asked} questions are rated.`;
  });
}
