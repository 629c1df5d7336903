# /// script
# requires-python = ">=3.11,<3.12"
# dependencies = ["nbconvert==7.16.6", "mistune==3.1.4", "nbviewer==1.0.1"]
#
# [[tool.uv.dependency-metadata]]  # of this package the templates and style sheets alone are used
# name = "nbviewer"
# version = "1.0.1"
# requires-dist = []
# ///
"""Make pages of notebooks as nbviewer does: uv run render.py FOLDER NOTEBOOK … (with its versions, above).

The newest nbviewer on PyPI is of 2017. The site still uses its page, style sheets and scripts; what has
changed since is said below.
"""

import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import nbformat
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader
from nbconvert import HTMLExporter

NBVIEWER = Path(find_spec("nbviewer").origin).parent
# The site puts nbconvert's whole page into its own; the release put a part of it into two more boxes.
TODAY = """{% extends "formats/html.html" %}
{% block body %}{{ link_breadcrumbs(breadcrumbs) }}{{ body | safe }}{% endblock %}"""


def page(body: str, notebook: nbformat.NotebookNode, name: str) -> str:
    """The page around a rendered notebook: navigation, styles, scripts."""
    loader = ChoiceLoader([DictLoader({"today": TODAY}), FileSystemLoader(NBVIEWER / "templates")])
    return (
        Environment(loader=loader, autoescape=True)
        .get_template("today")
        .render(
            body=body,
            nb=notebook,
            title=name,
            formats={},
            download_url=f"{name}.ipynb",
            mathjax_url="https://cdnjs.cloudflare.com/ajax/libs/mathjax/2.7.1/",
            from_base=lambda *parts: "/".join(parts),
            static_url=lambda path: f"/static/{path}",
            nrhead=str,
            nrfoot=str,
        )
    )


def main(folder: Path, notebooks: list[Path]) -> None:
    """Write the pages, and beside them the folder `static` that they ask for."""
    exporter = HTMLExporter(template_name="lab")
    for path in notebooks:
        notebook = nbformat.read(path, 4)
        body, _ = exporter.from_notebook_node(notebook)
        (folder / f"{path.stem}.html").write_text(page(body, notebook, path.stem), encoding="utf-8")
    shutil.copytree(NBVIEWER / "static", folder / "static", dirs_exist_ok=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(path) for path in sys.argv[2:]])
