"""The head of a figure stands without style sheets and scripts, whatever its words are."""

import pytest

from helpers.lesson.head import head_html

META = {"title": "Maps showed 658 to 974 km² & Kyiv <1,263>"}


def test_marked_places_stand_under_the_pen_and_the_rest_is_text():
    pen = [
        [META["title"].index(part), META["title"].index(part) + len(part)] for part in ("658 to 974", "<1,")
    ]
    page = head_html("kx-1", META | {"pen": pen}, "")
    assert page.count("<mark") == page.count("</mark>") == 2
    page = page.replace("\N{NO-BREAK SPACE}", " ")
    assert ">658 to 974</mark> km² &amp; Kyiv <mark" in page and ">&lt;1,</mark>263&gt;</p>" in page


def test_the_key_has_a_glyph_and_a_label_for_each_entry():
    page = head_html("kx-1", META | {"key": [["data:image/svg+xml,%3Csvg/%3E", "held & kept"]]}, "")
    assert 'src="data:image/svg+xml,%3Csvg/%3E" alt=""' in page and "held &amp; kept</li>" in page


@pytest.mark.parametrize(("part", "name"), [("subtitle", "kx-subtitle"), ("key", "kx-key")])
def test_what_a_figure_lacks_takes_no_room(part, name):
    assert "display:none" in head_html("kx-1", META, "").split(f'class="{name}"')[1].split(">")[0]


def test_only_a_chart_with_controls_asks():
    assert "kx-question" not in head_html("kx-1", META, "")
    assert "Which?</p>" in head_html("kx-1", META, "Which?")
