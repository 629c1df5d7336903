// The class view: what was dropped in, counted, and drawn with plain elements; nothing leaves this page.
const known = JSON.parse(document.getElementById("known").textContent);
const SHORT = 80;  // signs of a choice beside its letter
const view = document.getElementById("view"), HIDDEN = `Fewer than ${FEWEST} answers: not shown.`;
let found = { seats: new Map(), findings: [] };

function bars(rows, n) {
  const lines = rows.map(([label, count]) => make("tr", {},
    make("th", { scope: "row" }, label),
    make("td", {}, make("meter", { min: 0, max: n, value: count, "aria-label": `${count} of ${n}` }), ` ${count}`)));
  return make("table", { class: "bars" }, make("tbody", {}, ...lines));
}

const covered = (head, ...inside) => make("details", {}, make("summary", {}, head), ...inside);
const listed = (values) => values.map(([value, count]) => (count === 1 ? value : `${value} (${count} times)`)).join(", ");

function strip(values) {
  const most = Math.max(...values.map(([, count]) => count)), high = 32 + 9 * most;
  const dots = values.flatMap(([value, count]) => Array.from({ length: count }, (_, place) =>
    make("circle", { cx: 10 + 4 * Number(value), cy: high - 28 - 9 * place, r: 4 })));
  const line = make("path", { d: [0, 50, 100].map((at) => `M${10 + 4 * at} ${high - 22}v6`).join("") + `M10 ${high - 22}h400` });
  const marks = [[0, "start"], [50, "middle"], [100, "end"]].map(([at, side]) =>
    make("text", { x: at === 50 ? 210 : 4 + 4.12 * at, y: high - 3, "text-anchor": side }, `${at} %`));
  return make("svg", { viewBox: `0 0 420 ${high}`, role: "img", "aria-label": `0 to 100 per cent: ${listed(values)}` }, line, ...marks, ...dots);
}

function guessCard({ choices, fields, n }, asked) {
  const parts = choices ? [bars(choices, n)] : Object.entries(fields).map(([field, { values, unread }]) =>
    make("p", {}, make("b", {}, `${field}: `), listed(values), unread ? `; ${unread} wrote no number` : ""));
  return [...parts, covered("What the data say", make("p", {}, asked.answer))];
}

// what stands behind the letters of an answer: "b", "a, e" or "d = evidence"; as known.py has it
function worded(form, known) {
  const short = (text) => (text.length <= SHORT ? text : `${text.slice(0, SHORT).replace(/ ?[^ ]*$/, "")} …`);
  const letters = form.split(" = ")[0].split(", ").filter((letter) => Object.hasOwn(known, letter));
  return letters.map((letter) => [letter, short(known[letter])]);
}

function answerCell(form, known) {
  const said = worded(form, known), alone = said.length === 1 && said[0][0] === form;
  const lines = said.map(([letter, text]) => make("span", { class: "said" }, alone ? text : `${letter}: ${text}`));
  return make("th", { scope: "row" }, form, ...lines);
}

function exerciseCard({ n, at_once, in_the_end, slips, wrong }, { letters = {} }) {
  const lines = wrong.map(([form, hint, count]) => make("tr", {}, make("td", {}, String(count)), answerCell(form, letters), make("td", {}, hint)));
  const heads = ["Pupils", "Wrong answer", "Hint to give"].map((head) => make("th", { scope: "col" }, head));
  const table = make("table", {}, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...lines));
  return [
    make("p", {}, `${n} pupils: ${at_once} right at once, ${in_the_end} in the end.`, slips ? ` ${slips} wrote something that is no answer.` : ""),
    ...(lines.length ? [make("div", { class: "wide" }, table)] : []),
  ];
}

const ratingCard = ({ n, values, median }) => [make("p", {}, `Median ${median} % of ${n} pupils.`), strip(values)];

function scoreCard([name, score]) {
  if (score.few) return make("p", {}, make("b", {}, `${name}: `), `fewer than ${FEWEST} pupils, not shown.`);
  const bins = score.calibration.map(([bin, count, mean, came]) => make("li", {}, `said ${bin} % (${count} times, ${mean} on average): came true in ${came} %`));
  return make("div", {}, make("p", {}, make("b", {}, `${name}: `), `${score.brier} from ${score.forecasts} forecasts of ${score.pupils} pupils.`), make("ul", {}, ...bins));
}

function section(head, entries, asked, title, card) {
  const cards = Object.entries(entries).map(([key, entry]) => make("section", { "data-id": key },
    make("h3", {}, asked[key].lesson ? `Lesson ${asked[key].lesson}. ${asked[key][title]}` : `${key}. ${asked[key][title]}`),
    ...(entry.few ? [make("p", {}, HIDDEN)] : card(entry, asked[key]))));
  return cards.length ? [make("h2", {}, head), ...cards] : [];
}

function show() {
  const sums = summed(found.seats, known);
  const skipped = found.findings.map((line) => make("li", {}, line));
  const scores = [
    make("p", {}, "Brier: 0 is best, always 50 per cent gives 0.25. These lines tell how the questions ended."),
    ...Object.entries(sums.scores).map(scoreCard),
  ];
  view.replaceChildren(
    make("p", { role: "status" }, make("b", {}, `${sums.seats} seats gave answers.`)),
    ...(skipped.length ? [covered(`Files skipped or read in part: ${skipped.length}`, make("ul", {}, ...skipped))] : []),
    ...section("Guesses", sums.guesses, known.guesses, "ask", guessCard),
    ...section("Exercises", sums.exercises, known.exercises, "title", exerciseCard),
    ...section("Quiz", sums.quiz, known.quiz, "title", exerciseCard),
    ...section("Ratings", sums.ratings, known.ratings, "question", ratingCard),
    ...(Object.keys(sums.ratings).length ? [covered("Scores of the ratings", ...scores)] : []),
  );
  document.getElementById("save").hidden = !sums.seats;
}

async function takeFiles(files) {
  const read = files.map(async ({ path, file }) => ({ path, bytes: new Uint8Array(await file.slice(0, LARGEST_FILE + 1).arrayBuffer()) }));
  found = collect(await Promise.all(read), known);
  show();
}

const below = (path) => path.split("/").slice(1).join("/");

document.getElementById("folder").addEventListener("change", ({ target }) =>
  takeFiles([...target.files].map((file) => ({ path: below(file.webkitRelativePath), file }))));
document.getElementById("files").addEventListener("change", ({ target }) =>
  takeFiles([...target.files].map((file) => ({ path: file.name, file }))));
document.getElementById("save").addEventListener("click", () => {
  const link = make("a", { download: "class.csv", href: URL.createObjectURL(new Blob([asCsv(found.seats, known)], { type: "text/csv" })) });
  link.click();
  URL.revokeObjectURL(link.href);
});

// all files of what was dropped, folders included
async function entriesOf(entry) {
  if (entry.isFile) return [{ path: entry.fullPath.slice(1), file: await new Promise((done, failed) => entry.file(done, failed)) }];
  const reader = entry.createReader(), inside = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) return (await Promise.all(inside.map(entriesOf))).flat();
    inside.push(...some);
  }
}

addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", async (event) => {
  event.preventDefault();
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
  const files = (await Promise.all(entries.map(entriesOf))).flat();
  const one = entries.length === 1 && entries[0].isDirectory;  // the folder of the class itself
  takeFiles(one ? files.map(({ path, file }) => ({ path: below(path), file })) : files);
});
