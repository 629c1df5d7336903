"""Pieces of the course's own pages: texts, cells, terms, drawings."""

import re

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from helpers.analysis import wording
from helpers.data import all_notebooks, load
from helpers.publish.notebooks import source
from helpers.publish.site import drawings, glossary, lesson_page, reference, style, text, thumbnail
from helpers.publish.site.course import Lesson, by_part


class Stub:
    """A lesson of a few cells."""

    def __init__(self, *cells):
        self.notebook = type("Notebook", (), {"cells": list(cells)})


def cells_of(*cells):
    return lesson_page.cells_of(Stub(*cells), glossary.Linker())


def html(content):
    return new_output("display_data", {"text/html": content})


def test_links_to_notebooks_lead_to_pages_and_marks_of_numbers_are_gone():
    soup = text.markdown("[04](04_the_balance.ipynb#x) has **5 km²**<!--= held --> [a](https://example.org/)")
    assert [link["href"] for link in soup.select("a")] == ["04_the_balance.html#x", "https://example.org/"]
    assert "<!--" not in str(soup)


def test_a_table_tells_its_heads_in_each_cell():
    soup = text.markdown("| day | km² |\n|---|---|\n| 6 Aug | 5 |")
    assert [cell["data-head"] for cell in soup.select("td")] == ["day", "km²"]


def test_headings_get_names_of_their_own_and_the_star_becomes_a_chip():
    cells, sections = cells_of(
        new_markdown_cell("## ★ Who counts?", metadata={"tags": ["star"]}),
        new_markdown_cell("## Who counts?\n\n### Who counts?"),
    )
    names = re.findall(r'id="([^"]+)"', "".join(cell.inside for cell in cells))
    assert len(set(names)) == 3 and [section.anchor for section in sections] == names[:2]
    assert [section.star for section in sections] == [True, False]
    assert "★" not in cells[0].inside and "short path" in cells[0].inside


def test_an_exercise_gets_room_for_each_answer_and_no_call_to_run_it():
    code = 'check("the_deployment-7", {"a": ..., "b": ...})'
    waits = html('<div role="status">Put your answer in place of the three dots</div>')
    cells, _ = cells_of(new_code_cell(code, outputs=[html("<p>kept</p>"), waits]))
    room = BeautifulSoup(cells[0].inside, "html.parser").select_one(".room")
    assert [label.span.text for label in room.select("label")] == ["a", "b"]
    assert "kept" in cells[0].inside and "three dots" not in cells[0].inside
    assert lesson_page.asked_for('check("x-2", ...)') == []


def test_the_bench_is_one_closed_part_with_its_python_open_and_no_call_to_run_it():
    tagged = {"metadata": {"tags": ["bench"]}}
    waits = html('<div role="status">Put your answer in place of the three dots</div>')
    printed = new_output("stream", name="stdout", text="3 rows")
    cells, sections = cells_of(
        new_markdown_cell("## A"),
        new_markdown_cell("## ◆ Bench: how many?\n\nGuess.", **tagged),
        new_code_cell("print(rows)", outputs=[printed], **tagged),
        new_code_cell('bench_check("x-b1", ...)', outputs=[waits], **tagged),
        new_markdown_cell("## B"),
    )
    assert [cell.kind for cell in cells] == ["text", "bench", "text"] and not cells[1].star
    assert [section.title for section in sections] == ["A", "◆ Bench: how many?", "B"]
    part = BeautifulSoup(cells[1].inside, "html.parser")
    assert part.details.summary.h2["id"] == sections[1].anchor and "open" not in part.details.attrs
    assert "3 rows" in part.text and "bench_check" in part.text and "three dots" not in part.text
    assert len(part.find_all("details")) == 1 and len(part.find_all("h2")) == 1


def test_the_check_of_the_computer_is_left_out_with_the_text_that_asks_for_it():
    cells = [new_markdown_cell("## First"), new_markdown_cell("Press Enter"), new_code_cell("check_setup()")]
    assert [source(cell) for cell in lesson_page.shown(cells)] == ["## First"]


def test_the_title_of_a_figure_stands_one_level_below_its_heading():
    head = html('<p role="heading" aria-level="4">t</p>')
    cells, _ = cells_of(new_markdown_cell("## A"), new_code_cell("show(x)", outputs=[head]))
    assert 'aria-level="3"' in cells[1].inside


def test_a_term_is_linked_once_and_never_in_code_or_in_a_link():
    soup = text.markdown("`oblast` [oblast](x.html) an oblast and an oblast")
    glossary.Linker().link(soup)
    assert [str(link) for link in soup.select("a.term")] == [
        '<a class="term" href="glossary.html#oblast">oblast</a>'
    ]


