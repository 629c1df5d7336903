"""Hints on a briefing: habits of hasty writing that a machine can see. Whether a briefing is right it cannot.

A text is read sentence by sentence. Questions, ids in brackets and words in quotation marks are passed over.
What the rules look for, and examples that bring a hint or bring none, stand in table briefing_rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from helpers.given import a_day

MOST_WORDS, FEWEST_IDS = 250, 6
SURE = {"almost certain": 95, "likely": 75, "about even": 50, "unlikely": 25, "remote": 5}  # word → per cent
PARTS = ("Question", "Bottom line", "Finding 1", "We do not know", "We would change our mind", "Figure")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DAY = re.compile(rf"\b(\d{{1,2}}) ({MONTHS})\b(?: (\d{{4}}))?")
MONTH = re.compile(rf"\b(?:{MONTHS})(?: \d{{4}})?\b|\b(?:19|20)\d\d\b")
NUMBER = re.compile(
    r"(?<![\w.,])(?P<number>\d[\d,]*(?:\.\d+)?)(?![\w])"
    r"(?P<unit>\s*(?:km²|mi²|km|%|per cent|square|miles|million|billion))?(?! ?mm\b)"
)
SIZES = {"million": 1e6, "billion": 1e9}
LABEL = re.compile(r"^\s*\**(?:Question|Bottom line|Finding \d|Figure)[.:]\**\s*", re.IGNORECASE)
LABELS = re.compile(r"(?<=[.!?”])\s+(?=\**(?:Question|Bottom line|Finding \d|Figure)[.:])")
IDS = re.compile(r"\[([^\]]+)\]")
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"\[(\d])")
SINCE = re.compile(r"^Since then \(", re.IGNORECASE)


def _words(*words: str) -> re.Pattern:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


CAUSE = _words("because", "led to", "leads to", "caused", "due to", "thanks to", "forced")
SAYS = _words(
    r"sa(?:id|ys?)", "told", r"warn(?:s|ed)", r"thinks?", "thought", r"wr(?:ote|ites)", "according to",
    r"believe[sd]?", r"argue[sd]", r"claim(?:s|ed)",
)  # fmt: skip
KILLED = _words("dead", "killed", "died", "deaths")
HURT = _words("casualties", "wounded", "losses", "injured")
LOADED = _words(
    "bait", "regime", "hordes?", "fighters", "mercenaries", "liberated", "heroic", "cannon fodder",
    "terrorists?", "propaganda", "lies?", "so-called",
)  # fmt: skip
LATER = _words("later", "afterwards", "eventually", "in the end", "since then")
CROWD = _words(
    "experts?", "analysts?", "sources?", "officials?", "observers?", "everybody", "everyone", "insiders?"
)
PAPERS = re.compile(
    r"\b(?:[A-Z]\w+ Times|The Times|Post|Journal|CNN|BBC|NBC|ABC|CBS|AP|AFP|Reuters|Bloomberg|Axios|Guardian"
    r"|Telegraph|Economist|Independent|Yonhap|KCNA|TASS|RIA)\b"
)
AT_MOST = _words("up to", "as many as", "at most", "nearly", "almost", "as high as", "no more than")
AT_LEAST = _words("at least", "more than", "over", "upwards of", "no fewer than")
COMPARED = _words("than", "times", "twice", "half")
METRIC, MILES = re.compile(r"km²|square kilomet"), re.compile(r"mi²|square mile")
SILENT = _words(
    r"no (?:number|figure|word)s?", r"(?:does|did|do) not deny", "silent", "silence", "keeps? quiet"
)
PROVES = _words(r"show(?:s|ed)?", r"prove[sd]?", "means?", "meant", r"reveal(?:s|ed)?", r"confirm(?:s|ed)?")


class Hint(NamedTuple):
    """A rule ("R1") and the sentence that brought it; the sentence is empty where the whole text did."""

    rule: str
    sentence: str


@dataclass(frozen=True)
class Reading:
    """One sentence as the rules read it, with the one before it, the pack and the day of the briefing."""

    sentence: str
    before: str
    pack: pd.DataFrame
    as_of: pd.Timestamp

    @property
    def names(self) -> set[str]:
        """Forms of the names of the pack's speakers.

        >>> pack = pd.DataFrame({"names": ["Project Owl;Owl", "DeepState"]})
        >>> sorted(Reading("", "", pack, pd.Timestamp("2024-11-16")).names)
        ['DeepState', 'Owl', 'Project Owl']
        """
        return {name for cell in self.pack["names"] for name in cell.split(";")}

    def speaker(self, text: str) -> bool:
        """Does a speaker of the pack stand in a text, as a word of its own?

        >>> read = Reading("", "", pd.DataFrame({"names": ["Project Owl;Owl"]}), pd.Timestamp("2024-11-16"))
        >>> read.speaker("Owl drew it."), read.speaker("Owls fly.")
        (True, False)
        """
        return any(re.search(rf"\b{re.escape(name)}\b", text) for name in self.names)


def hints(text: str, pack: pd.DataFrame, as_of: str | pd.Timestamp) -> list[Hint]:
    """What a careful neighbour would ask of a briefing, rule by rule.

    Parameters
    ----------
    text : the briefing.
    pack : lines of its source pack with mark (id as it is cited in brackets), names (";" between them),
        grade, gains_if, low, central, high (numbers, or empty) and counts (the quantity counted).
    as_of : day of the briefing; what is later is news.

    Returns
    -------
    Hints in the order of the rules, each sentence once per rule. No hint says that something is wrong.

    >>> columns = ["mark", "names", "grade", "gains_if", "low", "central", "high", "counts"]
    >>> pack = pd.DataFrame(columns=columns)
    >>> found = analysis.briefing.hints("Moscow took the bait.", pack, "2024-11-16")
    >>> found[0], [hint.rule for hint in found[1:]]  # the others are about the whole text
    (Hint(rule='R5', sentence='Moscow took the bait.'), ['R8', 'R9', 'R10'])
    """
    day = a_day(as_of)
    found = [
        Hint(rule, sentence)
        for sentence, before in _pairs(text)
        for rule, seen in OF_SENTENCES.items()
        if seen(Reading(_bare(sentence), _bare(before), pack, day))
    ]
    found += [Hint(rule, "") for rule, seen in OF_TEXTS.items() if seen(text, pack)]
    return sorted(found, key=lambda hint: int(hint.rule[1:]))


def word_count(text: str) -> int:
    """Words of a briefing; ids in brackets and asterisks do not count.

    >>> word_count("**Bottom line.** It is likely [S16b-01, D081].")
    5
    """
    return sum(any(letter.isalnum() for letter in word) for word in IDS.sub(" ", text).split())


def cited(text: str) -> list[str]:
    """Ids in square brackets, each once, in order.

    >>> cited("One [S16b-01, D081] and two [d081; B1-3].")
    ['S16b-01', 'D081', 'B1-3']
    """
    found = [each.strip() for inside in IDS.findall(text) for each in re.split(r"[,;]", inside)]
    return list({each.upper(): each for each in reversed(found) if each}.values())[::-1]


def bottom_line(text: str) -> str:
    """The sentence behind the words "Bottom line"; empty where there is none.

    >>> bottom_line("Question. Did they? Bottom line. It is likely (75 %). Finding 1. No.")
    'It is likely (75 %).'
    """
    found = _sentences(text, labels=True)
    for sentence, after in pairwise([*found, ""]):
        if re.match(r"bottom line\b", sentence, re.IGNORECASE):
            own = LABEL.sub("", f"{sentence} ").strip("* ")
            return own or ("" if LABEL.match(f"{after} ") else after)
    return ""


def how_sure(text: str) -> int | None:
    """The per cent of the bottom line: its number, else that of its word; None where it has neither.

    >>> how_sure("Bottom line. It is likely (about 80 %) that few moved."), how_sure("Bottom line. No.")
    (80, None)
    """
    line = bottom_line(text)
    if number := re.search(r"(\d{1,3}) ?(?:%|per cent)", line):
        return int(number[1])
    word = _words(*SURE).search(line)
    return SURE[word[0].lower()] if word else None


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Each sentence that is no question, with the one before it."""
    before = ""
    for sentence in _sentences(text):
        if not sentence.endswith("?"):
            yield sentence, before
        before = sentence


