"""Pages for paper: their style and size, and the PDF that a Chromium makes of them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader

from helpers.classroom.charts_on_paper import browser
from helpers.publish.policy import policy
from helpers.publish.site import style, text

PAPERS = {"A4": "A4", "Letter": "letter"}
_environment = Environment(
    loader=PackageLoader("helpers.classroom", "sheet"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
_environment.filters["inline"] = text.inline


def page_for_paper(template: str, paper: str, foot: str, highest: str = "205mm", **told: object) -> str:
    """A template of the folder sheet/ as a page of its own, which prints as it is.

    Parameters
    ----------
    template : file in sheet/.
    paper : a key of PAPERS.
    foot : the line at the foot of each sheet.
    highest : of a chart, as CSS.
    told : what the template asks for.
    """
    css = _environment.from_string((files("helpers.classroom.sheet") / "sheet.css").read_text("utf-8"))
    look = style.faces() + css.render(paper=PAPERS[paper], foot=foot, highest=highest)
    page = _environment.get_template(template).render(style=look, **told)
    return page.replace("<head>", f"<head>{policy(page)}", 1)


def printed(pages: list[Path]) -> list[Path]:
    """The same pages as PDF, in the size of paper that their style names; none where there is no Chromium."""
    if not browser():
        return []
    with ThreadPoolExecutor(1) as apart:  # a notebook has a loop of its own, which Playwright would refuse
        return apart.submit(_print, pages).result()


def _print(pages: list[Path]) -> list[Path]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (only where there is a Chromium)

    places = [page.with_suffix(".pdf") for page in pages]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser())
        tab = chromium.new_context(offline=True).new_page()
        for page, place in zip(pages, places, strict=True):
            tab.goto(page.resolve().as_uri())
            tab.evaluate("Promise.all([...document.images].map((image) => image.decode().catch(() => null)))")
            tab.pdf(path=place, prefer_css_page_size=True, print_background=True)
        chromium.close()
    return places
