"""What the charts of the dilemma say: titles, captions, sentences, hovers, tables."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import game, redeployment
from helpers.charts.counters import COUNTER, OF_SIDE, OWL
from helpers.charts.frames import table
from helpers.charts.layers import Row
from helpers.charts.statements import page
from helpers.words import broken, day, months, number, short_day

LANES = {  # aim → head of its column
    "buffer or Sumy": "buffer,<br>Sumy",
    "divert troops": "divert<br>troops",
    "prisoners": "prisoners",
    "talks": "talks",
    "permission": "leave to<br>strike",
    "morale": "morale",
}
CHOICES = {
    "cross": "crosses",
    "stay": "stays",
    "leave": "keeps its force in the Donbas",
    "move": "moves troops",
}
WHERE = {"before": "last place before Kursk oblast", "at_start": "place on 5 Aug 2024"}
COARSE = " Kursk oblast is a coarse outline here (Natural Earth); "  # of table unit_places
UNIFIED = {  # how a box of `flow` differs from the count of each day (`unit_counters`)
    "russia": "",
    "ukraine": "One name that the map shows in several places at once is left out, so the box holds one or "
    "two fewer than in the count of each day. ",
}
BEYOND = {"russia": "", "ukraine": f"{COARSE}it takes in counters up to 3 km beyond the border."}
OUTSIDE = {"russia": "", "ukraine": COARSE + "4 of the {units} stood up to 2 km beyond the border."}
UNNAMED = (redeployment.UNTRACED, "not units", "Crimea", "Kyiv")  # places that are no oblast


def argued(row: Row) -> str:
    """Who argues what, when and on which page."""
    said = broken(row.argument, 48)
    return f"<b>{row.name}</b>, {row.when}<br>{said}<br>{page(row)}"


def aims_words(rows: pd.DataFrame, divert: Row) -> dict:
    """Words of the aims; `divert` is Kyiv's first statement of drawing troops away."""
    aims = rows.assign(aims=rows["theme_lane"].str.replace(";", ", "))
    told = "; ".join(f"{row.short_name}, {row.when}: {row.aims}" for row in aims.itertuples())
    return {
        "title": f"Kyiv's first word on drawing troops away: {divert.short_name}, **{divert.when}**",
        "subtitle": "Which aims a statement names, and who speaks",
        "caption": f"{len(rows)} statements, oldest on top (a month alone stands at its end); “first” means "
        "first in the rows of this course, not first ever. Marks of Russia are Moscow's reading of Kyiv's "
        "aims. An aim told months later may be fitted to the result.",
        "alt": f"Aims by statement, oldest first. {told}.",
        "table": table(
            aims,
            {"Day": "when", "Speaker": "name", "Aims named": "aims"}
            | {"In our words": "argument", "Page": "publisher"},
        ),
    }


def plain(value: float) -> str:
    """A payoff, with a minus sign that is no hyphen."""
    return f"{value:g}".replace("-", "−")


def game_words(outcomes: pd.DataFrame, price: float, filled: float, cost: float) -> dict:
    """Words of the small game; `outcomes` from analysis.game.payoffs."""
    told = [
        f"Kyiv {CHOICES[row.kyiv]} and Moscow {CHOICES[row.moscow]}: Kyiv {plain(row.kyiv_gets)}, "
        f"Moscow {plain(row.moscow_gets)}{', stable' if row.stable else ''}"
        for row in outcomes.itertuples()
    ]
    yes = {True: "yes", False: "no"}
    return {
        "title": _game_title(outcomes, price, filled, cost),
        "subtitle": "What each side gets; bold, full colour: best reply. Arrows point to the better choice",
        "caption": f"Going on in the Donbas is worth {game.DONBAS} to Moscow; ground lost in Kursk costs it "
        f"{plain(price)}, of which {plain(filled)} % is filled from elsewhere; Kyiv pays "
        f"{plain(cost)} for its brigades. Units are the reader's; no number is measured. A pair "
        "is stable when nobody gains by changing alone. The frames are for choices made at once; the "
        "title says what follows when Kyiv chooses first and Moscow sees it.",
        "alt": [". ".join(told)],
        "table": table(
            outcomes,
            {
                "Kyiv": lambda row: CHOICES[row.kyiv],
                "Moscow": lambda row: CHOICES[row.moscow],
                "Kyiv gets": lambda row: plain(row.kyiv_gets),
                "Moscow gets": lambda row: plain(row.moscow_gets),
                "Best reply of Kyiv": lambda row: yes[row.kyiv_best],
                "Best reply of Moscow": lambda row: yes[row.moscow_best],
                "Stable pair": lambda row: yes[row.stable],
            },
        ),
    }


def _game_title(outcomes: pd.DataFrame, price: float, filled: float, cost: float) -> str:
    if not outcomes["stable"].any():
        return "No pair of choices is stable: each time one side would rather change its own"
    if not game.crossing_pays(price, filled, cost):
        return "With these payoffs Kyiv gains nothing by crossing first"
    lost, answer = game.gap(price, filled), game.reply(price, filled)
    if not compared(outcomes, price, filled, cost):
        return f"If Kyiv crosses, moving and leaving cost Moscow the same ({plain(-lost)})"
    verb = {"leave": "to keep its force in the Donbas", "move": "to move troops to Kursk"}[answer]
    better, worse = sorted((-lost, -float(game.DONBAS)), reverse=True)
    return f"If Kyiv crosses, Moscow's best reply is {verb} (**{plain(better)} against {plain(worse)}**)"


