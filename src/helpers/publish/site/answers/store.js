// What this reader answered, kept in the browser under one name for all lessons; where the browser refuses, only
// until the page is left. A change is put into what is kept now: another tab may have changed it.
const PLACE = "kursk-notebooks answers";
const asks = JSON.parse(document.getElementById("asks").textContent);
const nothing = () => ({ seat: "", guesses: {}, ratings: {}, answers: {}, quiz: {} });
const shows = []; // of each form: shows what is kept
let held = nothing(), refused = false, aside = null; // aside: what is kept, while the page is presented

const sound = (value) => isEntries(value) && KINDS.every((kind) => isEntries(part(value, kind) ?? {}));

function load() {
  if (aside) return held;
  let text = null;
  try {
    text = localStorage.getItem(PLACE);
  } catch {
    refused = true;
  }
  if (refused) return held;
  let found = null;
  try {
    found = JSON.parse(text);
  } catch {
    // what is kept is no text of ours: it counts as nothing
  }
  if (!sound(found)) return (held = nothing());
  const { parts } = checked(Object.fromEntries(KINDS.map((kind) => [kind, part(found, kind) ?? {}])), asks);
  const seat = SEAT.test(part(found, "seat")) ? found.seat : "";
  return (held = { seat, ...parts });
}

// change gets what is kept and changes it
function keep(change) {
  load();
  change(held);
  try {
    if (!aside) localStorage.setItem(PLACE, JSON.stringify(held));
  } catch {
    refused = true;
  }
  dispatchEvent(new Event("kept"));
}

// kind: "answers" (to an exercise) or "quiz"
function keepTry(kind, name, answer) {
  keep(({ [kind]: all }) => {
    const tries = own(all, name) ?? [];
    if (JSON.stringify(tries.at(-1)) !== JSON.stringify(answer)) all[name] = [...tries, answer].slice(-MOST_TRIES);
  });
}

function showAll() {
  load();
  shows.forEach((show) => show());
  dispatchEvent(new Event("kept"));
}

addEventListener("storage", ({ key }) => { if (key === PLACE || key === null) showAll(); });
// before a class all forms are empty, and what is tried there is not kept
addEventListener("presenting", ({ detail: begins }) => {
  [held, aside] = begins ? [nothing(), load()] : [aside, null];
  showAll();
});
