"""What the charts of two forces say: titles, captions, hovers, labels."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from helpers.analysis import balance
from helpers.charts.layers import Row
from helpers.charts.statements import hover, said_on
from helpers.words import broken, day, month, number, short_day, written

ELSE = "Counts of something else"
REPORT = "the report<br><i>nobody named</i>"
NORTH_KOREANS = {"yes": "with North Koreans", "not said": "North Koreans: not said"}
SHORT_PERIODS = {"September and October": "Sep and Oct", "December": "Dec"}
SWITCH = {
    "as said": "North Koreans as the speaker said",
    "taken out": "10,000 North Koreans taken out",
    "added": "North Koreans listed apart added",
}
DENOMINATORS = {
    "report": "the report's 20,000 to 30,000 (nobody named)",
    "august": "Kofman and Lee's 10,000 to 15,000 of 27 Aug 2024 (another month)",
}
PAIRS_CAPTION = (
    "Four texts, four methods: no trend, so nothing is joined. The thin marks below two of the texts "
    "leave out the North Koreans whom the text names. The report is hollow: two speakers, one of "
    "them unnamed. Faint: seen only on copies of Forbes and of the BBC."
)


def tenths(value: float) -> str:
    """A ratio with one decimal."""
    return number(value, 1)


def hundredths(value: float) -> str:
    """A ratio with two decimals."""
    return number(value, 2)


def persons(low: float, high: float) -> str:
    """A range of persons in words; one number when both ends are equal."""
    return written(float(low)) if low == high else f"{written(float(low))} to {written(float(high))}"


def thousands(low: float, high: float) -> str:
    """A range in thousands, short enough for a label."""
    return f"{low / 1000:g}" if low == high else f"{low / 1000:g}–{high / 1000:g}"


def _short_said(row: Row) -> str:
    if row.as_of_first == row.as_of_last:
        return short_day(row.as_of_last)
    return f"{row.as_of_last:%b}"  # only the month is known


def who_and_day(row: Row) -> str:
    """A row's name beside its mark: who, when, and what is inside."""
    below = getattr(row, "counts", NORTH_KOREANS.get(row.includes_dprk))
    return f"{row.who}, {_short_said(row)}" + (f"<br><i>{below}</i>" if below else "")


def who_and_figure(row: Row) -> str:
    """A row's name beside its ratio: who, when, and the figure as printed."""
    return f"{row.who}, {_short_said(row)}<br><i>{row.value_as_printed}</i>"


def published_by(known_by: str | None) -> str:
    """Which figures are shown."""
    return f"published by {day(known_by)}" if known_by else "published on any day"


def forces_title(rows: dict[str, pd.DataFrame], period: str) -> str:
    """How many totals each side has, or how many figures count something else."""
    for long, short in SHORT_PERIODS.items():
        period = period.replace(long, short)
    if ELSE in rows:
        count = len(rows[ELSE])
        return f"{period}: {_counted(count, 'figure')} that count{'s' * (count == 1)} something else"
    russia, ukraine = rows.values()
    own = int((russia["side"] == "russia").sum())
    moscow = f", {own or 'none'} from Moscow" if len(russia) else ""
    about = f"{_counted(len(russia), 'total')} for Russia's side{moscow}"
    return f"{period}: {about}; {len(ukraine) or 'none'} for Ukraine's"


def _counted(count: int, noun: str) -> str:
    return f"{count or 'no'} {noun}{'s' * (count != 1)}"


def forces_caption(known_by: str | None, report: bool) -> str:
    """How the marks read, and what to be careful about."""
    return (
        f"Figures {published_by(known_by)}; some days of publication are inferred. Thick lines are ranges. "
        "Arrows are open ends: “up to” points left, “at least” right. Faint marks rest on copies. One "
        "soldier may stand in several rows."
        + (" Dotted: the report's own range, for comparison." if report else "")
    )


def forces_alt(rows: dict[str, pd.DataFrame], period: str, report: bool) -> str:
    """Every figure with its speaker and day."""
    said = ". ".join(f"{head}: {_listed(part.itertuples())}" for head, part in rows.items())
    more = " The report: 20,000 to 30,000, nobody named." if report else ""
    return f"{forces_title(rows, period)}. {said}.{more}"