def compared(outcomes: pd.DataFrame, price: float, filled: float, cost: float) -> bool:
    """Does the title compare what Moscow gets from its two replies to a crossing?"""
    pays = outcomes["stable"].any() and game.crossing_pays(price, filled, cost)
    return bool(pays) and game.reply(price, filled) != "either"


def reply_hover(row: Row, who: str) -> str:
    """What one side gets in one outcome."""
    reply = "best reply to the other's choice" if row.best else "the other choice would be better"
    pair = f"<b>Kyiv {CHOICES[row.kyiv]}, Moscow {CHOICES[row.moscow]}</b>"
    return f"{pair}<br>{who} gets {plain(row.gets)}<br>{reply}"


def bridge_words(moved: pd.DataFrame, start: int, side: str, days: tuple[str, str]) -> dict:
    """Words of the bridge; `moved` from analysis.redeployment.flow."""
    first, last = map(pd.Timestamp, days)
    span = f"{short_day(first) if first.year == last.year else day(first)} to {day(last)}"
    counts, gone = moved["step"].value_counts(), int((moved["way"] == "out").sum())
    steps = {step: counts.get(step, 0) for way in redeployment.STEPS.values() for step in way.values()}
    told = ", ".join(f"{step}: {count}" for step, count in steps.items())
    return {
        "title": f"{span}: **{gone} of {start}** {OF_SIDE[side]} counters left, "
        f"{steps['left for Kursk oblast']} for Kursk; {len(moved) - gone} came",
        "subtitle": "Counters in the Donbas box; one block is one counter, dotted: place unknown",
        "caption": f"{OWL}. {COUNTER} {UNIFIED[side]}Counters that stayed are not drawn. “Parked at sea” is "
        "a spot in the Black Sea where the map seems to keep units of unknown place (our inference). A "
        "counter that left and came back in between is in neither list. Battalions may stand beside their "
        f"brigade.{BEYOND[side] if steps['left for Kursk oblast'] else ''}",
        "alt": [told, f"stayed: {start - gone}"],
    }


def left(moved: pd.DataFrame, start: int) -> str:
    """How many counters left the box, of how many."""
    return f"<b>{(moved['way'] == 'out').sum()}</b> of {start} left"


def arrived(moved: pd.DataFrame) -> str:
    """How many counters came into the box."""
    return f"<b>{(moved['way'] == 'in').sum()}</b> came"


def place_words(name: str, side: str) -> str:
    """The place of a counter as it is printed."""
    if name == "elsewhere":
        return "deeper in Russia" if side == "russia" else "elsewhere in Ukraine"
    return name if name in UNNAMED else f"{name} oblast"


def came(row: Row) -> str:
    """One counter new in Kursk oblast."""
    before = "not on the map before, or parked at sea" if row.before == redeployment.UNTRACED else row.before
    arrived = f"<b>{row.unit}</b><br>in Kursk oblast since {day(row.arrived)}"
    told = f"{arrived}<br>last place before: {before}<br>on 5 Aug: {row.at_start}"
    return f"{told}<br>not counted: {row.left_out}" if row.left_out else told


def origin_words(units: pd.DataFrame, sizes: pd.Series, place: str, count: str, side: str) -> dict:
    """Words of the origins; `sizes` are the counters by place."""
    low, high = redeployment.share(units, column=place)
    known, untraced = round(low * len(units) / 100), sizes.get(redeployment.UNTRACED, 0)
    donbas = [name for name in redeployment.DONBAS if name in sizes]
    new, names = f"{len(units)} {OF_SIDE[side]} units new in Kursk", " or ".join(donbas)
    title = (
        f"Of {new} by 15 Nov 2024, **{known}** last stood in {names}"
        if place == "before"
        else f"**{known}** of {new} stood in {names} oblast on 5 Aug 2024"
    )
    more = " “Not units”: renamed counters, an air base, the North Korean corps." if count == "all" else ""
    return {
        "title": title,
        "subtitle": f"One square is one counter new in Kursk by 15 Nov 2024, by its {WHERE[place]}",
        "caption": f"{OWL}. Light: from elsewhere. Donetsk or Luhansk oblast: {number(low)} % at least, "
        f"{number(high)} % at most, if all {untraced} untraced ones came from there. {COUNTER} It "
        "stands where a sign of it was last seen; regiments and their division count separately. Untraced: "
        f"not on the map before, or parked at sea.{more}{OUTSIDE[side].format(units=len(units))}",
        "alt": [", ".join(f"{place_words(name, side)}: {size}" for name, size in sizes.items())],
    }


def together(units: pd.DataFrame, place: str) -> tuple[str, str]:
    """How many counters came from the Donbas, and their share: for a wide page and for a phone."""
    low, high = redeployment.share(units, column=place)
    known = f"<b>{round(low * len(units) / 100)}</b> of {len(units)}"
    return f"{known}: {number(low)} %, at most {number(high)} %", f"both: {known} ({number(low)} %)"


def timed(arguments: pd.DataFrame) -> pd.DataFrame:
    """Arguments with when they were published, in words."""
    rows = arguments.itertuples()
    return arguments.assign(when=[months(row.published_first, row.published_last) for row in rows])
