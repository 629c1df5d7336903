"""The guide can be taught as it stands: plans, rubric, key, numbers and links hold; no page is stale."""

import ast
import copy
import re
import shutil
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest
from answers_above import leaks

import helpers.lesson
from helpers.classroom import guide, plans
from helpers.classroom.__main__ import main
from helpers.classroom.copies import answer_code, calls
from helpers.classroom.known import known
from helpers.classroom.plans import (
    FOLDER,
    HEADING,
    PERIODS,
    left_out,
    plan_faults,
    section,
    shown_by,
    steps,
    teaching,
)
from helpers.data import all_notebooks, word_of
from helpers.lesson.values import LessonError
from helpers.publish.asked import quizzed
from helpers.publish.lengths import SETTLING, is_starred
from helpers.publish.links import link_faults
from helpers.publish.notebooks import is_code, read, source

PATHS = all_notebooks()
WORDS = [word_of(path) for path in PATHS]
named = pytest.mark.parametrize("path", PATHS, ids=word_of)
PARTS = {
    "aim",
    "first_sentence",
    "needs",
    "board",
    "listen_for",
    "sensitive",
    "extension",
    "plan",
    "rubric",
}
EXERCISE = re.compile(r"Exercise \d+")
NUMBER = re.compile(r"(?<![\w.,])\d[\d,.]*\d%?|\d+ ?(?:%|km²)")
MARKS = re.compile(r"\b[SDGB]\d+[ab]?\b|\bseat code such as .A07.|\*\*|<!--.*?-->")


def raw(word):
    return tomllib.loads((FOLDER / f"{word}.toml").read_text("utf-8"))


def texts(part):
    """All texts in a part of a TOML file, but ids of cells."""
    if isinstance(part, str):
        return [part]
    if isinstance(part, dict):
        return [text for key, value in part.items() if key not in ("cells", "cell") for text in texts(value)]
    return [text for value in part for text in texts(value)] if isinstance(part, list) else []


@named
def test_every_lesson_has_a_whole_guide(path):
    held = teaching(word_of(path))
    assert set(held) == PARTS
    assert len(held["board"]) == 6 and all(len(line) <= 90 for line in held["board"])
    assert all(text.strip() for text in texts(held))
    goals = [goal.partition(" ")[0] for goal in read(path).metadata["course"]["objectives"]]
    assert list(held["rubric"]) == goals
    for row in held["rubric"].values():
        assert {"not_yet", "nearly", "there"} <= set(row) <= {"not_yet", "nearly", "there", "cell"}


def test_no_guide_is_of_no_lesson():
    assert {Path(place.name).stem for place in FOLDER.iterdir() if place.name.endswith(".toml")} == {
        *WORDS,
        "course",
    }


@named
def test_a_plan_can_be_taught(path):
    assert plan_faults(read(path), word_of(path)) == []


@named
def test_a_step_names_the_exercises_of_its_own_cells(path):
    """Exercises are numbered in the lesson; a plan must follow when they change places."""
    notebook = read(path)
    for step in teaching(word_of(path))["plan"]:
        above = " ".join(section(notebook, cell) for cell in step["cells"])
        within = " ".join(source(cell) for cell in notebook.cells if cell.id in step["cells"])
        said = " ".join(text for key, text in step.items() if key in ("do", "do90"))
        assert set(EXERCISE.findall(said)) <= set(EXERCISE.findall(above + within)), step["do"]


@named
def test_a_plan_fills_its_period(path):
    order = [cell.id for cell in read(path).cells]
    starred = {cell.id for cell in read(path).cells if is_starred(cell)}
    for period, whole in PERIODS.items():
        found = steps(word_of(path), period)
        cells = [cell for step in found for cell in step["cells"]]
        assert sorted(cells, key=order.index) == cells and len(set(cells)) == len(cells)
        assert found[-1]["begins"] + found[-1]["minutes"] == whole
        assert found[0]["begins"] == SETTLING == 5
        assert period == "m90" or set(cells) <= starred


def test_a_cell_that_ends_one_section_with_a_fold_stands_in_the_next():
    texts = {
        "a": "## One\n\nText",
        "b": "<details>\n<summary>Solution</summary>\n\n# none\n\n</details>\n\n## Two",
        "c": "Text",
        "d": "## Three",
    }
    cells = [nbformat.v4.new_markdown_cell(text, id=name) for name, text in texts.items()]
    notebook = nbformat.v4.new_notebook(cells=cells)
    assert [section(notebook, name) for name in texts] == ["One", "Two", "Two", "Three"]


