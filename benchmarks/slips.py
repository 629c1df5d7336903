"""What kursk_slips costs a kernel at its start: python benchmarks/slips.py [times]

Each time a new Python starts a shell and then loads the extension; what loading adds to the start is printed
as a ratio (the aim is at most 1.02), and so is what it adds to a cell that does nothing.
"""

from __future__ import annotations

import subprocess
import sys
from statistics import median

START = """
from time import perf_counter as now
begun = now()
from ipykernel.zmqshell import ZMQInteractiveShell
shell = ZMQInteractiveShell.instance()
started = now()
for _ in range(200): shell.run_cell("x = 1")
ran = now()
shell.extension_manager.load_extension("kursk_slips")
loaded = now()
for _ in range(200): shell.run_cell("x = 1")
print(started - begun, loaded - ran, ran - started, now() - loaded)
"""


def seconds() -> list[float]:
    """How long a shell takes to start, the extension to load, and 200 cells without and with it."""
    done = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True)
    return [float(each) for each in done.stdout.split()]


def main() -> None:
    """Print both ratios, of medians."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    start, load, before, after = map(median, zip(*(seconds() for _ in range(times)), strict=True))
    print(f"start: {start:.3f} s, and {load:.4f} s to load slips: ratio {(start + load) / start:.3f}")
    print(f"a cell: {before / 200:.5f} s, with slips {after / 200:.5f} s: ratio {after / before:.2f}")


if __name__ == "__main__":
    main()
