// Files of answers, read by the rules of parsing.py and reading.py; a text of a file is never run or shown as HTML.
const MOST_FILES = 2000, DEEPEST = 5;
const OF_MY_WORK = { "guesses.json": "guesses", "ratings.csv": "ratings", "answers.json": "answers" };
const NOT_ANSWERS = ["sentences.json", "briefing.json"], ON_THE_WAY = ["my_work", "notebooks"];
const HEAD = "question_id,claim_id,percent,knew,saved_at";

// files: [{ path, bytes }], bytes a Uint8Array → { seats, findings }
function collect(files, known) {
  const seats = new Map(), findings = [];
  const hidden = (path) => path.split("/").some((part) => part.startsWith("."));
  const order = ({ path }) => path.replaceAll("/", "\0");
  const read = files.filter(({ path }) => !hidden(path) && path.split("/").length <= DEEPEST + 1);
  read.sort((a, b) => (order(a) < order(b) ? -1 : 1));
  read.forEach(({ path, bytes }, number) => {
    if (number > MOST_FILES) return;
    try {
      if (number === MOST_FILES) throw new Damaged(`only ${MOST_FILES} files are read, and this one and all after it are not`);
      const leftOut = take(seats, path, bytes, known);
      if (leftOut) findings.push(`${path}: left out what is no answer to this course: ${leftOut}`);
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      findings.push(`${path}: skipped, ${error.message}`);
    }
  });
  return { seats, findings };
}

function take(seats, path, bytes, known) {
  const place = placeOf(path);
  if (!place) return 0;
  const { seat: ownSeat, parts, leftOut } = parsed(bytes, place.kind, known), seat = place.seat || ownSeat;
  if (!seats.has(seat)) seats.set(seat, { guesses: {}, ratings: {}, answers: {}, quiz: {} });
  const held = seats.get(seat), some = (entries) => Object.keys(entries).length > 0;
  if (Object.entries(parts).some(([kind, entries]) => some(entries) && some(held[kind]))) {
    throw new Damaged(`the seat ${seat} has given such answers already, in another file`);
  }
  for (const [kind, entries] of Object.entries(parts)) Object.assign(held[kind], entries);
  return leftOut;
}

function placeOf(path) {
  const folders = path.split("/"), name = folders.pop();
  if (NOT_ANSWERS.includes(name) || !/\.(json|csv)$/.test(name)) return null;
  if (!Object.hasOwn(OF_MY_WORK, name)) return { seat: "", kind: "page" };
  const seat = folders.filter((folder) => !ON_THE_WAY.includes(folder)).at(-1);
  if (!SEAT.test(seat ?? "")) {
    throw new Damaged("its folder is not named by a seat code such as A07 (letters, digits, - and _)");
  }
  return { seat, kind: OF_MY_WORK[name] };
}

function parsed(bytes, kind, known) {
  const text = textOf(bytes);
  if (kind === "ratings") return { seat: "", ...checked({ ratings: rowsOf(text) }, known) };
  const held = entriesIn(text);
  if (kind === "guesses") {
    const guesses = Object.fromEntries(Object.entries(held).map(([key, entry]) => [key, part(entry, "guess")]));
    return { seat: "", ...checked({ guesses }, known) };
  }
  if (kind === "answers") return { seat: "", ...checked({ answers: held }, known) };
  return ofPage(held, known);
}

function rowsOf(text) {
  const [head, ...lines] = text.replaceAll("\r\n", "\n").split("\n"), rows = {};
  if (head !== HEAD) throw new Damaged(`its first line is not ${HEAD}`);
  lines.forEach((line, place) => {
    if (!line) return;
    const fields = line.split(",");
    if (fields.length !== 5 || !/^\d{1,3}$/.test(fields[2]) || Object.hasOwn(rows, fields[0])) {
      throw new Damaged(`its line ${place + 2} is no rating`);
    }
    rows[fields[0]] = { percent: Number(fields[2]), knew: fields[3] };
  });
  return rows;
}
