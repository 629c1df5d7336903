"""Two versions of a text, and two judges of one: what changed, and where they agree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

PIECES = re.compile(r"\s+|[^\s]+")


def differences(old: str, new: str) -> list[tuple[str, str]]:
    """Pieces of both texts in order: ("same" | "gone" | "new", words with their blanks).

    >>> differences("about 10,000 men", "about 11,000 men")
    [('same', 'about '), ('gone', '10,000'), ('new', '11,000'), ('same', ' men')]
    """
    before, after = PIECES.findall(old), PIECES.findall(new)
    pieces: list[tuple[str, str]] = []
    for kind, start, end, first, last in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(after[first:last])))
            continue
        pieces += [("gone", "".join(before[start:end]))] if end > start else []
        pieces += [("new", "".join(after[first:last]))] if last > first else []
    return pieces


def agreement(one: Sequence[int], other: Sequence[int]) -> int:
    """On how many criteria two reviewers agree: their marks are at most one apart.

    Raises
    ------
    ValueError : they marked different numbers of criteria.

    >>> agreement([3, 3, 2, 4], [3, 2, 2, 2])
    3
    """
    return sum(abs(first - second) <= 1 for first, second in zip(one, other, strict=True))
