"""One value where an answer stands: as typed, understood with quotation marks around it, or a slip."""

from __future__ import annotations

import ast
import re
import warnings

BLANK = r"[ \u00a0\u202f\u2009]"
UNIT = r"[^\W\d][\w/]*"
NUMBER = re.compile(  # 39,6 and 1 107 and 07 and 548 km² and 40 %
    rf"[-+−]?{BLANK}?(?:\d(?:(?:[.,'’]|{BLANK}|,{BLANK})?\d)*[.,]?|[.,]\d+)"
    rf"{BLANK}*(?:[%‰]|{UNIT}(?:{BLANK}+{UNIT}){{0,4}})?"
)
WORDS = re.compile(r"[^\W\d]\w*(?:(?: +|-)\w+)*")
KEY = re.compile(r"""(?:"[^"\n]*"|'[^'\n]*')\s*:""")


class Slip(Exception):
    """What was typed cannot run; the message says what to type instead. It is shown without a traceback."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


def tree_of(text: str, mode: str = "exec") -> ast.AST | None:
    """The syntax tree, None when Python cannot read the text."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python warns of 40if; here it is only tried
            return ast.parse(text, mode=mode)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def in_quotes(text: str) -> str:
    """A text in the quotation marks that Python knows."""
    mark = "'" if '"' in text else '"'
    return f"{mark}{text}{mark}"


def needs_quotes(text: str) -> bool:
    """Is it no plain number of Python's own, such as 39.6 or 1107?"""
    return tree_of(text, "eval") is None or "," in text or bool(WORDS.fullmatch(text))


def one_value(value: str, numbers: list[str]) -> str:
    """A value as Python shall read it; a number that was put in quotation marks is added to `numbers`.

    Raises Slip for dots left in, and for words without quotation marks.

    >>> one_value("571 - 23", []), one_value("39,6", []), one_value("40 %", [])
    ('571 - 23', '"39,6"', '"40 %"')
    """
    bare = value.strip()
    tree = tree_of(bare, "eval")
    body = getattr(tree, "body", None)
    several = isinstance(body, ast.Tuple) and not bare.startswith("(")
    items = body.elts if isinstance(body, ast.Tuple) else []
    dots = several and any(isinstance(item, ast.Constant) and item.value is ... for item in items)
    if tree is None or dots:
        rest = bare.strip(" ,.")
        if rest and (dots or bare.startswith("...") or bare.endswith("...")):
            written = in_quotes(rest) if needs_quotes(rest) else rest
            raise Slip(f"The three dots are still there. Write the answer in their place: {written}")
    if not bare or (tree is not None and not several):
        return value
    if NUMBER.fullmatch(bare):
        text = in_quotes(re.sub(rf",{BLANK}+", ",", bare))
        numbers.append(text)
        return value.replace(bare, text)
    if WORDS.fullmatch(bare):
        raise Slip(f"Words need quotation marks. Write {in_quotes(bare)} in place of {bare}")
    return value


def all_values(body: str, numbers: list[str]) -> str:
    """The same for each value in curly brackets, or for the one value that stands alone. Raises Slip."""
    if not (body.startswith("{") and body.endswith("}")):
        return one_value(body, numbers)
    inner = body[1:-1]
    ends = [match.end() for match in KEY.finditer(inner)]
    if not ends:
        return "{" + ",".join(one_value(item, numbers) for item in inner.split(",")) + "}"
    starts = [match.start() for match in KEY.finditer(inner)]
    read = inner[: starts[0]]
    for start, end, following in zip(starts, ends, [*starts[1:], len(inner)], strict=True):
        value = inner[end:following]
        kept = value.rstrip(", \n\t")
        read += inner[start:end] + one_value(kept, numbers) + value[len(kept) :]
    return "{" + read + "}"
