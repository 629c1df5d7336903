"""The counts of tests/faults.py: a class that is quick, and a name that is none."""

import subprocess
import sys
from pathlib import Path

TOOL = Path(__file__).with_name("faults.py")


def ran(*names):
    return subprocess.run([sys.executable, TOOL, *names], capture_output=True, text=True)


def test_a_class_is_counted_and_an_unknown_one_named():
    said = ran("numbers")
    row = said.stdout.splitlines()[-1].split(" | ")
    assert row[0] == "numbers" and int(row[1]) == int(row[2]) > 50 and said.returncode == 0
    assert "There is no class nothing; there are csv, " in ran("nothing").stdout
