"""Every stored setting of every chart, wide and on a phone: nothing cut, covered, too small or outside."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
FAULTS = (Path(__file__).parent / "marks.js").read_text("utf-8")
SMALLEST = 12  # pixels of a letter's size


@pytest.mark.parametrize("width", [1280, 390])
def test_in_every_setting_nothing_is_cut_covered_too_small_or_outside(page, lesson, width):
    page.at_width(width)
    faults = {}
    for explorer in page.explorers():
        for setting, fault in explorer.root.evaluate(
            f"root => ({FAULTS})({{ root, smallest: {SMALLEST}, every: true }})"
        ):
            faults.setdefault((explorer.name, fault), []).append(setting)
    told = [f"{len(settings)} × {fault}: {settings[0]}" for (_, fault), settings in faults.items()]
    assert not told, f"{len(told)} faults:\n" + "\n".join(told)


@pytest.mark.parametrize("width", [360, 320])
def test_on_a_small_telephone_no_words_of_a_picture_are_cut(page, lesson, width):
    page.at_width(width)
    found = [explorer.root.evaluate(f"root => ({FAULTS})({{ root }})") for explorer in page.explorers()]
    told = [f"{fault}: {setting}" for faults in found for setting, fault in faults]
    assert not told, f"{len(told)} words are cut:\n" + "\n".join(told)
