// What a class answered, counted as summing.py does it: nothing of fewer than five pupils, nobody by seat.
const FEWEST = 5, LEAST = 60, FEW = { few: true };
const GROUPS = { "did not know": ["no"], "knew or had read": ["yes", "read"] };
const BINS = [["0-33", 0, 33], ["34-66", 34, 66], ["67-100", 67, 100]];

function summed(seats, known) {
  const given = [...seats.values()].filter((seat) => Object.values(seat).some((held) => Object.keys(held).length));
  const of = (kind, asked, work) => {
    const found = {};
    for (const key of Object.keys(asked)) {
      const all = given.filter((seat) => Object.hasOwn(seat[kind], key)).map((seat) => seat[kind][key]);
      if (all.length) found[key] = all.length < FEWEST ? FEW : work(asked[key], all);
    }
    return found;
  };
  return {
    seats: given.length,
    guesses: of("guesses", known.guesses, guessed),
    ratings: of("ratings", known.ratings, (_, all) => rated(all.map(({ percent }) => percent))),
    exercises: of("answers", known.exercises, (asked, all) => exercised(all.map((tries) => tries.map((one) => judge(asked, one))))),
    quiz: of("quiz", known.quiz, (asked, all) => exercised(all.map((tries) => tries.map((one) => judgedChoice(asked, one))))),
    scores: Object.fromEntries(
      Object.entries(GROUPS).map(([name, words]) => [name, scored(given.map(({ ratings }) => ratings), words, known.ratings)]),
    ),
  };
}

function guessed(asked, given) {
  if (asked.choices.length) {
    return { n: given.length, choices: asked.choices.map((choice) => [choice, given.filter((one) => one === choice).length]) };
  }
  const fields = {};
  for (const field of Object.keys(given[0])) {
    const numbers = given.map((one) => asNumber(one[field])), read = numbers.filter((one) => one !== null);
    fields[field] = { values: counted(read.map((one) => rounded(one)).sort(upwards)), unread: numbers.length - read.length };
  }
  return { n: given.length, fields };
}

const judgedChoice = ({ answer, choices }, form) =>
  (form === answer ? { state: "right", form, hint: "" } : { state: "wrong", form, hint: choices[form] });

function asNumber(text) {
  try {
    return numberIn(text);
  } catch (error) {
    if (error instanceof NoAnswer) return null;
    throw error;
  }
}

const upwards = (a, b) => a - b;

function rated(percents) {
  const values = [...percents].sort(upwards), half = (values.length - 1) / 2;
  const median = (values[Math.floor(half)] + values[Math.ceil(half)]) / 2;
  return { n: values.length, values: counted(values), median: written(median) };
}

function counted(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => [written(value), count]);
}

function exercised(pupils) {
  const counts = new Map();
  for (const tries of pupils) {
    const wrong = tries.filter(({ state }) => state === "wrong").map(({ form, hint }) => JSON.stringify([form, hint]));
    for (const each of new Set(wrong)) counts.set(each, (counts.get(each) ?? 0) + 1);
  }
  const wrong = [...counts].map(([each, count]) => [...JSON.parse(each), count]);
  const tally = (fits) => pupils.filter(fits).length;
  return {
    n: pupils.length,
    at_once: tally((tries) => tries[0].state === "right"),
    in_the_end: tally((tries) => tries.at(-1).state === "right"),
    slips: tally((tries) => tries.some(({ state }) => state === "slip")),
    wrong: wrong.sort((a, b) => b[2] - a[2] || (a[0] + a[1] < b[0] + b[1] ? -1 : 1)),
  };
}

function scored(rated, words, questions) {
  const rows = rated.flatMap((ratings, seat) =>
    Object.entries(ratings)
      .filter(([key, { knew }]) => words.includes(knew) && questions[key].came !== null)
      .map(([key, { percent }]) => ({ seat, percent, came: questions[key].came })),
  );
  const pupils = new Set(rows.map(({ seat }) => seat)).size;
  if (pupils < FEWEST) return FEW;
  const mean = (part, of) => part.reduce((sum, row) => sum + of(row), 0) / part.length;
  const bins = BINS.map(([name, low, high]) => [name, rows.filter(({ percent }) => percent >= low && percent <= high)]);
  return {
    pupils,
    forecasts: rows.length,
    brier: rounded(mean(rows, ({ percent, came }) => (percent / 100 - came) ** 2), 3),
    calibration: (rows.length < LEAST ? [] : bins.filter(([, part]) => part.length)).map(([name, part]) => [
      name, part.length, written(mean(part, ({ percent }) => percent)), written(100 * mean(part, ({ came }) => came)),
    ]),
  };
}

function asCsv(seats, known) {
  const lines = ["seat,lesson,exercise,tries,right_at_once,right_in_the_end"];
  for (const [seat, held] of [...seats].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const [given, all, judged] of [[held.answers, known.exercises, judge], [held.quiz, known.quiz, judgedChoice]]) {
      for (const [name, asked] of Object.entries(all).filter(([key]) => Object.hasOwn(given, key))) {
        const right = given[name].map((one) => (judged(asked, one).state === "right" ? "yes" : "no"));
        lines.push([seat, asked.lesson, name, right.length, right[0], right.at(-1)].join());
      }
    }
  }
  return lines.join("\n") + "\n";
}