@named
def test_what_a_plan_leaves_for_home_is_what_it_does_not_teach(path):
    """Each section of the lesson is in a step of a plan or named below it."""
    notebook = read(path)
    headings = {section(notebook, cell.id) for cell in notebook.cells if "generated" not in cell.metadata}
    for period in PERIODS:
        planned = [cell for step in steps(word_of(path), period) for cell in step["cells"]]
        taught = {section(notebook, cell) for cell in planned}
        home = left_out(notebook, word_of(path), period)
        assert headings <= taught | set(home) | {
            heading
            for cell in notebook.cells
            if cell.id in planned
            for heading in HEADING.findall(cell.source)
        }
        assert not taught & set(home)


def no_such_cell(plan):
    plan[1]["cells"] = ["00000000"]


def other_order(plan):
    plan[1], plan[2] = plan[2], plan[1]


def off_the_star(plan):
    next(step for step in plan if "m45" not in step)["m45"] = 0


def longer(plan):
    plan[0]["m45"] += 1


def no_time(plan):
    step = next(step for step in plan if step.get("m45", 0) >= 5)
    plan[0]["m45"], step["m45"] = plan[0]["m45"] + step["m45"] - 1, 1


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (no_such_cell, "there is no cell 00000000"),
        (other_order, "stands before"),
        (off_the_star, "is not ★"),
        (longer, "the steps are 41 minutes and not 40"),
        (no_time, "1 minutes for"),
    ],
)
def test_a_plan_that_cannot_be_taught_is_named(monkeypatch, damage, said):
    path = next(path for path in PATHS if word_of(path) == "the_balance")
    held = copy.deepcopy(teaching("the_balance"))
    damage(held["plan"])
    monkeypatch.setattr(plans, "teaching", lambda word: held)
    assert any(said in fault for fault in plan_faults(read(path), "the_balance"))


@named
def test_each_objective_is_shown_where_its_answer_is_not_printed_above(path):
    notebook, word = read(path), word_of(path)
    leaked = {leak.question for leak in leaks(notebook, word)}
    planned = {cell for step in steps(word, "m90") for cell in step["cells"]}
    for goal, places in shown_by(notebook, word).items():
        assert goal in teaching(word)["rubric"]
        assert [place for place in places if place.lower() not in leaked], goal
    for row in teaching(word)["rubric"].values():
        assert row.get("cell") is None or row["cell"] in planned


@pytest.fixture(scope="module")
def pages():
    return guide.pages()


def cell(text):
    return text.replace("|", "\\|").replace("\n", " ")


@named
def test_the_key_has_every_answer_and_what_to_say_to_each_wrong_one(path, pages):
    key = pages[f"{path.stem}.md"].partition("\n## Key\n")[2]
    codes = [source(one) for one in read(path).cells if is_code(one)]
    asked = {
        name: [ast.literal_eval(call.args[0]) for code in codes for call in calls(code, name)]
        for name in ("check", "guess")
    }
    assert set(asked["check"]) == {
        name for name, entry in known()["exercises"].items() if entry["word"] == word_of(path)
    }
    for name in asked["guess"]:
        assert known()["guesses"][name]["ask"] in key and known()["guesses"][name]["answer"] in key
    for name in asked["check"]:
        entry = known()["exercises"][name]
        assert f"**Right:** `{answer_code(name)}`. {entry['right']}" in key
        hints = [*entry["hints"].values(), *(one["hint"] for one in entry["wrong"]), entry["hint"]]
        for hint in filter(None, hints):
            assert f"| {cell(hint)} |" in key, (name, hint)
        for one in entry["accepted"]:
            assert one["note"].rstrip(".") in key
    for entry in quizzed(word_of(path)):
        assert entry["ask"] in key
        for choice in entry["choices"]:
            right = "**Right.** " if choice.get("right") else ""
            assert f"{cell(choice['text'])} | {right}{cell(choice['feedback'])} |" in key


@named
def test_a_choice_is_printed_with_its_words(path, pages):
    """Who reads the key sees what stands behind a letter."""
    page = pages[f"{path.stem}.md"]
    for name, entry in known()["exercises"].items():
        if entry["word"] == word_of(path) and entry["kind"] in ("choice", "set"):
            part = page.partition(f"`{answer_code(name)}`. {entry['right']}")[0].rpartition("\n### ")[2]
            for letter in entry["answer"]:
                assert f'- `"{letter}"` ' in part, name


@named
def test_every_number_of_a_guide_stands_in_its_lesson(path):
    """So none can drift: where the data change, the lesson changes, and the guide fails."""
    word = word_of(path)
    lesson = " ".join(
        [
            *(source(one) for one in read(path).cells),
            str([entry for entry in known()["exercises"].values() if entry["word"] == word]),
            str(quizzed(word)),
        ]
    )
    there = set(NUMBER.findall(MARKS.sub("", lesson)))
    for text in texts(raw(word)):
        found = NUMBER.findall(MARKS.sub("", re.sub(r"\{[^}]*\}", "", text)))
        strange = [number for number in found if number not in there]
        assert not strange, (text, strange)


