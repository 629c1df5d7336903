"""What the charts of two forces say; a function named as its chart gives all words around the picture."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import balance
from helpers.charts.frames import PAGE, table
from helpers.charts.layers import Row
from helpers.charts.statements import OPEN, WEAK_GRADES, hover, printed_rows, said_on
from helpers.data import kind_of_page
from helpers.words import counted, day, month, number, short_day, written

NOT_SAID = "not said: no figure in our data"
REPORT = "The report<br><i>nobody named</i>"
NORTH_KOREANS = {"yes": "with North Koreans", "not said": "North Koreans: not said"}
SHORT_PERIODS = {"September and October": "Sep and Oct", "November": "Nov", "December": "Dec"}
SWITCH = {
    "as said": "North Koreans as the speaker said",
    "taken out": "10,000 North Koreans taken out",
    "added": "North Koreans listed apart added",
}
DENOMINATORS = {
    "report": "the report's 20,000 to 30,000 (nobody named)",
    "august": "Kofman and Lee's 10,000 to 15,000 of 27 Aug 2024 (another month)",
}


def persons(low: float, high: float) -> str:
    """A range of persons in words; one number when both ends are equal."""
    return written(float(low)) if low == high else f"{written(float(low))} to {written(float(high))}"


def thousands(low: float, high: float) -> str:
    """A range in thousands, short enough for a label."""
    return f"{low / 1000:g}" if low == high else f"{low / 1000:g}–{high / 1000:g}"


def to(low: float, high: float, decimals: int = 0) -> str:
    """Two numbers with "to" between them."""
    return f"{number(low, decimals)} to {number(high, decimals)}"


def who_and_day(row: Row, between: str) -> str:
    """A row's name beside its mark: who, when, and what is inside."""
    below = getattr(row, "counts", NORTH_KOREANS.get(row.includes_dprk))
    return _said(row) + (f"{between}<i>{below}</i>" if below else "")


def who_and_figure(row: Row, between: str) -> str:
    """A row's name beside its ratio: who, when, and the figure as printed."""
    return f"{_said(row)}{between}<i>{row.value_as_printed}</i>"


def _said(row: Row) -> str:
    one_day = row.as_of_first == row.as_of_last  # else only the month is known
    name = row.short_name[0].upper() + row.short_name[1:]
    return f"{name}, {short_day(row.as_of_last) if one_day else f'{row.as_of_last:%b}'}"


def forces_by_speaker(
    rows: dict[str, pd.DataFrame],
    period: str,
    known_by: str | None,
    near: float,
    *,
    totals: bool,
    report: bool,
) -> dict:
    """Who speaks how often about whom, in totals or not; every figure with its speaker and day.

    Ceilings below `near` have no room for an arrow on a phone; `report`: its range is drawn.
    """
    published = f"published by {day(known_by)}" if known_by else "published on any day"
    told = []
    for head, part in rows.items():
        said = [f"{row.short_name}, {said_on(row)}: {row.value_as_printed}" for row in part.itertuples()]
        told.append(f"{head}: {'; '.join(said) or 'no figure'}")
    return {
        "title": _forces_title(rows, period, report=report) if totals else _others_title(rows, period),
        "subtitle": f"Persons, by speaker and day{', with what they count' * (not totals)}; {published}",
        "caption": _forces_caption(pd.concat(rows.values()), published, near, report=report),
        "alt": [". ".join(told + ["The report: 20,000 to 30,000, nobody named"] * report)],
        "table": _forces_table(rows),
    }


def _forces_caption(rows: pd.DataFrame, published: str, near: float, *, report: bool) -> str:
    """What to be careful about, and how the marks on screen read."""
    if rows.empty:
        return f"Figures {published}; some days of publication are inferred."
    ceilings = rows.loc[rows["bound"] == "up to", "value"]
    arrows = "Thin arrows are open ends (“at least”, “up to”)" + ", where there is room" * bool(
        (ceilings < near).any()
    )
    said = {
        f"Figures {published}; some days of publication are inferred.": True,
        "One soldier may stand in several rows.": len(rows) > 1,
        "Thick lines are ranges.": (rows["bound"] == "range").any(),
        f"{arrows}.": rows["bound"].isin(OPEN).any(),
        "Faint marks rest on weak pages.": rows["page_grade"].isin(WEAK_GRADES).any(),
        "Dotted: the report's own range, for comparison.": report,
    }
    return " ".join(words for words, needed in said.items() if needed)


def _forces_title(rows: dict[str, pd.DataFrame], period: str, *, report: bool) -> str:
    russia, ukraine = rows.values()
    own = int((russia["side"] == "russia").sum())
    moscow = f", {own or 'none'} from Moscow" if len(russia) else ""
    about = f"{counted(len(russia), 'total')} for Russia's side{moscow}"
    none = "only the report's" if report else "none"
    return f"{_short(period)}: {about}; {len(ukraine) or none} for Ukraine's"


def _others_title(rows: dict[str, pd.DataFrame], period: str) -> str:
    russia, ukraine = map(len, rows.values())
    other = counted(russia, "other figure") if russia else "no other figures"
    return f"{_short(period)}: {other} for Russia's side, {ukraine or 'none'} for Ukraine's"


def _short(period: str) -> str:
    for long, short in SHORT_PERIODS.items():
        period = period.replace(long, short)
    return period


def _forces_table(rows: dict[str, pd.DataFrame]) -> pd.DataFrame:
    every = pd.concat(
        printed_rows(part).assign(
            **{
                "About": head.removeprefix("About "),
                "What it counts": part.get("counts", "total"),
                "North Koreans": part["includes_dprk"],
            }
        )
        for head, part in rows.items()
    )
    return every if len(every) else pd.DataFrame({"Speaker": ["nobody"]})


