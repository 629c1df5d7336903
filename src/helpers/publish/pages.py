"""Plain pages of the lessons, readable from a USB stick with no Python and no network."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from plotly.offline import get_plotlyjs

from helpers.lesson.forms import library_url
from helpers.publish.generated import title_of
from helpers.publish.notebooks import read
from helpers.publish.policy import policy

LOCAL_LINK = re.compile(r'href="([0-9][0-9]_\w+)\.ipynb')
OUTSIDE_SCRIPTS = re.compile(
    r'<script src="https://[^"]*"> ?</script>|<script type="text/x-mathjax-config">.*?</script>'
    r'|<script type="module">.*?</script>',
    re.DOTALL,
)


def write_pages(lessons: list[Path], folder: Path) -> list[Path]:
    """Write one HTML page per lesson, plotly.js once beside them, and index.html (the first lesson).

    Parameters
    ----------
    lessons : stored notebooks, in order.
    folder : where the pages go; made when missing, pages in it are replaced.
    """
    from nbconvert import HTMLExporter  # noqa: PLC0415 (only for pages; --check runs without it)

    folder.mkdir(parents=True, exist_ok=True)
    library = library_url().rsplit("/", 1)[1]
    (folder / library).write_text(get_plotlyjs(), encoding="utf-8", newline="\n")
    exporter = HTMLExporter(template_name="lab")
    written = []
    for lesson in lessons:
        notebook = read(lesson)
        notebook.metadata["title"] = title_of(lesson)
        html, _ = exporter.from_notebook_node(notebook)
        page = folder / f"{lesson.stem}.html"
        page.write_text(offline(html, library), encoding="utf-8", newline="\n")
        written.append(page)
    shutil.copyfile(written[0], folder / "index.html")
    return written


def offline(html: str, library: str) -> str:
    """A page that asks for nothing outside its folder: plotly.js from beside it, links between pages."""
    html = OUTSIDE_SCRIPTS.sub("", html)
    html = html.replace("</head>", f'<script src="{library}"></script></head>', 1)
    html = LOCAL_LINK.sub(r'href="\1.html', html)
    return html.replace("<head>", f"<head>{policy(html)}", 1)
