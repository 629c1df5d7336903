"""What the charts of losses and of the test say: headings, titles, captions, hovers, alts."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import losses as analysis
from helpers.analysis.responses import ANNOUNCED as ANNOUNCED_ON
from helpers.charts import theme
from helpers.charts.layers import Row
from helpers.words import broken, day, month, short_day, written

HEADINGS = {
    "casualties": "casualties so far: killed and wounded",
    "killed": "killed so far",
    "wounded": "wounded so far",
    "a few days": "a few days only: never a total",
}
WIDER_HEADING = "casualties so far (* with missing, captured)"
AFTER = {"dprk_killed_window": " killed", "dprk_wounded_window": " wounded"}
BOUNDS = {"at least": "≥ ", "up to": "≤ "}
OWN = "used by the speaker"
ACTS = {"permission": "the missile permission", "sanctions": "US sanctions"}
SMALLER_GROUPS = "smaller-groups"  # how the id of the event ends that closes the line of tactics
ANNOUNCED = f"Seoul announces<br>{day(ANNOUNCED_ON)}"
FORECAST_END = "forecast:<br>12,000 by mid-April"
KINDS_CAPTION = (
    "Said by parties to the war and their partners; nobody outside could count. Casualties are "
    "killed and wounded; the 4,000 marked * (Western officials to the BBC) also holds missing and "
    "captured. The last panel mixes killed, wounded and both. Arrows: at least (up), up to (down)."
)
STEPS_SUBTITLES = (
    "Soldiers killed from the start, on the day of the estimate; dotted: nothing was said between",
    "What a reader gets who takes the difference of two estimates for deaths between them",
)
STEPS_CAPTION = (
    "NIS speaks through members of parliament after closed sessions and calls its method "
    "conservative. Its figure of September 2025 counts all killed so far again; when they died is "
    "not said."
)
SHARES_CAPTION = (
    "Shares as spoken are rounded words (“a quarter”, “two thirds”); the others are one published "
    "number divided by another. “–”: the whole also holds missing and captured soldiers, so it gives "
    "no ratio. The special forces' row is three days in one sector."
)
REACTIONS_CAPTION = (
    "Our rows, not all that was said. The early November statement by Seoul and the EU stands at "
    "1 Nov. That the permission answered the deployment is what officials told reporters; order in "
    "time is not cause. Moscow and Pyongyang, whose step this answers, have no lane."
)
LAW_CAPTION = (
    "The rule is what our short version of a statement names; “none” speaks of our row, not of the speaker's "
    "reasons. A count of rows is not a count of opinion in the world, and our rows hold no ruling of a court."
)


def panel(kind: str, rows: pd.DataFrame) -> str:
    """The heading of a kind of loss; it says when a total holds more than killed and wounded."""
    wider = rows["quantity"].str.contains("incl_missing_captured").any()
    return WIDER_HEADING if wider else HEADINGS[kind]


def printed(row: Row) -> str:
    """A value with the sign of its open end."""
    return BOUNDS.get(row.bound, "") + written(row.value)


def few_days(rows: pd.DataFrame) -> str:
    """Losses of a few days in one line."""
    return "; ".join(f"{printed(row)}{AFTER.get(row.quantity, '')}" for row in rows.itertuples())


def kinds_title(rows: pd.DataFrame, period: str, who: str | None) -> str:
    """Killed beside casualties to a day, or one side's figures for the killed."""
    killed, total = rows[rows["kind"] == "killed"], rows[rows["kind"] == "casualties"]
    if who is not None:
        name = theme.actor(who).label
        if killed.empty:
            return f"{name} to {day(period)}: {len(rows)} figures, and none for all the killed"
        count = f"{len(killed)} figure{'s' if len(killed) > 1 else ''}"
        return f"{name} to {day(period)}: {count} for the killed, {_span(killed)}"
    if period <= "2025-02-28":
        january = ("2025-01-05", "2025-01-31")
        return (
            f"January 2025: {_ends(*analysis.spread(total, *january))} casualties, "
            f"but {_ends(*analysis.spread(killed, *january))} killed"
        )
    most = written(total["value"].max())
    return f"To {day(period)}: killed {_span(killed)}; casualties up to {most} or more"


def _span(rows: pd.DataFrame) -> str:
    return _ends(rows["value"].min(), rows["value"].max())


def _ends(low: float, high: float) -> str:
    return written(low) if low == high else f"{written(low)} to {written(high)}"


