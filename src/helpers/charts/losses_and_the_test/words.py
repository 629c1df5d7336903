"""What the charts of losses and rates say: headings, titles, captions, hovers, alts, tables."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import losses as analysis
from helpers.charts import theme
from helpers.charts.frames import table
from helpers.charts.layers import Row
from helpers.charts.statements import page, printed_rows
from helpers.charts.strips import short_value
from helpers.words import broken, day, evenly_broken, month, number, short_number, written

WIDER = "wider"  # casualties of a whole that holds more than killed and wounded
HEADINGS = {  # kind of loss → head of its frame
    "casualties": "Casualties so far: killed and wounded",
    WIDER: "Casualties with missing and captured",
    "killed": "Killed so far",
    "wounded": "Wounded so far",
    "a few days": "A few days only: never a total",
}
AFTER = {
    "dprk_killed_window": ", killed",
    "dprk_wounded_window": ", wounded",
    "dprk_casualties_window": ", casualties",
}
WINTER, JANUARY = "2025-02-28", ("2025-01-05", "2025-01-31")
FORECAST = "ISW's forecast:<br>12,000 by<br>mid-April"
OWN = "used by the speaker"


def on_its_day(row: Row) -> str:
    """A figure as printed, on its day."""
    return f"{day(row.as_of_last)}: {row.value_as_printed}"


def named_on_its_day(row: Row) -> str:
    """A figure with its speaker, on its day."""
    return f"{row.name}, {on_its_day(row)}"


def named(row: Row) -> str:
    """Who spoke of which day; of a few days, also what was counted."""
    return f"{row.short_name}, {day(row.as_of_last)}{AFTER.get(row.quantity, '')}"


def loss_by_kind(rows: pd.DataFrame, names: pd.Series, period: str, who: str | None) -> dict:
    """Every figure by kind of loss; `names` says in words what a quantity counts."""
    silent = [head.partition(":")[0] for kind, head in HEADINGS.items() if kind not in set(rows["kind"])]
    none = f". No figure by these speakers: {'; '.join(silent).lower()}" if silent else ""
    return {
        "title": _kinds_title(rows, period, who),
        "subtitle": f"Soldiers; all frames share one scale{none}",
        "caption": "Said by parties to the war and their partners; nobody outside could count. A row stands "
        "on the day its speaker speaks of.",
        "table": printed_rows(rows).assign(**{"What it counts": rows["quantity"].map(names)}),
    }


def in_title(rows: pd.DataFrame, period: str, who: str | None) -> pd.DataFrame:
    """The rows whose values the title names: ends of killed and casualties, or the latest and the highest."""
    killed, total = rows[rows["kind"] == "killed"], rows[rows["kind"] == "casualties"]
    if who is not None:
        return _ends(killed)
    if period <= WINTER:
        return pd.concat(_ends(part[part["as_of_last"].between(*JANUARY)]) for part in (total, killed))
    latest = killed[killed["as_of_last"] == killed["as_of_last"].max()]
    return pd.concat([total[total["value"] == total["value"].max()], latest])


def _ends(rows: pd.DataFrame) -> pd.DataFrame:
    """All rows with the lowest or the highest value, from low to high."""
    rows = rows.sort_values("value", kind="stable")
    return rows[rows["value"].isin([rows["value"].min(), rows["value"].max()])]


def _kinds_title(rows: pd.DataFrame, period: str, who: str | None) -> str:
    """Killed beside casualties to a day, or one side's figures for the killed."""
    shown = in_title(rows, period, who)
    dead, total = shown[shown["kind"] == "killed"], shown[shown["kind"] != "killed"]
    if who is not None:
        return _of_one_side(rows, dead, period, theme.actor(who).label)
    if period <= WINTER:
        casualties, killed = (
            f"**{short_value(own.iloc[0])} to {short_value(own.iloc[-1])}**" for own in (total, dead)
        )
        return f"January 2025: {casualties} casualties, but {killed} killed"
    last, closed = dead.iloc[-1], total[total["bound"] == "point"]
    casualties = short_value((closed if len(closed) else total).iloc[0])
    more = " or more" if 0 < len(closed) < len(total) else ""  # another speaker said “over” it
    killed = f"**{short_value(last)}** (latest, {day(last['as_of_last'])})"
    return f"To {day(period)}: killed {killed}, casualties **{casualties}{more}**"


