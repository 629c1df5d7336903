"""The glossary: terms in plain words, and links from the lessons to them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from bs4 import BeautifulSoup, Comment
from bs4.element import NavigableString

from helpers.publish.site.text import anchor

NOT_IN = {"a", "code", "pre", "summary", "h1", "h2", "h3", "h4", "th", "kbd"}
PAGE = "glossary.html"


class Term(NamedTuple):
    """A word of the lessons: its explanation, and the forms in which a text may have it."""

    term: str
    means: str
    forms: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Its name on the page of the glossary."""
        return anchor(self.term)


@cache
def terms() -> list[Term]:
    """All terms, in the order of the alphabet."""
    entries = tomllib.loads((files("helpers.publish.site") / "glossary.toml").read_text("utf-8"))["term"]
    found = [Term(each["term"], each["means"], tuple(each.get("forms", [each["term"]]))) for each in entries]
    return sorted(found, key=lambda each: each.term.lower())


class Linker:
    """Links the first occurrence of each term in the texts of one lesson."""

    def __init__(self) -> None:
        self.left = {form: term for term in terms() for form in term.forms}

    def link(self, soup: BeautifulSoup) -> None:
        """Link what this text has for the first time, in place."""
        for said in list(soup.find_all(string=True)):
            if isinstance(said, Comment) or any(parent.name in NOT_IN for parent in said.parents):
                continue
            self._link_in(soup, said)

    def _link_in(self, soup: BeautifulSoup, said: NavigableString) -> None:
        found = self._pattern().search(said) if self.left else None
        if not found:
            return
        term = self.left[found[0]]
        self.left = {form: other for form, other in self.left.items() if other != term}
        link = soup.new_tag("a", href=f"{PAGE}#{term.anchor}", attrs={"class": "term"})
        link.string = found[0]
        after = NavigableString(said[found.end() :])
        said.replace_with(NavigableString(said[: found.start()]), link, after)
        self._link_in(soup, after)

    def _pattern(self) -> re.Pattern:
        longest_first = sorted(self.left, key=len, reverse=True)
        return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w-])")
