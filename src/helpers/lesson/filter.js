// Filters of a table, made from its data-fields; without this script the whole table stays and no control idles.
// A field filters by the row's data-… of its name; "text" searches all words. A cell with several values
// (separated by ";") fits when all parallel fields fit at the same place: question 2 goes with side 2.
document.querySelectorAll("[data-fields]:not([data-played])").forEach((root) => {
  root.dataset.played = "";
  const make = (name, properties, ...inside) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...inside);
    return element;
  };
  const fields = JSON.parse(root.dataset.fields).map(({ filter, label, options, parallel, type }) => {
    const choices = options && [["", "all"], ...options].map(([value, text]) => new Option(text, value));
    const field = choices ? make("select", {}, ...choices) : make("input", { type });
    Object.assign(field.dataset, { filter, lmSuppressShortcuts: "true" });
    return { filter, label, parallel, field };
  });
  const count = make("output", {}), rows = [...root.querySelectorAll("tbody tr")];
  const labels = fields.map(({ label, field }) => make("label", {}, label, field));
  root.prepend(make("p", { className: "kx-filters" }, ...labels, count));

  const parallel = fields.filter((one) => one.parallel), single = fields.filter((one) => !one.parallel);
  const fits = (row, { filter, field: { value } }) => {
    if (!value) return true;
    if (filter === "text") return row.textContent.toLowerCase().includes(value.toLowerCase());
    if (filter === "from") return row.dataset.last >= value;
    if (filter === "to") return row.dataset.first <= value;
    return row.dataset[filter] === value;
  };
  const together = (row) => {
    if (!parallel.length) return true;
    const lists = parallel.map(({ filter }) => row.dataset[filter].split(";"));
    return lists[0].some((_, i) => parallel.every(({ field }, k) => !field.value || lists[k][i] === field.value));
  };
  const apply = () => {
    rows.forEach((row) => { row.hidden = !(together(row) && single.every((one) => fits(row, one))); });
    count.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length}`;
  };
  fields.forEach(({ field }) => field.addEventListener("input", apply));
  apply();
});
