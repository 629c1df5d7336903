"""python -m helpers.classroom: what a class needs, made from the lessons as they are.

collect FOLDER   counts the answer files of a class
class-page FILE  writes a page that counts them in a browser
copies FOLDER    writes the lessons for pupils (stubs) and for the teacher (solved)
handouts FOLDER  writes the short path of lessons for paper, and its key
debate FOLDER    writes the kit of the debate for paper
guide            writes the teacher's guide, docs/teaching; --check says which page is out of date
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from helpers.classroom.charts_on_paper import NoSetting
from helpers.classroom.class_page import class_page
from helpers.classroom.copies import OthersWork, write_copies
from helpers.classroom.debate_kit import write_debate_kit
from helpers.classroom.guide import guide_faults, guide_folder, write_guide
from helpers.classroom.handouts import write_handout
from helpers.classroom.known import known
from helpers.classroom.paper import PAPERS
from helpers.classroom.reading import collect
from helpers.classroom.summing import summed
from helpers.classroom.telling import as_csv, told
from helpers.data import all_notebooks, word_of
from helpers.files import write_whole
from helpers.lesson.values import LessonError


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return 0 when all is well, 1 when something was skipped."""
    parser = argparse.ArgumentParser(prog="python -m helpers.classroom", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    one = commands.add_parser("collect", help="count the answer files of a class; they are read, never run")
    one.add_argument("folder", type=Path, help="a file or a folder for each pupil, named by a seat code")
    one.add_argument("--csv", type=Path, metavar="FILE", help="write one line for each seat and exercise")
    one.set_defaults(work=_collect)
    one = commands.add_parser("class-page", help="write the page that counts answer files in a browser")
    one.add_argument("file", type=Path, nargs="?", default=Path("class.html"))
    one.set_defaults(work=_class_page)
    one = commands.add_parser("copies", help="write the lessons for pupils and for the teacher")
    one.add_argument("folder", type=Path, help="the folders pupil and teacher are made in it")
    one.add_argument("--star", action="store_true", help="the short path only")
    one.set_defaults(work=_copies)
    one = commands.add_parser("handouts", help="write handouts and keys, as PDF where there is a Chromium")
    one.add_argument("folder", type=Path)
    one.add_argument("lessons", nargs="*", help="numbers or words (03, the_incursion); without any, all")
    one.add_argument("--paper", choices=sorted(PAPERS), default="A4")
    one.add_argument("--show", action="append", default=[], metavar="CONTROL=LABEL", help="setting of charts")
    one.set_defaults(work=_handouts)
    one = commands.add_parser("debate", help="write motions, cards, ballots and observers' sheets on paper")
    one.add_argument("folder", type=Path)
    one.add_argument("--paper", choices=sorted(PAPERS), default="A4")
    one.set_defaults(work=_debate)
    one = commands.add_parser("guide", help="write the teacher's guide, docs/teaching, from the lessons")
    one.add_argument("--check", action="store_true", help="write nothing, say which page is out of date")
    one.set_defaults(work=_guide)
    asked = parser.parse_args(arguments)
    return int(asked.work(asked, parser))


def _collect(asked: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    if not asked.folder.is_dir():
        parser.error(f"there is no folder {asked.folder}")
    found = collect(asked.folder, known())
    print(told(summed(found.seats, known()), known()))
    if asked.csv:
        write_whole(asked.csv.resolve(), as_csv(found.seats, known()))
    if found.findings:
        print("\nFiles skipped or read in part\n\n" + "\n".join(found.findings))
    return 1 if found.findings else 0


def _class_page(asked: argparse.Namespace, _parser: argparse.ArgumentParser) -> int:
    write_whole(asked.file.resolve(), class_page())
    print(asked.file)
    return 0


def _copies(asked: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    try:
        places = write_copies(all_notebooks(), asked.folder, star=asked.star)
    except OthersWork as error:
        parser.error(str(error))
    print("\n".join(map(str, places)))
    return 0


def _handouts(asked: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    wanted = set(asked.lessons)
    paths = [path for path in all_notebooks() if not wanted or wanted & {path.name[:2], word_of(path)}]
    chosen = dict(each.partition("=")[::2] for each in asked.show)
    if not paths:
        parser.error("no lesson has such a number or word")
    try:
        for path in paths:
            print("\n".join(map(str, write_handout(path, asked.folder, asked.paper, chosen))))
    except NoSetting as error:
        parser.error(str(error))
    return 0


def _debate(asked: argparse.Namespace, _parser: argparse.ArgumentParser) -> int:
    print("\n".join(map(str, write_debate_kit(asked.folder, asked.paper))))
    return 0


def _guide(asked: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    if not all_notebooks():
        parser.error("the lessons are not here; run this in the folder of the course")
    try:
        if not asked.check:
            print("\n".join(map(str, write_guide(guide_folder()))))
            return 0
        faults = guide_faults(guide_folder())
    except LessonError as error:
        parser.error(str(error))
    print("\n".join(faults) or "The guide is up to date.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
