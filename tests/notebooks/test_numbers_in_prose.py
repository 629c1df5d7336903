"""Numbers in prose and in questions: an address or a name, defined once, used, and short enough to read."""

import ast
import json
import re

import pytest

from helpers.data import address, all_notebooks, word_of
from helpers.lesson.values import NAMED, _modules, contents, definitions
from helpers.publish import readme
from helpers.publish.notebooks import read, source
from helpers.publish.numbers import key_point_faults, number_faults
from helpers.publish.prose import MARKED, comment_faults
from helpers.publish.readme import readme_path

LESSONS = all_notebooks()
WORDS = [word_of(path) for path in LESSONS]
VERDICT = re.compile(r"\b(supported|partly|contested|contradicted|overtaken|not checkable)\b(?!\*)")
MOST_SIGNS, DEEPEST = 110, 2
IN_ANSWERS = (ast.Expression, ast.BinOp, ast.UnaryOp, ast.operator, ast.unaryop, ast.Name, ast.Load)
IN_ANSWERS += (ast.Constant, ast.Attribute, ast.Call)  # a call of round, nothing else


def markdown(path):
    """The prose of a lesson, and the README where it shows this lesson."""
    texts = [source(cell) for cell in read(path).cells if cell.cell_type == "markdown"]
    return [*texts, readme_path().read_text("utf-8")] if word_of(path) == readme.LESSON else texts


def answers(part):
    """All texts "= …" in the questions of a lesson."""
    if isinstance(part, dict):
        return [text for key, value in part.items() if key != "values" for text in answers(value)]
    if isinstance(part, list):
        return [text for value in part for text in answers(value)]
    return [part.removeprefix("=").strip()] if isinstance(part, str) and part.startswith("=") else []


def names_in(expression):
    return {node.id for node in ast.walk(ast.parse(expression, mode="eval")) if isinstance(node, ast.Name)}


def used_names(path):
    """Names that the prose, the questions or other values of a lesson use."""
    lesson = word_of(path)
    found = {m["what"] for text in markdown(path) for m in MARKED.finditer(text) if m["named"]}
    found |= {m["name"] for m in NAMED.finditer(json.dumps(contents(lesson), ensure_ascii=False))}
    for expression in answers(contents(lesson)):
        found |= names_in(expression)
    for expression in definitions(lesson).values():
        found |= set() if address(expression) else names_in(expression)
    return found


@pytest.mark.parametrize("path", LESSONS, ids=WORDS)
def test_every_comment_is_an_address_or_a_name(path):
    assert [fault for text in markdown(path) for fault in comment_faults(text)] == []


@pytest.mark.parametrize("path", LESSONS, ids=WORDS)
def test_every_name_is_defined_and_every_definition_used(path):
    written = {m["what"] for text in markdown(path) for m in MARKED.finditer(text) if m["named"]}
    assert written <= set(definitions(word_of(path)))
    unused = set(definitions(word_of(path))) - used_names(path)
    assert not unused


@pytest.mark.parametrize("path", LESSONS, ids=WORDS)
def test_a_verdict_in_prose_is_the_word_of_its_row(path):
    """A word of the six has an address, such as verdicts:S12 [verdict_text]; marks of goals are italic."""
    free = [MARKED.sub("", text) for text in markdown(path)]
    assert [found[0] for text in free for found in VERDICT.finditer(text)] == []
    named = [m for text in markdown(path) for m in MARKED.finditer(text) if m["what"].startswith("verdicts:")]
    assert [m["what"] for m in named if not VERDICT.fullmatch(m["text"])] == []


@pytest.mark.parametrize("path", LESSONS, ids=WORDS)
def test_a_large_number_in_a_key_point_comes_out_of_the_data(path):
    assert key_point_faults(read(path).metadata["course"]["key_points"]) == []


@pytest.mark.parametrize("path", LESSONS, ids=WORDS)
def test_a_number_stands_in_the_data_or_has_its_reason(path):
    cells = [
        cell for cell in read(path).cells if cell.cell_type == "markdown" and "generated" not in cell.metadata
    ]
    assert [fault for cell in cells for fault in number_faults(source(cell), word_of(path))] == []
    prose = "".join(map(source, cells))
    assert all(
        number in prose and reason
        for number, reason in contents(word_of(path)).get("own_numbers", {}).items()
    )


@pytest.mark.parametrize("path", LESSONS, ids=WORDS)
def test_a_label_of_a_chart_that_prose_quotes_is_named_by_address(path):
    assert [text for text in markdown(path) if re.search(r"\brow “", text)] == []


@pytest.mark.parametrize("lesson", WORDS)
def test_values_can_be_read(lesson):
    for name, expression in definitions(lesson).items():
        assert name.isidentifier() and name not in _modules(), name
        if not address(expression):
            assert len(expression) <= MOST_SIGNS, f"{name}: name a part of it first"
            assert depth(expression) <= DEEPEST, f"{name}: brackets in brackets; name the inner part first"


@pytest.mark.parametrize("lesson", WORDS)
def test_answers_are_sums_of_names(lesson):
    for expression in answers(contents(lesson)):
        tree = ast.parse(expression, mode="eval")
        assert all(isinstance(node, IN_ANSWERS) for node in ast.walk(tree)), expression
        assert names_in(expression) <= {*definitions(lesson), "round"}, expression


def depth(expression):
    """How deep brackets stand in brackets; those of a subscript and of texts are not counted."""
    deepest = now = 0
    for sign in re.sub(r"'[^']*'", "", expression):
        now += {"(": 1, ")": -1}.get(sign, 0)
        deepest = max(deepest, now)
    return deepest