def test_every_term_is_used_by_a_lesson_and_no_form_stands_for_two():
    prose = "\n".join(
        source(cell)
        for path in all_notebooks()
        for cell in Lesson(path).notebook.cells
        if cell.cell_type == "markdown"
    )
    forms = [form for term in glossary.terms() for form in term.forms]
    assert len(set(forms)) == len(forms)
    unused = [
        term.term
        for term in glossary.terms()
        if not any(re.search(rf"(?<![\w-]){re.escape(form)}(?![\w-])", prose) for form in term.forms)
    ]
    assert unused == []


def test_the_report_has_a_bar_for_each_statement_and_the_pen_for_each_with_a_speaker():
    claims = load("claims")
    drawn = drawings.report_bars(claims)
    assert drawn.count(f'height="7" rx="2" fill="{drawings.INK}"') >= len(wording.with_speaker(claims))
    assert drawn.count('height="7"') >= len(claims)
    nobody = drawings.report_bars(claims[claims["voice"] == "own voice"])
    assert drawings.MARK in drawn and drawings.MARK not in nobody


def test_the_map_has_only_numbers_and_the_distances_of_an_atlas():
    assert "nan" not in drawings.locator()
    said = drawings.place_words()
    assert said["kyiv"] == "340 km" and said["moscow"] == "530 km" and said["held"].endswith(" km²")


@pytest.mark.parametrize("path", all_notebooks(), ids=lambda path: path.stem)
def test_each_lesson_has_a_thumbnail_of_its_chart(path):
    drawn = thumbnail.miniature(thumbnail.main_figure(Lesson(path)))
    assert drawn.count("<") > 10 and "nan" not in drawn


def test_a_thumbnail_keeps_days_names_and_reversed_axes_in_order():
    layout = {"yaxis": {"autorange": "reversed"}}
    trace = {"type": "scatter", "mode": "markers", "x": ["2024-08-06", "2024-09-06"], "y": ["a", "b"]}
    drawn = thumbnail.miniature({"layout": layout, "data": [trace]})
    first, second = re.findall(r'cx="(\d+)" cy="(\d+)"', drawn)
    assert int(first[0]) < int(second[0]) and int(first[1]) < int(second[1])


def test_every_file_of_the_data_is_described_with_its_columns():
    found = {each["name"]: each for each in reference.resources()}
    assert found["estimates"]["rows"] == len(load("estimates"))
    kinds = {column["name"]: column["kind"] for column in found["deepstate_monthly"]["columns"]}
    assert kinds["gain_total_km2"] == "number, km²"


def test_pages_of_parties_have_no_link_and_every_page_of_a_lesson_is_found_by_it():
    lessons = [Lesson(path) for path in all_notebooks()]
    table, count = reference.sources_table(lessons)
    rows = {row["id"]: row for row in BeautifulSoup(table, "html.parser").select("tbody tr")}
    pages = load("sources")
    assert count == len(rows) == len(pages)
    for page in pages.itertuples():
        assert bool(rows[page.source_id].a) is not isinstance(page.outlet, str)
    told = re.search(r"rest on (\d+) pages", "".join(source(cell) for cell in lessons[3].notebook.cells))
    assert sum(lessons[3].number in row["data-lesson"].split(";") for row in rows.values()) == int(told[1])


def test_the_parts_hold_all_lessons_in_order():
    lessons = [Lesson(path) for path in all_notebooks()]
    assert [lesson for _, some in by_part(lessons) for lesson in some] == lessons
    assert lessons[3].part == ("Part I", "the incursion")


def light(color):
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first, second):
    high, low = sorted((light(first), light(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_words_have_a_contrast_of_4_5_on_ground_and_wash(dark):
    sheets = re.findall(r":root\{([^}]*)\}", style.sheet())
    colors = {}
    for sheet in sheets[: 2 if dark else 1]:
        colors |= dict(re.findall(r"--([\w-]+):(#[0-9A-Fa-f]{3,6})\b", sheet))
    full = {
        name: color if len(color) == 7 else "#" + "".join(2 * c for c in color[1:])
        for name, color in colors.items()
    }
    for words in ("ink", "ink2", "ink3", "link", "string"):
        for ground in ("ground", "wash"):
            assert contrast(full[words], full[ground]) >= 4.5, (words, ground)
    assert contrast(full["on-mark"], full["mark"]) >= 4.5 and contrast("#4A3A00", full["mark"]) >= 4.5
