"""The net: draw every chart of the lessons and compare it with what the notebooks store.

    python tests/net.py            all lessons
    python tests/net.py 03 08      some of them

A lesson's cells run in this process, its charts are caught before they are packed, and the fingerprint of
every setting is compared with the stored one. Use it while changing how charts are made: nothing visible
changes as long as it says that 0 settings differ.
"""

from __future__ import annotations

import ast
import os
import sys
import time
from pathlib import Path

from helpers.data import all_notebooks
from helpers.lesson import explore, widgets
from helpers.lesson.packing import fingerprint, plain, unpack
from helpers.lesson.stored import packed_in
from helpers.publish.notebooks import is_code, read, source

SHOWN = 6  # differences named per setting


def drawn(cell: dict, names: dict) -> list[list[dict]]:
    """Figures of each chart that a cell shows, all settings; the cell runs in `names`."""
    caught: list[list[dict]] = []
    present, explore.present = explore.present, lambda figures, *_: caught.append(figures)
    try:
        tree = ast.parse(source(cell))
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "<cell>", "exec"), names)
        shown = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names) if last else None
        if hasattr(shown, "_ipython_display_"):
            shown._ipython_display_()
    finally:
        explore.present = present
    return caught


def stored(cell: dict) -> list[list[dict]]:
    """Figures of each chart that a cell's outputs hold, all settings."""
    outputs = (output.get("data", {}).get("text/html", "") for output in cell["outputs"])
    return [unpack(packed) for html in outputs for packed in packed_in(html)]


def differences(old: object, new: object, place: str = "") -> list[str]:
    """Where two figures differ, as lines "path: old | new"."""
    if isinstance(old, dict) and isinstance(new, dict):
        parts = sorted({*old, *new})
        return [d for part in parts for d in differences(old.get(part), new.get(part), f"{place}.{part}")]
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        pairs = enumerate(zip(old, new, strict=True))
        return [d for i, (a, b) in pairs for d in differences(a, b, f"{place}[{i}]")]
    return [] if old == new else [f"{place}: {str(old)[:120]} | {str(new)[:120]}"]


def compare(path: Path) -> tuple[int, int]:
    """Settings of a lesson and how many of them differ; prints where."""
    names: dict = {"__name__": "__main__"}
    settings = off = 0
    for number, cell in enumerate(read(path).cells, 1):
        if not is_code(cell):
            continue
        for old, new in zip(stored(cell), drawn(cell, names), strict=True):
            for setting, (before, after) in enumerate(zip(old, new, strict=True), 1):
                settings += 1
                if fingerprint(before) != fingerprint(after):
                    off += 1
                    print(f"{path.name}, cell {number}, setting {setting} of {len(old)}:")
                    print("\n".join(differences(before, plain(after))[:SHOWN]))
    return settings, off


def main(numbers: list[str]) -> int:
    """Compare the lessons with these numbers, or all; return 1 when a setting differs."""
    os.environ[widgets.PUBLISHING] = "1"
    import IPython.display  # noqa: PLC0415 (put aside only where the net itself runs)

    IPython.display.display = lambda *_, **__: None
    total = differing = 0
    for path in all_notebooks():
        if not numbers or path.name[:2] in numbers:
            started = time.process_time()
            settings, off = compare(path)
            took = time.process_time() - started
            print(f"{path.name[:2]}: {settings} settings, {off} differ, {took:.1f} s", flush=True)
            total, differing = total + settings, differing + off
    print(f"{total - differing} of {total} settings are identical.")
    return int(differing > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
