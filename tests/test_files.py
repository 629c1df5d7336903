"""A file is written whole or not at all."""

import os
import subprocess
import sys
import time

import pytest

from helpers.files import write_whole


def test_text_and_bytes_are_written_as_they_are(tmp_path):
    write_whole(tmp_path / "a.txt", "km²\n")
    assert (tmp_path / "a.txt").read_bytes() == "km²\n".encode()
    write_whole(tmp_path / "a.txt", b"\x00\r\n")
    assert (tmp_path / "a.txt").read_bytes() == b"\x00\r\n" and os.listdir(tmp_path) == ["a.txt"]


def test_a_failure_leaves_the_old_file_and_nothing_beside_it(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("old")

    def full(number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "a.txt", "new")
    assert (tmp_path / "a.txt").read_text() == "old" and os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such rights")
def test_rights_are_those_of_the_old_file_or_of_a_new_one(tmp_path):
    (tmp_path / "old").write_text("")
    (tmp_path / "old").chmod(0o640)
    (tmp_path / "plain").write_text("")
    for name in ("old", "new"):
        write_whole(tmp_path / name, "x")
    assert (tmp_path / "old").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode


WRITER = """import sys, itertools
from pathlib import Path
from helpers.files import write_whole
for letter in itertools.cycle("ab"):
    write_whole(Path(sys.argv[1]), letter * 500_000)
    print(letter, flush=True)"""


def test_a_program_that_is_killed_while_it_writes_leaves_a_whole_file(tmp_path):
    path = tmp_path / "lesson.ipynb"
    for moment in range(12):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE)
        for _ in range(1 + moment % 4):
            writer.stdout.readline()
        time.sleep(moment / 4_000)
        writer.kill()
        writer.wait()
        writer.stdout.close()
        assert path.read_text() in ("a" * 500_000, "b" * 500_000)


def test_a_later_write_takes_away_what_a_killed_one_left(tmp_path):
    old, young, other = (tmp_path / f".{name}.new" for name in ("a.txt.x1", "a.txt.x2", "b.txt.x1"))
    for left in (old, young, other):
        left.write_text("half")
    for left in (old, other):
        os.utime(left, (time.time() - 3_600,) * 2)
    write_whole(tmp_path / "a.txt", "whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == [young.name, other.name, "a.txt"]
