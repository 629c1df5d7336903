"""The teacher's guide docs/teaching: a page for each lesson with its key, and an overview of the course."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from helpers.classroom.copies import FOLD, answer_code, calls, exercise_note, quiz_note
from helpers.classroom.judging import written
from helpers.classroom.known import known
from helpers.classroom.plans import FOLDER, PERIODS, in_words, left_out, section, shown_by, steps, teaching
from helpers.data import all_notebooks, notebooks_folder
from helpers.files import write_whole
from helpers.publish.asked import quizzed
from helpers.publish.lengths import EXERCISE, SETTLING, WORDS_A_MINUTE, parts_of
from helpers.publish.notebooks import is_code, source
from helpers.publish.site.course import Lesson
from helpers.words import markdown

OVERVIEW, LESSONS = "README.md", "[0-9][0-9]_*.md"
SHOWN = {  # parts of a step that its section does not name
    "figures": "chart",
    "tables": "table",
    "guesses": "guess",
    "forms": "own marks",
    "sentences": "own sentence",
    "ratings": "ratings",
    "quizzes": "quiz",
}
IN_WORDS = "In the pupil's own words. The fold below it in the lesson has something to compare with."
BLANK = re.compile(r"\n{3,}")
GOALS = re.compile(r" \(O\d[^)]*\)")
ASKED = re.compile(
    r"^#+ (?:★ )?(?P<title>Exercise .+?)(?: \(O\d.*\))?$(?P<text>(?:\n(?!#).*)*)", re.MULTILINE
)
HIDDEN = re.compile(r"<!--.*?-->")
LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
_environment = Environment(
    loader=PackageLoader("helpers.classroom", "teaching"),
    autoescape=False,  # it writes Markdown, of texts of the course alone
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
)


def guide_folder() -> Path:
    """docs/teaching beside notebooks/."""
    return notebooks_folder().parent / "docs" / "teaching"


def pages() -> dict[str, str]:
    """Name of each page of the guide → its text as the lessons are now."""
    lessons = [Lesson(path) for path in all_notebooks()]
    return {OVERVIEW: overview(lessons)} | {f"{lesson.stem}.md": page(lesson) for lesson in lessons}


def write_guide(folder: Path) -> list[Path]:
    """Write all pages; a page of a lesson that is gone, or has another number now, is taken away."""
    written = pages()
    folder.mkdir(parents=True, exist_ok=True)
    for place in folder.glob(LESSONS):
        if place.name not in written:
            place.unlink()
    for name, text in written.items():
        write_whole(folder / name, text)
    return [folder / name for name in written]


def guide_faults(folder: Path) -> list[str]:
    """Pages that say something else than the lessons do now, are missing, or belong to no lesson."""
    wanted = pages()
    there = {place.name: place.read_text("utf-8") for place in sorted(folder.glob("*.md"))}
    return [
        *(f"{name}: there is no such page" for name in wanted if name not in there),
        *(f"{name}: out of date" for name, text in wanted.items() if there.get(name, text) != text),
        *(
            f"{name}: no lesson has this page"
            for name in there
            if fnmatch(name, LESSONS) and name not in wanted
        ),
    ]


def page(lesson: Lesson) -> str:
    """The page of one lesson."""
    names = [path.stem for path in all_notebooks()]
    here = names.index(lesson.stem)
    text = _environment.get_template("lesson.md.jinja").render(
        teaching(lesson.word),
        lesson=lesson,
        before=names[here - 1] if here else "",
        after=names[here + 1] if here + 1 < len(names) else "",
        settling=SETTLING,
        plans={PERIODS[period]: _plan(lesson, period) for period in PERIODS},
        left={PERIODS[period]: _left(lesson, period) for period in PERIODS},
        rubric_rows=list(_rubric(lesson)),
        key=list(_key(lesson)),
    )
    return BLANK.sub("\n\n", text).strip() + "\n"


def _plan(lesson: Lesson, period: str) -> list[dict[str, Any]]:
    """Steps with their sections as links, a section once where several steps stay in it, and their parts."""
    found, last = [], ""
    for step in steps(lesson.word, period):
        cells = [cell for cell in lesson.notebook.cells if cell.id in step["cells"]]
        headings = [*dict.fromkeys(section(lesson.notebook, cell.id) for cell in cells)]
        parts = dict.fromkeys(SHOWN[part] for cell in cells for part in parts_of(cell) if part in SHOWN)
        where = [_link(lesson, heading) for heading in headings if heading != last]
        found.append({**step, "where": "; ".join([*where, *parts]) or "as before"})
        last = headings[-1]
    return found


def _left(lesson: Lesson, period: str) -> str:
    headings = left_out(lesson.notebook, lesson.word, period)
    return "; ".join(_link(lesson, heading) for heading in headings)


def _link(lesson: Lesson, heading: str) -> str:
    """A section of a lesson as a link that JupyterLab and nbviewer follow; elsewhere it opens the lesson."""
    said = "Head" if heading == lesson.title else _bare(heading)
    return f"[{said}](../../notebooks/{lesson.stem}.ipynb#{quote(heading.replace(' ', '-'))})"


def _bare(heading: str) -> str:
    """A heading without its star and the objectives that it names."""
    return GOALS.sub("", heading.removeprefix("★ "))


def _rubric(lesson: Lesson) -> Iterator[dict[str, str]]:
    by = shown_by(lesson.notebook, lesson.word)
    for goal in lesson.course["objectives"]:
        name, _, said = goal.partition(" ")
        yield {**teaching(lesson.word)["rubric"][name], "name": name, "said": said, "by": ", ".join(by[name])}


def _key(lesson: Lesson) -> Iterator[str]:
    """What is asked, in the order of the lesson, with what is right and what to say to the rest."""
    asked_of: dict[str, str] = {}
    for cell in lesson.notebook.cells:
        if is_code(cell):
            yield from _answers(source(cell), lesson.word, asked_of)
            continue
        for match in ASKED.finditer(FOLD.sub("", source(cell))):
            asked_of[match["title"]] = match["text"]
            if match["title"] not in _checked(lesson.word):
                yield f"### {_bare(match['title'])}\n\n{IN_WORDS}"


def _answers(code: str, word: str, asked_of: dict[str, str]) -> Iterator[str]:
    """The entries of one code cell; `asked_of` has the text of each exercise so far by its title."""
    for call in calls(code, "guess"):
        asked = known()["guesses"][ast.literal_eval(call.args[0])]
        yield f"### Guess\n\n{markdown(asked['ask'])}\n\n**What the data say:** {markdown(asked['answer'])}"
    for call in calls(code, "check"):
        name = str(ast.literal_eval(call.args[0]))
        asked = known()["exercises"][name]
        right = f"**Right:** `{answer_code(name)}`. {markdown(asked['right'])}"
        parts = [
            f"### {markdown(_bare(asked['title']))}",
            _items(asked_of[asked["title"]]),
            right,
            _within(asked),
        ]
        yield "\n\n".join([part for part in parts if part] + [exercise_note(name)])
    if calls(code, "quiz"):
        questions = [f"{number}. {markdown(entry['ask'])}" for number, entry in enumerate(quizzed(word), 1)]
        yield "\n\n".join(["### Quiz", "\n".join(questions), quiz_note(word)])


def _checked(word: str) -> set[str]:
    return {asked["title"] for asked in known()["exercises"].values() if asked["word"] == word}


def _items(text: str) -> str:
    """The list of an exercise: its choices, or what is to be sorted; without a list, what it asks."""
    asked = LINK.sub(r"\1", HIDDEN.sub("", text)).strip()
    return "\n".join(line for line in asked.splitlines() if line.startswith("- ")) or asked


def _within(asked: dict[str, Any]) -> str:
    """How far off a number may be, and what else is accepted."""
    said = (
        [f"Accepted within {asked['tolerance']:g} {markdown(asked['unit'])}".strip()]
        if asked["tolerance"]
        else []
    )
    said += [f"also {written(one['value'])}: {markdown(one['note'])}" for one in asked["accepted"]]
    return f"{'; '.join(said).rstrip('.')}." if said else ""


def course() -> dict[str, Any]:
    """What teaching/course.toml says of the course as a whole: routes, subjects, when to take a lesson."""
    return in_words("start_here", tomllib.loads((FOLDER / "course.toml").read_text("utf-8")))


def overview(lessons: list[Lesson]) -> str:
    """The first page: which lesson for me, and what holds for all of them."""
    text = _environment.get_template("overview.md.jinja").render(
        course(),
        lessons=lessons,
        links={lesson.word: f"[{lesson.number} {lesson.title}]({lesson.stem}.md)" for lesson in lessons},
        numbers={lesson.word: f"[{lesson.number}]({lesson.stem}.md)" for lesson in lessons},
        periods=list(PERIODS.values()),
        words_a_minute=WORDS_A_MINUTE,
        exercise=EXERCISE,
        settling=SETTLING,
    )
    return BLANK.sub("\n\n", text).strip() + "\n"
