// Filters of a table; without this script the whole table stays.
// A field filters by the row's data-… of its name; "text" searches all words. A cell with several values
// (separated by ";") fits when all parallel fields fit at the same place: question 2 goes with side 2.
document.querySelectorAll(".kx-claims:not([data-played]), .kx-arguments:not([data-played])").forEach((root) => {
  const bar = root.querySelector(".kx-filters");
  if (!bar) return;
  root.dataset.played = "";
  bar.hidden = false;
  const fields = [...bar.querySelectorAll("[data-filter]")], rows = [...root.querySelectorAll("tbody tr")];
  const parallel = fields.filter((field) => "parallel" in field.dataset);
  const single = fields.filter((field) => !("parallel" in field.dataset));
  const fits = (row, { value, dataset: { filter } }) => {
    if (!value) return true;
    if (filter === "text") return row.textContent.toLowerCase().includes(value.toLowerCase());
    if (filter === "from") return row.dataset.last >= value;
    if (filter === "to") return row.dataset.first <= value;
    return row.dataset[filter] === value;
  };
  const together = (row) => {
    if (!parallel.length) return true;
    const lists = parallel.map(({ dataset: { filter } }) => row.dataset[filter].split(";"));
    return lists[0].some((_, i) => parallel.every(({ value }, k) => !value || lists[k][i] === value));
  };
  const apply = () => {
    rows.forEach((row) => { row.hidden = !(together(row) && single.every((field) => fits(row, field))); });
    bar.querySelector("output").textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length}`;
  };
  fields.forEach((field) => field.addEventListener("input", apply));
});
