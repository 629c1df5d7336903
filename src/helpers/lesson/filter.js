// Filters of a claims table; without this script the whole table stays.
document.querySelectorAll(".kx-claims:not([data-played])").forEach((root) => {
  const bar = root.querySelector(".kx-filters");
  if (!bar) return;
  root.dataset.played = "";
  bar.hidden = false;
  const fields = [...bar.querySelectorAll("[data-filter]")], rows = [...root.querySelectorAll("tbody tr")];
  const fits = (row, { value, dataset: { filter } }) =>
    filter === "text" ? row.textContent.toLowerCase().includes(value.toLowerCase()) : !value || row.dataset[filter] === value;
  const apply = () => {
    rows.forEach((row) => { row.hidden = !fields.every((field) => fits(row, field)); });
    bar.querySelector("output").textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length}`;
  };
  fields.forEach((field) => field.addEventListener("input", apply));
});