def _sentences(text: str, *, labels: bool = False) -> list[str]:
    """Sentences of all lines; the labels of the template are cut off, or kept with their sentence."""
    found = []
    for line in text.replace("\r", "").split("\n"):
        for part in LABELS.split(line):
            label = LABEL.match(part)
            first, *more = ENDS.split(part[label.end() :] if label else part)
            found += [f"{label[0] if label and labels else ''}{first}".strip(), *map(str.strip, more)]
    return [sentence.strip("* ") for sentence in found if sentence.strip("* ")]


def _bare(sentence: str) -> str:
    return QUOTED.sub(" ", IDS.sub(" ", sentence))


def _numbers(sentence: str) -> Iterator[tuple[float, bool]]:
    """Numbers that are no days, years or ids: value, and whether a unit stands behind."""
    for found in NUMBER.finditer(MONTH.sub(" ", DAY.sub(" ", sentence))):
        unit = (found["unit"] or "").strip()
        yield float(found["number"].replace(",", "").rstrip(".")) * SIZES.get(unit, 1), bool(unit)


def _no_speaker_or_day(read: Reading) -> bool:
    odds = re.compile(rf"(?:{'|'.join(SURE)})\W+(?:about )?\d+ ?%", re.IGNORECASE)
    large = any(value >= 100 or unit for value, unit in _numbers(odds.sub(" ", read.sentence)))
    both = f"{read.before} {read.sentence}"
    return large and not (read.speaker(both) and DAY.search(both))