def ratio_by_speaker(rows: pd.DataFrame, north_koreans: str, divided_by: str, known_by: str) -> dict:
    """Which ratios November's figures allow; what is divided by what, and which bars are unsure."""
    return {
        "title": _ratio_title(rows, north_koreans, divided_by, known_by),
        "subtitle": f"Soldiers on Russia's side per Ukrainian soldier, November 2024, published by "
        f"{day(known_by)}. {SWITCH[north_koreans]}",
        "caption": f"Each speaker's total for Russia's side, divided by {DENOMINATORS[divided_by]}. "
        + "Dotted: the speaker did not say that North Koreans are inside. " * (not rows["sure"].all())
        + "“Nearly” and “as many as” are ceilings, so these bars may lie lower. CNN repeats the officials "
        "(NYT).",
        "alt": [
            f"{row.short_name}, {said_on(row)}, {written(row.numerator)}: "
            f"{to(row.ratio_low, row.ratio_high, 2)}"
            for row in rows.itertuples()
        ],
        "table": table(
            rows,
            {
                "Speaker": "short_name",
                "Day": said_on,
                "As printed": "value_as_printed",
                "North Koreans inside": "includes_dprk",
                "Divided": "numerator",
                "Lowest ratio": lambda row: number(row.ratio_low, 2),
                "Highest ratio": lambda row: number(row.ratio_high, 2),
            }
            | PAGE,
        ),
    }


def _ratio_title(rows: pd.DataFrame, north_koreans: str, divided_by: str, known_by: str) -> str:
    span = f"{_one_or(rows['ratio_low'].min(), rows['ratio_high'].max(), '–')} to 1"
    if divided_by == "august":
        return f"Not allowed, two months mixed: {span}"
    if north_koreans == "taken out":
        return f"10,000 North Koreans taken out, November's figures give {span}"
    if north_koreans == "added" and (rows["estimate_id"] == balance.LISTED_APART).any():
        return f"With 11,000 added to 59,000 November's figures give {span}"
    if north_koreans == "added":
        return f"By {day(known_by)} nobody listed North Koreans apart: still {span}"
    return f"Divided by the report's 20,000 to 30,000, November's figures give {span}"


def ratio_hover(row: Row, divided_by: str) -> str:
    """One speaker's figure and what it was divided by."""
    division = f"{written(row.numerator)} over {DENOMINATORS[divided_by]}"
    return f"{hover(row)}<br>{division}:<br>{to(row.ratio_low, row.ratio_high, 2)}"


def ratio_pairs(rows: pd.DataFrame) -> dict:
    """Four texts, four methods: no trend."""
    first, last = rows.iloc[0], rows.iloc[-1]
    return {
        "title": f"{len(rows)} texts give both sides: {ratio(first)} to 1 in {month(first.day)}, "
        f"{ratio(last)} to 1 in {month(last.day)}",
        "subtitle": "Soldiers on Russia's side per Ukrainian soldier; in italics what the text gives, "
        "thousands",
        "caption": "Four texts, four methods: no trend, so nothing is joined. The thin marks leave out the "
        "North Koreans whom the text names. The report's ratio has two speakers, one of them unnamed. "
        "Faint: seen only on copies of Forbes and of the BBC.",
        "alt": [
            f"{row.text}: {_above(row)} against {_below(row)}, {ratio(row)}{without_north_koreans(row)}"
            for row in rows.itertuples()
        ],
        "table": table(
            rows,
            {
                "Text": "text",
                "Russia's side": _above,
                "Ukrainians": _below,
                "Ratio": ratio,
                "North Koreans inside": "dprk_in_numerator",
                "Kind of page": kind_of_page,
            },
        ),
    }


def _above(row: Row) -> str:
    return persons(row.numerator_low, row.numerator_high)


def _below(row: Row) -> str:
    return persons(row.denominator_low, row.denominator_high)


def pair_label(row: Row, between: str) -> str:
    """A text and its two numbers in thousands, beside its mark."""
    above = thousands(row.numerator_low, row.numerator_high)
    below = thousands(row.denominator_low, row.denominator_high)
    return f"{row.text}{between}<i>{above} against {below}</i>"


def pair_hover(row: Row) -> str:
    """A text, its two numbers and their ratio."""
    said = f"{_above(row)} on Russia's side<br>{_below(row)} Ukrainians"
    return f"<b>{row.text}</b><br>{said}<br>ratio {ratio(row)}"


def ratio(row: Row) -> str:
    """The ratio of a text: 3.0, or 1.7–2.5."""
    return _one_or(row.ratio_low, row.ratio_high, "–")


def ratio_if(row: Row) -> str:
    """The ratio of a speaker, and that it rests on something not said."""
    return f"<b>{ratio(row)}</b>" + (" if inside" if not row.sure else "")


def without_north_koreans(row: Row) -> str:
    """The ratio without North Koreans, for a text that counts them; else nothing."""
    if pd.isna(row.without_low):
        return ""
    return f", without North Koreans {_one_or(row.without_low, row.without_high, ' to ')}"


def twin(row: Row) -> str:
    """The ratio without North Koreans, beside its mark."""
    return f"{_one_or(row.without_low, row.without_high, '–')} without North Koreans"


def _one_or(low: float, high: float, between: str) -> str:
    return number(low, 1) if low == high else f"{number(low, 1)}{between}{number(high, 1)}"
