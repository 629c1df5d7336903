"""The sum of a class in words on a screen, and seat by seat as CSV for a school's own system."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from helpers.classroom.known import worded
from helpers.classroom.summing import FEWEST, kind_of, tried

HIDDEN = f"fewer than {FEWEST} answers, not shown"


def told(sums: dict[str, Any], known: dict[str, dict]) -> str:
    """The sum of a class as plain text."""
    return "\n".join(
        [
            f"{sums['seats']} seats gave answers.",
            *_part("Guesses", sums["guesses"], known["guesses"], "ask", _guess),
            *_part("Exercises", sums["exercises"], known["exercises"], "title", _exercise),
            *_part("Quiz", sums["quiz"], known["quiz"], "title", _exercise),
            *_part("Ratings", sums["ratings"], known["ratings"], "question", _rating),
            *(_scores(sums["scores"]) if sums["ratings"] else ()),
        ]
    )


def _part(head: str, found: dict, known: dict, title: str, lines: Any) -> Iterator[str]:
    if found:
        yield f"\n{head}"
    for key, entry in found.items():
        yield f"\n{key}: {known[key][title]}"
        yield from (f"  {line}" for line in ([HIDDEN] if "few" in entry else lines(entry, known[key])))


def _guess(entry: dict, _: dict) -> Iterator[str]:
    for choice, count in entry.get("choices", []):
        yield f"{count:3} {choice}"
    for field, found in entry.get("fields", {}).items():
        unread = f"; {found['unread']} no number" if found["unread"] else ""
        yield f"{field}: {_values(found['values'])}{unread}"


def _values(values: list) -> str:
    return ", ".join(f"{value}" if count == 1 else f"{value} ({count} times)" for value, count in values)


def _exercise(entry: dict, asked: dict) -> Iterator[str]:
    yield f"{entry['n']} pupils: {entry['at_once']} right at once, {entry['in_the_end']} in the end"
    for form, hint, count in entry["wrong"]:
        yield f"{count:3} tried {form}: {hint}"
        yield from (f"    {said}" for said in worded(form, asked.get("letters", {})))
    if entry["slips"]:
        yield f"{entry['slips']:3} wrote something that is no answer"


def _rating(entry: dict, _: dict) -> Iterator[str]:
    yield f"median {entry['median']} %, from {entry['n']} pupils: {_values(entry['values'])}"


def _scores(scores: dict) -> Iterator[str]:
    yield "\nScores of the ratings (Brier: 0 is best, always 50 per cent gives 0.25)"
    for said, score in scores.items():
        if "few" in score:
            yield f"  {said}: fewer than {FEWEST} pupils, not shown"
            continue
        yield f"  {said}: {score['brier']} from {score['forecasts']} forecasts of {score['pupils']} pupils"
        for bin_, count, mean, came in score["calibration"]:
            yield f"    said {bin_} % ({count} times, {mean} on average): came true in {came} %"


def as_csv(seats: dict[str, dict[str, dict]], known: dict[str, dict]) -> str:
    """One line for each seat and exercise or question of a quiz, with tries and how they ended.

    A seat begins with a letter or a digit, so no spreadsheet takes a cell for a formula.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["seat", "lesson", "exercise", "tries", "right_at_once", "right_in_the_end"])
    for seat, held in sorted(seats.items()):
        for kind in ("answers", "quiz"):
            asked = known[kind_of(kind)]
            for name in (key for key in asked if key in held[kind]):
                (verdicts,) = tried(kind, name, [held[kind][name]], known)
                right = ["yes" if one.state == "right" else "no" for one in (verdicts[0], verdicts[-1])]
                writer.writerow([seat, asked[name]["lesson"], name, len(verdicts), *right])
    return text.getvalue()
