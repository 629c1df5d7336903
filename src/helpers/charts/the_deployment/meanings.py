"""One number, many meanings: the value of a troop figure on the axis, what it counts in the rows."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import deployment, known
from helpers.analysis.comparable import comparable
from helpers.charts import theme
from helpers.charts.frames import Figure, Frame, frames, ticks
from helpers.charts.layers import Layer, areas, blank, line, notes, segments
from helpers.charts.statements import range_bar, side_keys, statements
from helpers.charts.the_deployment import words
from helpers.words import number

MOST, FAR_MOST = 17_000, 108_000  # persons: right ends of the two scales
HALF, ARM, BAND = 330, 1_200, 450  # persons: half a mark, the arrow of an open end, half the pen on a phone
STEP, HEAD, GAP = 17, 30, 12  # pixels: between marks above each other, the name of a row, below its marks
FAR_HEAD, FAR_STEP = 34, 15
AXIS_PX, BETWEEN = 34, 20  # pixels of the upper axis, and between the two scales
CLEAR = {"bgcolor": theme.PAPER, "borderpad": 0}  # words that cover the lines of values behind them
LEFT = {"xref": "paper", "xanchor": "left", "yanchor": "middle", **CLEAR}
RIGHT = {"xref": "paper", "xanchor": "right", "yanchor": "middle", **CLEAR}
SMALL = {"color": theme.INK_2, "size": 13}


def troop_frames(
    troops: pd.DataFrame, known_on: str | None = None, *, forecasts: bool = True, inferred_days: bool = True
) -> Figure:
    """Draw troop figures by their value, one row for each thing that they count.

    Forecasts that lie beyond the scale of all others stand below, on a scale of their own. A mark keeps its
    place on every day: each row is as high as all of its marks need.

    Parameters
    ----------
    troops : rows of analysis.deployment.soldiers.
    known_on : show only what had been published by this day; None shows every row.
    forecasts : False leaves the rows of forecasts empty.
    inferred_days : with known_on, also rows whose day of publication is inferred from the occasion.

    Raises
    ------
    NotComparable : rows of one count frame count different things.

    >>> fig = charts.troop_frames(
    ...     analysis.deployment.soldiers(load("estimates"), load("estimate_details"))
    ... )
    >>> fig.layout.meta["title"]
    'The number 10,000 stands in 10 figures and...
    """
    every, left_out = troops, troops[troops["published"].isna()]
    if known_on is not None:
        every = known.known_on(troops, troops["shown_on"].max(), inferred=inferred_days)
        left_out = known.undatable(troops, inferred=inferred_days)
    if not forecasts:
        every = every[every["frame"] != deployment.FORECASTS]
    rows = every if known_on is None else known.known_on(every, known_on, inferred=inferred_days)
    for name in deployment.FRAMES:  # one frame, one scope: a figure in the wrong row is refused
        comparable(rows[rows["frame"] == name], mixed=name == deployment.FORECASTS)
    placed, tops, far = _placed(every)
    shown = placed[placed["row_id"].isin(rows["row_id"])]
    here, beyond = shown[~shown["far"]], shown[shown["far"]]
    height, below = tops[deployment.FORECASTS], far + BETWEEN if far else 0
    upper = [_pen(height), *_rows(here, rows, tops, known_on, forecasts=forecasts), *_marks(here)]
    parts = [Frame(upper, {"range": [height, 0], "visible": False}, _persons(MOST, 5_000, "top"))]
    if far:
        told = words.told(beyond, rows[rows["frame"] == deployment.FORECASTS], known_on)
        lower = [*_scale_above(far, told), *_marks(beyond)]
        axis = _persons(FAR_MOST, 25_000, "bottom")
        parts.append(Frame(lower, {"range": [far, 0], "visible": False}, axis))
    foot = AXIS_PX - 8 if far else 4
    return frames(
        parts,
        gap=BETWEEN / (height + below),
        heights=[height, far][: len(parts)],
        grid={"shared_xaxes": False},
        over=[side_keys(rows["side"])],
        look={"margin": {"l": 4, "r": 8, "t": AXIS_PX, "b": foot}},
        mixed=comparable(rows, mixed=True),
        height=height + below + AXIS_PX + foot,
        **words.frames_words(rows, left_out, known_on, forecasts=forecasts),
    )


def _persons(most: int, step: int, side: str) -> dict:
    """An axis of persons; the number that is under the pen is bold."""
    places = range(0, most, step)
    names = [f"<b>{number(place)}</b>" if place == words.ROUND else number(place) for place in places]
    return ticks(places, names, [0, most], side=side, showgrid=True, ticklabeloverflow="allow")


def _placed(troops: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, float], float]:
    """The figures with y (pixels from the top) and far (on the lower scale).

    Also the foot of each row by its name, and the height of the lower scale, 0 where nothing stands on it.
    """
    far = deployment.ends(troops)["highest"] > MOST
    near = [_levels(own, HALF, ARM) for _, own in troops[~far].groupby("frame")]
    beyond = _levels(troops[far], HALF * FAR_MOST / MOST, ARM * FAR_MOST / MOST)
    rows = troops.assign(far=far, level=pd.concat([*near, beyond]))
    ys, tops, top = pd.Series(0.0, rows.index), {}, 0.0
    for name in deployment.FRAMES:
        own = rows[(rows["frame"] == name) & ~rows["far"]]["level"]
        most = own.max() + 1 if len(own) else 0
        ys[own.index] = top + HEAD + (most - 0.5 - own) * STEP
        top += HEAD + (most * STEP + GAP if most else 0)
        tops[name] = float(top)
    beyond = rows[rows["far"]]["level"]
    tall = float(FAR_HEAD + (beyond.max() + 1) * FAR_STEP) if len(beyond) else 0.0
    ys[beyond.index] = tall - (beyond + 0.5) * FAR_STEP
    return rows.assign(y=ys), tops, tall


def _levels(rows: pd.DataFrame, half: float, arm: float) -> pd.Series:
    """How many marks stand below each one, so that no two meet."""
    ends = deployment.ends(rows)
    left = ends["lowest"] - half - arm * (rows["bound"] == "up to")
    right = ends["highest"] + half + arm * (rows["bound"] == "at least")
    free: list[float] = []  # right end of what stands on each level
    found = {}
    for row in rows.assign(left=left).sort_values(["left", "shown_on"]).index:
        level = next((at for at, end in enumerate(free) if end <= left[row]), len(free))
        free[level : level + 1] = [right[row]]
        found[row] = level
    return pd.Series(found, dtype=int)


def _pen(height: float) -> Layer:
    """The number that has many meanings, under the pen from top to bottom."""
    band = (words.ROUND - BAND, 0, words.ROUND + BAND, height)
    return areas([band], theme.PEN, line={"width": 0}, layer="below")


def _rows(
    here: pd.DataFrame, rows: pd.DataFrame, tops: dict[str, float], known_on: str | None, *, forecasts: bool
) -> list[Layer]:
    """Names of the rows, how many figures each holds and how many of them say the number under the pen.

    `here` are those of `rows` that stand on the upper scale.
    """
    layers = []
    start = 0.0
    for name, foot in tops.items():
        own, y = here[here["frame"] == name], start + HEAD / 2
        gloss = f"<b>{name}</b> <span style='color:{theme.INK_2}'>{words.GLOSSES[name]}</span>"
        layers += [
            notes([(0, y, gloss)], 14, name="wide", **LEFT),
            notes([(0, y, f"<b>{words.NARROW.get(name, name)}</b>")], 14, name="narrow", **LEFT),
        ]
        same = len(deployment.naming(own, words.ROUND))
        if same:
            layers.append(
                notes([(words.ROUND, y, f"<b>{same}×</b>")], 14, yanchor="middle", bgcolor=theme.PEN)
            )
        hidden = name == deployment.FORECASTS and not forecasts
        told = words.HIDDEN if hidden else words.told(own, rows[rows["frame"] == name], known_on)
        penned = own.empty and name == deployment.IN_COMBAT and known_on
        pen = {"bgcolor": theme.PEN, "borderpad": 1} if penned else {}
        layers.append(notes([(1, y, told)], None, font=SMALL, **RIGHT | pen))
        start = foot
    inner = list(tops.values())[:-1]
    between = segments(
        ((0, foot, 1, foot) for foot in inner), {"color": theme.RULE, "width": 1}, xref="paper", layer="below"
    )
    return [*layers, between]


def _marks(rows: pd.DataFrame) -> list[Layer]:
    """Ranges as bars, all others as the marks of their speakers."""
    if rows.empty:
        return [blank()]
    ranges = rows[rows["bound"] == "range"]
    return [
        *(range_bar(row, [row.low, row.high], [row.y, row.y]) for row in ranges.itertuples()),
        statements(rows, "value", "y", keys=(), say=words.troop_hover),
    ]


def _scale_above(far: float, told: str) -> list[Layer]:
    """What the upper scale would be on the lower one, the name of the lower and how many figures it holds."""
    narrow = f"<b>forecasts above {number(MOST)}</b>"
    wide = f"{narrow} on a scale of their own"
    return [
        areas([(0, FAR_HEAD - 6, MOST, far)], theme.WASH, line={"width": 0}, layer="below"),
        line([MOST, MOST], [FAR_HEAD - 6, far], theme.FAINT, 1),
        notes([(0, FAR_HEAD / 2 - 4, wide)], 14, name="wide", **LEFT),
        notes([(0, FAR_HEAD / 2 - 4, narrow)], 14, name="narrow", **LEFT),
        notes([(1, FAR_HEAD / 2 - 4, told)], None, font=SMALL, **RIGHT),
    ]