def kinds_told(groups: dict[str, pd.DataFrame]) -> str:
    """Every figure by kind of loss."""
    parts = []
    for kind, group in groups.items():
        said = "; ".join(map(named_on_its_day, group.itertuples()))
        heading = HEADINGS[kind]
        parts.append(f"{heading[0].upper()}{heading[1:]}: {said or 'none'}.")
    return " ".join(parts)


def on_its_day(row: Row) -> str:
    """A figure as printed, on its day."""
    return f"{day(row.as_of_last)}: {row.value_as_printed}"


def named_on_its_day(row: Row) -> str:
    """A figure with its speaker, on its day."""
    return f"{row.name}, {on_its_day(row)}"


def steps_title(rows: pd.DataFrame) -> str:
    """The last estimate and the one before."""
    last, before = rows.iloc[-1], rows.iloc[-2]
    return (
        f"NIS on the killed: from {written(before['value'])} to {last['value_as_printed']} "
        f"in {written(int(last['days']))} days, by a re-assessment"
    )


def wrong_title(rows: pd.DataFrame) -> str:
    """What a wrong reader makes of the last estimate."""
    most, last = rows["per_day"].max(), rows["as_of_last"].iloc[-1]
    return f"Not allowed: {most:.1f} “deaths a day” to {day(last)}, made from a new estimate"


def wrong_reading(row: Row) -> str:
    """What one bar of the wrong reading stands for."""
    return (
        f"<b>Not allowed</b><br>{written(row.added)} more in the estimate over {written(row.days)} days:"
        f"<br>{row.per_day:.1f} a day to {day(row.as_of_last)} ({row.publisher})"
    )


def forecast(pace: pd.Series) -> str:
    """What the end of ISW's line stands for."""
    return f"ISW: 12,000 by mid-April 2025, if {written(pace['central'])} a day went on"


def later_total(nis: pd.Series) -> str:
    """The total that NIS said after the forecast's end."""
    return f"NIS {written(nis['value'])}<br>{day(nis['as_of_last'])}"


def projection_title(pace: pd.Series, nis: pd.Series) -> str:
    """The forecast beside the later total."""
    days = round(analysis.days_to_reach(analysis.PROJECTED, pace["central"]))
    return (
        f"{written(pace['central'])} casualties a day make 12,000 in {days} days; "
        f"NIS said {written(nis['value'])} on {day(nis['as_of_last'])}"
    )


def projection_caption(pace: pd.Series) -> str:
    """The condition that ISW made, and what came between."""
    return (
        f"ISW wrote on {day(pace['as_of_last'])}: all 12,000 may be casualties by mid-April IF losses go "
        f"on so. The line is ours, from {day(pace['as_of_first'])} at ISW's pace. A disputed pull-back "
        "and new soldiers came between. Arrows: at least."
    )


def who_and_when(row: Row) -> str:
    """The name of a bar of shares."""
    return f"{row.short}<br>{day(row.day)}"


def ratio(row: Row) -> str:
    """Wounded per death, where the whole allows it."""
    return "–" if pd.isna(row.ratio) else f"<b>{row.ratio:.1f}</b>"


def shares_title(rows: pd.DataFrame) -> str:
    """The highest and the lowest ratio."""
    low, high = rows.loc[rows["ratio"].idxmin()], rows.loc[rows["ratio"].idxmax()]
    return (
        f"Wounded per death: {high['ratio']:.1f} for {high['name']} on {day(high['day'])}, "
        f"{low['ratio']:.1f} by {low['short']} on {day(low['day'])}"
    )


def share(row: Row) -> str:
    """What one bar of shares stands for."""
    per_death = "no ratio" if pd.isna(row.ratio) else f"{row.ratio:.1f} wounded per death"
    return (
        f"<b>{row.name}</b>, {day(row.day)}<br>{row.share:.0f} % killed ({row.stated}), {per_death}<br>"
        f"the whole: {row.definition}<br>{broken(row.note, 48)}<br>{row.publisher} ({row.page_grade})"
    )


def share_told(row: Row) -> str:
    """A share for readers who do not see the chart."""
    per_death = "" if pd.isna(row.ratio) else f", {row.ratio:.1f} wounded per death"
    killed = f"{row.share:.0f} % killed ({row.stated}, of {row.definition})"
    return f"{row.name}, {day(row.day)}: {killed}{per_death}"


def sent(row: Row) -> str:
    """The name of a bar of rates: the number sent and who said it."""
    return f"<b>{written(row.sent_value)}</b> sent<br>{row.sent_short}"


def rate_printed(row: Row) -> str:
    """A rate beside its bar, bold for the speaker's own pair."""
    said = f"{_least(row)}{row.rate:.1f} %"
    return f"<b>{said}</b>" if row.pair == OWN else said


