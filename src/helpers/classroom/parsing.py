"""Answer files of pupils, read strictly and never run: what is not as the course writes it is named.

Three files of my_work (guesses.json, ratings.csv, answers.json) and the one file that a page saves:

    {"course": "kursk-notebooks", "version": 1, "seat": "A07",
     "guesses": {"the_balance-a": {"lowest": "1,3", "highest": "2"}, "the_incursion-a": "9 Aug 2024"},
     "ratings": {"Q01": {"percent": 70, "knew": "no"}},
     "answers": {"the_balance-1": [["a", "b"], ["a", "e"]]},
     "quiz": {"the_balance-quiz-1": ["The headline rounded the number.", "A ceiling became a count."]}}

`seat` is a code and never a name; `answers` and `quiz` hold all tries at an exercise or a question
of a quiz, the last one last. read.js and file.js read the same files by the same rules.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any, NamedTuple

from helpers.lesson.answer_log import LONGEST, MOST_TRIES, plain
from helpers.lesson.rating import COLUMNS, KNEW

COURSE, VERSION = "kursk-notebooks", 1
SEAT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,15}")
LARGEST_FILE, LARGEST_NUMBER = 1_000_000, 1e12
KINDS = ("guesses", "ratings", "answers", "quiz")
OF_MY_WORK = {"guesses.json": "guesses", "ratings.csv": "ratings", "answers.json": "answers"}
NOT_ANSWERS = {"sentences.json", "briefing.json"}  # texts of my_work, which nobody counts
ON_THE_WAY = {"my_work", "notebooks"}  # folders between a pupil's folder and the files
WHOLE = re.compile(r"\d{1,3}", re.ASCII)


class Damaged(ValueError):
    """A file is not as the course writes it; the message says in what."""


class Place(NamedTuple):
    """Where a file of answers belongs: to a seat ("" when the file itself names it), and what it holds."""

    seat: str
    kind: str


def place_of(path: str) -> Place | None:
    """Seat and kind of a file by its path below the class's folder; None for a file without answers.

    Raises Damaged when a file of my_work stands in no folder named by a seat.

    >>> place_of("A07/my_work/ratings.csv"), place_of("b2.json"), place_of("A07/notes.md")
    (Place(seat='A07', kind='ratings'), Place(seat='', kind='page'), None)
    """
    *folders, name = path.split("/")
    if name in NOT_ANSWERS or not name.endswith((".json", ".csv")):
        return None
    if name not in OF_MY_WORK:
        return Place("", "page")
    own = [folder for folder in folders if folder not in ON_THE_WAY]
    if not own or not SEAT.fullmatch(own[-1]):
        raise Damaged("its folder is not named by a seat code such as A07 (letters, digits, - and _)")
    return Place(own[-1], OF_MY_WORK[name])


def parsed(data: bytes, kind: str, known: dict[str, dict]) -> tuple[str, dict[str, dict], int]:
    """What one file holds: its seat ("" for files of my_work), entries by kind, entries left out.

    Parameters
    ----------
    data : the bytes of the file.
    kind : from `place_of`.
    known : from `known()`; entries of no question of the course are left out and counted.

    Raises Damaged.
    """
    if len(data) > LARGEST_FILE:
        raise Damaged("it is too large for a file of answers")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Damaged("it is no text in UTF-8") from None
    if kind == "ratings":
        return "", *_checked({"ratings": _rows(text)}, known)
    held = _json(text)
    if kind == "guesses":
        return "", *_checked({"guesses": {key: _part(entry, "guess") for key, entry in held.items()}}, known)
    if kind == "answers":
        return "", *_checked({"answers": held}, known)
    if held.get("course") != COURSE or held.get("version") != VERSION:
        raise Damaged("it is no file of answers of this course")
    if not isinstance(held.get("seat"), str) or not SEAT.fullmatch(held["seat"]):
        raise Damaged("its seat is no code such as A07 (letters, digits, - and _)")
    parts = {part: held.get(part, {}) for part in KINDS}
    if not all(isinstance(part, dict) for part in parts.values()):
        raise Damaged("its guesses, ratings, answers or quiz are in another form")
    return held["seat"], *_checked(parts, known)


def _json(text: str) -> dict:
    try:
        held = json.loads(text, parse_constant=_refused)
    except (ValueError, RecursionError):
        raise Damaged("it is no JSON") from None
    if not isinstance(held, dict):
        raise Damaged("it holds no entries")
    return held


def _refused(constant: str) -> None:
    raise ValueError(constant)


def _rows(text: str) -> dict[str, Any]:
    """The lines of ratings.csv; as the course writes it no field is quoted."""
    head, *lines = text.replace("\r\n", "\n").split("\n")
    if head != ",".join(COLUMNS):
        raise Damaged(f"its first line is not {','.join(COLUMNS)}")
    rows: dict[str, Any] = {}
    for number, line in enumerate(lines, 2):
        fields = line.split(",")
        if line and (len(fields) != len(COLUMNS) or not WHOLE.fullmatch(fields[2]) or fields[0] in rows):
            raise Damaged(f"its line {number} is no rating")
        if line:
            rows[fields[0]] = {"percent": int(fields[2]), "knew": fields[3]}
    return rows


def _checked(parts: dict[str, dict], known: dict[str, dict]) -> tuple[dict[str, dict], int]:
    """Entries that answer a question of the course in its form, and how many others there were."""
    fits: dict[str, dict] = {
        kind: {
            key: found for key, entry in held.items() if (found := FORMS[kind](key, entry, known)) is not None
        }
        for kind, held in parts.items()
    }
    return fits, sum(len(held) - len(fits[kind]) for kind, held in parts.items())


def _guess(key: str, entry: Any, known: dict[str, dict]) -> dict[str, str] | str | None:
    """A guess: the text of a choice, or a text for each field."""
    asked = known["guesses"].get(key)
    if asked is None:
        return None
    if asked["choices"]:
        said = _said(entry)
        return said if said in asked["choices"] else None
    fields = asked["fields"] or ["guess"]
    given = entry if isinstance(entry, dict) else {fields[0]: entry}
    texts = {field: _said(given.get(field)) for field in fields}
    whole = None not in texts.values() and len(given) == len(fields)
    return {field: str(text) for field, text in texts.items()} if whole else None


def _said(value: Any) -> str | None:
    """A short text, or a number as JavaScript writes it, too."""
    if isinstance(value, str):
        return value if len(value.strip()) > 0 and len(value) <= LONGEST else None
    if _is_number(value):
        return str(int(value)) if value == int(value) else str(value)
    return None


def _is_number(value: Any) -> bool:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return number and math.isfinite(value) and abs(value) < LARGEST_NUMBER


def _rating(key: str, entry: Any, known: dict[str, dict]) -> dict[str, Any] | None:
    percent, knew = _part(entry, "percent"), _part(entry, "knew")
    whole = _is_number(percent) and percent == int(percent) and 0 <= percent <= 100
    if key not in known["ratings"] or not whole or not isinstance(knew, str) or knew not in KNEW:
        return None
    return {"percent": int(percent), "knew": knew}


def _tries(key: str, entry: Any, known: dict[str, dict]) -> list | None:
    if key not in known["exercises"] or not isinstance(entry, list) or not 0 < len(entry) <= MOST_TRIES:
        return None
    tries = [plain(each) for each in entry]
    return None if None in tries else tries


def _chosen(key: str, entry: Any, known: dict[str, dict]) -> list[str] | None:
    """Choices taken at a question of a quiz, one after the other."""
    choices = known["quiz"].get(key, {}).get("choices", {})
    if not isinstance(entry, list) or not 0 < len(entry) <= MOST_TRIES:
        return None
    return entry if all(isinstance(one, str) and one in choices for one in entry) else None


def _part(entry: Any, name: str) -> Any:
    return entry.get(name) if isinstance(entry, dict) else None


FORMS = {"guesses": _guess, "ratings": _rating, "answers": _tries, "quiz": _chosen}