def _of_one_side(rows: pd.DataFrame, dead: pd.DataFrame, period: str, name: str) -> str:
    """One side's figures for the killed; `dead` are the lowest and the highest."""
    if dead.empty:
        return f"{name} to {day(period)}: {len(rows)} figures, and none for all the killed"
    low, high = (f"**{short_value(row)}**" for row in (dead.iloc[0], dead.iloc[-1]))
    if low == high:
        return f"{name} to {day(period)}: 1 figure for the killed, {high}"
    first, last = (day(row["as_of_last"]) for row in (dead.iloc[0], dead.iloc[-1]))
    return f"{name} on the killed: from {low} ({first}) to {high} ({last})"


def estimate_steps(rows: pd.DataFrame, *, wrong: bool) -> dict:
    """The last estimate and the one before, or what a wrong reader makes of them."""
    last, before, most = rows.iloc[-1], rows.iloc[-2], rows["per_day"].max()
    table = printed_rows(rows).drop(columns="Place")
    table["Days since"], table["Higher by"] = rows["days"], rows["added"]
    title = f"NIS on the killed: from {written(before['value'])} to **{last['value_as_printed']}** "
    title += f"in {written(int(last['days']))}\N{NO-BREAK SPACE}days, by a re-assessment"
    subtitle = (
        "Soldiers killed from the start, on the day of the estimate; dotted where the place is the same"
    )
    if wrong:
        table["Wrong reading, a day"] = rows["per_day"].round(1)
        until = day(last["as_of_last"])
        title = f"Not allowed: {number(most, 1)} “deaths a day” to {until}, made from a new estimate"
        subtitle = "What a reader gets who takes the difference of two estimates for deaths between them"
    return {
        "title": title,
        "subtitle": subtitle,
        "caption": "NIS speaks through members of parliament after closed sessions and calls its method "
        "conservative. Two figures speak of Kursk oblast, one of a front, one of all sent. That of September "
        "2025 counts all killed so far again; when they died is not said.",
        "alt": map(on_its_day, rows.itertuples()),
        "table": table,
    }


def again(row: Row) -> str:
    """What stands at the last estimate of the killed: how long after the one before, and what is not said."""
    return f"re-assessed after {number(row.days)} days:<br>nobody says when they died"


def wrong_reading(row: Row) -> str:
    """What one bar of the wrong reading stands for."""
    return (
        f"<b>Not allowed</b><br>{written(row.added)} more in the estimate over {written(row.days)} days:"
        f"<br>{number(row.per_day, 1)} a day to {day(row.as_of_last)} ({row.publisher})"
    )


def loss_projection(rows: pd.DataFrame, pace: pd.Series, nis: pd.Series) -> dict:
    """The forecast beside the total that was said later; the condition, and what came between."""
    days = _days_at(pace)
    later = f"NIS said **{written(nis['value'])}** on {day(nis['as_of_last'])}"
    title = (
        f"{written(pace['central'])} casualties a day make 12,000 in {days}\N{NO-BREAK SPACE}days; {later}"
    )
    return {
        "title": title,
        "subtitle": "North Koreans killed and wounded so far; hollow and dotted: ISW's forecast of "
        "January 2025",
        "caption": f"ISW wrote on {day(pace['as_of_last'])}: all 12,000 may be casualties by mid-April IF "
        f"losses go on so. The line is ours, from {day(pace['as_of_first'])} at ISW's pace. A disputed "
        "pull-back and new soldiers came between. Arrows: at least.",
        "alt": ["Totals said", *map(named_on_its_day, rows.itertuples())],
        "table": printed_rows(rows),
    }


def _days_at(pace: pd.Series) -> int:
    """How many days of ISW's pace make its 12,000."""
    return round(analysis.days_to_reach(analysis.PROJECTED, pace["central"]))


def at_pace(pace: pd.Series) -> str:
    """The pace of the forecast and its days, on the line between its ends."""
    return f"{written(pace['central'])} a day<br>for {_days_at(pace)} days"


def later(row: Row) -> dict[str, str]:
    """A total of a day beyond the axis, by width."""
    who, what = f"later: {row.short_name}", f"{written(row.value)} on {day(row.as_of_last)} →"
    return {"wide": f"{who}<br>{what}", "narrow": f"{evenly_broken(who, 14)}<br>{evenly_broken(what, 14)}"}


