"""The small game of Kyiv and Moscow."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import game
from helpers.charts import theme
from helpers.charts.frames import Figure, picture, ticks
from helpers.charts.layers import Layer, areas, arrow, notes, scatter
from helpers.charts.the_dilemma import words

PLACES = {  # where a pair of choices stands
    (kyiv, moscow): (x, y) for x, moscow in enumerate(game.MOSCOW) for y, kyiv in enumerate(game.KYIV[::-1])
}


def game_2x2(price_of_Kursk: float, gap_filled: float, cost_to_Kyiv: float) -> Figure:
    """The four outcomes of the small game with payoffs, best replies and stable pairs.

    Parameters are those of `analysis.game.payoffs`: price, filled (per cent) and cost.

    >>> fig = charts.game_2x2(price_of_Kursk=0, cost_to_Kyiv=0, gap_filled=0)
    >>> fig.layout.meta["title"]
    'With these payoffs Kyiv gains nothing by...
    """
    outcomes = game.payoffs(price_of_Kursk, gap_filled, cost_to_Kyiv)
    compared = words.compared(outcomes, price_of_Kursk, gap_filled, cost_to_Kyiv)
    heads = ("Moscow keeps its force<br>in the Donbas", "Moscow moves<br>troops to Kursk")
    return picture(
        [
            *(_outcome(*PLACES[row.kyiv, row.moscow], stable=row.stable) for row in outcomes.itertuples()),
            _replies(outcomes, "Kyiv", "ukraine", 0.17),
            _replies(outcomes, "Moscow", "russia", -0.03, penned="cross" if compared else ""),
            *_better(outcomes),
            notes([(x, 1.4, head) for x, head in enumerate(heads)], size=None, yanchor="bottom"),
        ],
        x={"range": [-0.5, 1.5], "showgrid": False, "showticklabels": False, "ticks": ""},
        y=ticks([0, 1], ["Kyiv<br>stays", "Kyiv<br>crosses"], [-0.42, 1.72], ticks=""),
        look={"margin": {"t": 6, "b": 6}},
        height=420,
        **words.game_words(outcomes, price_of_Kursk, gap_filled, cost_to_Kyiv),
    )


def _outcome(x: int, y: int, *, stable: bool) -> Layer:
    """The frame of one pair of choices, thick and named when the pair is stable."""
    line = {"color": theme.INK if stable else theme.RULE, "width": 4 if stable else 1}
    box = areas([(x - 0.43, y - 0.36, x + 0.43, y + 0.36)], theme.WASH, line=line, layer="below")
    said = notes([(x, y - 0.26, "<b>stable pair</b>")] if stable else [], 14)
    return box._replace(notes=said.notes)


def _replies(outcomes: pd.DataFrame, who: str, side: str, dy: float, penned: str = "") -> Layer:
    """What one side gets in each outcome; a best reply is bold and in full colour.

    `penned` is the choice of Kyiv at which the title compares what the side gets.
    """
    style, own = theme.actor(side), who.lower()
    rows = outcomes.assign(gets=outcomes[f"{own}_gets"], best=outcomes[f"{own}_best"], row_id="")
    places = [PLACES[row.kyiv, row.moscow] for row in rows.itertuples()]
    rows["x"], rows["y"] = [x - 0.35 for x, _ in places], [y + dy for _, y in places]
    colors = [style.color if best else theme.lighter(style.color) for best in rows["best"]]
    marker = {"color": colors, "symbol": style.symbol, "size": 12}
    marks = scatter(
        rows, "x", "y", lambda row: words.reply_hover(row, who), name=who, showlegend=False, marker=marker
    )
    said = []
    for row in rows.itertuples():
        number = f"<b>{words.plain(row.gets)}</b>" if row.best else words.plain(row.gets)
        look = {"bgcolor": theme.PEN} if row.kyiv == penned else {}
        said += notes([(row.x, row.y, f"{who} {number}")], 16, xanchor="left", xshift=10, **look).notes
    return marks._replace(notes=said)


def _better(outcomes: pd.DataFrame) -> list[Layer]:
    """Arrows from the worse to the better choice; none where both bring the same."""
    gets = {(row.kyiv, row.moscow): (row.kyiv_gets, row.moscow_gets) for row in outcomes.itertuples()}
    look = {"showarrow": True, "arrowhead": 2, "arrowwidth": 3, "arrowsize": 0.9, "axref": "x", "ayref": "y"}
    found = []
    for kyiv in game.KYIV:
        y = PLACES[kyiv, "leave"][1]
        left, right = (gets[kyiv, moscow][1] for moscow in game.MOSCOW)
        found.append(((0.44, y), (0.56, y), right - left, "russia"))
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
