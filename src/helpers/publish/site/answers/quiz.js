// A quiz of folds becomes rows of choices; the one that is chosen shows its own words.
function quizForm(question, name) {
  const folds = [];
  for (let next = question.nextElementSibling; next?.matches(".kx-choice"); next = next.nextElementSibling) folds.push(next);
  const boxes = folds.map((_, place) => make("input", { type: "radio", name: `quiz ${name}`, value: place }));
  const labels = folds.map((fold, place) => make("label", { class: "pick" }, boxes[place], make("span", {}, fold.querySelector("summary").textContent)));
  const { form, line } = formOf(question.textContent, labels);
  const texts = Object.keys(asks.quiz[name].choices), words = folds.map((fold) => [...fold.querySelector("p").childNodes]);
  const show = (place) => {
    line.className = "verdict";
    line.replaceChildren(...(words[place] ?? []));
  };
  form.addEventListener("change", () => {
    const place = boxes.findIndex(({ checked: on }) => on);
    keepTry("quiz", name, texts[place]);
    show(place);
  });
  folds.forEach((fold) => fold.remove());
  question.replaceWith(form);
  return () => {
    const place = texts.indexOf(own(held.quiz, name)?.at(-1));
    boxes.forEach((box, number) => { box.checked = number === place; });
    show(place);
  };
}

const word = document.querySelector(".lesson").dataset.word;
shows.push(...[...document.querySelectorAll("p:has(+ .kx-choice)")].map((question, place) => quizForm(question, `${word}-quiz-${place + 1}`)));
