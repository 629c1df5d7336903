"""Render notebooks as nbviewer does: python render.py FOLDER NOTEBOOK … (run in its environment)."""

import sys
from pathlib import Path

from nbconvert import HTMLExporter

folder, *notebooks = map(Path, sys.argv[1:])
exporter = HTMLExporter(template_name="lab")
for notebook in notebooks:
    html, _ = exporter.from_filename(str(notebook))
    (folder / f"{notebook.stem}.html").write_text(html, encoding="utf-8")
