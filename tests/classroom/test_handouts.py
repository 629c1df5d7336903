"""Handouts hold no answer, their keys hold all, pictures are vectors, and each fits four sheets."""

import base64
import re

import pytest
from bs4 import BeautifulSoup

from helpers.classroom.__main__ import main
from helpers.classroom.charts_on_paper import NoSetting, browser, chart_on_paper, has_chart
from helpers.classroom.copies import answer_code, calls, is_solution
from helpers.classroom.fitting import fitted, gaps_in, pages_of
from helpers.classroom.handouts import MOST_PAGES, write_handout
from helpers.classroom.known import known
from helpers.classroom.on_paper import SCREEN, changes
from helpers.data import all_notebooks
from helpers.lesson.checking import WAITING
from helpers.publish.asked import quizzed
from helpers.publish.notebooks import is_code, read, source

PATHS = all_notebooks()
GAP = (
    "<style>@page{size:A4;margin:13mm 14mm 15mm}div{break-inside:avoid}.rule{height:8mm}</style>"
    "<body><div style='height:120mm'></div><div style='height:200mm'></div></body>"
)
named = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
needs_chromium = pytest.mark.skipif(not browser(), reason="no Chromium on this machine")


@pytest.fixture
def sheets(path, tmp_path, monkeypatch):
    """Handout and key of a lesson as HTML, with the stored pictures."""
    monkeypatch.setattr("helpers.classroom.charts_on_paper.browser", lambda: None)
    for module in ("paper", "fitting"):
        monkeypatch.setattr(f"helpers.classroom.{module}.browser", lambda: None)
    return [BeautifulSoup(place.read_text("utf-8"), "html.parser") for place in write_handout(path, tmp_path)]


def star(path):
    return [cell for cell in read(path).cells if "star" in cell.metadata.get("tags", [])]


def words(text):
    return re.sub(r"\W+", " ", text)


@named
def test_a_handout_asks_everything_and_answers_nothing(path, sheets):
    handout, key = (words(sheet.get_text(" ")) for sheet in sheets)
    checks = [call for cell in star(path) if is_code(cell) for call in calls(source(cell), "check")]
    assert len(sheets[0].select(".room:not(.question)")) == len(checks)
    guesses = [
        call.args[0].value for cell in star(path) if is_code(cell) for call in calls(source(cell), "guess")
    ]
    for name in guesses:
        asked = known()["guesses"][name]
        assert words(asked["ask"]) in handout
        assert words(asked["answer"]) not in handout and words(asked["answer"]) in key
    for call in checks:
        asked = known()["exercises"][call.args[0].value]
        assert words(answer_code(call.args[0].value)) in key and words(asked["right"]) in key
        for hint in [*asked["hints"].values(), asked["hint"], *(one["hint"] for one in asked["wrong"])]:
            assert not hint or (words(hint) not in handout and words(hint) in key), hint
    for entry in quizzed(path.stem[3:]):
        assert words(entry["ask"]) in handout
        for choice in entry["choices"]:
            assert words(choice["text"]) in handout
            assert words(choice["feedback"]) not in handout and words(choice["feedback"]) in key
    assert sheets[0].select("details") == [] or "Solution" not in handout
    assert "Right." in sheets[1].get_text() or not quizzed(path.stem[3:])


@named
def test_solutions_stand_in_the_key_alone(path, sheets):
    handout, key = (words(sheet.get_text(" ")) for sheet in sheets)
    for cell in filter(is_solution, star(path)):
        folded = BeautifulSoup(source(cell), "html.parser").get_text(" ")
        said = max(re.split(r"[*`|<>\n“”]", re.sub(r"<!--.*?-->", "", folded)), key=len)
        assert words(said).strip() in key and words(said).strip() not in handout


@named
def test_no_chart_is_cut_from_its_title_and_key(path, sheets):
    """Title, key, picture and caption stand in one block, which the style keeps on one sheet."""
    pictures = sheets[0].select("figure:has(figcaption)")
    assert pictures and [part for part in pictures if not part.parent.select_one(".kx-head .kx-title")] == []
    assert sheets[0].select(".kx-head") == sheets[0].select(".chart > .kx-head")
    assert ".chart,ul:has(+ .room),figure,.room" in sheets[0].style.get_text()


@named
def test_a_handout_needs_no_screen(path, sheets):
    for sheet in sheets:
        assert sheet.select("script, iframe, input, .kx-controls, .kx-still") == []
        assert [head for head in sheet.select("h1, h2, h3, h4") if "★" in head.get_text()] == []
        assert WAITING not in sheet.get_text(" ") and "Run this cell" not in sheet.get_text(" ")
        assert [image for image in sheet.select("img[src]") if not image["src"].startswith("data:")] == []
        assert "default-src 'none'" in sheet.select_one("meta[http-equiv]")["content"]


