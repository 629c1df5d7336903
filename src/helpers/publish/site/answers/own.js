// Below a lesson: how much is kept, one file of it with a seat code, the way back, and an end to it.
const area = document.querySelector(".own"), seat = document.getElementById("seat"), line = area.querySelector(".verdict");
const [file, replace, clear] = ["input[type=file]", ".replace", ".clear"].map((part) => area.querySelector(part));
const CLEAR = clear.textContent, SURE = "Yes, clear all my answers";
let waiting = null; // what a file holds that would replace other answers

function count() {
  const sums = ["guesses", "answers", "ratings", "quiz"].map((kind) => Object.keys(held[kind]).length);
  const words = ["guesses", "exercises", "ratings", "quiz questions"].map((name, place) => `${name} ${sums[place]}`);
  const all = sums.some(Boolean) ? `Kept of all lessons: ${words.join(", ")}.` : "No answers are kept yet.";
  area.querySelector(".held").textContent = refused
    ? "This browser refuses to keep anything (a private window, or its settings): save your answers before you leave this page."
    : all;
}

function calm() {
  clear.textContent = CLEAR;
  replace.hidden = true;
  waiting = null;
}

function save() {
  calm();
  const code = seat.value.trim();
  if (!SEAT.test(code)) return tell(line, "waiting", "Write your seat code first: letters and digits, such as A07.");
  keep((now) => { now.seat = code; });
  const parts = Object.fromEntries(KINDS.map((kind) => [kind, held[kind]]));
  const text = JSON.stringify({ course: COURSE, version: VERSION, seat: code, ...parts }, null, 1);
  const link = make("a", { download: `answers ${code}.json`, href: URL.createObjectURL(new Blob([text], { type: "application/json" })) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  tell(line, "right", `Saved as “answers ${code}.json”, where this browser puts what it downloads.`);
}

function takeIn({ seat: code, parts, leftOut }) {
  keep((now) => {
    now.seat = code;
    for (const kind of KINDS) Object.assign(now[kind], parts[kind]);
  });
  calm();
  showAll();
  tell(line, "right", `The answers of ${code} are back.${leftOut ? ` Left out what is no answer to this course: ${leftOut}.` : ""}`);
}

// entries of the file that differ from those kept under the same name
const others = (parts) => KINDS.flatMap((kind) => Object.entries(parts[kind]).filter(([key, entry]) =>
  Object.hasOwn(held[kind], key) && JSON.stringify(held[kind][key]) !== JSON.stringify(entry)));

async function read() {
  const [chosen] = file.files;
  calm();
  if (!chosen) return;
  try {
    const bytes = new Uint8Array(await chosen.slice(0, LARGEST_FILE + 1).arrayBuffer()), found = ofPage(entriesIn(textOf(bytes)), asks);
    const differ = others((load(), found.parts)).length;
    if (!differ) return takeIn(found);
    waiting = found;
    replace.hidden = false;
    tell(line, "waiting", `The file of ${found.seat} differs from what is kept here in ${differ} answers.`);
  } catch (error) {
    if (!(error instanceof Damaged)) throw error;
    tell(line, "wrong", `The file was left alone: ${error.message}.`);
  } finally {
    file.value = ""; // so that the same file can be chosen again
  }
}

function clearAll() {
  if (clear.textContent === CLEAR) {
    calm();
    clear.textContent = SURE;
    return tell(line, "waiting", "All answers of all lessons leave this browser. Save them first if you need them.");
  }
  keep((now) => Object.assign(now, nothing()));
  calm();
  showAll();
  seat.value = "";
  tell(line, "right", "Cleared.");
}

area.querySelector("form").addEventListener("submit", (event) => { event.preventDefault(); save(); });
file.addEventListener("change", read);
replace.addEventListener("click", () => takeIn(waiting));
clear.addEventListener("click", clearAll);
clear.addEventListener("blur", () => { if (clear.textContent === SURE) { clear.textContent = CLEAR; tell(line, "waiting"); } });
addEventListener("kept", count);
shows.push(() => { seat.value = held.seat || seat.value; });
area.hidden = false;
showAll();