def test_every_link_leads_somewhere(pages):
    for name, text in pages.items():
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if re.match(r"[a-z]+:", target):
                continue
            if target.startswith("../../notebooks/"):
                assert link_faults(PATHS[0], [target.removeprefix("../../notebooks/")]) == [], name
                continue
            file, _, section = unquote(target).partition("#")
            place = guide.guide_folder() / (file or name)
            assert place.exists(), f"{name}: {target}"
            slugs = {
                re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-")
                for heading in re.findall(r"^#+ (.+)$", place.read_text("utf-8"), re.MULTILINE)
            }
            assert not section or section in slugs, f"{name}: {target}"


def test_a_route_brings_what_each_of_its_lessons_asks_for():
    """Each period has a lesson, and what must be known first comes before, or the route says what to show."""
    held = raw("course")
    first = {word_of(path): read(path).metadata["course"]["know_first"] for path in PATHS}
    assert [route["periods"] for route in held["routes"]] == [1, 3, 5, 10]
    for route in held["routes"]:
        assert len(route["lessons"]) == route["periods"]
        assert sorted(route["lessons"], key=WORDS.index) == route["lessons"]
        for place, word in enumerate(route["lessons"]):
            needed = set(re.findall(r"\(\d\d_(\w+)\.ipynb\)", first[word]))
            said = set(re.findall(r"\{(\w+)\}", route["why"]))
            assert needed <= {*route["lessons"][:place], *said}, (route["periods"], word)


def test_the_overview_knows_every_lesson_and_every_file_of_a_pupil(pages):
    held = raw("course")
    assert set(held["choose"]) == set(WORDS)
    assert {word for subject in held["subjects"] for word in subject["lessons"]} <= set(WORDS)
    code = "\n".join(place.read_text("utf-8") for place in Path(helpers.lesson.__file__).parent.glob("*.py"))
    for file in set(re.findall(r'^\w*FILE\w* *= *"(\w+\.\w+)"|"(\w+\.(?:json|csv))"', code, re.MULTILINE)):
        assert "".join(file) in pages["README.md"], file


def test_no_page_is_out_of_date(pages):
    folder = guide.guide_folder()
    there = {place.name: place.read_text("utf-8") for place in folder.glob("*.md")}
    assert [name for name in pages if there.get(name) != pages[name]] == [], (
        "python -m helpers.classroom guide"
    )
    assert {name for name in there if fnmatch(name, guide.LESSONS)} == set(pages) - {guide.OVERVIEW}


def test_check_names_each_page_that_is_out_of_date(tmp_path, monkeypatch, capsys, pages):
    folder = tmp_path / "teaching"
    shutil.copytree(guide.guide_folder(), folder)
    monkeypatch.setattr(guide, "pages", lambda: pages)
    monkeypatch.setattr("helpers.classroom.__main__.guide_folder", lambda: folder)
    assert main(["guide", "--check"]) == 0
    page = folder / "04_the_balance.md"
    page.write_text(page.read_text("utf-8").replace("Aim", "Goal"), encoding="utf-8")
    (folder / "README.md").unlink()
    (folder / "99_gone.md").write_text("# 99", encoding="utf-8")
    (folder / "own_notes.md").write_text("# Mine", encoding="utf-8")
    capsys.readouterr()
    assert main(["guide", "--check"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "README.md: there is no such page",
        "04_the_balance.md: out of date",
        "99_gone.md: no lesson has this page",
    ]
    assert main(["guide"]) == 0 and main(["guide", "--check"]) == 0
    assert not (folder / "99_gone.md").exists() and (folder / "own_notes.md").exists()


def test_every_row_of_a_table_has_the_cells_of_its_head(pages):
    for name, text in pages.items():
        wide = None
        for line in text.splitlines():
            cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else None
            wide = (wide or cells) if cells else None
            assert cells == wide, f"{name}: {line[:80]}"


def test_without_the_lessons_no_page_is_written(monkeypatch, capsys):
    monkeypatch.setattr("helpers.classroom.__main__.all_notebooks", list)
    monkeypatch.setattr("helpers.classroom.__main__.write_guide", lambda folder: pytest.fail("written"))
    with pytest.raises(SystemExit):
        main(["guide"])
    assert "the lessons are not here" in capsys.readouterr().err


def test_a_lesson_without_a_guide_is_named():
    with pytest.raises(LessonError, match="the_bridges has no guide"):
        teaching("the_bridges")
