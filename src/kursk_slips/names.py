"""A name that Python does not know: a verb of a lesson not loaded yet, or a word without quotation marks."""

from __future__ import annotations

import ast
import builtins
import difflib
import keyword
import re
from collections.abc import Iterator

from kursk_slips.values import WORDS, in_quotes, tree_of

VERBS_IN_LESSONS = """
Explore about analysis arguments_table bench_check briefing causes charts check check_briefing check_setup
cite claims_sheet claims_table course_style diary evidence_table forecasts guess hints_table judge load
meanings_table my_agreement my_marks my_sentence my_sentences new_information one_kind pack pools present
questions_table quiz rate remember review_sheet revise scorecard scored seal show show_ratings show_table
sources specimen tables warm_up warm_up_scores
"""
VERBS = frozenset(VERBS_IN_LESSONS.split())
ASKING = ("check", "bench_check")
NEAR = (*ASKING, "guess", "quiz", "my_sentence", "evidence_table", "claims_table", "show_table")


def explained(name: str, source: str, known: set[str]) -> str:
    """What to say of a name that is not known; empty when Python's own words are the right ones.

    Parameters
    ----------
    name : the name.
    source : the cell that holds it.
    known : names that are defined there.

    >>> explained("guess", 'guess("the_incursion-a", "When?")', set())[:33]
    'Python does not know guess yet. R'
    >>> explained("chek", 'chek("the_incursion-5", 39.6)', {"check"})[:52]
    'Python knows nothing called chek. Did you mean check'
    >>> explained("total", "total + 1", set())
    ''
    """
    if name in VERBS:
        return (
            f"Python does not know {name} yet. Run the first grey cell of this lesson first, and all above "
            "this one: menu Run, Run All Above Selected Cell."
        )
    if name.lower() in VERBS:
        return f"Python tells small from capital letters. Write {name.lower()} in place of {name}"
    tree = tree_of(source)
    if tree is None:
        return ""
    called = {_verb(node) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    meant = difflib.get_close_matches(name.lower(), NEAR, 1, 0.75) if name in called else []
    if meant:
        return f"Python knows nothing called {name}. Did you mean {meant[0]}?"
    for words, at_bench in _without_quotes(tree, source):
        parts = set(re.findall(r"\w+", words))
        mine = {part for part in parts if part in known and not hasattr(builtins, part)}
        near = at_bench and difflib.get_close_matches(name, known)
        if name in parts and not mine and not near:
            return _write(words, name)
    return ""


def _write(words: str, name: str) -> str:
    if "," in words:
        letters = ", ".join(in_quotes(word.strip()) for word in words.split(","))
        return f"Several letters stand in curly brackets, each in quotation marks. Write {{{letters}}}"
    return (
        f"Python knows nothing called {name}. A word needs quotation marks: write {in_quotes(words)} in "
        f"place of {words}. (A value of your own needs its cell run first.)"
    )


def _without_quotes(tree: ast.AST, source: str) -> Iterator[tuple[str, bool]]:
    """Bare words where an answer or the name of an exercise stands, and whether a bench asks for it."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _verb(node) in ASKING]
    for call in calls:
        at_bench = _verb(call) == "bench_check"
        several = [ast.get_source_segment(source, one) or "" for one in call.args[1:]]
        if len(several) > 1 and all(re.fullmatch(r"[^\W\d]", one) for one in several):
            yield ", ".join(several), at_bench
        yield from ((words, at_bench) for one in call.args for words in _words(one, source))
    for node in ast.walk(tree):
        if calls and isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "answer":
            yield from ((words, True) for words in _words(node.value, source))


def _words(node: ast.expr, source: str) -> Iterator[str]:
    if isinstance(node, ast.Dict):
        parts = [part for part in (*node.keys, *node.values) if part]
    else:
        parts = getattr(node, "elts", [node])
    for part in parts:
        text = ast.get_source_segment(source, part) or ""
        if WORDS.fullmatch(text) and not keyword.iskeyword(text):
            yield text


def _verb(call: ast.Call) -> str:
    return getattr(call.func, "id", "")