def _listed(rows: Iterable[Row]) -> str:
    return "; ".join(f"{row.who}, {said_on(row)}: {row.value_as_printed}" for row in rows) or "no figure"


def report_hover(low: float, high: float) -> str:
    """The report's own range."""
    return f"<b>The report</b><br>{persons(low, high)}; nobody named"


def ratio_title(rows: pd.DataFrame, north_koreans: str, divided_by: str, known_by: str) -> str:
    """Which ratios November's figures allow."""
    span = f"{tenths(rows['ratio_low'].min())} to {tenths(rows['ratio_high'].max())} to 1"
    if divided_by == "august":
        return f"Not allowed, two months mixed: {span} (published by {day(known_by)})"
    if north_koreans == "taken out":
        return f"10,000 North Koreans taken out, November's figures give {span}"
    if north_koreans == "added" and (rows["estimate_id"] == balance.LISTED_APART).any():
        return f"With 11,000 added to 59,000 November's figures give {span}"
    if north_koreans == "added":
        return f"By {day(known_by)} nobody listed North Koreans apart: still {span}"
    return f"Over the report's 20,000 to 30,000 November's figures give {span}"


def ratio_caption(divided_by: str) -> str:
    """What is divided by what, and which bars are unsure."""
    return (
        f"Each speaker's total for Russia's side, divided by {DENOMINATORS[divided_by]}. Dotted and "
        "hollow: North Koreans taken out of a figure whose speaker did not say that they are inside. "
        "“Almost” and “as many as” are ceilings, so these bars may lie lower. CNN repeats the officials "
        "to the NYT."
    )


def ratio_told(row: Row) -> str:
    """One speaker's ratio for a reader who does not see the bar."""
    return f"{row.who}, {said_on(row)}, {written(row.numerator)}: {_hundredths_of(row)}"


def ratio_hover(row: Row, divided_by: str) -> str:
    """One speaker's figure and what it was divided by."""
    division = f"{written(row.numerator)} over {DENOMINATORS[divided_by]}"
    return f"{hover(row)}<br>{division}:<br>{_hundredths_of(row)}"


def _hundredths_of(row: Row) -> str:
    return f"{hundredths(row.ratio_low)} to {hundredths(row.ratio_high)}"


def pairs_title(rows: pd.DataFrame) -> str:
    """The first and the last text with both halves."""
    first, last = rows.iloc[0], rows.iloc[-1]
    return (
        f"{len(rows)} texts give both sides: from {ratio(first)} ({month(first.day)}) "
        f"to {ratio(last)} to 1 ({month(last.day)})"
    )


def pair_label(row: Row) -> str:
    """A text and its two numbers in thousands, beside its mark."""
    above, below = (thousands(*half) for half in _halves(row))
    return f"{broken(row.text, 20)}<br><i>{above} / {below}</i>"


def pair_hover(row: Row) -> str:
    """A text, its two numbers and their ratio."""
    above, below = (persons(*half) for half in _halves(row))
    return f"<b>{row.text}</b><br>{above} on Russia's side<br>{below} Ukrainians<br>ratio {ratio(row)}"


def pair_told(row: Row) -> str:
    """One text for a reader who does not see the mark."""
    above, below = (persons(*half) for half in _halves(row))
    return f"{row.text}: {above} against {below}, {ratio(row)}{without_north_koreans(row)}"


def _halves(row: Row) -> tuple[tuple[float, float], tuple[float, float]]:
    return (row.numerator_low, row.numerator_high), (row.denominator_low, row.denominator_high)


def ratio(row: Row) -> str:
    """The ratio of a text: 3.0, or 1.7–2.5."""
    return _from_to(row.ratio_low, row.ratio_high, "–")


def without_north_koreans(row: Row) -> str:
    """The ratio without North Koreans, for a text that counts them; else nothing."""
    if pd.isna(row.without_low):
        return ""
    return f", without North Koreans {_from_to(row.without_low, row.without_high, ' to ')}"


def _from_to(low: float, high: float, between: str) -> str:
    return tenths(low) if low == high else f"{tenths(low)}{between}{tenths(high)}"
