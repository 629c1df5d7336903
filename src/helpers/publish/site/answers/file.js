// The one file of a pupil's answers, as docs/classroom.md has it: written by a lesson's page, read by it and by the
// class page, by the rules of parsing.py.
const COURSE = "kursk-notebooks", VERSION = 1, SEAT = /^[A-Za-z0-9][A-Za-z0-9_-]{0,15}$/;
const LARGEST_FILE = 1_000_000, LONGEST = 200, MOST_PARTS = 30, MOST_TRIES = 20;
const KINDS = ["guesses", "ratings", "answers", "quiz"], KNEW = ["no", "yes", "read"];

class Damaged extends Error {}

function textOf(bytes) {
  if (bytes.length > LARGEST_FILE) throw new Damaged("it is too large for a file of answers");
  return attempt(() => new TextDecoder("utf-8", { fatal: true }).decode(bytes), "it is no text in UTF-8");
}

function entriesIn(text) {
  const held = attempt(() => JSON.parse(text), "it is no JSON");
  if (!isEntries(held)) throw new Damaged("it holds no entries");
  return held;
}

// what the file holds: { seat, parts, leftOut }; known: the guesses, ratings, exercises and quizzes of the course
function ofPage(held, known) {
  if (part(held, "course") !== COURSE || part(held, "version") !== VERSION) {
    throw new Damaged("it is no file of answers of this course");
  }
  const seat = part(held, "seat");
  if (typeof seat !== "string" || !SEAT.test(seat)) {
    throw new Damaged("its seat is no code such as A07 (letters, digits, - and _)");
  }
  const parts = Object.fromEntries(KINDS.map((name) => [name, part(held, name) ?? {}]));
  if (!Object.values(parts).every(isEntries)) throw new Damaged("its guesses, ratings, answers or quiz are in another form");
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

// choices taken at a question of a quiz, one after the other
function chosenOf(key, entry, { quiz }) {
  const choices = own(quiz, key)?.choices ?? {};
  if (!Array.isArray(entry) || !entry.length || entry.length > MOST_TRIES) return null;
  return entry.every((one) => typeof one === "string" && Object.hasOwn(choices, one)) ? entry : null;
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

const FITS = { guesses: guessOf, ratings: ratingOf, answers: triesOf, quiz: chosenOf };
