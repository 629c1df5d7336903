// Files of answers, read by the rules of parsing.py and reading.py; a text of a file is never run or shown as HTML.
const COURSE = "kursk-notebooks", VERSION = 1, SEAT = /^[A-Za-z0-9][A-Za-z0-9_-]{0,15}$/;
const LARGEST_FILE = 1_000_000, MOST_FILES = 2000, DEEPEST = 5, LONGEST = 200, MOST_PARTS = 30, MOST_TRIES = 20;
const OF_MY_WORK = { "guesses.json": "guesses", "ratings.csv": "ratings", "answers.json": "answers" };
const NOT_ANSWERS = ["sentences.json", "briefing.json"], ON_THE_WAY = ["my_work", "notebooks"];
const HEAD = "question_id,claim_id,percent,knew,saved_at", KNEW = ["no", "yes", "read"];

class Damaged extends Error {}

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
  if (!seats.has(seat)) seats.set(seat, { guesses: {}, ratings: {}, answers: {} });
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
  if (bytes.length > LARGEST_FILE) throw new Damaged("it is too large for a file of answers");
  const text = attempt(() => new TextDecoder("utf-8", { fatal: true }).decode(bytes), "it is no text in UTF-8");
  if (kind === "ratings") return { seat: "", ...checked({ ratings: rowsOf(text) }, known) };
  const held = attempt(() => JSON.parse(text), "it is no JSON");
  if (!isEntries(held)) throw new Damaged("it holds no entries");
  if (kind === "guesses") {
    const guesses = Object.fromEntries(Object.entries(held).map(([key, entry]) => [key, part(entry, "guess")]));
    return { seat: "", ...checked({ guesses }, known) };
  }
  if (kind === "answers") return { seat: "", ...checked({ answers: held }, known) };
  if (part(held, "course") !== COURSE || part(held, "version") !== VERSION) {
    throw new Damaged("it is no file of answers of this course");
  }
  const seat = part(held, "seat");
  if (typeof seat !== "string" || !SEAT.test(seat)) {
    throw new Damaged("its seat is no code such as A07 (letters, digits, - and _)");
  }
  const parts = Object.fromEntries(["guesses", "ratings", "answers"].map((name) => [name, part(held, name) ?? {}]));
  if (!Object.values(parts).every(isEntries)) throw new Damaged("its guesses, ratings or answers are in another form");
  return { seat, ...checked(parts, known) };
}

function attempt(work, why) {
  try {
    return work();
  } catch {
    throw new Damaged(why);
  }
}

const isEntries = (held) => held !== null && typeof held === "object" && !Array.isArray(held);
const part = (entry, name) => (isEntries(entry) && Object.hasOwn(entry, name) ? entry[name] : undefined);

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

function checked(parts, known) {
  let leftOut = 0;
  const fits = {};
  for (const [kind, held] of Object.entries(parts)) {
    fits[kind] = {};
    for (const [key, entry] of Object.entries(held)) {
      const found = FITS[kind](key, entry, known);
      if (found === null) leftOut += 1;
      else fits[kind][key] = found;
    }
  }
  return { parts: fits, leftOut };
}

function guessOf(key, entry, { guesses }) {
  const asked = own(guesses, key);
  if (!asked) return null;
  if (asked.choices.length) return asked.choices.includes(said(entry)) ? said(entry) : null;
  const fields = asked.fields.length ? asked.fields : ["guess"];
  const given = isEntries(entry) ? entry : { [fields[0]]: entry };
  const texts = fields.map((field) => [field, said(own(given, field))]);
  const whole = texts.every(([, text]) => text !== null) && Object.keys(given).length === fields.length;
  return whole ? Object.fromEntries(texts) : null;
}

const isNumber = (value) => typeof value === "number" && Math.abs(value) < LARGEST;

function said(value) {
  if (typeof value === "string") return value.trim() && value.length <= LONGEST ? value : null;
  return isNumber(value) ? String(value) : null;
}

function ratingOf(key, entry, { ratings }) {
  const percent = part(entry, "percent"), knew = part(entry, "knew");
  const whole = isNumber(percent) && Number.isInteger(percent) && percent >= 0 && percent <= 100;
  return Object.hasOwn(ratings, key) && whole && KNEW.includes(knew) ? { percent, knew } : null;
}

function triesOf(key, entry, { exercises }) {
  if (!Object.hasOwn(exercises, key) || !Array.isArray(entry) || !entry.length || entry.length > MOST_TRIES) return null;
  const tries = entry.map(plain);
  return tries.includes(null) ? null : tries;
}

function plain(answer) {
  if (Array.isArray(answer)) {
    const fits = answer.length <= MOST_PARTS && answer.every((item) => typeof item === "string" && item.length <= LONGEST);
    return fits ? [...answer].sort() : null;
  }
  if (!isEntries(answer)) return single(answer);
  const parts = Object.entries(answer).map(([key, value]) => [key, single(value)]);
  const fits = parts.length <= MOST_PARTS && parts.every(([key, value]) => value !== null && key.length <= LONGEST);
  return fits ? Object.fromEntries(parts) : null;
}

function single(value) {
  if (typeof value === "string") return value.length <= LONGEST ? value : null;
  return typeof value === "number" && Math.abs(value) < 1e15 ? value : null;
}

const FITS = { guesses: guessOf, ratings: ratingOf, answers: triesOf };