@named
def test_paper_speaks_of_nothing_that_only_a_screen_has(path, sheets):
    said = " ".join(sheets[0].get_text(" ").split())
    assert [said[max(0, hit.start() - 60) : hit.end() + 20] for hit in SCREEN.finditer(said)] == []
    assert "_" * 8 not in said


@pytest.mark.parametrize("word", changes())
def test_words_for_a_screen_are_still_those_of_the_lesson(word):
    """A change whose words no lesson has any more would leave the new ones on paper."""
    cells = read(next(path for path in PATHS if path.stem.endswith(f"_{word}"))).cells
    there = "\n".join(
        [source(cell) for cell in cells]
        + [
            BeautifulSoup("".join(output.get("data", {}).get("text/html", "")), "html.parser").get_text()
            for cell in cells
            for output in cell.get("outputs", [])
        ]
        + [str(cell.metadata) for cell in cells]
        + [str(read(next(path for path in PATHS if path.stem.endswith(f"_{word}"))).metadata)]
    )
    assert [said for said in changes()[word] if said not in there] == []


@needs_chromium
def test_no_sheet_ends_in_a_gap(tmp_path):
    """Where a chart goes over to the next sheet, lines for notes fill what is left of this one."""
    page = tmp_path / "sheet.html"
    page.write_text(GAP, "utf-8")
    assert fitted(page, (205, 100), 8) == 205
    held = page.with_suffix(".pdf").read_bytes()
    assert pages_of(held) == 2
    assert gaps_in(b"/end-3 [2 0 R /XYZ 0 300 0]/start-4 [9 0 R /XYZ 0 841 0]") == [(3, 7)]
    assert gaps_in(b"/end-3 [2 0 R /XYZ 0 100 0]/start-4 [9 0 R /XYZ 0 841 0]") == []
    assert gaps_in(b"/end-3 [2 0 R /XYZ 0 300 0]/start-4 [2 0 R /XYZ 0 290 0]") == []


@pytest.fixture(scope="module")
def chart():
    cells = read(next(path for path in PATHS if path.stem.endswith("the_balance"))).cells
    cell = next(cell for cell in cells if "charts.forces_by_speaker" in source(cell))
    return next(output.data for output in cell.outputs if has_chart(output.data))


@needs_chromium
def test_a_chart_is_a_vector_picture_in_the_chosen_setting(chart):
    stored, chosen = (
        BeautifulSoup(chart_on_paper(chart, how), "html.parser")
        for how in ({}, {"period": "August 2024", "a control of another chart": "x"})
    )
    assert "period: November 2024" in stored.figcaption.get_text()
    assert "period: August 2024" in chosen.figcaption.get_text()
    assert chosen.select_one(".kx-title").get_text().startswith("August 2024")
    for part, said in ((stored, "Syrskyi"), (chosen, "Gerasimov")):
        kind, _, data = part.select_one("figure img")["src"].partition(";base64,")
        drawn = base64.b64decode(data).decode()
        assert kind == "data:image/svg+xml" and said in drawn and "<image" not in drawn


def test_a_setting_that_no_chart_has_is_told(chart, tmp_path, capsys):
    with pytest.raises(NoSetting, match="it has: August 2024, "):
        chart_on_paper(chart, {"period": "May 1900"})
    with pytest.raises(SystemExit):
        main(["handouts", str(tmp_path), "the_balance", "--show", "period=May 1900"])
    assert "period has no 'May 1900'" in capsys.readouterr().err


@needs_chromium
@pytest.mark.lessons
@pytest.mark.parametrize(
    ("path", "paper"), [(path, "A4") for path in PATHS] + [(path, "Letter") for path in PATHS[-1:]], ids=str
)
def test_a_handout_fits_four_sheets(path, tmp_path, paper):
    assert main(["handouts", str(tmp_path), path.name[:2], "--paper", paper]) == 0
    printed = tmp_path / f"{path.stem}_handout.pdf"
    assert 0 < pages_of(printed.read_bytes()) <= MOST_PAGES
    wide, high = {"A4": (594, 841), "Letter": (612, 792)}[paper]
    box = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", printed.read_bytes())
    assert (int(float(box[1])), int(float(box[2]))) == (wide, high)
    assert (tmp_path / f"{path.stem}_key.pdf").stat().st_size > 0
