// One try at an exercise, judged as helpers.lesson.checking does it. On a page it is told as `check` tells it; for a
// class it is counted in the form that judging.py says.
const SHOWN = /^[A-Za-z0-9 .,%+-]{1,24}$/, LARGEST = 1e12, LONGEST_SHOWN = 60;
const SLIP = { state: "slip", form: "", hint: "" };

class NoAnswer extends Error {}

// works on a try; what cannot be read as an answer goes to `slip`
function tried({ kind, ...exercise }, answer, found, slip) {
  try {
    return found(JUDGES[kind](exercise, answer));
  } catch (error) {
    if (error instanceof NoAnswer) return slip(error.message);
    throw error;
  }
}

function judge(exercise, answer) {
  return tried(exercise, answer, ({ form, right, hint }) => {
    if (right !== undefined) return { state: "right", form, hint: "" };
    return SHOWN.test(form.split(" = ").at(-1)) ? { state: "wrong", form, hint } : SLIP;
  }, () => SLIP);
}

// what `check` says: { right, said }
function verdict(exercise, answer) {
  return tried(exercise, answer, ({ right, fits = "", hint }) =>
    right === undefined ? { right: false, said: `Not yet. ${fits}${hint}` } : { right: true, said: `Right. ${right}` },
  (message) => ({ right: false, said: `Not yet. ${message}` }));
}

const NUMBERS = [
  [/^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/, ","],
  [/^[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d+)?$/, " "],
  [/^[1-9]\d{0,2}(?:\.\d{3})+,\d+$/, "."],
  [/^[1-9]\d{0,2}(?:\.\d{3}){2,}$/, "."],
  [/^(?:\d+(?:[.,]\d*)?|[.,]\d+)$/, ""],
];

function numberIn(answer, unit = "") {
  if (typeof answer === "number") return answer;
  const asked = `Write one number${unit ? ` (${unit})` : ""}, such as 12 or 0.4.`;
  if (typeof answer !== "string") throw new NoAnswer(asked);
  let text = answer.replaceAll("−", "-").replace(/[\u00a0\u202f\u2009'’]/g, " ").trim();
  for (const end of [unit, unit.replace("²", "2"), "%"]) if (end && text.endsWith(end)) text = text.slice(0, -end.length).trimEnd();
  const sign = text.startsWith("-") ? -1 : 1;
  text = text.replace(sign < 0 ? /^-/ : /^\+/, "").trimStart();
  for (const [form, nothing] of NUMBERS) {
    const number = Number((nothing ? text.replaceAll(nothing, "") : text).replaceAll(",", "."));
    if (form.test(text) && Number.isFinite(number)) return sign * number;
  }
  const letters = [...answer], cut = letters.length > LONGEST_SHOWN;
  throw new NoAnswer(`${asked} “${cut ? `${letters.slice(0, LONGEST_SHOWN).join("")}…` : answer}” is none.`);
}

const near = (number, wanted, tolerance) => Math.abs(number - wanted) <= tolerance + 1e-9;

function judgeNumber({ answer: wanted, tolerance, unit, right, accepted, wrong, hint }, answer) {
  const number = numberIn(answer, unit), form = written(number);
  const fits = (other) => near(number, other.value, other.tolerance);
  if (near(number, wanted, tolerance)) return { form, right };
  const other = accepted.find(fits);
  if (other) return { form, right: other.note };
  return { form, hint: wrong.find(fits)?.hint ?? hint };
}

function judgeChoice({ answer: wanted, right, hints }, answer) {
  if (typeof answer !== "string") throw new NoAnswer();
  const form = answer.trim().toLowerCase();
  if (form === wanted) return { form, right };
  if (!Object.hasOwn(hints, form)) throw new NoAnswer();
  return { form, hint: hints[form] };
}

function judgeSet({ answer: wanted, right, hint, hints }, answer) {
  if (!Array.isArray(answer)) throw new NoAnswer();
  const given = [...new Set(answer.map((item) => item.trim().toLowerCase()))].sort();
  const form = given.join(", ") || "none";
  const extra = given.find((letter) => !wanted.includes(letter));
  if (extra !== undefined) return { form, hint: about(extra, own(hints, extra) ?? hint) };
  const missing = [...wanted].sort().find((letter) => !given.includes(letter));
  return missing === undefined ? { form, right } : { form, hint: own(hints, `missing ${missing}`) ?? hint };
}

function judgeMatch({ answer: wanted, right, hint, hints, words }, answer) {
  const keys = Object.keys(wanted), plain = answer !== null && typeof answer === "object" && !Array.isArray(answer);
  if (!plain || Object.keys(answer).length !== keys.length || !keys.every((key) => Object.hasOwn(answer, key))) {
    throw new NoAnswer();
  }
  const given = (key) => (typeof wanted[key] === "string" ? String(answer[key]).trim().toLowerCase() : written(numberIn(answer[key], unitOf(key))));
  const wrong = keys.filter((key) => !fitsPair(key, answer[key], wanted[key])), [off] = wrong;
  if (off === undefined) return { form: "", right };
  const fits = `${keys.length - wrong.length} of ${keys.length} fit. `;
  const strange = words.length ? wrong.find((key) => !words.includes(given(key))) : undefined;
  if (strange !== undefined) {
    throw new NoAnswer(`${fits}“${strange}”: “${answer[strange]}” is none of the words: ${words.join(", ")}.`);
  }
  const [first] = Object.keys(answer), alike = keys.every((key) => given(key) === given(first));
  const all = alike ? own(hints, `all ${given(first)}`) : undefined;
  const said = own(hints, `${off} = ${given(off)}`) || own(hints, off) || hint;
  return { form: `${off} = ${given(off)}`, fits, hint: all || about(off, said) };
}

// the unit that the key of a number asks for, with which an answer may end
const unitOf = (key) => /(?: in |, )([^,]+)$/.exec(key)?.[1] ?? "";

function fitsPair(key, given, wanted) {
  if (typeof wanted === "string") {
    return ["string", "boolean"].includes(typeof given) && String(given).trim().toLowerCase() === wanted.toLowerCase();
  }
  const decimals = (String(wanted).split(".")[1] ?? "").length;
  return near(numberIn(given, unitOf(key)), wanted, 0.5 * 10 ** -decimals);
}

const JUDGES = { number: judgeNumber, choice: judgeChoice, set: judgeSet, match: judgeMatch };

const own = (held, key) => (Object.hasOwn(held, key) ? held[key] : undefined);

function about(item, hint) {
  const name = item.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"), word = "[\\p{L}\\p{N}_]";
  return new RegExp(`(?<!${word})${name}(?!${word})`, "u").test(hint) ? hint : `“${item}”: ${hint}`;
}

const rounded = (value, decimals = 2) => Math.floor(value * 10 ** decimals + 0.5) / 10 ** decimals;
const written = (value) => (Math.abs(value) < LARGEST ? String(rounded(value)) : "very large");