def killed_share(rows: pd.DataFrame) -> dict:
    """The highest and the lowest ratio, and where shares come from."""
    low, high = (row for _, row in in_share_title(rows).iterrows())
    columns = {"Speaker": "name", "Day": "day", "Killed, per cent": "share", "Wounded per death": "ratio"}
    whole = {"Stated or divided": "stated", "The whole": "definition", "Page": "publisher"}
    return {
        "title": f"Wounded per death: **{number(high['ratio'], 1)}** by {high['name']} in "
        f"{month(high['day'])}, **{number(low['ratio'], 1)}** by {low['name']} in {month(low['day'])}",
        "subtitle": "Share of the casualties said to be killed; full bars are stated, pale ones our division",
        "caption": "Shares as spoken are rounded words (“a quarter”, “two thirds”); the others are one "
        "published number divided by another. “–”: the whole also holds missing and captured soldiers, so it "
        "gives no ratio. The special forces' row is three days in one sector.",
        "alt": map(_share_told, rows.itertuples()),
        "table": table(rows.round({"share": 0, "ratio": 1}), columns | whole),
    }


def in_share_title(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows whose ratios the title names: the lowest and the highest."""
    return rows.loc[[rows["ratio"].idxmin(), rows["ratio"].idxmax()]]


def share(row: Row) -> str:
    """What one bar of shares stands for."""
    per_death = "no ratio" if pd.isna(row.ratio) else f"{number(row.ratio, 1)} wounded per death"
    return (
        f"<b>{row.name}</b>, {day(row.day)}<br>{number(row.share)} % killed ({row.stated}), {per_death}<br>"
        f"the whole: {row.definition}<br>{broken(row.note, 48)}<br>{page(row)}"
    )


def _share_told(row: Row) -> str:
    """A share for readers who do not see the chart."""
    per_death = "" if pd.isna(row.ratio) else f", {number(row.ratio, 1)} wounded per death"
    killed = f"{number(row.share)} % killed ({row.stated}, of {row.definition})"
    return f"{row.name}, {day(row.day)}: {killed}{per_death}"


def rate_by_denominator(rows: pd.DataFrame) -> dict:
    """One loss as a share of the largest and of the smallest number sent, and whose pairs these are."""
    first, last = rows.iloc[0], rows.iloc[-1]
    kind, least = first.loss_quantity.removeprefix("dprk_"), _least(first)
    said = f"{first.loss_short_name}, {day(first.loss_day)}: {first.loss_printed} {kind}"
    used = f"{first.loss_short_name} used none of these pairs: all are our crossings"
    if (rows["pair"] == OWN).any():
        used = "The full bar is the pair that the speaker itself used"
    title = (
        f"{'More than ' if least else ''}{written(first.loss_value)} {kind} are {least}"
        f"**{short_number(last.rate)} %** of {written(last.sent_value)} sent, "
        f"or **{short_number(first.rate)} %** of {written(first.sent_value)}"
    )
    columns = {"Losses": "loss_said", "Number sent": "sent_value", "Said by": "sent_name", "Day": "sent_day"}
    careful = {"Per cent": "rate", "Whose pair": "pair", "Careful": "note"}
    return {
        "title": title,
        "subtitle": f"{said}, in per cent of {len(rows)} numbers of soldiers sent",
        "caption": f"{used}; pale bars divide one speaker's losses by another's number or day. 11,000 is "
        "the first wave only.",
        "alt": [said, *map(_rate_told, rows.itertuples())],
        "table": table(rows.assign(loss_said=said).round({"rate": 1}), columns | careful),
    }


def rate_printed(row: Row) -> str:
    """A rate beside its bar, bold for the speaker's own pair."""
    said = f"{_least(row)}{short_number(row.rate)} %"
    return f"<b>{said}</b>" if row.pair == OWN else said


def _least(row: Row) -> str:
    return "at least " if row.loss_bound == "at least" else ""


def rate(row: Row) -> str:
    """What one bar of rates stands for."""
    return (
        f"<b>{number(row.rate, 1)} %</b>, {row.pair}<br>{broken(row.loss_name, 40)}, {day(row.loss_day)}: "
        f"{row.loss_printed}<br>of {row.sent_printed} sent: {broken(row.sent_name, 40)}, {day(row.sent_day)}"
        f"<br>{broken(row.note, 48)}"
    )


def _rate_told(row: Row) -> str:
    """A rate for readers who do not see the chart."""
    whole = f"of {written(row.sent_value)} ({row.sent_name}, {day(row.sent_day)})"
    return f"{whole}: {number(row.rate, 1)} %, {row.pair}"
