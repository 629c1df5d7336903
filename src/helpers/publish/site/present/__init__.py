"""Scripts of present mode: the short path of a lesson on a projector, one thing a screen."""

from __future__ import annotations

from importlib.resources import files

NAMES = ("projector.js", "screens.js", "present.js")


def present_script() -> str:
    """The scripts as one, with their names kept from others."""
    place = files("helpers.publish.site.present")
    inside = "\n".join((place / name).read_text("utf-8") for name in NAMES)
    return f"(() => {{\n{inside}\n}})();"
