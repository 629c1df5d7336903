"""course.css: the typefaces as data, then the sheets of the folder style/, in order of their names."""

from __future__ import annotations

import base64
from importlib.resources import files

NAME = "course.css"
CYRILLIC = "unicode-range:U+0400-04FF;"
FACES = {  # file: family, weight, style, further rules
    "source-sans-3.woff2": ("Source Sans 3", "400 700", "normal", ""),
    "source-sans-3-italic.woff2": ("Source Sans 3", "400", "italic", ""),
    "source-sans-3-cyrillic.woff2": ("Source Sans 3", "400", "normal", CYRILLIC),
    "source-serif-4-600.woff2": ("Source Serif 4", "600", "normal", ""),
}
_here = files("helpers.publish.site")


def sheet() -> str:
    """The one style sheet of all pages. Typefaces stand in it: a browser may refuse files beside a page."""
    sheets = sorted((each for each in (_here / "style").iterdir()), key=lambda each: each.name)
    return "\n".join([faces(), *(each.read_text("utf-8") for each in sheets)])


def faces() -> str:
    """The typefaces alone, as data."""
    return "\n".join(map(face, FACES))


def face(file: str) -> str:
    """One typeface as a rule that holds its data."""
    family, weight, style, more = FACES[file]
    data = base64.b64encode((_here / "fonts" / file).read_bytes()).decode()
    return (
        f"@font-face{{font-family:'{family}';font-weight:{weight};font-style:{style};font-display:swap;{more}"
        f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
    )
