"""Charts of the dilemma: aims as stated, the small game, claims by definition, meanings of "moved"."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import game, redeployment
from helpers.analysis.comparable import comparable
from helpers.analysis.ranges import spoken
from helpers.charts import theme
from helpers.charts.counters import OWL_PAGE
from helpers.charts.frames import Figure, Frame, categories, frames, heading, lanes, picture, ticks
from helpers.charts.layers import Layer, areas, arrow, bars, notes, points, scatter, uprights
from helpers.charts.strips import OPEN_ENDS, strips
from helpers.charts.the_dilemma import words
from helpers.data import labels
from helpers.words import broken, day, months

SLOTS = 5  # statements listed under one meaning at most
PLACES = {  # where a pair of choices stands
    (kyiv, moscow): (x, y) for x, moscow in enumerate(game.MOSCOW) for y, kyiv in enumerate(game.KYIV[::-1])
}


def aims_by_statement(arguments: pd.DataFrame) -> Figure:
    """Statements in order of their days, and which aims of the operation each one names.

    Parameters
    ----------
    arguments : rows of table arguments; rows without a theme_lane are left out.

    Raises
    ------
    ValueError : no row has a theme_lane.
    """
    rows = arguments[arguments["theme_lane"].notna()]
    if rows.empty:
        raise ValueError("None of these statements names an aim; load arguments with a theme_lane.")
    rows = _said(rows, "aims_by_statement")
    rows = rows.sort_values(["published_last", "argument_id"], ignore_index=True)
    rows["y"] = list(range(len(rows)))[::-1]
    marks = rows.assign(lane=rows["theme_lane"].str.split(";")).explode("lane")
    marks["x"] = marks["lane"].map(list(words.LANES).index)
    divert = marks[(marks["lane"] == "divert troops") & (marks["actor"] == "ukraine")].iloc[0]
    columns, heads = lanes([*words.LANES.values()], len(rows) - 0.3)
    names = [f"{row.surname},<br>{row.when}" for row in rows.itertuples()]
    lines = {"tickvals": rows["y"].tolist(), "ticktext": names, "range": [-0.6, len(rows) + 0.8]}
    return picture(
        [points(marks, "x", "y", words.argued, by="actor", size=13), heads],
        x=columns,
        y=lines | {"tickfont": {"size": 12}},
        height=210 + 34 * len(rows),
        **words.aims_words(rows, divert),
    )


def game_2x2(price_of_Kursk: float, gap_filled: float, cost_to_Kyiv: float) -> Figure:
    """The four outcomes of the small game with payoffs, best replies and stable pairs.

    Parameters are those of `analysis.game.payoffs`: price, filled (per cent) and cost.
    """
    outcomes = game.payoffs(price_of_Kursk, gap_filled, cost_to_Kyiv)
    heads = ("Moscow leaves the<br>Donbas force", "Moscow moves<br>troops to Kursk")
    return picture(
        [
            *(_outcome(*PLACES[row.kyiv, row.moscow], stable=row.stable) for row in outcomes.itertuples()),
            _replies(outcomes, "Kyiv", "ukraine", 0.17),
            _replies(outcomes, "Moscow", "russia", -0.03),
            *_better(outcomes),
            notes([(x, 1.4, head) for x, head in enumerate(heads)], size=None, yanchor="bottom"),
        ],
        x={"range": [-0.5, 1.5], "showgrid": False, "showticklabels": False, "ticks": ""},
        y=ticks([0, 1], ["Kyiv<br>stays", "Kyiv<br>crosses"], [-0.42, 1.72], ticks=""),
        look={"margin": {"b": 20}},
        height=500,
        **words.game_words(outcomes, price_of_Kursk, gap_filled, cost_to_Kyiv),
    )


def _outcome(x: int, y: int, *, stable: bool) -> Layer:
    """The frame of one pair of choices, thick and named when the pair is stable."""
    line = {"color": theme.INK if stable else theme.FAINT, "width": 4 if stable else 1}
    box = areas([(x - 0.4, y - 0.36, x + 0.4, y + 0.36)], "#F6F6F6", line=line, layer="below")
    return box._replace(notes=notes([(x, y - 0.26, "stable pair")] if stable else [], 13).notes)


def _replies(outcomes: pd.DataFrame, who: str, side: str, dy: float) -> Layer:
    """What one side gets in each outcome; a best reply is filled and bold."""
    style, own = theme.actor(side), who.lower()
    rows = outcomes.assign(gets=outcomes[f"{own}_gets"], best=outcomes[f"{own}_best"], row_id="")
    numbers = [f"<b>{words.plain(r.gets)}</b>" if r.best else words.plain(r.gets) for r in rows.itertuples()]
    return scatter(
        rows,
        lambda row: PLACES[row.kyiv, row.moscow][0] - 0.32,
        lambda row: PLACES[row.kyiv, row.moscow][1] + dy,
        lambda row: words.reply_hover(row, who),
        mode="markers+text",
        name=who,
        showlegend=False,
        text=[f" {who} {number}" for number in numbers],
        textposition="middle right",
        textfont={"size": 14},
        marker={
            "color": style.color,
            "symbol": [style.symbol if best else f"{style.symbol}-open" for best in rows["best"]],
            "size": 12,
            "line": {"width": 2, "color": style.color},
        },
    )


def _better(outcomes: pd.DataFrame) -> list[Layer]:
    """Arrows from the worse to the better choice; none where both bring the same."""
    gets = {(row.kyiv, row.moscow): (row.kyiv_gets, row.moscow_gets) for row in outcomes.itertuples()}
    look = {"showarrow": True, "arrowhead": 2, "arrowwidth": 3, "arrowsize": 0.9, "axref": "x", "ayref": "y"}
    found = []
    for kyiv in game.KYIV:
        y = PLACES[kyiv, "leave"][1]
        left, right = (gets[kyiv, moscow][1] for moscow in game.MOSCOW)
        found.append(((0.41, y), (0.59, y), right - left, "russia"))
    for moscow in game.MOSCOW:
        x = PLACES["cross", moscow][0]
        up, down = (gets[kyiv, moscow][0] for kyiv in game.KYIV)
        found.append(((x, 0.37), (x, 0.63), up - down, "ukraine"))
    arrows = []
    for here, there, gain, side in found:
        if gain:
            (ax, ay), head = (here, there) if gain > 0 else (there, here)
            arrows.append(arrow(*head, "", ax=ax, ay=ay, arrowcolor=theme.actor(side).color, **look))
    return arrows


def claims_by_definition(estimates: pd.DataFrame) -> Figure:
    """Russian troop figures for Kursk oblast, one statement a row, in frames by what they count.

    `estimates` are rows with the quantities of analysis.redeployment.CLAIMED.
    """
    rows = spoken(estimates)
    rows = rows[rows["as_of_last"] <= pd.Timestamp(redeployment.END)].sort_values("as_of_last", kind="stable")
    counted = rows.apply(redeployment.counted_as, axis=1)
    return strips(
        {head: rows[counted == head] for head in redeployment.CLAIMS},
        title=words.claims_title(rows),
        subtitle="Russian soldiers by what the speaker counts and the day spoken of",
        caption=f"Statements that speak of days up to {day(redeployment.END)}. Frames, not one series: no "
        "line and no mean. “Several thousand” (US officials) is a word without a total; only the size of a "
        f"brigade was given. {OPEN_ENDS}",
        most=90_000,
        unit="persons",
        mixed=True,
    )


def verdict_by_meaning(meanings: pd.DataFrame, heard: pd.DataFrame, meaning: str, counts_from: int) -> Figure:
    """Five meanings of "moved troops" against a threshold, and what speakers say about the chosen one.

    Parameters
    ----------
    meanings : from analysis.redeployment.meanings; heard : from analysis.redeployment.heard.
    meaning : the meaning whose statements are listed (a key of analysis.redeployment.MEANINGS).
    counts_from : from how many counters on the reader calls it a redeployment.
    """
    rows = meanings.assign(
        verdict=[redeployment.verdict(row.low, row.high, counts_from) for row in meanings.itertuples()],
        label=[broken(name, 18) for name in meanings["meaning"]],
        definition=meanings["net"].map({True: "net change", False: "arrivals"}),
        row_id=OWL_PAGE,
    )
    heard = _said(heard, "verdict_by_meaning")
    return frames(
        [_meanings(rows, meaning, counts_from), _who_says(heard[heard["meaning"] == meaning])],
        gap=0.17,
        heights=[0.58, 0.42],
        grid={"shared_xaxes": False},
        look={"barmode": "overlay"},
        mixed=comparable(rows, mixed=True),
        height=690,
        **words.verdict_words(rows, heard, meaning, counts_from),
    )


def _meanings(rows: pd.DataFrame, chosen: str, counts_from: int) -> Frame:
    """Counters known and untraced under each meaning, the threshold, the verdicts in words."""
    style = theme.actor("russia")
    hatched = {
        "color": theme.PAPER,
        "line": {"color": theme.FAINT, "width": 1},
        "pattern": {"shape": "/", "fgcolor": theme.FAINT},
    }
    look = {"color": style.color, "size": 13, "line": {"width": 2, "color": style.color}}
    known, net_loss = {"symbol": style.symbol, **look}, {"symbol": "diamond-open", **look}
    kinds = {"known": (~rows["net"], known), "net loss of the box": (rows["net"], net_loss)}

    def strong(column: str) -> list[str]:
        """Words of a column, bold for the meaning that is chosen."""
        told = zip(rows["meaning"], rows[column], strict=True)
        return [f"<b>{text}</b>" if meaning == chosen else text for meaning, text in told]

    top = {"xref": "x domain", "xanchor": "right", "yref": "y domain", "yanchor": "bottom"}
    bar = {"base": rows["low"].tolist(), "orientation": "h", "width": 0.45}
    return Frame(
        [
            bars(rows, rows["high"] - rows["low"], "label", **bar, name="untraced", marker=hatched),
            *(
                scatter(rows[kept], "low", "label", words.meaning_hover, name=name, marker=marker)
                for name, (kept, marker) in kinds.items()
            ),
            notes(zip([50] * len(rows), rows["label"], strong("verdict"), strict=True), None, xanchor="left"),
            notes([(1, 1.0, "“moved no troops” is")], size=None, **top),
            uprights([counts_from - 0.5], theme.INK, 2, "dot"),
        ],
        categories(rows["label"], tickvals=rows["label"].tolist(), ticktext=strong("label")),
        {"range": [0, 62], "tickvals": [0, 10, 20, 30, 40], "title": "counters"},
    )


def _who_says(here: pd.DataFrame) -> Frame:
    """One line for each statement, and one where nobody says so."""
    here = here.assign(x=0, y=range(len(here)), beside=" " + here["surname"] + ", " + here["when"])
    said = here["says"].tolist()
    silent = [word for word in ("moved", "not moved") if word not in said]
    lines = [f"says: {word}" for word in said + silent]
    nobody = [(0, y, words.NOBODY) for y in range(len(said), len(lines))]
    look = {"mode": "markers+text", "textposition": "middle right", "showlegend": False, "name": None}
    return Frame(
        [
            *(
                points(own, "x", "y", words.argued, by="actor", text=own["beside"].tolist(), **look)
                for _, own in here.groupby("actor", sort=False)
            ),
            notes(nobody, None, xanchor="left", xshift=-6),
            heading("<b>Who says what in this sense</b>"),
        ],
        ticks(range(len(lines)), lines, [SLOTS - 0.4, -0.6], ticks=""),
        {"visible": False, "range": [-0.1, 3]},
    )


def _said(arguments: pd.DataFrame, figure: str) -> pd.DataFrame:
    """Arguments with when they were published and the surname of the speaker, or the label of a figure."""
    label = labels(figure)
    rows = [*arguments.itertuples()]
    surnames = [label.get(f"speakers:{row.speaker_id}", row.name.split()[-1]) for row in rows]
    when = [months(row.published_first, row.published_last) for row in rows]
    return arguments.assign(surname=surnames, when=when)
