"""What may stand in the Markdown and in the HTML outputs of a lesson: nothing that runs, sends or loads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

IN_MARKDOWN = re.compile(
    "h[1-6]|p|br|hr|[uo]l|li|a|b|strong|i|em|u|del|s|su[bp]|small|kbd|code|pre|span|blockquote|details|summary|"
    "table|thead|tbody|t[rhd]"
)
CODE = ("div", [("class", "highlight")])  # what a fenced piece of code becomes
OF_MARKDOWN = re.compile("href|id|class|title|start|align|scope|colspan|rowspan|lang|open")
NOT_IN_OUTPUTS = re.compile(
    "applet|audio|base|embed|form|frame|frameset|iframe|link|math|meta|noscript|object|portal|svg|template|video"
)
ADDRESSES = {"href", "src", "srcset", "action", "formaction", "data", "poster", "background", "xlink:href"}
SCHEMES = {"http", "https", "mailto"}
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
# pictures in the page itself: a chart's, and the signs of its key (without blanks, in small letters)
PICTURE = re.compile(
    r"data:image/webp;base64,.*"
    r'|data:image/svg\+xml,<svg(?:opacity="[\d.]+")?xmlns="http://www\.w3\.org/2000/svg"[^<>]*>'
    r"(?:<(?:path|rect|circle)[^<>]*/>)*</svg>"
)
ALIGNED = re.compile(r"text-align: ?(?:left|right|center);?")
LOADS = re.compile(r"url\(|@import|expression\(", re.IGNORECASE)


def markdown_faults(text: str) -> list[str]:
    """Elements, attributes and links in a Markdown cell that a page must not get from an author's text."""
    from nbconvert.filters import markdown2html  # noqa: PLC0415 (starts slowly; only --check asks)

    faults = []
    for tag, attributes in _elements(markdown2html(text)):
        if (tag, attributes) == CODE:
            continue
        if not IN_MARKDOWN.fullmatch(tag):
            faults.append(f"Markdown holds <{tag}>, which has no place in a lesson's text")
        for name, value in attributes:
            aligned = name == "style" and ALIGNED.fullmatch(value)
            if IN_MARKDOWN.fullmatch(tag) and not (OF_MARKDOWN.fullmatch(name) or aligned):
                faults.append(f'Markdown holds <{tag} {name}="…">: this attribute has no place in a text')
        faults += _address_faults("Markdown", tag, attributes)
    return faults


def output_faults(page: str) -> list[str]:
    """Elements and attributes in an HTML output that run, send or load something (scripts aside)."""
    faults = []
    for tag, attributes in _elements(page):
        if NOT_IN_OUTPUTS.fullmatch(tag):
            faults.append(f"an output holds <{tag}>, which no output of the course has")
        faults += [
            f"an output holds <{tag} {name}=…>, which would run a script"
            for name, _ in attributes
            if name.startswith("on") or name == "srcdoc"
        ]
        if any(name == "style" and LOADS.search(value) for name, value in attributes):
            faults.append(f"an output holds <{tag}> with a style that loads something")
        faults += _address_faults("an output", tag, attributes)
    return faults


def _address_faults(where: str, tag: str, attributes: list[tuple[str, str]]) -> Iterator[str]:
    for name, value in attributes:
        address = re.sub(r"[\x00-\x20]", "", value).lower()  # a browser drops what stands in a scheme
        scheme = SCHEME.match(address)
        if name not in ADDRESSES or (tag == "img" and PICTURE.fullmatch(address)):
            continue
        if tag != "a":
            yield f"{where} holds <{tag} {name}=…>, which would load {address[:60]!r}"
        elif (scheme and scheme[1] not in SCHEMES) or address.startswith("//"):
            yield f"{where} holds a link to {address[:60]!r}: a link starts with https:"


class _Reader(HTMLParser):
    """Notes every element and its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str]]]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, [(name, value or "") for name, value in attributes]))


def _elements(page: str) -> list[tuple[str, list[tuple[str, str]]]]:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.found
