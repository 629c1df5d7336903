"""class.html: the class view as one file that needs no Python and no network."""

from __future__ import annotations

import json
from importlib.resources import files

from jinja2 import Environment, PackageLoader

from helpers.classroom.known import known
from helpers.classroom.summing import FEWEST
from helpers.publish.policy import policy
from helpers.publish.site import style
from helpers.publish.site.answers import script

SHARED, OWN = ("elements.js", "judge.js", "file.js"), ("read.js", "sum.js", "show.js")
_place = files("helpers.classroom.page")


def class_page() -> str:
    """The page with its style, its scripts and all that the course asks, under a policy by hash."""
    environment = Environment(loader=PackageLoader("helpers.classroom", "page"), autoescape=True)
    html = environment.get_template("class.html").render(
        sheet=style.sheet(),
        known=json.dumps(known(), ensure_ascii=False).replace("<", "\\u003c"),
        script="\n".join([script(*SHARED), *((_place / name).read_text("utf-8") for name in OWN)]),
        fewest=FEWEST,
    )
    return html.replace("<head>", f"<head>{policy(html)}", 1)
