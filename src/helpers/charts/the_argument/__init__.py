"""Charts of lesson the_argument: answers and stances, the permission, words beside maps, polls, goals."""

FIGURES = {
    "answers": ["argument_map", "stance_over_time"],
    "record": ["permission", "polls", "scorecard", "words_on_area"],
    "tables": ["changes_table"],
}
