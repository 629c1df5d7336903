"""A cell that asks the course something, read as a reader means it; nothing else in it is touched."""

from __future__ import annotations

import re

from kursk_slips.names import VERBS
from kursk_slips.values import Slip, all_values, in_quotes, needs_quotes, tree_of

ASKS = re.compile(rf"\b(?:{'|'.join(sorted(VERBS))})\s*[(\"'“”„«»‘]")
ANSWERS = re.compile(r"(?:bench_)?check\b")
NAME = r"""(?:"[^"\n]*"|'[^'\n]*'|[^\s,"'(){}]+)"""
CALL = re.compile(
    rf"(?P<head>(?:bench_)?check\s*\(\s*{NAME}\s*,\s*)(?P<body>\S.*?)"
    r"(?P<tail>\s*,?\s*\)[ \t;]*(?:#[^\n]*)?\s*)",
    re.DOTALL,
)
ASSIGNED = re.compile(r"(?P<head>answer\s*=\s*)(?P<body>[^\n]+?)(?P<tail>[ \t]*(?:#[^\n]*)?\s*)")
LOOSE = re.compile(  # check and what it asks for, with signs missing
    r"""((?:bench_)?check)\s*\(?\s*["']?(\w+-\w+)["']?\s*,?\s*(["']?)([^"'(){}\[\]]*?)["']?\s*\)*\s*"""
)
STRING = r'"(?:[^"\\\n]|\\.)*"' + r"|'(?:[^'\\\n]|\\.)*'"
DOUBLE, SINGLE = "“”„‟«»", "‘’‚‛‹›"
SIGNS = re.compile(
    STRING
    + rf"|[{DOUBLE}](?P<double>[^{DOUBLE}\"\n]*)[{DOUBLE}\"]"
    + rf"|(?<!\d)[{SINGLE}](?P<single>[^{SINGLE}'\n]*)[{SINGLE}']"
    + r"|(?P<sign>[−–\u00a0\u202f\u2009…])"
)
PLAIN = {"−": "-", "–": "-", "…": "..."} | dict.fromkeys("\u00a0\u202f\u2009", " ")
STRAIGHT = 'Read with straight quotation marks ("): Python knows no others.'
NUMBERS = "Read as {}. Python's own numbers have a point and no comma, blank or unit: 39.6 and 1107."
PAIRS = {"(": ")", "[": "]", "{": "}"}
SHOWN = 120


def understood(source: str) -> tuple[str, list[str]]:
    """A cell as it shall run, and at most one line that says what was understood otherwise than typed.

    Raises
    ------
    Slip : a question to the course cannot be read; the message says what to type.

    >>> understood('check("the_incursion-5", 39,6)')[0]
    'check("the_incursion-5", "39,6")'
    >>> understood("rows = 39,6")
    ('rows = 39,6', [])
    """
    if not ASKS.search(source) or re.search(r"^\s*[%!]", source, re.MULTILINE):
        return source, []
    numbers: list[str] = []
    text = source if tree_of(source) is not None else _straight(source)
    straightened = text != source and any(mark in source for mark in DOUBLE + SINGLE)
    pieces = re.split(r"^(?=[^\W\d])", text, flags=re.MULTILINE)
    if any(ANSWERS.match(piece) for piece in pieces):
        pieces = [_mended(piece, numbers) for piece in pieces]
    text = "".join(pieces)
    if tree_of(text) is not None:
        note = NUMBERS.format(", ".join(numbers)) if numbers else STRAIGHT if straightened else ""
        return text, [note] if note else []
    for piece in pieces:
        said = tree_of(piece) is None and (_said(piece) if ANSWERS.match(piece) else _said_of_text(piece))
        if said:
            raise Slip(said)
    return source, []


def _straight(source: str) -> str:
    """Typographic marks outside of strings as Python knows them."""

    def plain(match: re.Match) -> str:
        if match["sign"]:
            return PLAIN[match["sign"]]
        inner = next((match[kind] for kind in ("double", "single") if match[kind] is not None), None)
        return match[0] if inner is None else in_quotes(inner)

    text = SIGNS.sub(plain, source)
    everywhere = source.translate(dict.fromkeys(map(ord, DOUBLE + SINGLE), '"') | str.maketrans(PLAIN))
    return everywhere if tree_of(text) is None and tree_of(everywhere) is not None else text


def _mended(piece: str, numbers: list[str]) -> str:
    """A statement with its answer as it is meant; any other statement as it is. Raises Slip."""
    if re.fullmatch(rf"(?:bench_)?check\s*\(\s*(?:{STRING})\s*(?:{STRING})\s*\)\s*", piece):
        raise Slip(_said(piece))
    match = CALL.fullmatch(piece) or ASSIGNED.fullmatch(piece)
    if not match:
        return piece
    body = match["body"]
    if tree_of(piece) is None or (not body.startswith("{") and "," in body):
        body = all_values(body, numbers)
    return match["head"] + body + match["tail"]


def _said(piece: str) -> str:
    """What to type in place of a question that Python cannot read; empty where nothing plain can be said."""
    loose = LOOSE.fullmatch(piece)
    if loose:
        verb, name, quoted, value = loose.groups()
        if value and (quoted or needs_quotes(value)):
            value = in_quotes(value)
        return f'{_missing(piece)} Write it so: {verb}("{name}", {value or "..."})'
    for line in piece.splitlines():
        if _odd_quotes(line):
            return f"A quotation mark is missing in this line: {line.strip()}"
    closed = _closed(piece)
    if tree_of(closed) is not None:
        flat = " ".join(closed.split())
        shown = flat if len(flat) <= SHOWN else f"… {flat[-30:]}"
        return f"The brackets do not fit together. Write it so: {shown}"
    if tree_of(re.sub(r"""(["'])\s*\n(\s*["'])""", r"\1,\n\2", piece)) is not None:
        return "A comma is missing at the end of a line: each line but the last needs one."
    if piece.startswith("bench_") or re.search(r"\w[ ]*[(\[]", piece.partition("(")[2]):
        return ""  # code of the reader's own: Python says best what it cannot read
    return (
        "Python cannot read this answer. Write a number with a point, such as 39.6, or words in "
        'quotation marks, such as "b", and leave commas and brackets as they were.'
    )


def _said_of_text(piece: str) -> str:
    """The same for a text that is given to `answer`; empty for any other statement."""
    text = re.fullmatch(r"""answer\s*=\s*["']?([^"'(){}\[\]\n]+)["']?\s*""", piece)
    if not text or not _odd_quotes(piece):
        return ""
    return f"A quotation mark is missing. Write it so: answer = {in_quotes(text[1].strip())}"


def _missing(piece: str) -> str:
    if _odd_quotes(piece):
        return "A quotation mark is missing."
    fit = piece.count("(") == piece.count(")") > 0
    return "A comma is missing." if fit else "The brackets do not fit together."


def _odd_quotes(text: str) -> bool:
    """Is a quotation mark left over when all whole strings are taken out?"""
    return any(mark in re.sub(STRING, "", text) for mark in "\"'")


def _closed(piece: str) -> str:
    """The statement with brackets added where one is not closed, and without one too many."""
    open_ones: list[str] = []
    read = ""
    for part in re.findall(STRING + r"|#[^\n]*|.", piece.rstrip(), re.DOTALL):
        if part in PAIRS:
            open_ones.append(PAIRS[part])
        elif part in PAIRS.values():
            if part not in open_ones:
                continue
            while open_ones[-1] != part:
                read += open_ones.pop()
            open_ones.pop()
        read += part
    return read + "".join(reversed(open_ones))
