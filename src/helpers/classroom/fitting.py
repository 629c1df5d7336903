"""A handout on as few sheets as it can, and lines for notes where a chart had to go over to the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from helpers.classroom.charts_on_paper import browser

PAGE = re.compile(rb"/Type\s*/Page\b")
PLACE = re.compile(rb"/(start|end)-(\d+)\s*\[(\d+) 0 R\s*/XYZ [\d.]+ ([\d.]+)")
MM = 72 / 25.4
FOOT, LINE, AROUND = (
    28 * MM,
    8 * MM,
    14 * MM,
)  # sheet.css: margins, which places leave out; a line; a heading
LEAST = 30 * MM  # a gap that is filled
LEGIBLE = 130  # millimetres of a tall chart whose words can be read well
NAMED = """() => {
  const links = document.createElement("div");
  links.style = "position:absolute;top:0;font-size:1px;line-height:1px;color:transparent";
  const make = (tag, more) => Object.assign(document.createElement(tag), more);
  const name = (id) => {
    links.append(make("a", { href: `#${id}`, textContent: "." }));
    return make("i", { id, style: "position:absolute" }); };
  [...document.body.children].forEach((part, i) => {
    part.after(name(`end-${i}`));
    const inner = /^(TABLE|UL|OL)$/.test(part.tagName) ? part.querySelector("th, td, li") : part;
    (inner ?? part).prepend(name(`start-${i}`)); });
  document.body.append(links);
}"""
NOTES = """(gaps) => gaps.forEach(([part, lines]) => {
  const notes = document.createElement("div"); notes.className = "notes";
  notes.innerHTML = "<p class=small>Notes</p>" + '<div class="rule"></div>'.repeat(lines);
  document.getElementById(`end-${part}`).after(notes); })"""


def pages_of(pdf: bytes) -> int:
    """Pages of a PDF that a Chromium wrote."""
    return len(PAGE.findall(pdf))


def fitted(page: Path, heights: Sequence[int], most: int) -> int | None:
    """Write a page as PDF, its charts as tall as its number of sheets allows; None without a Chromium.

    Parameters
    ----------
    page : HTML whose style has `--highest`.
    heights : of a chart in millimetres, falling; those below LEGIBLE only for more pages than `most`.
    most : pages.

    Returns the height that was taken.
    """
    if not browser():
        return None
    with ThreadPoolExecutor(1) as apart:  # a notebook has a loop of its own, which Playwright would refuse
        return apart.submit(_fitted, page, heights, most).result()


def _fitted(page: Path, heights: Sequence[int], most: int) -> int:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (only where there is a Chromium)

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser())
        tab = chromium.new_context(offline=True).new_page()
        tab.goto(page.resolve().as_uri())
        tab.evaluate("Promise.all([...document.images].map((image) => image.decode().catch(() => null)))")
        found: dict[int, bytes] = {}
        for height in heights:
            if height < LEGIBLE and min(map(pages_of, found.values())) <= most:
                break
            found[height] = _pdf(tab, height)
        best = min(found, key=lambda height: (pages_of(found[height]), -height))
        tab.evaluate(NAMED)
        gaps = gaps_in(_pdf(tab, best))
        tab.evaluate(NOTES, gaps)
        noted = _pdf(tab, best)
        chromium.close()
    same = pages_of(noted) == pages_of(found[best])
    page.with_suffix(".pdf").write_bytes(noted if same else found[best])
    return best


def _pdf(tab: Any, height: int) -> bytes:
    tab.evaluate("(mm) => document.documentElement.style.setProperty('--highest', `${mm}mm`)", height)
    return tab.pdf(prefer_css_page_size=True, print_background=True)


def gaps_in(pdf: bytes) -> list[tuple[int, int]]:
    """Parts of a page below which a sheet stays empty, each with the lines that have room there."""
    places = {(kind, int(part)): (sheet, float(high)) for kind, part, sheet, high in PLACE.findall(pdf)}
    found = []
    for (kind, part), (sheet, high) in places.items():
        after = places.get((b"start", part + 1))
        if kind == b"end" and after and after[0] != sheet and high - FOOT > LEAST:
            found.append((part, int((high - FOOT - AROUND) / LINE)))
    return sorted(found)