def _limit_lost(read: Reading) -> bool:
    said = {value for value, _ in _numbers(read.sentence)}
    plain = set(read.pack["central"].dropna())
    for end, other, kept in (("high", "low", AT_MOST), ("low", "high", AT_LEAST)):
        open_end = read.pack.loc[read.pack[other].isna() & read.pack["central"].isna(), end].dropna()
        for value in said & set(open_end) - plain:
            both = value in set(read.pack[other]) and (
                AT_MOST.search(read.sentence) or AT_LEAST.search(read.sentence)
            )
            if not kept.search(read.sentence) and not both:
                return True
    return False


def _own_cause(read: Reading) -> bool:
    return bool(CAUSE.search(read.sentence)) and not SAYS.search(read.sentence)


def _killed_for_casualties(read: Reading) -> bool:
    if not KILLED.search(read.sentence) or HURT.search(read.sentence):
        return False
    wider = read.pack[read.pack["counts"].fillna("").str.contains("casualties|losses")]
    held = set(wider[["low", "central", "high"]].stack().dropna())
    return any(value in held for value, _ in _numbers(read.sentence))


def _loaded(read: Reading) -> bool:
    return bool(LOADED.search(read.sentence))


def _from_later(read: Reading) -> bool:
    if SINCE.search(read.sentence):
        return False
    days = [_day(found, read.as_of.year) for found in DAY.finditer(read.sentence)]
    number = any(value >= 100 for value, _ in _numbers(read.sentence))
    return any(day > read.as_of for day in days) or bool(number and LATER.search(read.sentence))


def _day(found: re.Match, year: int) -> pd.Timestamp:
    """The day of a match of DAY; one that no calendar has is as early as can be."""
    said = pd.to_datetime(f"{found[1]} {found[2]} {found[3] or year}", format="%d %B %Y", errors="coerce")
    return pd.Timestamp.min if pd.isna(said) else said


def _crowd(read: Reading) -> bool:
    own = (name for name in read.names if name[0].isupper() and not CROWD.search(name))
    if PAPERS.search(read.sentence) or any(name in read.sentence for name in own):
        return False
    return any(
        not re.match(r"\s+[A-Z]", read.sentence[found.end() :]) for found in CROWD.finditer(read.sentence)
    )


def _two_measures(read: Reading) -> bool:
    units = METRIC.search(read.sentence) and MILES.search(read.sentence)
    losses = KILLED.search(read.sentence) and HURT.search(read.sentence)
    return bool(COMPARED.search(read.sentence) and (units or losses))


def _silence(read: Reading) -> bool:
    return bool(SILENT.search(read.sentence) and PROVES.search(read.sentence))


def _not_sure_how_sure(text: str, _: pd.DataFrame) -> bool:
    return not _words(*SURE).search(bottom_line(text))


def _too_few_sources(text: str, pack: pd.DataFrame) -> bool:
    ids = {each.upper() for each in cited(text)}
    used = pack[pack["mark"].str.upper().isin(ids)]
    both_sides = {"yes", "no"} <= set(used["gains_if"])
    return len(used) < FEWEST_IDS or not both_sides or not set(used["grade"]) & {"primary", "agency"}


def _form(text: str, _: pd.DataFrame) -> bool:
    return word_count(text) > MOST_WORDS or bool(missing_parts(text))


def missing_parts(text: str) -> list[str]:
    """Parts of the template that a briefing lacks.

    >>> missing_parts("Question. Did they? Bottom line. No. Finding 1. X. We do not know Y. Figure: z.")
    ['We would change our mind']
    """
    return [part for part in PARTS if not re.search(rf"\b{part}\b", text, re.IGNORECASE)]


OF_SENTENCES: dict[str, Callable[[Reading], bool]] = {
    "R1": _no_speaker_or_day,
    "R2": _limit_lost,
    "R3": _own_cause,
    "R4": _killed_for_casualties,
    "R5": _loaded,
    "R6": _from_later,
    "R7": _crowd,
    "R11": _two_measures,
    "R12": _silence,
}
OF_TEXTS: dict[str, Callable[[str, pd.DataFrame], bool]] = {
    "R8": _not_sure_how_sure,
    "R9": _too_few_sources,
    "R10": _form,
}
