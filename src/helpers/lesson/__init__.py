"""The lesson station: what a notebook cell says."""

from helpers.lesson.checking import check
from helpers.lesson.claims import claims_table
from helpers.lesson.evidence import evidence_table
from helpers.lesson.explore import Explore, show
from helpers.lesson.guessing import guess
from helpers.lesson.quizzing import quiz
from helpers.lesson.sentence import my_sentence
from helpers.lesson.settings import ExploreError
from helpers.lesson.setup import check_setup
from helpers.lesson.table import show_table
from kursk_slips import listen

listen()  # where the kernel did not load it itself

__all__ = [
    "Explore",
    "ExploreError",
    "check",
    "check_setup",
    "claims_table",
    "evidence_table",
    "guess",
    "my_sentence",
    "quiz",
    "show",
    "show_table",
]