def _least(row: Row) -> str:
    return "at least " if row.loss_bound == "at least" else ""


def _kind(row: Row) -> str:
    return row.loss_quantity.removeprefix("dprk_")


def loss_said(row: Row) -> str:
    """Who said the loss that is divided, and when."""
    return f"{row.loss_short}, {day(row.loss_day)}: {row.loss_printed} {_kind(row)}"


def rates_title(rows: pd.DataFrame) -> str:
    """One loss as a share of the largest and of the smallest number sent."""
    first, last = rows.iloc[0], rows.iloc[-1]
    least = _least(first)
    return (
        f"{'More than ' if least else ''}{written(first.loss_value)} {_kind(first)} are {least}"
        f"{last.rate:.0f} % of {written(last.sent_value)} sent, "
        f"or {first.rate:.0f} % of {written(first.sent_value)}"
    )


def rates_caption(rows: pd.DataFrame) -> str:
    """Whose pairs the bars are."""
    speaker = rows["loss_short"].iloc[0]
    used = f"{speaker} used none of these pairs: all are our crossings"
    if (rows["pair"] == OWN).any():
        used = f"The full bar is the pair that {speaker} itself used"
    return (
        f"{used}; hatched bars divide one speaker's losses by another's number or day. 11,000 is the "
        "first wave only. Nobody published how many soldiers were exposed to fire."
    )


def rate(row: Row) -> str:
    """What one bar of rates stands for."""
    return (
        f"<b>{row.rate:.1f} %</b>, {row.pair}<br>{broken(row.loss_name, 40)}, {day(row.loss_day)}: "
        f"{row.loss_printed}<br>of {row.sent_printed} sent: {broken(row.sent_name, 40)}, {day(row.sent_day)}"
        f"<br>{broken(row.note, 48)}"
    )


def rate_told(row: Row) -> str:
    """A rate for readers who do not see the chart."""
    whole = f"of {written(row.sent_value)} ({row.sent_name}, {day(row.sent_day)})"
    return f"{whole}: {row.rate:.1f} %, {row.pair}"


def tactics_title(rows: pd.DataFrame) -> str:
    """From the first report of tactics to smaller groups."""
    smaller = rows.loc[rows["event_id"].str.endswith(SMALLER_GROUPS), "date_first"].iloc[0]
    return (
        f"Assaults on foot in {month(rows['date_first'].min())}, a disputed withdrawal, smaller groups by "
        f"{month(smaller)}"
    )


def act(row: Row) -> str:
    """A permission or sanctions and the day."""
    return f"{row.reaction_kind} {short_day(row.date_first)}"


def reactions_title(rows: pd.DataFrame, acts: pd.DataFrame, kind: str, last: pd.Timestamp) -> str:
    """Days from Seoul's announcement to the first acts, or to the first words."""
    if rows.empty:
        return f"To {day(last)}: no {kind} in our rows"
    if acts.empty:
        first = rows["days"].min()
        return f"To {day(last)}: {len(rows)} reactions in our rows, all words, the first after {first} days"
    days = acts.groupby("reaction_kind")["days"].min()
    if len(days) == len(ACTS):
        after = ", ".join(f"{days[act]} to {ACTS[act]}" for act in ACTS)
        return "Days from Seoul's announcement: " + after
    return f"To {day(last)}: {days.iloc[0]} days from Seoul's announcement to {ACTS[days.index[0]]}"


def reactions_alt(title: str, rows: pd.DataFrame) -> str:
    """The reactions in order of days."""
    said = "; ".join(f"{day(row.date_first)}: {row.what}" for row in rows.itertuples())
    return f"{title}. {said or 'No reaction is shown.'}"


def reaction(row: Row) -> str:
    """What one mark of a reaction stands for."""
    return (
        f"<b>{day(row.date_first)}</b>, {row.days} days after the announcement<br>{broken(row.what, 52)}<br>"
        f"{row.reaction_kind}; {row.publisher} ({row.page_grade})"
    )


def law_title(rows: pd.DataFrame) -> str:
    """How many call the deployment unlawful and lawful."""
    counts = rows["position"].value_counts()
    return (
        f"Of {len(rows)} statements, {counts['breaks the law']} call the deployment unlawful, "
        f"{counts['covered by law or treaty']} lawful: a list, not a vote"
    )


def statement(row: Row) -> str:
    """What one mark of a statement on the law stands for."""
    return (
        f"<b>{row.name}</b>, {row.when}<br>{broken(row.argument, 50)}<br>"
        f"names: {row.rules}<br>{row.publisher} ({row.page_grade})"
    )
